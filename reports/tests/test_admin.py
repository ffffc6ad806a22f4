"""Targets: what the database refuses, and what the page says about bad input."""

import datetime as dt

import pytest

from accounts.tests.desk import NO_INTEGER, REQUIRED, Answer, written
from accounts.tests.raw import change, constraints_of, copy, refused
from branches.models import Committee
from branches.tests.factories import BranchFactory
from reports.models import Acceptance, Target
from reports.tests import (
    test_annual_rows,
    test_books_rows,
    test_form_templates,
    test_paper_settings,
)

ONE_LEVEL = (
    "Chỉ mặt bằng chung mới có hai mức, và mức cao nhất không được nhỏ hơn "
    "mức thấp nhất."
)
ONCE = "Đã có chỉ tiêu này ghi cùng ngày: sửa dòng đó, hoặc ghi ngày điều chỉnh khác."
BAD = {
    "target_range_only_for_guideline": ({"value_max": "9"}, "value_max", ONE_LEVEL),
    "upside down": ({"level": "guideline", "value_max": "2"}, "value_max", ONE_LEVEL),
    "no value": ({"value": ""}, "value", REQUIRED),
    "in words": ({"value": "ba"}, "value", NO_INTEGER),
}


@pytest.fixture
def target(desk):
    return Target.objects.create(
        indicator="T01",
        committee=Committee.objects.get(is_own=True),
        level=Target.Level.ASSIGNED,
        year=2021,
        value=4,
        decided_on=dt.date(2021, 1, 5),
    )


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_beside_its_field(what, desk, target):
    typed, field, message = BAD[what]
    before = written()
    assert desk.save(Target, target, **typed) == Answer({field: [message]})
    assert written() == before


def test_database_refuses_a_range_without_guideline(target):
    with refused(Target, "target_range_only_for_guideline"):
        change(target, value_max=9)
    with refused(Target, "target_range_only_for_guideline"):
        change(target, level="guideline", value_max=3)
    change(target, level="guideline", value_max=4)


@pytest.mark.parametrize("place", ["body", "branch"])
def test_second_target_of_one_day_is_refused(place, desk, target):
    """Once for the whole body, once for a branch: by the database and on the page."""
    if place == "branch":
        change(target, branch=BranchFactory(committee=target.committee))
        target.refresh_from_db()
    with refused(Target, f"target_of_{place}_once_a_day"):
        copy(target, value=5)
    shared = {"indicator": "T01", "committee": target.committee_id, "year": "2021"}
    typed = {**shared, "level": "assigned", "value": "5", "decided_on": "05/01/2021"}
    typed["branch"] = target.branch_id or ""
    before = written()
    assert desk.save(Target, **typed) == Answer({"decided_on": [ONCE]})
    assert written() == before
    assert desk.save(Target, **{**typed, "decided_on": "01/07/2021"}).is_saved


def test_finding_is_accepted_once(desk):
    row = Acceptance.objects.create(
        code="branch_name",
        row="branches_branch:1",
        finding="Không có tên",
        reason="Đã hỏi",
        accepted_on=dt.date(2022, 1, 14),
        accepted_by=desk.user,
    )
    with refused(Acceptance, "acceptance_once"):
        copy(row, reason="Lý do khác")
    row.void(by=desk.user, reason="Rút lại")
    assert copy(row, voided_at=None).pk


def test_every_constraint_is_tried():
    once = {f"target_of_{place}_once_a_day" for place in ("body", "branch")}
    tried = {*BAD, *once, *test_paper_settings.BAD, "acceptance_once"}
    of_reports = {*test_annual_rows.BAD, *test_annual_rows.TWICE}
    tried |= of_reports | {"section_version_one_draft"}
    tried |= {*test_books_rows.BAD, *test_books_rows.TWICE, "report_replaced_once"}
    tried |= test_form_templates.BAD
    tried |= {"snooze_period", "snooze_no_overlap"}  # in test_due_snooze
    assert constraints_of("reports") <= tried
