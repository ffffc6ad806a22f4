"""What the database refuses of a branch's year, and what the rows themselves say."""

import datetime as dt

import pytest

from accounts.records import VoidError
from accounts.tests.raw import change, copy, refused
from branches.models import (
    Congress,
    Inspection,
    InspectionFollowUp,
    Meeting,
    OrgType,
    RuleMissingError,
    SteeringCommittee,
    SteeringSeat,
)
from branches.tests.work import MET, SIGNED

pytestmark = pytest.mark.django_db

BEFORE, LATER = SIGNED - dt.timedelta(days=1), SIGNED + dt.timedelta(days=30)

# constraint: [(how it is written, which row of `work`, columns)], each one refused
REFUSED = {
    "meeting_branch_or_committee": [
        (change, "meeting", {"branch": None}),
        (change, "meeting", {"committee": "lower"}),
    ],
    "meeting_present_of_due": [
        (change, "meeting", {"present": 10}),
        (change, "meeting", {"excused": 4}),
        (change, "meeting", {"due": None}),
        (change, "meeting", {"present": None}),
        (change, "meeting", {"present": None, "due": None}),
    ],
    "meeting_minutes": [
        (change, "meeting", {"minutes": 0}),
        (change, "meeting", {"minutes": 1441}),
    ],
    "meeting_once_a_day": [(copy, "meeting", {"topic": "Khác"})],
    "meeting_of_committee_once_a_day": [(copy, "of_committee", {"topic": "Khác"})],
    "congress_day": [(copy, "congress", {"term": "2022–2025"})],
    "congress_present_of_summoned": [(change, "congress", {"present": 13})],
    "congress_official_of_present": [
        (change, "congress", {"present_official": 12}),
        (change, "congress", {"present": None}),
    ],
    "congress_approved_after_held": [(change, "congress", {"approved_on": BEFORE})],
    "inspection_begins_after_decision": [
        (change, "inspection", {"began_on": dt.date(2021, 3, 31)})
    ],
    "inspection_concluded_after_begin": [
        (change, "inspection", {"concluded_on": dt.date(2021, 4, 14)})
    ],
    "inspection_conclusion_has_day": [(change, "inspection", {"concluded_on": None})],
    "inspection_covers_a_span": [
        (change, "inspection", {"covers_to": dt.date(2019, 12, 31)}),
        (change, "inspection", {"covers_from": None}),
    ],
    "follow_up_result_has_day": [(change, "follow_up", {"done_on": None})],
    "branches_coordinationregulation_period": [
        (change, "regulation", {"ended_on": SIGNED})
    ],
    "regulation_no_overlap": [(copy, "regulation", {"started_on": LATER})],
    "regulation_begins_after_signing": [(change, "regulation", {"started_on": BEFORE})],
    "regulation_reviewed_after_signing": [
        (change, "regulation", {"reviewed_on": BEFORE})
    ],
    "regulation_review_months": [
        (change, "regulation", {"review_months": 0}),
        (change, "regulation", {"review_months": 121}),
    ],
    "branches_steeringcommittee_period": [(change, "steering", {"ended_on": SIGNED})],
    "steering_no_overlap": [(copy, "steering", {"started_on": LATER, "number": "2"})],
    "branches_steeringseat_period": [(change, "seat", {"ended_on": BEFORE})],
    "steering_one_head": [(copy, "seat", {"full_name": "Người Khác"})],
}
VOID = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name, work):
    for write, row, columns in REFUSED[name]:
        row = getattr(work, row)
        columns = {**columns}
        if "committee" in columns:
            columns["committee"] = work.lower
        with refused(type(row), name):
            write(row, **columns)


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("meeting", {"present": 9}),  # with the excused one: all that were due
        ("meeting", {"minutes": 1440}),
        ("meeting", {"due": None, "present": None, "excused": 0}),  # nobody counted
        ("meeting", {"present": None, "excused": 0}),
        ("congress", {"present": 12, "present_official": 12}),
        ("congress", {"approved_on": SIGNED}),
        ("inspection", {"began_on": dt.date(2021, 4, 1)}),
        ("inspection", {"covers_to": dt.date(2020, 1, 1)}),
        ("regulation", {"review_months": 120, "reviewed_on": SIGNED}),
    ],
)
def test_database_takes_the_very_edge(row, columns, work):
    row = getattr(work, row)
    change(row, **columns)
    assert type(row).objects.filter(pk=row.pk, **columns).exists()


@pytest.mark.parametrize("row", ["meeting", "of_committee", "congress", "seat"])
def test_voided_row_makes_room(row, work):
    row = getattr(work, row)
    change(row, voided_at=VOID, void_reason="Nhầm")
    assert type(row).objects.filter(pk=copy(row, voided_at=None).pk).exists()


@pytest.mark.parametrize("row", ["regulation", "steering", "seat"])
def test_next_one_begins_on_the_day_the_other_ends(row, work):
    row = getattr(work, row)
    change(row, ended_on=LATER)
    after = copy(row, started_on=LATER, ended_on=None)
    assert list(type(row).objects.on(LATER)) == [after]
    assert list(type(row).objects.on(LATER - dt.timedelta(days=1))) == [row]


def test_two_members_may_sit_beside_one_head(work):
    for name in ("Một", "Hai"):
        copy(work.seat, full_name=name, role="member")
    assert work.steering.seats.count() == 3


def test_another_kind_may_meet_on_the_same_day(work):
    for row in (work.meeting, work.of_committee):
        assert copy(row, kind="thematic").held_on == MET


def test_inspection_takes_its_follow_ups_along(work):
    work.inspection.void(by=None, reason="Nhập nhầm chi bộ")
    assert not Inspection.objects.exists()
    assert not InspectionFollowUp.objects.exists()
    voided = InspectionFollowUp.every.get()
    assert (voided.pk, voided.void_reason) == (work.follow_up.pk, "Nhập nhầm chi bộ")


def test_steering_committee_takes_its_seats_along(work):
    work.steering.void(by=None, reason="Nhập trùng")
    assert not SteeringCommittee.objects.exists()
    assert not SteeringSeat.objects.exists()


@pytest.mark.parametrize("name", ["branch", "lower"])
def test_place_with_a_year_of_work_is_not_voided(name, work):
    with pytest.raises(VoidError, match="buổi sinh hoạt"):
        getattr(work, name).void(by=None, reason="Nhầm")
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("columns", "absent"),
    [({}, 2), ({"present": 9}, 0), ({"present": None, "excused": 0}, None)],
)
def test_who_stayed_away_without_reason_is_the_rest(columns, absent, work):
    change(work.meeting, **columns)
    work.meeting.refresh_from_db()
    assert work.meeting.absent == absent


@pytest.mark.parametrize(
    ("kind", "held", "due"),
    [
        (OrgType.SUBORDINATE_CELL, dt.date(2020, 6, 1), dt.date(2022, 12, 1)),
        (OrgType.GRASSROOTS_CELL, dt.date(2020, 6, 1), dt.date(2025, 6, 1)),
        # 30 months after the last of August: February has no 31st.
        (OrgType.SUBORDINATE_CELL, dt.date(2020, 8, 31), dt.date(2023, 2, 28)),
    ],
)
def test_next_congress_is_due_by_the_rule_of_its_day(kind, held, due, db):
    assert Congress(held_on=held).next_due_on(kind) == due


def test_congress_before_every_rule_is_due_on_no_day(db):
    with pytest.raises(RuleMissingError, match="Nhiệm kỳ chi bộ trực thuộc"):
        Congress(held_on=dt.date(1999, 1, 1)).next_due_on()
