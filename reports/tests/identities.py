"""What must hold in any register, whatever the figures: used by the demo's tests."""

from branches.models import Committee
from reports import indicators, movement
from reports.scope import committee_scope, narrowed
from reports.spans import year_span


def number(code, committee, span, *, non_state=False):
    """One figure as the pages ask it."""
    scope = committee_scope(committee, span, non_state=non_state)
    indicator = indicators.BY_CODE[code]
    return indicators.totals(scope, {"now": span}, (indicator,))[code, "now"]


def members_of_founded(committee, span):
    """Members on the last day of the non-State branches founded in the span."""
    scope = committee_scope(committee, span, non_state=True)
    founded = indicators.BY_CODE["T01"].rows(scope, span).values_list("branch")
    branches = {pk for (pk,) in founded}
    people = indicators.BY_CODE["S02"].rows(narrowed(scope, branches), span)
    return people.count()


def faults(first, last):
    """Every identity that breaks at the Khối or at the Quận ủy in these years."""
    committees = Committee.objects.filter(code__in=["DBK", "QU"]).order_by("code")
    return [
        f"{committee.code} {year}: {fault}"
        for year in range(first, last + 1)
        for committee in committees
        for fault in faults_of(committee, year_span(year))
    ]


def faults_of(committee, span):
    """Every identity that breaks at this committee in the span."""
    scope = committee_scope(committee, span)
    for check in (_movement, _branches, _lists):
        yield from check(scope, span)


def _movement(scope, span):
    lines, total = movement.members(scope, span)
    for line in [*lines, total]:
        if not line.closes():
            yield f"members of {line.branch} do not close"


def _branches(scope, span):
    cells = movement.branches(scope, span)
    ins = sum(cells[f"in_{kind}"] for kind in movement.BRANCH_INS)
    outs = sum(cells[f"out_{kind}"] for kind in movement.BRANCH_OUTS)
    if cells["opening"] + ins - outs != cells["closing"]:
        yield f"branches do not close: {cells}"


def _lists(scope, span):
    """The number, the length of its list and the sum over branches are one."""
    numbers = indicators.totals(scope, {"now": span})
    by_branch = indicators.by_branch(scope, span, indicators.INDICATORS)
    for indicator in indicators.INDICATORS:
        code = indicator.code
        found = {numbers[code, "now"], len(indicator.rows(scope, span))}
        if indicator.branch:
            found.add(sum(row[code] for row in by_branch.values()))
        found.add(sum(indicators.by_ward(scope, span, indicator).values()))
        if len(found) > 1:
            yield f"{code}: {sorted(found)}"
