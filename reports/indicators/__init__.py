"""The registry of figures: one declaration each, from which everything follows.

The total, the table by branch and by ward, the list behind a number, last year,
"từ khi thành lập", the chart and the XLSX all ask the same declaration, so that
two pages can't disagree (design.md, idea 2). Codes T.. are those of
organisation.md §5.1 and can have a target; S.. are stock figures, K.. the rest.
"""

from django.db.models import IntegerField, Value

from reports.indicators.indicator import FLOW, NO_WARD, STOCK, Indicator
from reports.indicators.outreach import OUTREACH
from reports.indicators.strength import CAME, STRENGTH
from reports.indicators.work import HONOURS, WORK

__all__ = ["FLOW", "NO_WARD", "STOCK", "Indicator"]

INDICATORS = (*CAME, *OUTREACH, *WORK, *HONOURS, *STRENGTH)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
TARGETED = tuple(i for i in INDICATORS if i.code.startswith("T"))
_NOTHING = Value(0, output_field=IntegerField())
FLOWS = tuple(i for i in INDICATORS if i.kind == FLOW)
STOCKS = tuple(i for i in INDICATORS if i.kind == STOCK)


def totals(scope, spans, indicators=INDICATORS):
    """{(code, name): number} for named spans; one query for all sources together."""
    wanted = {}
    for indicator in indicators:
        counts = wanted.setdefault(indicator.source, {})
        for name, span in spans.items():
            counts[indicator.code, name] = indicator.count(span)
    found = {key: 0 for counts in wanted.values() for key in counts}
    keys = [list(counts) for counts in wanted.values()]
    for index, *numbers in _side_by_side(scope, wanted):
        found |= zip(keys[index], numbers, strict=False)
    return found


def _side_by_side(scope, wanted):
    """A UNION of one line a source: its index and its counts, padded to one width."""
    width = max(map(len, wanted.values()), default=0)
    names = [f"n{place}" for place in range(width)]
    lines = []
    for index, (source, counts) in enumerate(wanted.items()):
        padded = [*counts.values(), *[_NOTHING] * (width - len(counts))]
        group = source(scope).order_by().annotate(which=Value(index)).values("which")
        line = group.annotate(**dict(zip(names, padded, strict=True)))
        lines.append(line.values_list("which", *names))
    return lines[0].union(*lines[1:], all=True) if lines else ()


def at_once(rows, counts):
    """{name: number} of several counts over the same rows, in one query.

    Not `aggregate()`: that puts the rows into a subquery as soon as one annotation
    is a subquery itself, and conditions inside the counts would then lose their row.
    """
    one_group = rows.order_by().annotate(one=Value(1)).values("one")
    found = list(one_group.annotate(**counts).values(*counts))
    return found[0] if found else dict.fromkeys(counts, 0)


def by_branch(scope, span, indicators):
    """{branch id: {code: number}}; figures that belong to no branch are left out.

    The key None holds the rows of the committee itself, where there are any.
    """
    found = {}
    with_branch = [i for i in indicators if i.branch]
    nothing = {i.code: 0 for i in with_branch}
    for source in dict.fromkeys(i.source for i in with_branch):
        ours = [i for i in with_branch if i.source is source]
        rows = source(scope).order_by().values("branch")
        for row in rows.annotate(**{i.code: i.count(span) for i in ours}):
            found.setdefault(row.pop("branch"), dict(nothing)).update(row)
    return found


def by_ward(scope, span, indicator):
    """{ward id or None: number} by the ward of the branch or enterprise that day."""
    rows = indicator.source(scope).filter(indicator.where(span))
    rows = indicator.with_ward(rows, span)
    counted = rows.order_by().values("ward").annotate(number=indicator.count(span))
    return dict(counted.values_list("ward", "number"))
