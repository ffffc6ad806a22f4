"""What a founding dossier holds on a day: papers of its checklist, and named people.

Read by the guards of the way (`stages`) and by what the dossier still lacks in words
(`foundings.checks`): one reading serves both.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from branches.models import Committee
from hoangmai_party.periods import in_force
from members.models import Placement
from surveys.models import FoundingItem, FoundingPerson


@dataclass(frozen=True)
class Line:
    """A paper of the checklist; `paper` None where it is not there yet."""

    item: FoundingItem
    paper: object = None


def items_ever():
    """The checklist lines of this body whenever: its own and those for everybody."""
    own = Q(committee=None) | Q(committee=Committee.objects.own())
    return FoundingItem.objects.filter(own)


def items_on(day):
    """The checklist of this body on `day`."""
    return items_ever().filter(in_force(day))


def lines(case, day):
    """[Line] of the checklist of the day, and of what lies there beyond it."""
    held = {paper.item_id: paper for paper in case.papers.select_related("item")}
    asked = [Line(item, held.pop(item.pk, None)) for item in items_on(day)]
    return asked + [Line(paper.item, paper) for paper in held.values()]


def missing(found, day):
    """[Line] of the required papers that are not there by the end of `day`."""
    return [
        line
        for line in found
        if line.item.is_required
        and (line.paper is None or line.paper.received_on > day)
    ]


@dataclass(frozen=True)
class Named:
    """Somebody who is named for the new branch, as the register knows them on a day."""

    person: FoundingPerson
    spell: object  # the đảng tịch of the day, None of somebody from outside
    placement: object  # the official placement they leave, None where there is none
    is_official: bool

    @property
    def where(self):
        """The branch the person leaves."""
        if self.placement:
            return str(self.placement.branch)
        return self.person.came_from or "chưa ghi"

    @property
    def status(self):
        return "Chính thức" if self.is_official else "Dự bị"


def named(case, day):
    """[Named] of a case on `day`; a constant number of queries."""
    official = _left(case).filter(kind=Placement.Kind.OFFICIAL)
    people = case.people.select_related("member").prefetch_related(
        "member__spells",
        Prefetch(
            "member__placements",
            official.select_related("branch", "spell__member"),
            to_attr="open_placements",
        ),
    )
    return [_named(person, day) for person in people]


def _left(case):
    """The placements that the people leave: open ones, or those before the founding."""
    if case.founding is None:
        return Placement.objects.filter(ended_on=None)
    return Placement.objects.on(case.founding.effective_on - dt.timedelta(days=1))


def _named(person, day):
    if person.member is None:
        official = person.official_on is not None and person.official_on <= day
        return Named(person, None, None, official)
    spells = [row for row in person.member.spells.all() if _holds(row, day)]
    spell = spells[-1] if spells else None
    counts = spell.counts_official_on if spell else None
    placement = (person.member.open_placements or [None])[-1]
    return Named(person, spell, placement, counts is not None and counts <= day)


def _holds(spell, day):
    return spell.ceremony_on <= day and (spell.ended_on is None or spell.ended_on > day)
