"""Whose rating, award and discipline a user sees; what everybody may know."""

import datetime as dt

import pytest

from accounts.models import User
from branches.tests.factories import AccessFactory, BranchFactory
from hoangmai_party import clock
from members.models import (
    Attendance,
    Award,
    Badge,
    BadgeRound,
    Course,
    Discipline,
    InspectedMember,
    MissedMeeting,
    Rating,
    RatingCap,
)
from members.tests.factories import MemberFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 1, 14)
# model: rows of `year` that the first branch sees
OF_A_BRANCH = {
    MissedMeeting: {"missed"},
    InspectedMember: {"inspected"},
    Course: {"course"},
    Attendance: {"attendance", "guest"},
    Rating: {"rating", "of_branch"},
    Award: {"award", "branch_award"},
    Badge: {"badge"},
    Discipline: {"discipline", "of_the_branch"},
}


@pytest.fixture(autouse=True)
def _today():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def user(db):
    return User.objects.create(username="a")


@pytest.mark.parametrize("model", OF_A_BRANCH)
def test_branch_sees_its_own_rows(model, user, year):
    AccessFactory(user=user, branch=year.first)
    seen = {getattr(year, name) for name in OF_A_BRANCH[model]}
    assert set(model.objects.visible_to(user)) == seen


@pytest.mark.parametrize("model", OF_A_BRANCH)
def test_branch_where_somebody_is_today_does_not_see_what_was_before(model, user, year):
    """The man sits in the second branch now; his discipline is of the first."""
    AccessFactory(user=user, branch=year.second)
    assert model.objects.exists()
    assert not model.objects.visible_to(user).exists()


@pytest.mark.parametrize("model", OF_A_BRANCH)
def test_committee_sees_the_rows_of_its_branches(model, user, year):
    AccessFactory(user=user, committee=year.first.links.get().committee)
    assert set(model.objects.visible_to(user)) == set(model.objects.all())


@pytest.mark.parametrize("model", OF_A_BRANCH)
def test_stranger_sees_nothing(model, user, year):
    AccessFactory(user=user, branch=BranchFactory())
    assert not model.objects.visible_to(user).exists()


@pytest.mark.parametrize("model", [RatingCap, BadgeRound])
def test_rules_of_the_year_are_everybody_s(model, user):
    assert model.objects.exists()
    assert set(model.objects.visible_to(user)) == set(model.objects.all())
    user.is_active = False
    assert not model.objects.visible_to(user).exists()


def test_class_without_anybody_of_a_branch_is_the_body_s(user, year):
    AccessFactory(user=user, branch=year.first)
    year.attendance.void(by=None, reason="Nhầm")
    assert set(Course.objects.visible_to(user)) == {year.course}
    year.guest.void(by=None, reason="Nhầm")
    assert not Course.objects.visible_to(user).exists()
    AccessFactory(user=user, committee=year.second.links.get().committee)
    assert set(Course.objects.visible_to(user)) == {year.course}


def test_who_else_sat_in_a_class_is_not_shown(user, year):
    AccessFactory(user=user, branch=year.first)
    foreign = Attendance.objects.create(
        course=year.course,
        member=MemberFactory(),
        branch=BranchFactory(),
        result="passed",
    )
    nobody_s = Attendance.objects.create(
        course=year.course, full_name="Lê Lạ", result="passed"
    )
    seen = set(Attendance.objects.visible_to(user))
    assert seen == {year.attendance, year.guest}
    assert not {foreign, nobody_s} & seen
