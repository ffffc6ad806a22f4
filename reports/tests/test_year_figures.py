"""Figures of the year's work: what counts, what does not, and on which day."""

import datetime as dt

import pytest

from branches.tests.factories import BranchFactory, CommitteeFactory
from enterprises.tests.factories import AddressFactory
from reports import indicators
from reports.indicators import BY_CODE
from reports.scope import narrowed
from reports.spans import Span, year_span
from reports.tests import year
from reports.tests.year import JUNE

BEFORE, AFTER = dt.date(2020, 12, 31), dt.date(2022, 1, 1)
FIRST, LAST = dt.date(2021, 1, 1), dt.date(2021, 12, 31)


def number(small, code, span=None, branch=None):
    """The figure by its three ways, which must agree."""
    scope, span = small.asked().scope, span or year_span(2021)
    if branch:
        scope = narrowed(scope, [branch.pk])
    indicator = BY_CODE[code]
    total = indicators.totals(scope, {"now": span}, [indicator])[code, "now"]
    assert total == indicator.rows(scope, span).count()
    if indicator.branch and indicator.key == "pk":
        lines = indicators.by_branch(scope, span, [indicator])
        assert total == sum(line[code] for line in lines.values())
    return total


@pytest.fixture
def foreign(small):
    """A branch under another committee: nothing of it may count."""
    return BranchFactory(
        committee=CommitteeFactory(), enterprises=[AddressFactory().enterprise]
    )


def people_of(small):
    return [spell.member for spell in (*small.old, small.new)]


def plant_days(make):
    """Rows of the year's two ends, of the days beside them, and a voided one."""
    for day in (BEFORE, FIRST, LAST, AFTER):
        make(day)
    make(JUNE).void(by=None, reason="Nhầm")


BADGES = {BEFORE: 30, FIRST: 40, LAST: 45, AFTER: 50, JUNE: 55}
BADGES[JUNE + dt.timedelta(days=1)] = 60  # nobody is given the same badge twice

# code: (what is planted for a day at a branch, how many of the year's two count)
BY_DAY = {
    "K01": (lambda b, m, d: year.meeting(b, d), 2),
    "K02": (lambda b, m, d: year.meeting(b, d, kind="dialogue"), 2),
    "K03": (lambda b, m, d: year.meeting(b, d, kind="study"), 2),
    "K04": (lambda b, m, d: year.award(b, m, d), 2),
    "K05": (lambda b, m, d: year.badge(b, m, d, BADGES[d]), 2),
    "K06": (lambda b, m, d: year.discipline(b, m, d), 1),  # each person once
    "T07": (lambda b, m, d: year.mass_organisation(b, d), 2),
    "T08": (lambda b, m, d: year.mass_organisation(b, d, "youth_federation"), 2),
    "T09": (lambda b, m, d: year.mass_organisation(b, d, "veterans"), 2),
    "T12L": (lambda b, m, d: year.course(d), 2),
    "T15": (lambda b, m, d: year.inspection(b, d), 1),  # each branch once
    "T15G": (lambda b, m, d: year.inspection(b, d, "routine"), 1),
    "T15D": (lambda b, m, d: year.inspection(b, d, member=m), 1),
}


@pytest.mark.parametrize("code", BY_DAY)
def test_rows_count_on_their_day(code, small, foreign):
    make, expected = BY_DAY[code]
    assert number(small, code) == 0
    member = small.old[0].member
    plant_days(lambda day: make(small.one, member, day))
    assert number(small, code) == expected


@pytest.mark.parametrize("code", [c for c in BY_DAY if c not in ("T12L",)])
def test_rows_of_another_body_or_branch_do_not_count(code, small, foreign):
    make, _ = BY_DAY[code]
    member = small.old[0].member
    make(foreign, member, JUNE)
    everywhere = code in ("T07", "T08", "T09")  # the whole district is asked
    assert number(small, code) == (1 if everywhere else 0)
    make(small.two, small.other.member, JUNE + dt.timedelta(days=1))
    assert number(small, code, branch=small.two) == 1
    assert number(small, code, branch=small.one) == 0


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("K02", ["regular", "thematic", "study"]),
        ("K03", ["regular", "dialogue", "final"]),
    ],
)
def test_meetings_of_another_kind_do_not_count(code, kinds, small):
    for kind in kinds:
        year.meeting(small.one, kind=kind)
    assert number(small, code) == 0


def test_meetings_of_the_body_belong_to_no_branch(small):
    row = year.meeting(None, committee=small.committee, kind="final")
    assert number(small, "K01") == 1
    assert number(small, "K01", branch=small.one) == 0
    row.committee = CommitteeFactory()
    row.save()
    assert number(small, "K01") == 0


def test_classes_count_those_who_passed(small):
    for kind, code in (("awareness", "T11"), ("new_member", "T12")):
        row = year.course(kind=kind)
        year.attendance(row, small.one)
        year.attendance(row, small.one, result="failed", name="Hai")
        year.attendance(row, None, name="Ba, không chi bộ nào cử")
        year.attendance(row, small.two, small.other.member).void(by=None, reason="Nhầm")
        assert number(small, code) == 2
        assert number(small, code, branch=small.one) == 1
    row.void(by=None, reason="Nhập trùng lớp")
    assert number(small, "T12") == 0


def test_ratings_count_on_the_last_day_of_their_year(small):
    excellent, good, done, none = people_of(small)
    year.rating(small.one, excellent, "excellent", decided_on=dt.date(2022, 1, 10))
    year.rating(small.one, good)
    year.rating(small.one, done, "done")
    year.rating(small.one, none, "", unrated="new")
    year.rating(small.one, excellent, "excellent", year=2020)
    year.rating(small.one, grade="excellent")
    year.rating(small.two, grade="not_done")
    found = [number(small, code) for code in ("T13", "T13X", "T14", "T14X")]
    assert found == [1, 1, 2, 1]
    until_december = Span(FIRST, dt.date(2021, 12, 30))
    assert number(small, "T14", until_december) == 0


@pytest.mark.parametrize(
    ("ended_on", "expected"), [(None, 1), (AFTER, 1), (LAST, 0), (JUNE, 0)]
)
def test_regulation_holds_at_the_end_of_the_year(ended_on, expected, small):
    year.regulation(small.one, dt.date(2020, 5, 1), ended_on=ended_on)
    assert number(small, "T18") == expected


def test_seats_hold_on_the_last_day(small):
    year.seat(small.committee)
    year.seat(small.committee, full_name="Đã thôi", ended_on=dt.date(2021, 12, 1))
    year.seat(CommitteeFactory())
    assert number(small, "K07") == 1


def each_month(branch, months, day=10, **facts):
    for month in months:
        year.meeting(branch, dt.date(2021, month, day), **facts)


def test_a_branch_that_met_in_every_month_is_regular(small):
    each_month(small.one, range(1, 13))
    each_month(small.two, range(1, 12))
    assert number(small, "T16") == 1
    year.meeting(small.two, dt.date(2021, 12, 31))
    assert number(small, "T16") == 2


def test_two_sittings_of_a_month_are_no_two_months(small):
    each_month(small.one, range(1, 12))
    year.meeting(small.one, dt.date(2021, 11, 28))
    year.meeting(small.one, dt.date(2021, 12, 5), kind="thematic")
    year.meeting(small.one, dt.date(2022, 1, 3))
    assert number(small, "T16") == 0


def test_a_month_that_is_not_over_is_not_owed(small):
    each_month(small.one, range(1, 6))
    assert number(small, "T16", Span(FIRST, dt.date(2021, 6, 29))) == 1
    assert number(small, "T16", Span(FIRST, dt.date(2021, 6, 30))) == 0
    assert number(small, "T16", Span(FIRST, dt.date(2021, 1, 30))) == 0


def test_a_branch_founded_in_june_owes_seven_months(small):
    born = BranchFactory(
        committee=small.committee,
        founded_on=dt.date(2021, 6, 20),
        enterprises=[AddressFactory().enterprise],
    )
    each_month(born, range(7, 13))
    assert number(small, "T16") == 0
    year.meeting(born, dt.date(2021, 6, 25))
    assert number(small, "T16") == 1
