"""The founding and the announcing: what they write, as one act."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.log.undo import UndoError
from accounts.models import LogEvent
from accounts.records import VoidError
from branches.models import Branch, BranchEvent
from enterprises.models import MassOrganisation
from enterprises.tests.factories import EnterpriseFactory
from members import roll
from members.actions import NotPossibleError
from members.models import Position
from members.reorganisation import record
from surveys.cases.facts import newest_step
from surveys.foundings import acts
from surveys.models import CaseStage
from surveys.tests.foundings.people import ANNOUNCED, DECIDED, OPENED

DAY_BEFORE = DECIDED - dt.timedelta(days=1)


def stocks(world, day):
    """{branch code: members} under the body at the end of the day."""
    reach = roll.Reach(frozenset({world.own.pk}))
    rows = roll.roll(reach).filter(roll.on(day)).values_list("branch__code", flat=True)
    return {code: list(rows).count(code) for code in rows}


def test_nothing_is_founded_from_a_voided_case(world):
    type(world.case).every.filter(pk=world.case.pk).update(
        voided_at=timezone.now(), voided_by=world.clerk, void_reason="Nhầm"
    )
    with pytest.raises(NotPossibleError, match="đã bị hủy"):
        world.found()
    assert Branch.objects.count() == 2


def test_founding_makes_the_branch_with_its_people(world):
    before = stocks(world, DAY_BEFORE)
    branch = world.found()
    assert before == {world.one.code: 2, world.two.code: 1}
    assert stocks(world, DECIDED) == {"CB900": 4}
    assert stocks(world, DAY_BEFORE) == before
    event = branch.events_as_successor.get()
    assert (event.kind, event.number, event.decided_on, event.issuer) == (
        "founded",
        "12-QĐ/ĐUK",
        DECIDED,
        world.own,
    )
    link = branch.enterprise_links.get()
    assert (link.enterprise, link.is_host) == (world.enterprise, True)


def test_founding_writes_the_step_and_leaves_the_case_open(world):
    branch = world.found()
    case = type(world.case).objects.get()
    step = newest_step(case)
    assert (step.previous, step.stage, step.happened_on, step.number) == (
        "submitted",
        "decided",
        DECIDED,
        "12-QĐ/ĐUK",
    )
    assert step.entered_by == world.clerk
    assert (case.founding.successors.get(), case.closed_on) == (branch, None)


def test_each_person_comes_with_the_own_paper(world):
    branch = world.found()
    rows = branch.placements.order_by("pk")
    papers = [(row.began, row.began_number, row.came_from) for row in rows]
    assert papers == [
        *(
            ("transferred", person.paper_number, str(home))
            for person, home in zip(
                world.people, (world.one, world.one, world.two), strict=True
            )
        ),
        ("transferred", "GT 9", "Chi bộ 5, phường A"),
    ]
    world.outsider.refresh_from_db()
    received = world.outsider.member
    assert (received.full_name, received.sex) == ("Lê Thị Ngoài", "female")
    assert received.spells.get().recognised_on == world.outsider.official_on


def test_offices_left_behind_end_and_first_ones_are_appointed(world):
    secretary = world.members[0]
    old = Position.objects.create(
        member=secretary,
        branch=world.one,
        role="secretary",
        basis="elected",
        started_on=OPENED,
    )
    branch = world.found(appointment_number="13-QĐ/ĐUK")
    old.refresh_from_db()
    new = Position.objects.get(branch=branch)
    assert old.ended_on == DECIDED
    assert (new.member, new.role, new.basis, new.number, new.started_on) == (
        secretary,
        "secretary",
        "appointed",
        "13-QĐ/ĐUK",
        DECIDED,
    )


def test_one_change_set_holds_all_of_it(world):
    before = LogEvent.objects.latest("id").id
    world.found(
        organisations=[{"kind": "trade_union", "members": 30, "head": "Trần Thị B"}]
    )
    events = LogEvent.objects.filter(id__gt=before)
    assert len(set(events.values_list("change_set", flat=True))) == 1
    assert set(events.values_list("reason", flat=True)) == {
        "Thành lập chi bộ 12-QĐ/ĐUK: Chi bộ Bệnh viện Mẫu"
    }
    tables = set(events.values_list("table", flat=True))
    assert {
        "branches_branch",
        "branches_branchevent",
        "members_placement",
        "members_position",
        "members_member",
        "enterprises_massorganisation",
        "surveys_casestep",
        "surveys_outreachcase",
    } <= tables


def test_joint_branch_has_several_enterprises(world):
    other = EnterpriseFactory()
    branch = world.found(others=[other])
    links = branch.enterprise_links.order_by("pk")
    assert [(link.enterprise, link.is_host) for link in links] == [
        (world.enterprise, True),
        (other, False),
    ]


def test_mass_organisation_begins_on_its_day_or_with_the_branch(world):
    world.found(
        organisations=[
            {"kind": "trade_union", "members": 30, "head": "Trần Thị B"},
            {"kind": "women_union", "started_on": ANNOUNCED, "members": 9},
        ]
    )
    found = MassOrganisation.objects.order_by("pk")
    rows = [(row.kind, row.started_on, row.members, row.head) for row in found]
    assert rows == [
        ("trade_union", DECIDED, 30, "Trần Thị B"),
        ("women_union", ANNOUNCED, 9, ""),
    ]


def test_member_on_no_roll_comes_back_with_the_paper(world):
    gone = world.official(world.two)
    placement = gone.placements.get()
    acts_leave(placement)
    person = world.name(gone)
    person.came_from = "Đảng bộ quận B"
    person.save()
    branch = world.found()
    there = gone.placements.get(branch=branch)
    assert (there.began, there.came_from) == ("transferred", "Đảng bộ quận B")


def acts_leave(placement):
    """The member goes out of the body before the founding."""
    placement.ended_on, placement.ended = dt.date(2021, 2, 1), "transferred"
    placement.save()


def test_announcing_closes_the_case_on_the_ceremony(world):
    world.found()
    acts.announce(case=world.case, ceremony_on=ANNOUNCED, by=world.clerk)
    world.case.refresh_from_db()
    step = newest_step(world.case)
    assert (step.previous, step.stage, step.happened_on) == (
        "decided",
        "announced",
        ANNOUNCED,
    )
    assert world.case.closed_on == ANNOUNCED
    assert world.case.founding.ceremony_on == ANNOUNCED


def test_founding_is_never_undone(world):
    branch = world.found()
    event = branch.events_as_successor.get()
    with pytest.raises(UndoError) as refusal:
        record.take_back(event=event, by=world.clerk, reason="Nhầm")
    assert str(refusal.value) == BranchEvent.NEVER_UNDONE
    step = world.case.steps.get(stage=CaseStage.DECIDED)
    for row in (step, world.case):
        with pytest.raises(VoidError, match="sửa bằng một biến động tổ chức"):
            row.void(by=world.clerk, reason="Nhầm")
    for row in (world.outsider, world.case.papers.first()):
        row.refresh_from_db()
        with pytest.raises(VoidError, match="đã có quyết định thành lập"):
            row.void(by=world.clerk, reason="Nhầm")
    with pytest.raises(VoidError, match="trực thuộc"):
        event.void(by=world.clerk, reason="Nhầm")
    assert Branch.objects.filter(pk=branch.pk).exists()
