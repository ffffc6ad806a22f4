"""Every number of one report, asked once; the same declarations as on the pages."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from reports import indicators
from reports.annual import predecessors
from reports.indicators import BY_CODE, FLOW, STOCK
from reports.models import Target
from reports.scope import committee_scope
from reports.spans import Span

_LEVEL = Target.Level
GOALS = {_LEVEL.ASSIGNED: "được giao", _LEVEL.REGISTERED: "đăng ký"}


@dataclass(frozen=True)
class Goal:
    """The denominator of a percentage: the target in force, whose it is, its rows."""

    value: int
    level: str
    rows: tuple

    @property
    def said(self):
        return GOALS[self.level]


class Figures:
    """The numbers and targets of a question; a handful of queries, whatever is asked."""

    def __init__(self, question):
        self.question = question
        self.scope = committee_scope(question.committee, question.span)
        self.spans = dict(_spans(question))
        self._numbers = indicators.totals(self.scope, self.spans)
        self._targets = _targets(question)

    def number(self, code, name="now"):
        """A figure of a named span, None where there is no such span."""
        return self._numbers.get((code, name))

    def in_year(self, code):
        """What counts against the target of the year: from its first day on."""
        return self.number(code, "year" if "year" in self.spans else "now")

    def before(self, code):
        """The same days of last year."""
        return self.number(code, "before")

    def is_comparable(self, code):
        """Whether last year's number was made by the same set of branches (HIST-06)."""
        return not self.change or not self.change.touches(BY_CODE[code])

    @cached_property
    def change(self):
        """What changed the set since last year, or None."""
        asked = self.question
        return predecessors.change(
            self.scope, asked.committee, asked.span, asked.before
        )

    def goal(self, code):
        """The target: assigned, else registered; None without one or with a 0."""
        years = [self._goal_of(code, year) for year in self.question.years]
        if not all(years):
            return None
        value = sum(row.value for row, _ in years)
        rows = tuple(row for _, rows in years for row in rows)
        return Goal(value, years[-1][0].level, rows) if value else None

    def _goal_of(self, code, year):
        for level in GOALS:
            if rows := self._targets.get((code, level, year)):
                return rows[-1], rows
        return None

    def target(self, code, level, year=None):
        """The row in force of one level, the last one decided by the as-of day."""
        rows = self._targets.get((code, level, year or self.question.year))
        return rows[-1] if rows else None

    def goal_of_next_year(self, code):
        """What is already set for the year after."""
        found = self._goal_of(code, self.question.year + 1)
        return found[0].value if found else None


def _spans(question):
    span = question.span
    yield "now", span
    if question.before:
        yield "before", question.before
    if began := question.committee.founded_on:
        yield "all", span.since(began)
        yield "first", Span(began, began)
    if len(question.years) == 1 and span.first != dt.date(question.year, 1, 1):
        yield "year", Span(dt.date(question.year, 1, 1), span.last)


def _targets(question):
    """{(code, level, year): rows of the body by day}; one query."""
    found = {}
    years = [*question.years, question.year + 1]
    rows = Target.objects.filter(
        committee=question.committee, branch=None, year__in=years
    )
    for row in rows.order_by("decided_on", "pk"):
        # A plan for next year is told as it stands; a result is held against what
        # was in force on the as-of day.
        if row.decided_on <= question.as_of or row.year > question.year:
            found.setdefault((row.indicator, row.level, row.year), []).append(row)
    return found


def is_sum(code):
    """Whether a figure adds up over days; a stock does not."""
    return BY_CODE[code].kind == FLOW


def is_stock(code):
    return BY_CODE[code].kind == STOCK
