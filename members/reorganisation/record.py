"""Writing an entry about branches, telling its effect beforehand, taking it back."""

from dataclasses import dataclass

from django.db import transaction

from accounts.log import change_set
from accounts.log.undo import UndoError, undo
from branches.models import Branch
from members import roll
from members.actions import in_words
from members.rehearsal import own_reach, rehearse, stocks
from members.reorganisation import by_code


@dataclass(frozen=True)
class Effect:
    """Members on a roll before and after, at the end of the day of effect."""

    where: str
    before: int | None
    after: int | None


@in_words()
def record(*, code, branch, data, decision):
    """Write one entry as one change set; returns its BranchEvent."""
    act = by_code[code]
    with change_set(reason=f"{act.label} {decision['number']}") as written:
        event = act.apply(branch, data, dict(decision))
        event.change_set = written.change_set
        event.save(update_fields=["change_set"])
        return event


@transaction.atomic
def take_back(*, event, by, reason):
    """Undo an entry as a whole, with the people it moved.

    But for a founding that came of a hồ sơ vận động: that is never taken back (§3.5).
    """
    if event.outreach_cases.exists():
        raise UndoError(event.NEVER_UNDONE)
    if event.voided_at or not event.change_set:
        raise UndoError("Biến động này không ghi qua biểu mẫu nên không hủy gộp được.")
    undo(event.change_set, by=by, reason=reason)


def preview(write, day):
    """[Effect] of the branches that change and of the body: members, then branches."""
    before, after = rehearse(write, lambda: _look(day))
    names = {**before[1], **after[1]}
    lines = [
        Effect(names[pk], before[0].get(pk), after[0].get(pk))
        for pk in sorted(names, key=names.get)
        if any(b.get(pk) != a.get(pk) for b, a in zip(before, after, strict=True))
    ]
    members = (sum(numbers.values()) for numbers, _ in (before, after))
    branches = (len(numbers) for numbers, _ in (before, after))
    return [
        *lines,
        Effect("Toàn Đảng bộ: đảng viên", *members),
        Effect("Toàn Đảng bộ: chi bộ", *branches),
    ]


def _look(day):
    """({branch id: members}, {branch id: name}) of the branches under the body."""
    reach = own_reach(day)
    under = roll.links(reach).on(day).values("branch")
    names = dict(Branch.objects.filter(pk__in=under).values_list("pk", "name"))
    counted = stocks(reach, day)
    return {pk: counted.get(pk, 0) for pk in names}, names
