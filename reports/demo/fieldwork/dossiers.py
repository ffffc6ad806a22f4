"""The dossiers behind the foundings: their papers, the people named, the đoàn thể."""

from enterprises.models import MassOrganisation
from members.models import Placement
from reports.demo.days import days
from surveys.models import (
    CaseStage,
    CaseStep,
    FoundingItem,
    FoundingPaper,
    FoundingPerson,
    OutreachCase,
)

NUMBERS = ("TTr/DN", "ĐA/DN", "DS/DN", "", "CV/DN", "PA/DN", "BB/DN", "GTSHĐ", "NQ/ĐUK")


def make(world, rng):
    """Every founded case; the đoàn thể that came with a branch."""
    items = list(FoundingItem.objects.on(world.plan.stands_on))
    rows = OutreachCase.objects.exclude(founding=None)
    for index, case in enumerate(rows.select_related("founding").order_by("pk")):
        _papers(case, items)
        _people(case)
        _organisation(case, index, rng)


def _papers(case, items):
    opened = _day_of(case, CaseStage.AGREED) or case.opened_on
    submitted = _day_of(case, CaseStage.SUBMITTED)
    required = [item for item in items if item.is_required]
    FoundingPaper.objects.bulk_create(
        [
            FoundingPaper(
                case=case,
                item=item,
                received_on=min(max(opened, submitted - days(9 - index)), submitted),
                number=f"{index + 1:02}-{mark}" if mark else "",
            )
            for index, (item, mark) in enumerate(zip(required, NUMBERS, strict=True))
        ]
    )


def _day_of(case, stage):
    row = CaseStep.objects.filter(case=case, stage=stage).first()
    return row and row.happened_on


def _people(case):
    """The members who came on the day of the founding."""
    branch = case.founding.successors.get()
    day = case.founding.decided_on
    came = Placement.objects.filter(
        branch=branch, started_on=day, kind=Placement.Kind.OFFICIAL
    )
    officers = dict(
        branch.positions.order_by("-started_on").values_list("member", "role")
    )
    taken, named = set(), []
    for row in came.select_related("member").order_by("member__order"):
        role = officers.get(row.member_id, "")
        role = role if role in FoundingPerson.Role.values and role not in taken else ""
        taken.add(role)
        named.append(
            FoundingPerson(
                case=case,
                member=row.member,
                came_from=row.came_from,
                paper_number=row.began_number,
                role=role,
            )
        )
    FoundingPerson.objects.bulk_create(named)


def _organisation(case, index, rng):
    """A union or a chi đoàn in two of three new branches, on the day of the founding."""
    kind = ("trade_union", "youth_union", None)[index % 3]
    if kind is None:
        return
    MassOrganisation.objects.create(
        enterprise=case.enterprise,
        kind=kind,
        members=rng.randint(8, 60),
        started_on=case.founding.decided_on,
    )
