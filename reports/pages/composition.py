"""Cơ cấu đội ngũ đảng viên as of a day, and growth."""

from reports import composition, growth, percent
from reports.tables import Cell, Percent, Row, Table, cells, heads
from reports.templatetags.charts import Point

FIRST_YEAR = 2012  # Nghị quyết 09-NQ/TU of 27/02/2012 begins the programme


def page(asked):
    """One table with a part per group; each cell a list."""
    day = asked.span.last
    numbers, total = composition.table(asked.scope, day)
    tables = [
        Table(
            group.title,
            heads("Tiêu chí", "Số đảng viên", "Tỷ lệ", numbers=(1, 2)),
            tuple(_row(asked, cell, numbers[cell.key], total) for cell in group.cells),
            total=Row(cells("Cộng", total, Percent(percent.ratio(total, total)))),
            notes=_residual(group, numbers, total),
            name=group.cells[0].key,
        )
        for group in composition.groups(day)
    ]
    return {"tables": tables, "total": total, "is_grid": True}


def _row(asked, cell, number, total):
    return Row(
        cells(
            cell.label,
            Cell(number, asked.url("list", "composition", cell.key)),
            Percent(percent.ratio(number, total)),
        )
    )


def _residual(group, numbers, total):
    """PCT-06: shares are rounded each for itself; the rest is told, not hidden."""
    if not total:
        return ()
    shares = [
        percent.rounded(percent.ratio(numbers[cell.key], total)) for cell in group.cells
    ]
    rest = 100 - sum(shares)
    if not rest:
        return ()
    return (f"Cộng các tỷ lệ đã làm tròn lệch {percent.text(rest)} so với 100%.",)


def growth_page(asked):
    """Branches and members at the end of each year since the programme began."""
    last = asked.period.last.year
    points = growth.points(asked.scope, FIRST_YEAR, last, asked.as_of, asked.mine)
    return {
        "charts": [
            ("Số chi bộ", [_point(asked, p, p.branches, "S01") for p in points]),
            ("Số đảng viên", [_point(asked, p, p.members, "S02") for p in points]),
        ],
        "tables": [_growth_table(asked, points)],
    }


def _point(asked, point, number, code):
    note = "trước khi thành lập Đảng bộ" if point.is_before else ""
    return Point(point.year, number, _stock_url(asked, point, code), note)


def _stock_url(asked, point, code):
    """The list behind a stock; before the founding it is asked at the superior."""
    changes = {
        "first": f"{point.span.first:%d/%m/%Y}",
        "last": f"{point.span.last:%d/%m/%Y}",
        "year": None,
    }
    if point.is_before:
        changes |= {"committee": point.committee.pk, "non_state": "on"}
    return asked.url("list", "figure", code, **changes)


def _growth_table(asked, points):
    began = asked.scope.committee.founded_on
    rows = tuple(
        Row(
            cells(
                f"{point.year}{'*' if point.is_before else ''}",
                point.span.last,
                Cell(point.branches, _stock_url(asked, point, "S01")),
                Cell(point.members, _stock_url(asked, point, "S02")),
            )
        )
        for point in points
    )
    notes = ()
    if began and any(point.is_before for point in points):
        notes = (
            (
                f"* {asked.scope.committee} thành lập ngày {began:%d/%m/%Y}. Trước ngày đó "
                "là chi bộ, đảng viên trong doanh nghiệp ngoài khu vực nhà nước thuộc "
                "đảng bộ cấp trên."
            ),
        )
    return Table(
        "Số chi bộ, đảng viên cuối mỗi năm",
        heads("Năm", "Tính đến ngày", "Chi bộ", "Đảng viên", numbers=(2, 3)),
        rows,
        notes=notes,
        name="tang-truong",
    )
