"""Rule 25 at the desk of a member's year: as many questions for three rows as for one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from branches.models import Inspection, Meeting
from branches.tests.factories import BranchFactory
from members import actions
from members.models import (
    Attendance,
    Award,
    Badge,
    BadgeRound,
    Course,
    Discipline,
    InspectedMember,
    MissedMeeting,
    Position,
    Rating,
    RatingCap,
)
from members.tests.conftest import ADMITTED
from members.tests.factories import MemberFactory

MET = dt.date(2021, 3, 10)

# model: (row of `year`, questions of its list, of its page)
PAGES = {
    Course: ("course", 10, 10),
    Rating: ("rating", 11, 11),
    RatingCap: ("cap", 9, 6),
    Award: ("award", 11, 11),
    Badge: ("badge", 11, 11),
    BadgeRound: ("round", 7, 6),
    Discipline: ("discipline", 11, 12),
    Position: ("position", 11, 11),
}


def asked(desk, model, page, *args):
    """How many questions a page asks, the second time it is opened."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    url = reverse(name, args=args)
    desk.client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert desk.client.get(url).status_code == 200
    return len(captured)


def one_more(people):
    """A row of each kind, of a new member at a new branch of the same committee."""
    branch = BranchFactory(committee=people.first.links.get().committee)
    member = MemberFactory()
    day = {"decision_on": ADMITTED, "ceremony_on": ADMITTED}
    actions.admit(member=member, branch=branch, **day)
    who, paper = (
        {"branch": branch, "member": member},
        {"number": "1", "decided_on": MET},
    )
    Course.objects.create(
        kind="theory",
        name=member.full_name,
        organiser="T",
        started_on=MET,
        finished_on=MET,
    )
    Rating.objects.create(**who, year=2021, grade="good")
    Award.objects.create(**who, **paper, kind="merit", level="city", reason="Tốt")
    Badge.objects.create(**who, **paper, years=30, awarded_on=MET)
    Discipline.objects.create(**who, **paper, form="warning", announced_on=MET)
    Position.objects.create(**who, role="secretary", basis="elected", started_on=MET)
    return who


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", PAGES)
def test_list_and_page_query_count(desk, year, model, count):
    name, of_list, of_page = PAGES[model]
    for _ in range(count - 1):
        one_more(year)
    row = getattr(year, name)
    found = asked(desk, model, "changelist"), asked(desk, model, "change", row.pk)
    assert found == (of_list, of_page)


def missed(year, who):
    MissedMeeting.objects.create(meeting=year.meeting, member=who["member"])


def inspected(year, who):
    InspectedMember.objects.create(inspection=year.inspection, member=who["member"])


def attended(year, who):
    Attendance.objects.create(**who, course=year.course, result="passed")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("model", "owner", "add", "number"),
    [
        (Meeting, "meeting", missed, 14),
        (Inspection, "inspection", inspected, 13),
        (Course, "course", attended, 10),
    ],
)
def test_rows_of_a_page_cost_no_questions(desk, year, model, owner, add, number, count):
    for _ in range(count - 1):
        add(year, one_more(year))
    assert asked(desk, model, "change", getattr(year, owner).pk) == number
