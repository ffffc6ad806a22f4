"""The registry of figures: one declaration each, from which everything follows.

The total, the table by branch and by ward, the list behind a number, last year,
"từ khi thành lập", the chart and the XLSX all ask the same declaration, so that
two pages can't disagree (design.md, idea 2). Codes T.. are those of
organisation.md §5.1 and can have a target; S.. are stock figures, K.. the rest.
"""

from django.db.models import Value

from reports.indicators.indicator import FLOW, NO_WARD, STOCK, Indicator
from reports.indicators.outreach import OUTREACH
from reports.indicators.strength import CAME, STRENGTH
from reports.indicators.work import HONOURS, WORK

__all__ = ["FLOW", "NO_WARD", "STOCK", "Indicator"]

INDICATORS = (*CAME, *OUTREACH, *WORK, *HONOURS, *STRENGTH)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
TARGETED = tuple(i for i in INDICATORS if i.code.startswith("T"))
FLOWS = tuple(i for i in INDICATORS if i.kind == FLOW)
STOCKS = tuple(i for i in INDICATORS if i.kind == STOCK)


def totals(scope, spans, indicators=INDICATORS):
    """{(code, name): number} for named spans; one query per source."""
    found = {}
    for source in dict.fromkeys(i.source for i in indicators):
        wanted = {
            f"{i.code}_{name}": i.count(span)
            for i in indicators
            if i.source is source
            for name, span in spans.items()
        }
        for key, number in at_once(source(scope), wanted).items():
            code, name = key.split("_", 1)
            found[code, name] = number
    return found


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
