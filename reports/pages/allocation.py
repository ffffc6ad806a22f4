"""One figure by branch: target, result, percentage, last year (TGT-06)."""

from branches.models import Branch
from reports import indicators, percent, targets
from reports.models import Target
from reports.spans import year_span
from reports.tables import Cell, Percent, Row, Table, cells, heads
from reports.target_grid.grid import came_in


def table(asked, indicator, numbers):
    """Theo chi bộ; `numbers` are the figure's totals, as its page has them."""
    now = _column(asked, indicator, asked.span)
    if indicator not in indicators.TARGETED:
        return _plain(asked, indicator, now, numbers)
    before = _column(asked, indicator, asked.span.a_year_before())
    known = targets.by_branch(asked.scope, asked.year, asked.as_of, indicator.code)
    goals = {pk: row for pk, levels in known.items() if (row := targets.goal(levels))}
    shown = now.keys() | before.keys() | goals.keys()
    rows = [
        _line(asked, indicator, branch, (goals, now, before))
        for branch in _branches(asked)
        if branch.pk in shown
    ]
    body = goals.pop(None, None)
    whole = asked.scope.is_whole
    if whole:
        rows.append(_sum("Cộng các chi bộ", goals, now, before))
    return Table(
        "Theo chi bộ",
        heads(
            "Mã",
            "Chi bộ",
            "Chỉ tiêu",
            "Kết quả",
            "Tỷ lệ",
            "Cùng kỳ năm trước",
            "Ghi chú",
            numbers=(2, 3, 4, 5),
        ),
        tuple(rows),
        total=_total(asked, indicator, body, numbers, goals),
        notes=tuple(_notes(known)) if whole else (),
        name="theo-chi-bo",
        head_column=1,
    )


def _column(asked, indicator, span):
    """{branch id: number}, without the zeros."""
    found = indicators.by_branch(asked.scope, span, [indicator])
    return {pk: n for pk, line in found.items() if (n := line[indicator.code])}


def _branches(asked):
    """Branches by code, with the name of the day and whether they came in the year."""
    rows = Branch.objects.named_on(asked.span.last)
    if (mine := asked.scope.reach.branches) is not None:
        rows = rows.filter(pk__in=mine)
    is_new = came_in(year_span(asked.year), asked.scope.committee)
    return rows.annotate(is_new=is_new).order_by("code")


def _address(asked, indicator, branch, span=None):
    days = {}
    if span:
        days = {"first": f"{span.first:%d/%m/%Y}", "last": f"{span.last:%d/%m/%Y}"}
    return asked.url("list", "figure", indicator.code, branch=branch, **days)


def _line(asked, indicator, branch, columns):
    goal, now, before = (column.get(branch.pk) for column in columns)
    target = goal.value if goal else None
    last_year = asked.span.a_year_before()
    return Row(
        cells(
            branch.code,
            branch.day_name,
            target,
            Cell(now or 0, _address(asked, indicator, branch.pk)),
            Percent(percent.ratio(now or 0, target)),
            Cell(before or 0, _address(asked, indicator, branch.pk, last_year)),
            "mới trong năm" if branch.is_new else "",
        )
    )


def _sum(label, goals, now, before):
    target = sum(row.value for row in goals.values())
    return Row(
        cells("", label, target, sum(now.values()), "", sum(before.values()), "")
    )


def _total(asked, indicator, body, numbers, goals):
    """The body's own line; of some branches only: their sum."""
    code, target = indicator.code, body.value if body else None
    label = "Toàn Đảng bộ"
    if not asked.scope.is_whole:
        label = "Cộng"
        target = sum(row.value for row in goals.values())
    result = numbers[code, "now"]
    ratio = Percent(percent.ratio(result, target))
    return Row(cells("", label, target, result, ratio, numbers[code, "before"], ""))


def _notes(known):
    """Level by level: a sum of what was assigned says nothing of what is registered."""
    body = known.get(None, {})
    for level in (Target.Level.ASSIGNED, Target.Level.REGISTERED):
        given = [known[pk][level].value for pk in known if pk and level in known[pk]]
        if given:
            row = body.get(level)
            said = targets.difference(sum(given), row.value if row else None)
            shown = f"{sum(given):,}".replace(",", ".")
            yield (
                f"{level.label}: các chi bộ cộng lại {shown}, so với chỉ tiêu của Đảng "
                f"bộ: {' '.join(filter(None, said))}."
            )
    yield "Chi bộ mới trong năm không giao chỉ tiêu."


def _plain(asked, indicator, now, numbers):
    """A figure that has no targets: the number alone."""
    return Table(
        "Theo chi bộ",
        heads("Mã", "Chi bộ", indicator.label, numbers=(2,)),
        tuple(
            Row(
                cells(
                    branch.code,
                    branch.day_name,
                    Cell(now[branch.pk], _address(asked, indicator, branch.pk)),
                )
            )
            for branch in _branches(asked)
            if branch.pk in now
        ),
        total=Row(cells("", "Cộng", numbers[indicator.code, "now"])),
        name="theo-chi-bo",
        head_column=1,
    )
