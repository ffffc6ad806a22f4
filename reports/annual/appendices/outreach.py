"""PL5: surveys and visits by ward."""

from django.db.models import Count

from enterprises.models import EnterpriseAddress, Ward
from hoangmai_party.periods import in_force
from reports import indicators, sources
from reports.annual.appendices.appendix import (
    Appendix,
    count,
    table,
    tall,
    total,
    wide,
)
from reports.indicators import BY_CODE
from surveys.models import SurveyRecord, Visit

ASKED = ("T04", "T04S")
RESULTS = SurveyRecord.Result
NO_WARD = "Chưa ghi địa chỉ"


def by_ward(figures):
    """One line a ward; of the thirteen results those that were found."""
    span = figures.question.span
    columns = {code: _by_ward(figures, code) for code in (*ASKED, "T05", "T01")}
    columns["held"] = _held(span)
    columns["agreed"] = _agreed(figures, span)
    results = _results(figures, span)
    found = [r for r in RESULTS if any(key[1] == r for key in results)]
    wards = {pk for column in columns.values() for pk, n in column.items() if n}
    wards |= {pk for pk, _ in results}
    rows = [_line(name, pk, columns, results, found) for pk, name in _named(wards)]
    made = table(
        5,
        "KHẢO SÁT, VẬN ĐỘNG THEO PHƯỜNG",
        _head(found),
        [tuple(map(_shown, row)) for row in rows],
        (9, 5, 5, 5, *map(_width, found), 5, 5, 6),
        "l" + "r" * (6 + len(found)),
        foot=total("Cộng", 1, map(count, _sums(rows))) if rows else (),
        notes=(
            "Mỗi doanh nghiệp tính một lần ở mỗi cột; theo địa giới tại thời điểm báo cáo.",
        ),
        empty="Trong kỳ không có khảo sát, vận động.",
    )
    return Appendix(5, (made,), is_wide=True)


def _width(result):
    """A column has room for the longest word of its heading."""
    return max(5, 0.95 * max(map(len, result.label.split())))


def _shown(value):
    return value if isinstance(value, str) else count(value)


def _head(found):
    groups = [wide("Kết quả phân loại", len(found))] if found else []
    return (
        (
            tall("Phường"),
            tall("Số DN quản lý"),
            tall("Khảo sát"),
            tall("Khảo sát sâu"),
            *groups,
            tall("Chủ DN đã gặp"),
            tall("Đồng ý"),
            tall("Thành lập"),
        ),
        tuple(result.label for result in found),
    )


def _line(name, pk, columns, results, found):
    return (
        name,
        columns["held"].get(pk, 0),
        *(columns[code].get(pk, 0) for code in ASKED),
        *(results.get((pk, result), 0) for result in found),
        *(columns[key].get(pk, 0) for key in ("T05", "agreed", "T01")),
    )


def _sums(rows):
    return [sum(column) for column in list(zip(*rows, strict=True))[1:]]


def _by_ward(figures, code):
    return indicators.by_ward(figures.scope, figures.question.span, BY_CODE[code])


def _held(span):
    """{ward: enterprises with an address there on the last day}."""
    rows = EnterpriseAddress.objects.filter(
        in_force(span.last), kind=EnterpriseAddress.Kind.OPERATING
    )
    counted = (
        rows.order_by().values("ward").annotate(n=Count("enterprise", distinct=True))
    )
    return dict(counted.values_list("ward", "n"))


def _results(figures, span):
    """{(ward, result): enterprises}."""
    rows = sources.surveys(figures.scope).filter(day__range=span.days)
    rows = rows.exclude(result="").annotate(
        ward=sources.ward_of_enterprise("enterprise", "day")
    )
    counted = rows.order_by().values("ward", "result")
    counted = counted.annotate(n=Count("enterprise", distinct=True))
    return {(ward, r): n for ward, r, n in counted.values_list("ward", "result", "n")}


def _agreed(figures, span):
    """{ward: enterprises whose owner agreed in the period}."""
    rows = sources.visits(figures.scope).filter(
        day__range=span.days, attitude=Visit.Attitude.AGREE
    )
    rows = rows.annotate(ward=sources.ward_of_enterprise("case__enterprise", "day"))
    counted = rows.order_by().values("ward")
    counted = counted.annotate(n=Count("case__enterprise", distinct=True))
    return dict(counted.values_list("ward", "n"))


def _named(wards):
    """[(id, name)] by name, those without an address last."""
    rows = Ward.every.filter(pk__in=wards - {None}).order_by("name", "pk")
    found = list(rows.values_list("pk", "name"))
    return [*found, *([(None, NO_WARD)] if None in wards else [])]
