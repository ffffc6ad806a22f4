"""What stands beside branches for years: regulations, chi ủy, đoàn thể, Ban Chỉ đạo 09.

Throws the dice of `work`: nobody's life changes by it.
"""

import datetime as dt

from branches.models import (
    CoordinationRegulation,
    SteeringCommittee,
    SteeringSeat,
)
from enterprises.models import Agency, Enterprise, MassOrganisation
from hoangmai_party.periods import add_months
from members.models import Position
from reports.demo import names
from reports.demo.days import days
from reports.demo.organisations import BODY

_FORM, _SIDE = Enterprise.LegalForm, CoordinationRegulation.Counterpart
_SIDE_OF_FORM = {
    _FORM.NONPUBLIC_UNIT: _SIDE.SCHOOL,
    _FORM.JOINT_STOCK: _SIDE.BOARD,
    _FORM.LLC_MULTI: _SIDE.MEMBERS_COUNCIL,
    _FORM.LLC_SINGLE: _SIDE.CHAIR,
    _FORM.PRIVATE: _SIDE.OWNER,
    _FORM.COOPERATIVE: _SIDE.COOPERATIVE,
}
_ROLES = ("head", "deputy", "standing", "member", "member", "member", "clerk")
_MANY = 9  # official members from which a branch has a chi ủy


def make(world):
    """All of it, as it stands on the day of the register."""
    chapters = world.pools["body"].chapters
    _regulations(world, chapters)
    _steering(world)
    _mass_organisations(world, chapters)
    _committees(world, chapters)


def _regulations(world, chapters):
    """Two branches in three have one; every sixth of them has run out by now."""
    rows = []
    for index, chapter in enumerate(chapters):
        signed = max(chapter.opened_on, world.plan.body_on) + days(200 + index)
        if index % 3 == 2 or not world.works(chapter, signed):
            continue
        is_over = index % 6 == 0
        rows.append(
            CoordinationRegulation(
                branch=chapter.branch,
                enterprise=chapter.host,
                counterpart=_SIDE_OF_FORM.get(chapter.host.legal_form, _SIDE.DIRECTOR),
                number=f"{index + 1:02}-QC/CB",
                signed_on=signed,
                started_on=signed,
                ended_on=add_months(signed, 36) if is_over else None,
                reviewed_on=_reviewed(world, signed, index),
                on_information=True,
                on_meetings=True,
                on_conditions=True,
                on_funding=index % 2 == 0,
                on_personnel=index % 5 == 0,
                on_labour=index % 2 == 1,
            )
        )
    CoordinationRegulation.objects.bulk_create(rows)


def _reviewed(world, signed, index):
    """Looked through last year, but for one in seven."""
    day = world.days.workday(world.plan.stands_on.year - 1, 3 + index % 9, 10)
    return day if index % 7 and day > signed else None


def _steering(world):
    """Ban Chỉ đạo 09 since the Khối began, one seat for each kind of agency."""
    steering = SteeringCommittee.objects.create(
        committee=world.committees[BODY],
        number="11-QĐ/ĐUK",
        started_on=world.plan.body_on + days(60),
    )
    agencies = Agency.objects.filter(ward=None).order_by("pk")
    places = [None, None, None, *agencies][: len(_ROLES)]
    SteeringSeat.objects.bulk_create(
        SteeringSeat(
            steering=steering,
            full_name=names.person_name(world.dice, "male"),
            role=role,
            agency=agency,
            started_on=steering.started_on,
        )
        for role, agency in zip(_ROLES, places, strict=False)
    )


def _committees(world, chapters):
    """Chi ủy of the branches with many, since their last congress; two have none."""
    rows = []
    many = [c for c in chapters if c.officials(world.plan.stands_on) >= _MANY]
    for chapter in many[2:]:
        held = chapter.branch.positions.filter(ended_on=None)
        busy = set(held.values_list("member", flat=True))
        since = max(
            world.days.workday(world.plan.stands_on.year - 2, 5, 20), chapter.opened_on
        )
        free = [
            stay
            for stay in chapter.there(since)
            if stay.holds(world.plan.stands_on)
            and stay.person.is_official(since)
            and stay.person.member.pk not in busy
        ]
        rows += [
            Position(
                member=stay.person.member,
                branch=chapter.branch,
                role=Position.Role.COMMITTEE,
                basis=Position.Basis.ELECTED,
                term=f"{since.year}–{since.year + 2}",
                started_on=since,
            )
            for stay in free[: 3 - min(len(busy), 2)]
        ]
    Position.objects.bulk_create(rows)


def _mass_organisations(world, chapters):
    """Founded with the branches of the last two years."""
    since = dt.date(world.plan.stands_on.year - 2, 1, 1)
    young = [c for c in chapters if c.opened_on >= since]
    kinds = MassOrganisation.Kind
    MassOrganisation.objects.bulk_create(
        MassOrganisation(
            enterprise=chapter.host,
            kind=kind,
            members=world.dice.randint(8, 60),
            started_on=chapter.opened_on + days(20 + 10 * index),
        )
        for chapter in young
        for index, kind in enumerate(
            (kinds.TRADE_UNION, kinds.YOUTH_UNION, kinds.WOMEN_UNION)
        )
    )
