"""Tuổi Đảng and the rounds of badges: days at every edge, computed by hand."""

import datetime as dt

import pytest

from branches.models import Holiday
from hoangmai_party import clock
from members import actions, badges
from members.models import Badge, BadgeRound, Discipline, Spell
from members.tests.factories import MemberFactory
from members.tests.yearly.desk import somebody

DAY = dt.timedelta(days=1)
ROUND = dt.date(2022, 2, 3)


def day(text):
    return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()


def spell(decision, ceremony=None, official=None, end=None, reason="struck_off"):
    """A spell as it would be read; official a year after the ceremony."""
    ceremony = day(ceremony or decision)
    official = day(official) if official else ceremony + dt.timedelta(days=365)
    return Spell(
        decision_on=day(decision) if decision else None,
        ceremony_on=ceremony,
        official_on=official,
        counts_official_on=official,
        ended_on=day(end) if end else None,
        end_reason=reason if end else "",
    )


# Tuổi Đảng


@pytest.mark.parametrize(
    ("on", "age"),
    [
        ("29/06/1993", None),  # still dự bị
        ("30/06/1993", 1),
        ("19/05/2022", 29),
        ("20/05/2022", 30),
        ("19/05/2023", 30),
    ],
)
def test_age_counts_from_the_decision_once_official(on, age):
    spells = [spell("20/05/1992", "30/06/1992", "30/06/1993")]
    assert badges.party_age(spells, day(on)) == age


def test_age_counts_from_the_ceremony_where_no_decision_is_known():
    spells = [spell(None, "30/06/1992", "30/06/1993")]
    assert badges.party_age(spells, day("29/06/2022")) == 29
    assert badges.party_age(spells, day("30/06/2022")) == 30


@pytest.mark.parametrize(
    ("years", "full"),
    [(1, "28/02/1993"), (4, "29/02/1996"), (30, "28/02/2022"), (40, "29/02/2032")],
)
def test_years_from_29_february(years, full):
    time = badges.party_time([spell("29/02/1992")], ROUND)
    assert time.completes(years) == day(full)
    assert time.age(day(full)) == years
    assert time.age(day(full) - DAY) == years - 1


READMITTED = (
    # Away from 01/01/2000 to 11/01/2003: 3 years and 10 days = 1106 days.
    {"decision": "01/03/1990", "end": "01/01/2000"},
    {"decision": "11/01/2003", "ceremony": "20/01/2003", "official": "20/01/2004"},
)


def test_readmitted_counts_from_the_first_decision_minus_the_gap():
    spells = [spell(**facts) for facts in READMITTED]
    time = badges.party_time(spells, ROUND)
    assert (time.began_on, time.gap.days) == (day("01/03/1990"), 1106)
    # 01/03/2020 + 1106 days
    assert time.completes(30) == day("12/03/2023")
    assert badges.party_age(spells, day("11/03/2023")) == 29
    assert badges.party_age(spells, day("12/03/2023")) == 30


def test_readmitted_has_no_age_until_official_again():
    spells = [spell(**facts) for facts in READMITTED]
    assert badges.party_age(spells, day("31/12/1999")) == 9
    assert badges.party_age(spells, day("01/01/2000")) is None
    assert badges.party_age(spells, day("19/01/2004")) is None
    assert badges.party_age(spells, day("20/01/2004")) == 10


def test_cancelled_admission_is_none_at_all():
    void = spell("01/03/1980", end="01/03/1981", reason="cancelled")
    time = badges.party_time([void, spell("01/03/1992")], ROUND)
    assert (time.began_on, time.gap.days) == (day("01/03/1992"), 0)


def test_nobody_without_a_spell():
    assert badges.party_time([], ROUND) is None
    assert badges.party_age([spell("01/03/2021", official="01/03/2022")], ROUND) is None


# Rounds


@pytest.mark.django_db
def test_rounds_of_a_year_cover_it_without_gap_or_overlap():
    found = badges.rounds(2022)
    assert [(r.day, r.first, r.last) for r in found] == [
        (ROUND, day("01/12/2021"), day("28/02/2022")),
        (day("19/05/2022"), day("01/03/2022"), day("31/05/2022")),
        (day("02/09/2022"), day("01/06/2022"), day("30/09/2022")),
        (day("07/11/2022"), day("01/10/2022"), day("30/11/2022")),
    ]
    later = badges.rounds(2023)[0]
    assert later.first == found[-1].last + DAY
    assert badges.rounds(2024)[0].last == day("29/02/2024")


@pytest.mark.django_db
def test_papers_are_due_thirty_working_days_before():
    # Tết 2022: 31/01–04/02 off, and 03/01 for New Year's Day.
    assert badges.rounds(2022)[0].papers_on == day("16/12/2021")
    Holiday.objects.create(day=day("20/12/2021"), name="Nghỉ thêm")
    assert badges.rounds(2022)[0].papers_on == day("15/12/2021")


@pytest.mark.django_db
def test_round_holds_from_its_day_on():
    for row in BadgeRound.objects.all():
        row.void(by=None, reason="Thử")
    facts = {"name": "Đợt", "day": 3, "month": 2, "first_month": 12, "last_month": 2}
    BadgeRound.objects.create(started_on=day("03/02/2021"), source="VB", **facts)
    assert badges.rounds(2020) == []
    assert len(badges.rounds(2021)) == 1


# Who is due


def old_member(world, decision, branch=None, **facts):
    """Somebody official on the roll since long ago."""
    on = day(decision)
    joined = Spell.objects.create(
        member=MemberFactory(),
        decision_on=on,
        ceremony_on=on,
        official_on=on + dt.timedelta(days=366),
        recognised_on=on + dt.timedelta(days=366),
        **facts,
    )
    arrived = {"branch": branch or world.one, "on": day("01/10/2015")}
    actions.arrive(spell=joined, **arrived)
    return joined.member


@pytest.fixture
def office(world, django_user_model):
    return somebody(django_user_model, "lan", "view", committee=world.committee)


def due(user, year=2022):
    """{round day: [(member, years)]} and the late ones."""
    found = badges.due_list(year, user)
    rounds = {r.day: [(x.member, x.years) for x in lines] for r, lines in found.rounds}
    return rounds, [(line.member, line.years) for line in found.late]


@pytest.mark.parametrize(
    ("decision", "at"),
    [
        ("30/11/1991", "late"),
        ("01/12/1991", "03/02/2022"),
        ("28/02/1992", "03/02/2022"),
        ("29/02/1992", "03/02/2022"),
        ("01/03/1992", "19/05/2022"),
        ("31/05/1992", "19/05/2022"),
        ("01/06/1992", "02/09/2022"),
        ("30/09/1992", "02/09/2022"),
        ("01/10/1992", "07/11/2022"),
        ("30/11/1992", "07/11/2022"),
        ("01/12/1992", None),
    ],
)
def test_window_of_each_round(world, office, decision, at):
    member = old_member(world, decision)
    rounds, late = due(office)
    found = [f"{on:%d/%m/%Y}" for on, lines in rounds.items() if (member, 30) in lines]
    assert found == ([at] if at not in (None, "late") else [])
    assert ((member, 30) in late) == (at == "late")


def test_highest_badge_alone_is_late(world, office):
    member = old_member(world, "01/03/1979")  # 42 years: 40 is owed, not 30 too
    assert due(office)[1] == [(member, 40)]


@pytest.mark.parametrize(("years", "is_late"), [(30, True), (40, False), (45, False)])
def test_late_unless_that_or_a_higher_badge_is_held(world, office, years, is_late):
    member = old_member(world, "01/03/1979")
    give(world, member, years)
    assert (due(office)[1] == [(member, 40)]) == is_late


def give(world, member, years, on="03/02/2020"):
    facts = {"number": "1", "awarded_on": day(on), "decided_on": day(on)}
    return Badge.objects.create(member=member, branch=world.one, years=years, **facts)


def test_given_badge_stays_on_the_list_as_given(world, office):
    member = old_member(world, "01/02/1992")
    badge = give(world, member, 30, "10/01/2022")
    (line,) = badges.due_list(2022, office).rounds[0][1]
    assert line.given == badge
    badge.void(by=None, reason="Nhầm")
    (line,) = badges.due_list(2022, office).rounds[0][1]
    assert line.given is None


def test_who_left_is_due_no_more(world, office):
    member = old_member(world, "01/02/1992")
    placement = member.placements.get()
    actions.leave(placement=placement, on=day("10/01/2022"), reason="died")
    rounds, late = due(office)
    assert not any(rounds.values())
    assert late == []


def test_who_left_after_a_past_round_still_stands_on_it(world, office):
    member = old_member(world, "01/05/1991")
    placement = member.placements.get()
    actions.leave(placement=placement, on=day("20/05/2021"), reason="transferred")
    assert due(office, 2021)[0][day("19/05/2021")] == [(member, 30)]
    placement.ended_on = day("19/05/2021")
    placement.save()
    assert due(office, 2021)[0][day("19/05/2021")] == []


def test_readmitted_is_due_after_the_gap(world, office):
    member = MemberFactory()
    for facts in READMITTED:
        row = spell(**facts)
        row.member, row.recognised_on = member, row.official_on
        row.save()
    actions.arrive(spell=row, branch=world.one, on=day("01/10/2015"))
    with clock.fixed(day("14/01/2023")):
        rounds, _ = due(office, 2023)
        (line,) = badges.due_list(2023, office).rounds[1][1]
    assert rounds[day("19/05/2023")] == [(member, 30)]
    assert (line.gap, line.completes_on) == (1106, day("12/03/2023"))


# Delays by discipline


def punish(world, member, form, on):
    facts = {"body": "Chi bộ", "number": "1", "content": "kín"}
    return Discipline.objects.create(
        branch=world.one,
        member=member,
        form=form,
        decided_on=day(on),
        announced_on=day(on),
        **facts,
    )


@pytest.mark.parametrize(
    ("form", "on", "until"),
    [
        ("reprimand", "03/08/2021", None),  # + 6 months = the day of the round
        ("reprimand", "04/08/2021", "04/02/2022"),
        ("warning", "03/08/2021", "03/05/2022"),
        ("dismissal", "03/08/2021", "03/08/2022"),
    ],
)
def test_discipline_delays_by_its_form(world, office, form, on, until):
    member = old_member(world, "01/02/1992")
    punish(world, member, form, on)
    (line,) = badges.due_list(2022, office).rounds[0][1]
    assert line.delayed_until == (day(until) if until else None)
    assert bool(line.delay) == bool(until)


def test_discipline_before_the_rules_says_that_none_holds(world, office):
    member = old_member(world, "01/02/1991")
    punish(world, member, "warning", "01/02/2021")
    row = badges.due_list(2021, office).rounds
    lines = [line for r, each in row for line in each if r.day == day("03/02/2021")]
    (line,) = lines
    assert line.delay[0].form == "warning"
    assert line.delayed_until is None


def test_secretary_sees_the_own_branch_alone(world, django_user_model):
    mine = old_member(world, "01/02/1992")
    old_member(world, "01/02/1992", world.two)
    user = somebody(django_user_model, "thu", "view", branch=world.one)
    assert due(user)[0][ROUND] == [(mine, 30)]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count(world, office, count, django_assert_num_queries):
    for _ in range(count):
        punish(world, old_member(world, "01/02/1992"), "warning", "01/12/2021")
        old_member(world, "01/02/1980")
    with django_assert_num_queries(10):
        badges.due_list(2022, office)
