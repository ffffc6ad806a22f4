"""Writing an entry about branches, telling its effect beforehand, taking it back."""

from dataclasses import dataclass

from django.db import models, transaction

from accounts.log import change_set
from accounts.log.undo import UndoError, undo
from branches.models import Branch, Committee
from members import roll
from members.actions import in_words
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
    """Undo an entry as a whole, with the people it moved."""
    if event.voided_at or not event.change_set:
        raise UndoError("Biến động này không ghi qua biểu mẫu nên không hủy gộp được.")
    undo(event.change_set, by=by, reason=reason)


class _Rehearsed(Exception):
    """Ends the rehearsal: the transaction is thrown away."""


def preview(write, day):
    """[Effect] of the branches that change and of the body: members, then branches."""
    found = []

    def rehearse():
        with transaction.atomic():
            before = _stocks(day)
            write()
            found.extend(_effects(before, _stocks(day)))
            raise _Rehearsed

    try:
        rehearse()
    except _Rehearsed:
        return found


def _stocks(day):
    """{branch: members} of the branches under the body at the end of `day`."""
    own = Committee.objects.own()
    ids = Committee.objects.subtree_ids(own, day, day) if own else ()
    reach = roll.Reach(frozenset(ids))
    under = roll.links(reach).on(day).values_list("branch", flat=True)
    rows = roll.roll(reach).filter(roll.on(day)).order_by().values("branch")
    counted = dict(
        rows.annotate(number=models.Count("pk")).values_list("branch", "number")
    )
    names = dict(Branch.objects.filter(pk__in=under).values_list("pk", "name"))
    return {(pk, names[pk]): counted.get(pk, 0) for pk in names}


def _effects(before, after):
    ids = {pk for pk, _ in [*before, *after]}
    names = dict([*before, *after])
    old = {pk: number for (pk, _), number in before.items()}
    new = {pk: number for (pk, _), number in after.items()}
    old_names, new_names = dict(list(before)), dict(list(after))
    changed = [
        pk
        for pk in ids
        if old.get(pk) != new.get(pk) or old_names.get(pk) != new_names.get(pk)
    ]
    lines = [
        Effect(names[pk], old.get(pk), new.get(pk))
        for pk in sorted(changed, key=names.get)
    ]
    members = Effect(
        "Toàn Đảng bộ: đảng viên", sum(before.values()), sum(after.values())
    )
    return [
        *lines,
        members,
        Effect("Toàn Đảng bộ: chi bộ", len(before), len(after)),
    ]
