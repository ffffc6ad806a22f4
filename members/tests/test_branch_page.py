"""The page of one branch: officers with their warnings, term, and the year's line."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from branches.models import Congress, Meeting, Rule
from hoangmai_party import clock
from members import actions, branch_page, officers
from members.models import Position

TODAY = dt.date(2021, 12, 20)
HELD = dt.date(2019, 6, 10)
_ROLE = Position.Role


def held(*roles):
    """Offices of people 1, 2, 3 …"""
    return list(enumerate(roles, start=1))


def codes(official, offices, day=TODAY):
    limits = officers.Limits.on(day)
    return [fault.code for fault in officers.faults(official, offices, limits)]


SECRETARY, DEPUTY, OTHER = _ROLE.SECRETARY, _ROLE.DEPUTY, _ROLE.COMMITTEE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("official", "offices", "expected"),
    [
        (8, held(SECRETARY), []),
        (8, held(), ["secretary-missing"]),
        (8, held(SECRETARY, SECRETARY), ["two-secretaries"]),
        (8, held(SECRETARY, DEPUTY, DEPUTY), ["two-deputies"]),
        (8, held(SECRETARY, OTHER), ["committee-too-early"]),
        (9, held(SECRETARY, DEPUTY), ["committee-missing"]),
        (9, held(SECRETARY, DEPUTY, OTHER), []),
        (30, held(SECRETARY, DEPUTY, *[OTHER] * 5), []),
        (30, held(SECRETARY, DEPUTY, *[OTHER] * 6), ["committee-too-large"]),
        (3, held(SECRETARY), []),
        (2, held(SECRETARY), ["few-official"]),
    ],
)
def test_officers_are_judged_by_the_number_of_official_members(
    official, offices, expected
):
    assert codes(official, offices) == expected


@pytest.mark.django_db
def test_one_person_with_two_offices_is_one_of_the_committee():
    offices = [(1, SECRETARY), (1, OTHER), *[(n, OTHER) for n in range(2, 8)]]
    assert codes(30, offices) == []


@pytest.mark.django_db
def test_a_rule_of_the_day_is_named_and_a_missing_rule_says_nothing():
    (fault,) = officers.faults(9, held(SECRETARY), officers.Limits.on(TODAY))
    assert fault.source == "Quy định 24-QĐ/TW (30/7/2021)"
    assert codes(9, held(SECRETARY), dt.date(2005, 1, 1)) == []


@pytest.mark.django_db
def test_people_are_counted_without_decimals():
    limits = officers.Limits.on(TODAY)
    (few,) = officers.faults(2, held(SECRETARY), limits)
    assert few.words.endswith("cần ít nhất 3")
    large = [(number, OTHER) for number in range(8)] + held(SECRETARY)
    said = [fault.words for fault in officers.faults(30, large, limits)]
    assert said[-1].endswith("nhiều nhất 7")


@pytest.fixture
def opened(world, clerk, client):
    """Open the page of the branch `world.one` as the office sees it on 14/01/2022."""
    names = ["view_branch", "add_congress", "add_position"]
    clerk.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(clerk)
    url = reverse("members:branch-detail", args=[world.one.pk])
    return lambda: client.get(url)


def year_of(world):
    link = world.one.links.get(ended_on=None)
    return branch_page.year_line(world.one, link, clock.today())


def test_the_year_of_a_branch_counts_who_came_and_went(world):
    before = year_of(world)
    spell = world.admit(world.one, dt.date(2022, 1, 4))
    world.admit(world.one, dt.date(2021, 12, 31))
    world.admit(world.two, dt.date(2022, 1, 4))
    actions.leave(
        placement=spell.placements.get(), on=dt.date(2022, 1, 10), reason="transferred"
    )
    after = year_of(world)
    assert {name: after[name] - before[name] for name in after} == {
        "year": 0,
        "last_year": 0,
        "opening": 1,
        "joined": 1,
        "admitted": 1,
        "left": 1,
        "closing": 1,
    }
    assert after["opening"] + after["joined"] - after["left"] == after["closing"]


def test_the_next_congress_is_due_by_the_rule_of_the_last_one(world, opened):
    assert "Chưa ghi đại hội nào" in opened().content.decode()
    Congress.objects.create(branch=world.one, term="2019–2022", held_on=HELD)
    assert "Đại hội tiếp theo: 10/12/2021" in opened().content.decode()
    assert "đã quá hạn" in opened().content.decode()
    rules = Rule.objects.filter(code=Rule.Code.CELL_TERM, started_on__lt=HELD)
    rules.update(started_on=dt.date(2020, 1, 1))
    assert "Chưa có quy định “Nhiệm kỳ chi bộ trực thuộc”" in opened().content.decode()


def test_the_page_warns_of_officers_and_shows_who_they_are(world, opened):
    assert "Không có bí thư đương nhiệm" in opened().content.decode()
    Position.objects.create(
        member=world.official,
        branch=world.one,
        role=SECRETARY,
        basis="appointed",
        started_on=HELD,
    )
    shown = opened().content.decode()
    assert "Không có bí thư đương nhiệm" not in shown
    assert str(world.official) in shown


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_for_any_number_of_rows(
    count, world, opened, django_assert_num_queries
):
    for month in range(1, count + 1):
        world.admit(world.one, dt.date(2021, month, 5))
        day = dt.date(2022, 1, month)
        Meeting.objects.create(branch=world.one, kind="regular", held_on=day)
        Congress.objects.create(branch=world.one, term="2019–2022", held_on=day)
        member = world.admit(world.one, dt.date(2020, month, 5)).member
        facts = {"basis": "elected", "started_on": HELD, "branch": world.one}
        Position.objects.create(member=member, role=OTHER, **facts)
    opened()
    with django_assert_num_queries(25):
        opened()
