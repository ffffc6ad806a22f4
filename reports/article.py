"""Đối chiếu bài viết: what a source states beside what the register computes."""

from dataclasses import dataclass
from decimal import Decimal

from branches.models import BranchEvent
from members import roll
from reports import outreach, percent
from reports.indicators import BY_CODE
from reports.models import Statement, Target
from reports.scope import committee_scope, narrowed
from reports.spans import Span
from reports.targets import in_force


@dataclass(frozen=True)
class Compared:
    """A statement and the computed figure: number, text, and whether they agree."""

    statement: Statement
    computed: Decimal | None
    text: str

    @property
    def agrees(self):
        """Whether the computed figure lies in what the source states."""
        low, high = self.statement.low, self.statement.high
        return self.computed is not None and low <= self.computed <= high


def compared(committee, mine=None):
    """Every statement of the register with its computed figure.

    At another committee than the asker's only the branches in `mine` count, as on
    every page; None counts all.
    """
    rows = Statement.objects.select_related("committee")
    return [
        _compare(row, None if row.committee_id == committee.pk else mine)
        for row in rows
    ]


def _compare(row, mine):
    span = Span(row.first_on, row.last_on)
    scope = committee_scope(row.committee, span, non_state=row.is_non_state)
    if mine is not None:
        scope = narrowed(scope, mine)
    number = MEASURES[row.measure](row, scope, span)
    if number is None:
        return Compared(row, None, "–")
    is_percent = row.measure in ("percent", "conversion")
    shown = percent.text(number) if is_percent else f"{number:f}".replace(".", ",")
    return Compared(row, percent.rounded(Decimal(number)), shown)


def _count(row, scope, span):
    return Decimal(BY_CODE[row.indicator].rows(scope, span).count())


def _target(row, scope, span, level=Target.Level.ASSIGNED):
    targets = in_force(scope, span.last.year, span.last)
    found = targets.get((row.indicator, level))
    return Decimal(found.value) if found else None


def _guideline(row, scope, span):
    targets = in_force(scope, span.last.year, span.last)
    found = targets.get((row.indicator, Target.Level.GUIDELINE))
    return Decimal(found.value_max or found.value) if found else None


def _percent(row, scope, span):
    return percent.ratio(_count(row, scope, span), _target(row, scope, span) or 0)


def _conversion(row, scope, span):
    """Branches founded per owner met, of the same year, not of a cohort."""
    founded = BY_CODE["T01"].rows(scope, span).count()
    return percent.ratio(founded, BY_CODE["T05"].rows(scope, span).count())


def _members_of_founded(row, scope, span):
    """Members on the last day of the branches founded in the span."""
    founded = roll.links(scope.reach).filter(
        begun_by__kind=BranchEvent.Kind.FOUNDED, started_on__range=span.days
    )
    people = roll.roll(scope.reach).filter(roll.on(span.last))
    return Decimal(people.filter(branch__in=founded.values("branch")).count())


def _wards(row, scope, span):
    return Decimal(outreach.wards_surveyed(scope, span).count())


def _agencies(row, scope, span):
    return Decimal(len(outreach.agency_kinds(span)))


MEASURES = {
    "count": _count,
    "target": _target,
    "guideline": _guideline,
    "percent": _percent,
    "conversion": _conversion,
    "members_of_founded": _members_of_founded,
    "wards": _wards,
    "agencies": _agencies,
}
