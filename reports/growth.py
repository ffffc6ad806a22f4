"""Tăng trưởng: branches and members at the end of each year."""

from dataclasses import dataclass

from branches.models import CommitteeSuperior
from reports.indicators import BY_CODE, at_once
from reports.scope import committee_scope, narrowed
from reports.spans import Span, year_span


@dataclass(frozen=True)
class Point:
    """The stock at the end of a year; `is_before` when the body did not exist yet."""

    year: int
    span: Span
    branches: int
    members: int
    committee: object
    is_before: bool = False


def points(scope, first, last, as_of, mine=None):
    """[Point] for the years, the last one cut at `as_of`; few queries.

    Years before the body began are asked at its superior, over the non-State
    sector, and marked: the body had nothing of its own then. `mine` are the
    branches that the asker may see there, None for all.
    """
    spans = {year: year_span(year).cut(as_of) for year in range(first, last + 1)}
    began = scope.committee.founded_on
    before = {y: s for y, s in spans.items() if began and s.last < began}
    own = {y: s for y, s in spans.items() if y not in before}
    found = [_point(y, own[y], n, scope) for y, n in _numbers(scope, own).items()]
    if before and (asked := scope_before(scope, before[min(before)], mine)):
        numbers = _numbers(asked, before)
        found += [_point(y, before[y], n, asked, True) for y, n in numbers.items()]
    return sorted(found, key=lambda point: point.year)


def _point(year, span, numbers, scope, is_before=False):
    return Point(year, span, *numbers, scope.committee, is_before)


def scope_before(scope, span, mine):
    """Whom to ask before the body began: its superior's non-State branches, or None."""
    if not scope.is_whole:
        return None
    rows = CommitteeSuperior.objects.filter(committee=scope.committee)
    row = rows.select_related("superior").first()
    if row is None:
        return None
    above = committee_scope(row.superior, span, non_state=True)
    return above if mine is None else narrowed(above, mine)


def _numbers(scope, spans):
    """{year: (branches, members)}; one query each."""
    columns = []
    for code in ("S01", "S02"):
        indicator = BY_CODE[code]
        counts = {f"y{year}": indicator.count(span) for year, span in spans.items()}
        columns.append(at_once(indicator.source(scope), counts) if counts else {})
    return {y: tuple(column[f"y{y}"] for column in columns) for y in spans}
