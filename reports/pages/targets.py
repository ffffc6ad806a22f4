"""Chỉ tiêu và kết quả of a period."""

from enterprises.models import Ward
from reports import indicators, percent
from reports.pages import allocation
from reports.spans import year_span
from reports.tables import Cell, Percent, Row, Table, cells, heads, right
from reports.targets import standings
from reports.templatetags.charts import BarRow, Point


def page(asked):
    """The year's standings, as bars and as a table."""
    found = [
        standing
        for standing in standings(asked.scope, asked.year, asked.period, asked.as_of)
        if asked.scope.is_whole or standing.indicator.branch
    ]
    return {
        "bars": [_bar(asked, standing) for standing in found if standing.target],
        "is_over": asked.as_of >= asked.period.last,
        "tables": [_table(asked, found)],
    }


def _conversion(found):
    """Branches founded per owner met: of the same period, not of a cohort."""
    results = {standing.indicator.code: standing.result for standing in found}
    share = percent.ratio(results.get("T01", 0), results.get("T05", 0))
    if share is None:
        return ()
    return (
        (
            f"Chi bộ thành lập mới trên số doanh nghiệp đã gặp chủ: {percent.text(share)} "
            "(cùng kỳ, không theo dõi riêng từng doanh nghiệp)."
        ),
    )


def _list_url(asked, indicator, span=None):
    if span is None:
        return asked.url("figure", indicator.code)
    days = {"first": f"{span.first:%d/%m/%Y}", "last": f"{span.last:%d/%m/%Y}"}
    return asked.url("list", "figure", indicator.code, **days)


def _bar(asked, standing):
    indicator = standing.indicator
    return BarRow(
        indicator.label,
        standing.target.value if standing.target else 0,
        standing.result,
        standing.percent_text,
        _list_url(asked, indicator),
        indicator.unit,
    )


def _shows_expected(asked, found):
    """Whether the year's expected result is of use: it is not over, or one is known."""
    return asked.as_of < asked.period.last or any(row.expected for row in found)


def _table(asked, found):
    began = asked.scope.committee.founded_on
    since = f"Từ khi thành lập ({began:%d/%m/%Y})" if began else "Từ khi thành lập"
    notes = (
        "Tỷ lệ tính theo chỉ tiêu cấp trên giao; không có thì theo mức đăng ký.",
        (
            "Năm trước: cùng kỳ, từ "
            f"{asked.span.a_year_before().first:%d/%m/%Y} đến "
            f"{asked.span.a_year_before().last:%d/%m/%Y}."
        ),
    )
    labels = [
        "Chỉ tiêu",
        "Đơn vị tính",
        "Mặt bằng chung Thành phố",
        "Cấp trên giao",
        "Đăng ký",
        "Kết quả",
        "Tỷ lệ",
        "Đánh giá",
    ]
    if shows_expected := _shows_expected(asked, found):
        labels += ["Ước thực hiện cả năm", "Tỷ lệ ước"]
    labels += ["Cùng kỳ năm trước", "So cùng kỳ", since]
    texts = (0, 1, labels.index("Đánh giá"))
    return Table(
        "Bảng chỉ tiêu và kết quả",
        heads(*labels, numbers=[i for i in range(len(labels)) if i not in texts]),
        tuple(_row(asked, standing, shows_expected) for standing in found),
        notes=(*notes, *_conversion(found)),
        name="chi-tieu",
        is_wide=True,
    )


def _row(asked, standing, shows_expected):
    indicator, span = standing.indicator, asked.span
    sign, word = standing.verdict
    since = span.since(asked.scope.committee.founded_on or span.first)
    return Row(
        cells(
            Cell(indicator.label, asked.url("figure", indicator.code)),
            indicator.unit,
            right(_guideline(standing.guideline)),
            standing.assigned.value if standing.assigned else None,
            standing.registered.value if standing.registered else None,
            Cell(standing.result, _list_url(asked, indicator, span)),
            Percent(percent.ratio(standing.result, _value(standing.target))),
            f"{sign} {word}".strip(),
            *(_expected(standing) if shows_expected else ()),
            Cell(
                standing.last_year,
                _list_url(asked, indicator, span.a_year_before()),
            ),
            right(standing.year_on_year),
            _since(standing, _list_url(asked, indicator, since)),
        ),
        is_part=indicator.label.startswith("Trong đó"),
    )


def _since(standing, url):
    """A stock has no sum over the years, and no list of it."""
    return Cell(standing.cumulative, "" if standing.cumulative is None else url)


def _expected(standing):
    value = standing.expected.value if standing.expected else None
    return value, Percent(standing.expected_ratio)


def _value(target):
    return target.value if target else 0


def _guideline(target):
    if not target:
        return None
    if target.value_max is None:
        return target.value
    return f"{target.value}–{target.value_max}"


def figure_page(asked, indicator):
    """One figure: what it is, by branch and by ward, each number a list."""
    span, scope = asked.span, asked.scope
    spans = _spans(asked, indicator)
    numbers = indicators.totals(scope, spans, [indicator])
    total = numbers[indicator.code, "now"]
    tables = []
    if indicator.branch:
        tables.append(allocation.table(asked, indicator, numbers))
    if indicator.has_ward:
        wards = indicators.by_ward(scope, span, indicator)
        tables.append(_by_ward(asked, indicator, wards, total))
    return {
        "figure": indicator,
        "kpis": [
            (label, numbers[indicator.code, name], _list_url(asked, indicator, part))
            for name, label in _KPIS.items()
            if (part := spans.get(name))
        ],
        "points": [
            Point(part.first.year, numbers[indicator.code, name])
            for name, part in spans.items()
            if name.startswith("y")
        ],
        "tables": tables,
    }


_KPIS = {"now": "Kỳ này", "before": "Cùng kỳ năm trước", "all": "Từ khi thành lập"}
YEARS = 10  # of the chart


def _spans(asked, indicator):
    """This period, last year's, since the founding (of events), and the years."""
    span, began = asked.span, asked.scope.committee.founded_on
    spans = {"now": span, "before": span.a_year_before()}
    if began and indicator.kind == indicators.FLOW:
        spans["all"] = span.since(began)
    last = span.last.year
    first = max(last - YEARS + 1, began.year if began else 0)
    years = range(first, last + 1)
    return spans | {f"y{year}": year_span(year).cut(asked.as_of) for year in years}


def _by_ward(asked, indicator, column, total):
    names = dict(Ward.objects.filter(pk__in=column).values_list("pk", "name"))
    named = sorted(
        (names.get(pk, "Chưa ghi địa chỉ"), pk or indicators.NO_WARD, number)
        for pk, number in column.items()
        if number
    )
    return Table(
        "Theo phường",
        heads("Phường", indicator.label, numbers=(1,)),
        tuple(
            Row(
                cells(
                    name,
                    Cell(
                        number,
                        asked.url("list", "figure", indicator.code, ward=ward),
                    ),
                )
            )
            for name, ward, number in named
        ),
        total=Row(cells("Cộng", total)),
        notes=("Theo địa giới tại thời điểm báo cáo.",),
        name="theo-phuong",
    )
