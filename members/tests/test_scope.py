"""Whose full page a user may open today, and what is seen through a person."""

import datetime as dt

import pytest

from accounts.models import User
from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from hoangmai_party import clock
from members import actions
from members.models import (
    Employment,
    Member,
    Ownership,
    Placement,
    Position,
    Qualification,
    Spell,
)
from members.tests.conftest import LEFT
from members.tests.factories import MemberFactory, PlacementFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 1, 14)
DAY = dt.timedelta(days=1)
OF_A_PERSON = (Spell, Employment, Ownership, Qualification)


@pytest.fixture(autouse=True)
def _today():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def user(db):
    return User.objects.create(username="a")


def seen(user):
    return set(Member.objects.visible_to(user))


def test_branch_sees_who_is_there_today(user, people):
    AccessFactory(user=user, branch=people.second)
    MemberFactory()  # nowhere, so nobody's but the body's
    assert seen(user) == {people.man}


def test_old_branch_no_longer_sees_who_moved(user, people):
    AccessFactory(user=user, branch=people.first)
    assert seen(user) == {people.woman}
    with clock.fixed(LEFT - DAY):
        assert seen(user) == {people.man, people.woman}
    with clock.fixed(LEFT):
        assert seen(user) == {people.woman}


@pytest.mark.parametrize(
    ("first", "last", "sees"),
    [
        (TODAY, None, True),
        (TODAY - DAY, TODAY + DAY, True),
        (TODAY - DAY, TODAY, False),
        (TODAY + DAY, None, False),
    ],
)
def test_branch_sees_a_guest_while_the_stay_lasts(first, last, sees, user, people):
    other = BranchFactory()
    AccessFactory(user=user, branch=other)
    PlacementFactory(
        spell=people.hers,
        branch=other,
        kind="temporary",
        began="temporary",
        started_on=first,
        ended_on=last,
        ended="returned" if last else "",
    )
    assert seen(user) == ({people.woman} if sees else set())


def test_committee_keeps_everybody_who_ever_was_there(user, people):
    AccessFactory(user=user, committee=people.first.links.get().committee)
    loose = MemberFactory()
    assert {people.man, people.woman, loose} <= seen(user)
    actions.leave(placement=people.after, on=TODAY, reason="struck_off")
    assert people.man in seen(user)


def test_committee_does_not_see_people_of_another(user, people):
    AccessFactory(user=user, committee=CommitteeFactory())
    assert seen(user) == set()
    for model in OF_A_PERSON:
        assert model.objects.exists()
        assert not model.objects.visible_to(user).exists()


def test_member_whose_placement_was_voided_is_the_body_s_again(user, people):
    AccessFactory(user=user, committee=CommitteeFactory())
    people.hers.void(by=None, reason="Nhập nhầm")
    assert seen(user) == {people.woman}


def test_voided_placement_shows_nobody(user, people):
    AccessFactory(user=user, branch=people.first)
    people.hers.void(by=None, reason="Nhập nhầm")
    assert seen(user) == set()


def test_what_is_known_of_a_person_is_seen_with_the_person(user, people):
    AccessFactory(user=user, branch=people.second)
    assert set(Spell.objects.visible_to(user)) == {people.spell}
    for model in (Employment, Ownership, Qualification):
        assert [row.member for row in model.objects.visible_to(user)] == [people.man]
    AccessFactory(user=user, branch=people.first)
    assert set(Spell.objects.visible_to(user)) == {people.spell, people.hers}


def test_placements_and_positions_are_seen_through_their_branch(user, people):
    AccessFactory(user=user, branch=people.second)
    assert set(Placement.objects.visible_to(user)) == {people.after}
    assert not Position.objects.visible_to(user).exists()
    AccessFactory(user=user, branch=people.first)
    assert set(Position.objects.visible_to(user)) == {people.position}


@pytest.mark.parametrize(
    ("first", "last"), [(TODAY + DAY, None), (TODAY - 2 * DAY, TODAY)]
)
@pytest.mark.parametrize("at", ["branch", "committee"])
def test_access_of_another_time_shows_nobody(first, last, at, user, people):
    committee = people.second.links.get().committee
    where = {"branch": people.second, "committee": committee}[at]
    AccessFactory(user=user, started_on=first, ended_on=last, **{at: where})
    MemberFactory()
    assert seen(user) == set()


def test_without_access_or_inactive_nobody_is_seen(user, people):
    user.is_superuser = True  # what one may do, not where
    assert seen(user) == set()
    AccessFactory(user=user, committee=people.first.links.get().committee)
    user.is_active = False
    assert seen(user) == set()


def test_two_ways_to_a_person_show_it_once(user, people):
    AccessFactory(user=user, branch=people.second)
    AccessFactory(user=user, committee=people.first.links.get().committee)
    AccessFactory(user=user, committee=people.second.links.get().committee)
    assert list(Member.objects.visible_to(user)).count(people.man) == 1
