"""Kết quả khảo sát, vận động of a period: SUR-01…06, by ward, and the foundings.

Every number is a figure of the registry (`reports.indicators`), so that no other page
can say another: SUR-05 is T01 itself, its part from cases stands below it.
"""

from enterprises.models import Ward
from hoangmai_party.text import search_key
from reports import indicators, percent
from reports.indicators import BY_CODE
from reports.outreach import foundings
from reports.outreach.behind import OPENED
from reports.tables import Cell, Percent, Row, Table, cells, heads
from reports.targets import goal, in_force

SURVEYED, IN_DEPTH, MET, AGREED, FOUNDED = "T04", "T04S", "T05", "K08", "T01"
OF_CASES = "K09"
# (code of organisation.md §3.6, figure); OF_CASES is a part of the line before it.
RESULTS = (
    ("SUR-01", SURVEYED),
    ("SUR-02", IN_DEPTH),
    ("SUR-03", MET),
    ("SUR-04", AGREED),
    ("SUR-05", FOUNDED),
    ("", OF_CASES),
)
CONVERSION = "SUR-06"
BY_WARD = (SURVEYED, IN_DEPTH, MET, AGREED, FOUNDED)
NO_WARD = "Chưa rõ phường"


def page(asked):
    """The results of the period, then by ward, then each founding step by step."""
    return {
        "tables": [
            results(asked),
            by_ward(asked),
            foundings.table(asked),
        ]
    }


def numbers(asked):
    """{(figure, "now" or "before"): number} of the period and of the year before."""
    spans = {"now": asked.span, "before": asked.span.a_year_before()}
    figures = [BY_CODE[code] for _, code in RESULTS]
    return indicators.totals(asked.scope, spans, figures)


def conversion(found, when="now"):
    """SUR-06: branches founded per owner met, unrounded; None where nobody was met."""
    return percent.ratio(found[FOUNDED, when], found[MET, when])


def results(asked):
    """SUR-01…06 with target, result and the same days of the year before."""
    found, targets = numbers(asked), _targets(asked)
    rows = [_line(asked, name, code, found, targets) for name, code in RESULTS]
    rows.append(
        Row(
            cells(
                CONVERSION,
                "Chi bộ thành lập mới trên số doanh nghiệp đã gặp chủ",
                "%",
                None,
                Percent(conversion(found)),
                Percent(None),
                Percent(conversion(found, "before")),
            )
        )
    )
    return Table(
        "Kết quả khảo sát, vận động",
        heads(
            "Mã",
            "Kết quả",
            "Đơn vị tính",
            "Chỉ tiêu",
            "Thực hiện",
            "Tỷ lệ",
            "Cùng kỳ năm trước",
            numbers=(3, 4, 5, 6),
        ),
        tuple(rows),
        notes=_notes(asked, found),
        name="ket-qua",
        head_column=1,
    )


def _targets(asked):
    """{figure: number} of the assigned targets, else the registered ones."""
    if not asked.scope.is_whole:
        return {}
    levels = {}
    for (code, level), row in in_force(asked.scope, asked.year, asked.as_of).items():
        levels.setdefault(code, {})[level] = row
    goals = {code: goal(rows) for code, rows in levels.items()}
    return {code: row.value for code, row in goals.items() if row}


def _line(asked, name, code, found, targets):
    indicator, target = BY_CODE[code], targets.get(code)
    result = found[code, "now"]
    return Row(
        cells(
            name,
            indicator.label,
            indicator.unit,
            target,
            Cell(result, opened(asked, code)),
            Percent(percent.ratio(result, target or 0)),
            found[code, "before"],
        ),
        is_part=not name,
    )


def opened(asked, code, **changes):
    """The list behind a number: where there are visits or records, with them."""
    if code in OPENED:
        return asked.url("outreach-behind", code, **changes)
    return asked.url("list", "figure", code, **changes)


def _notes(asked, found):
    founded, of_cases = found[FOUNDED, "now"], found[OF_CASES, "now"]
    before = asked.span.a_year_before()
    return (
        (
            "Một chủ doanh nghiệp được gặp nhiều lần vẫn tính một: mỗi doanh nghiệp một "
            "lần, gặp chủ hoặc người đại diện theo pháp luật."
        ),
        (
            "SUR-05 là đúng số “Chi bộ thành lập mới” của mọi trang, tính theo ngày "
            "quyết định chứ không theo ngày công bố; trong đó "
            f"{of_cases} từ hồ sơ vận động, {founded - of_cases} không qua hồ sơ vận động."
        ),
        (
            "SUR-06 = SUR-05 / SUR-03: cùng năm, không phải cùng một nhóm doanh nghiệp "
            f"({founded}/{found[MET, 'now']}, {percent.text(conversion(found))})."
        ),
        (f"Cùng kỳ năm trước: từ {before.first:%d/%m/%Y} đến {before.last:%d/%m/%Y}."),
    )


def by_ward(asked):
    """The same figures by ward: each column adds up to its figure."""
    counted = {
        code: indicators.by_ward(asked.scope, asked.span, BY_CODE[code])
        for code in BY_WARD
    }
    wards = {
        pk for column in counted.values() for pk, number in column.items() if number
    }
    lines = [
        Row(
            (
                Cell(name),
                *(
                    _of_ward(asked, code, pk, counted[code].get(pk, 0))
                    for code in BY_WARD
                ),
            )
        )
        for pk, name in _named(wards)
    ]
    sums = (sum(counted[code].values()) for code in BY_WARD)
    return Table(
        "Theo phường",
        heads(
            "Phường",
            *(BY_CODE[code].label for code in BY_WARD),
            numbers=range(1, len(BY_WARD) + 1),
        ),
        tuple(lines),
        total=Row(cells("Cộng", *sums)) if lines else None,
        notes=(
            (
                "Doanh nghiệp ở phường của địa chỉ sau cùng trong kỳ; chi bộ ở phường "
                "của đơn vị chủ trì ngày thành lập."
            ),
        ),
        name="theo-phuong",
        empty="Trong kỳ không có khảo sát, vận động.",
    )


def _of_ward(asked, code, pk, number):
    return Cell(number, opened(asked, code, ward=pk or 0) if number else "")


def _named(wards):
    """[(id, name)] by name, those without an address last."""
    rows = Ward.every.filter(pk__in=wards - {None}).values_list("pk", "name")
    found = sorted(rows, key=lambda row: search_key(row[1]))
    return [*found, *([(None, NO_WARD)] if None in wards else [])]
