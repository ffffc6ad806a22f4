"""What the database refuses of a member's year, and what it works out by itself."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import LogEvent
from accounts.records import VoidError
from accounts.tests.raw import change, copy, refused
from branches.models import Rule, RuleMissingError
from hoangmai_party.periods import FAR
from members.models import (
    Attendance,
    Course,
    Discipline,
    InspectedMember,
    MissedMeeting,
    Rating,
)
from members.tests.year import TOLD, WRONG

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LAPSED = dt.date(2022, 3, 5)  # 12 months after it was announced

# constraint: [(how it is written, which row of `year`, columns)], each one refused
REFUSED = {
    "missed_meeting_once": [(copy, "missed", {"is_excused": True})],
    "inspected_member_once": [(copy, "inspected", {"has_violation": False})],
    "course_finishes_after_start": [
        (change, "course", {"finished_on": dt.date(2021, 3, 31)})
    ],
    "course_once": [(copy, "course", {"organiser": "Khác"})],
    "attendance_member_or_name": [
        (change, "attendance", {"full_name": "Nguyễn Văn A"}),
        (change, "guest", {"full_name": ""}),
    ],
    "attendance_certificate_of_passed": [
        (change, "guest", {"result": "failed"}),
        (change, "guest", {"certified_on": None}),
    ],
    "attendance_once": [(copy, "attendance", {"result": "passed"})],
    "rating_grade_or_reason": [
        (change, "rating", {"grade": ""}),
        (change, "rating", {"unrated": "new"}),
    ],
    "rating_year": [
        (change, "rating", {"year": 1989}),
        (change, "rating", {"year": 2101}),
    ],
    "rating_points": [
        (change, "rating", {"points": -1}),
        (change, "rating", {"points": "100.01"}),
    ],
    "rating_of_member_once": [(copy, "rating", {"branch_id": "second"})],
    "rating_of_branch_once": [(copy, "of_branch", {"grade": "done"})],
    "members_ratingcap_period": [(change, "cap", {"ended_on": dt.date(2000, 1, 1)})],
    "rating_cap_percent": [
        (change, "cap", {"percent": 0}),
        (change, "cap", {"percent": "100.01"}),
    ],
    "rating_cap_no_overlap": [(copy, "cap", {"percent": 30})],
    "award_of_member_once": [(copy, "award", {"reason": "Khác"})],
    "award_of_branch_once": [(copy, "branch_award", {"reason": "Khác"})],
    "badge_once": [(copy, "badge", {"number": "6-QĐ"})],
    "members_badgeround_period": [(change, "round", {"ended_on": dt.date(2000, 1, 1)})],
    "badge_round_calendar": [
        (change, "round", {"day": 29}),
        (change, "round", {"month": 13}),
        (change, "round", {"first_month": 0}),
        (change, "round", {"last_month": 13}),
    ],
    "discipline_announced_after_decision": [
        (change, "discipline", {"announced_on": dt.date(2021, 2, 28)})
    ],
    "discipline_form_of_subject": [
        (change, "discipline", {"form": "disbanding"}),
        (change, "of_the_branch", {"form": "dismissal"}),
        (change, "of_the_branch", {"form": "expulsion"}),
    ],
    "discipline_settled_after_appeal": [
        (change, "discipline", {"settled_on": TOLD}),
        (change, "discipline", {"appealed_on": TOLD, "settled_on": TOLD - DAY}),
    ],
}


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name, year):
    for write, row, columns in REFUSED[name]:
        row, columns = getattr(year, row), {**columns}
        if "branch_id" in columns:
            columns["branch_id"] = year.second.pk
        with refused(type(row), name):
            write(row, **columns)


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("course", {"finished_on": dt.date(2021, 4, 1)}),
        ("guest", {"certificate": "", "certified_on": None, "result": "failed"}),
        ("rating", {"points": 100, "year": 1990}),
        ("rating", {"grade": "", "unrated": "new", "points": None}),
        ("cap", {"percent": 100}),
        ("round", {"day": 28, "month": 12, "first_month": 12, "last_month": 1}),
        ("discipline", {"announced_on": dt.date(2021, 3, 1)}),
        ("discipline", {"appealed_on": TOLD, "settled_on": TOLD}),
        ("of_the_branch", {"form": "disbanding"}),
    ],
)
def test_database_takes_the_very_edge(row, columns, year):
    row = getattr(year, row)
    change(row, **columns)
    assert type(row).objects.filter(pk=row.pk, **columns).exists()


@pytest.mark.parametrize(
    "row", ["missed", "course", "attendance", "rating", "of_branch", "award", "badge"]
)
def test_voided_row_makes_room(row, year):
    row = getattr(year, row)
    at = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    change(row, voided_at=at, void_reason="Nhầm")
    assert type(row).objects.filter(pk=copy(row, voided_at=None).pk).exists()


def test_two_people_without_a_member_row_may_share_a_name(year):
    copy(year.guest, born_on=dt.date(1996, 1, 1), certificate="13")
    assert Attendance.objects.filter(full_name="Lê Quần Chúng").count() == 2


@pytest.mark.parametrize(
    ("owner", "part", "left"),
    [
        ("meeting", MissedMeeting, 0),
        ("inspection", InspectedMember, 0),
        ("course", Attendance, 0),
    ],
)
def test_owner_takes_its_rows_along(owner, part, left, year):
    getattr(year, owner).void(by=None, reason="Nhập trùng")
    assert part.objects.count() == left
    assert set(part.every.values_list("void_reason", flat=True)) == {"Nhập trùng"}


def test_member_with_a_year_is_not_voided(year):
    with pytest.raises(VoidError, match="huy hiệu Đảng"):
        year.woman.void(by=None, reason="Nhầm")
    assert Rating.objects.filter(member=year.woman).exists()


def test_rating_counts_on_the_last_day_of_its_year(year):
    assert year.rating.counts_on == dt.date(2021, 12, 31)
    year.rating.year = 2020
    year.rating.save()
    assert Rating.objects.get(pk=year.rating.pk).counts_on == dt.date(2020, 12, 31)


@pytest.mark.parametrize(
    ("facts", "lapses_on"),
    [
        ({}, LAPSED),
        ({"form": "warning"}, LAPSED),
        ({"form": "dismissal"}, LAPSED),
        ({"announced_on": dt.date(2024, 2, 29)}, dt.date(2025, 2, 28)),
        ({"form": "expulsion"}, None),
        ({"is_relapse": True}, None),
        ({"appealed_on": TOLD + DAY}, None),
        ({"appealed_on": TOLD + DAY, "settled_on": TOLD + 2 * DAY}, LAPSED),
    ],
)
def test_discipline_lapses_by_the_rule_of_its_day(facts, lapses_on, year):
    for name, value in facts.items():
        setattr(year.discipline, name, value)
    year.discipline.save()
    stored = Discipline.objects.get(pk=year.discipline.pk)
    assert stored.lapses_on == lapses_on


def test_disbanding_does_not_lapse(year):
    year.of_the_branch.form = "disbanding"
    year.of_the_branch.save()
    assert year.of_the_branch.lapses_on is None


def test_another_rule_holds_from_its_day(year):
    rule = Rule.objects.on(TOLD).get(code="discipline_lapse")
    change(rule, value=6)
    year.discipline.save()
    assert year.discipline.lapses_on == dt.date(2021, 9, 5)


def test_discipline_before_every_rule_is_not_written(year):
    row = year.discipline
    row.decided_on = row.announced_on = dt.date(2010, 5, 1)
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert set(caught.value.error_dict) == {"announced_on"}
    with pytest.raises(RuleMissingError, match="Kỷ luật hết hiệu lực sau"):
        row.save()
    assert Discipline.objects.get(pk=row.pk).announced_on == TOLD


def raw_rows(table):
    """Everything that stands in a table, as the disk has it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return str(cursor.fetchall())


def test_sealed_text_is_in_no_table_and_in_no_log(year):
    assert Discipline.objects.get(pk=year.discipline.pk).content == WRONG
    year.discipline.content = f"{WRONG} hai"
    year.discipline.save()
    assert LogEvent.objects.filter(table="members_discipline", kind="update").exists()
    for table in ("members_discipline", "accounts_logevent"):
        stored = raw_rows(table)
        assert "2-QĐ/ĐU" in stored  # the row itself is there
        assert "Kín Như Bưng" not in stored
        assert ascii("Kín Như Bưng")[1:-1] not in stored


def test_certificate_of_awareness_serves_for_the_months_of_its_day(year):
    # The rule of 60 months holds from 25/07/2016; none is known before.
    year.guest.certified_on = dt.date(2016, 7, 24)
    assert year.guest.valid_until is None
    year.guest.certified_on = dt.date(2021, 8, 1)
    assert year.guest.valid_until == dt.date(2026, 8, 1)
    assert year.attendance.valid_until is None
    year.course.kind = Course.Kind.THEORY
    assert year.guest.valid_until is None


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (dt.date(2021, 6, 30), None),
        (dt.date(2021, 7, 1), "Ngày đó đảng viên này không sinh hoạt tại chi bộ."),
    ],
)
def test_only_who_belonged_there_that_day_can_be_missing(day, message, year):
    change(year.meeting, held_on=day)
    row = MissedMeeting.objects.get(pk=year.missed.pk)
    if message is None:
        row.clean()
        return
    with pytest.raises(ValidationError) as caught:
        row.clean()
    assert caught.value.message_dict == {"member": [message]}


def test_period_of_the_first_cap_ends_where_the_next_begins(year):
    caps = type(year.cap).objects.filter(subject="member").order_by("started_on")
    ends = [cap.ended_on or FAR for cap in caps]
    assert [cap.started_on for cap in caps][1:] == ends[:-1]
