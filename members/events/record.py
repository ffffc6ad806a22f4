"""Writing an entry, telling beforehand what it does, taking it back."""

import datetime as dt
from dataclasses import dataclass

from django.db import models, transaction

from accounts.log import change_set
from accounts.log.undo import UndoError, undo
from accounts.sealed import mask
from branches.delegation import on_behalf_of
from members import roll
from members.actions import NotPossibleError, in_words
from members.events import by_code
from members.events.base import State
from members.models import Member, MemberEvent
from members.rehearsal import own_reach, rehearse, stocks

CITIZEN_ID_LENGTH = 12


@dataclass(frozen=True)
class Effect:
    """What an entry does to a roll: before and after, and how it is counted."""

    where: str
    before: int
    after: int
    counted: str


@in_words()
def record(*, member, code, data, as_on_paper="", replaces=None):
    """Write the facts of one entry and the entry, as one change set."""
    # Two clerks at once: the second waits here and then sees the new state.
    member = Member.objects.select_for_update().get(pk=member.pk)
    event, state = by_code[code], State(member)
    if refusal := event.possible(state):
        raise NotPossibleError(refusal)
    behalf = on_behalf_of(event.own_step(state, data))
    with change_set(f"{event.label}: {member}", on_behalf_of=behalf) as written:
        event.apply(state, data)
        return MemberEvent.objects.create(
            member=member,
            kind=code,
            happened_on=data["happened_on"],
            number=data["number"],
            typed=_typed(event, data),
            as_on_paper=as_on_paper,
            change_set=written.change_set,
            replaces=replaces,
        )


def _typed(event, data):
    """What was typed, to be shown again; a person's number is sealed elsewhere."""
    plain = {name: _plain(value) for name, value in data.items()}
    for name in event.masked:
        if len(plain[name]) == CITIZEN_ID_LENGTH:
            plain[name] = mask(plain[name])
    return plain


def _plain(value):
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, dt.date) else value


@transaction.atomic
def take_back(*, entry, by, reason):
    """Undo an entry as a whole: its facts and the entry itself (which is voided)."""
    if entry.voided_at:
        raise UndoError("Lần ghi này đã được hủy.")
    undo(entry.change_set, by=by, reason=reason)


@transaction.atomic
def correct(*, entry, by, reason, data, as_on_paper=""):
    """Replace an entry by a corrected one: undo and record, or nothing."""
    take_back(entry=entry, by=by, reason=reason)
    return record(
        member=entry.member,
        code=entry.kind,
        data=data,
        as_on_paper=as_on_paper,
        replaces=entry,
    )


def preview(write, *, member, day):
    """[Effect] of `write()` on the branches and the body; nothing stays written."""

    def look():
        reach = own_reach(day)
        return stocks(reach, day), _ways(reach, member, day)

    (before, _), (after, ways) = rehearse(write, look)
    effects = [
        Effect(
            str(branch),
            before.get(branch.pk, 0),
            after.get(branch.pk, 0),
            _counted(*ways[branch]),
        )
        for branch in sorted(ways, key=str)
    ]
    total = sum(before.values()), sum(after.values())
    return [*effects, Effect("Toàn Đảng bộ", *total, "")]


def _ways(reach, member, day):
    """{branch: (came, went)} of the member on that very day."""
    rows = roll.with_ways(roll.roll(reach), reach).filter(member=member)
    came = {r.branch: r.came for r in rows.filter(roll.joined(day, day))}
    went = {r.branch: r.went for r in rows.filter(roll.left(day, day))}
    return {b: (came.get(b), went.get(b)) for b in {*came, *went}}


def _counted(came, went):
    words = []
    if came:
        words.append(f"tăng: {roll.CAME_LABELS.get(came, came).lower()}")
    if went:
        words.append(f"giảm: {roll.WENT_LABELS.get(went, went).lower()}")
    return ", ".join(words)
