"""The numbers of a form: one query a source and period, whatever the rows."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, Sum

from branches.models import Committee
from reports import indicators
from reports.scope import Scope


@dataclass(frozen=True)
class Ask:
    """One period of a form, and whose."""

    scope: Scope
    span: object


def asks(asked):
    """(kỳ này, cùng kỳ năm trước), each with the tree as it stood then."""
    before = asked.span.a_year_before()
    committee, reach = asked.scope.committee, asked.scope.reach
    ids = Committee.objects.subtree_ids(committee, before.first, before.last)
    scope = Scope(committee, replace(reach, committees=frozenset(ids)))
    return Ask(asked.scope, asked.span), Ask(scope, before)


def numbers(figures, ask):
    """{code: number} of the figures that are kept; the sums need their parts."""
    found = {}
    wanted = defaultdict(list)
    for figure in figures:
        if figure.source:
            wanted[figure.source].append(figure)
    for source, ours in wanted.items():
        count = _by_column if source.columns else _by_condition
        found |= count(source, ours, ask)
    for figure in figures:
        if figure.parts:
            found[figure.code] = sum(found[code] for code in figure.parts)
    return found


def _by_condition(source, figures, ask):
    """Each figure a count of its own, all in one question."""
    counts = {}
    for place, figure in enumerate(figures):
        where = figure.condition(ask.span)
        counts[f"n{place}"] = Count("pk", filter=where)
        if figure.is_age:
            counts[f"age{place}"] = Sum("age", filter=where)
    found = indicators.at_once(source.rows(ask.scope, ask.span), counts)
    return {
        figure.code: _average(found[f"age{place}"], found[f"n{place}"])
        if figure.is_age
        else found[f"n{place}"]
        for place, figure in enumerate(figures)
    }


def _average(total, number):
    return Decimal(total) / number if number else Decimal(0)


def _by_column(source, figures, ask):
    """The rows grouped by the columns, each group added where it counts."""
    found = {figure.code: 0 for figure in figures}
    read = {column for figure in figures for column, _ in figure.given}
    columns = [column for column in source.columns if column in read]
    if not columns:
        rows = source.rows(ask.scope, ask.span)
        return dict.fromkeys(found, rows.count())
    rows = source.rows(ask.scope, ask.span).order_by().values(*columns)
    for group in rows.annotate(number=Count("pk")):
        for figure in figures:
            if figure.takes(group):
                found[figure.code] += group["number"]
    return found
