"""PL5: surveys and visits by ward."""

import dataclasses

from django.db.models import Count

from enterprises.models import Ward
from hoangmai_party.text import reading_key
from reports import indicators, sources
from reports.annual.appendices.appendix import (
    NO_WARD,
    Appendix,
    count,
    table,
    tall,
    total,
    wide,
)
from reports.documents.tree import PageBreak
from reports.indicators import BY_CODE
from reports.outreach import enterprises_on
from surveys.models import SurveyRecord

ASKED = ("T04", "T04S")
AGREED = "K08"  # by the steps of the cases, as on every page
RESULTS = SurveyRecord.Result
# Those that outreach goes on with; the others stand together in the brief table.
_FOLLOWED = (RESULTS.HAS_ORG_HERE, RESULTS.ELIGIBLE, RESULTS.NEAR_ELIGIBLE)
_FOLLOWED += (RESULTS.HAS_SOURCE, RESULTS.NO_SOURCE)
OTHERS = "Kết quả khác"
_ONCE = (
    "Mỗi doanh nghiệp tính một lần ở mỗi cột, ở phường của địa chỉ sau cùng trong kỳ; "
    "“đồng ý” tính theo bước của hồ sơ vận động."
)


def by_ward(figures):
    """One line a ward; of the thirteen results those that were found."""
    columns, results = _asked(figures)
    found = [r for r in RESULTS if any(key[1] == r for key in results)]
    labels = tuple(result.label for result in found)
    widths = (9, 5, 5, 5, *map(_width, found), 5, 5, 6)
    return _appendix(columns, results, found, labels, widths, (_ONCE,), is_wide=True)


def in_brief(figures):
    """The same on an upright sheet: five results, and the sum of the others."""
    columns, results = _asked(figures)
    others = {}
    for (ward, result), number in results.items():
        key = (ward, result if result in _FOLLOWED else OTHERS)
        others[key] = others.get(key, 0) + number
    found = [r for r in _FOLLOWED if any(key[1] == r for key in others)]
    rest = _rest(results)
    shown = (*found, *([OTHERS] if rest else []))
    labels = (*(result.label for result in found), *([OTHERS] if rest else []))
    notes = (_ONCE, *([f"{OTHERS}: {rest}."] if rest else []))
    widths = (12, 7, 7, 7, *(8,) * len(found), *(7,) * bool(rest), 7, 7, 8)
    made = _appendix(columns, others, shown, labels, widths, notes)
    # PL5–PL7 share a sheet; torn over two they would take no less room.
    return dataclasses.replace(made, blocks=(PageBreak(), *made.blocks))


def _rest(results):
    """ "tạm ngừng 30; từ chối cung cấp thông tin 12": what the others are."""
    sums = {r: 0 for r in RESULTS if r not in _FOLLOWED}
    for (_, result), number in results.items():
        if result in sums:
            sums[result] += number
    said = (f"{RESULTS(r).label.lower()} {count(n)}" for r, n in sums.items() if n)
    return "; ".join(said)


def _asked(figures):
    """({column: {ward: number}}, {(ward, result): enterprises})."""
    span = figures.question.span
    codes = (*ASKED, "T05", AGREED, "T01")
    columns = {code: _by_ward(figures, code) for code in codes}
    columns["held"] = _held(span)
    return columns, _results(figures, span)


def _appendix(columns, results, found, labels, widths, notes, *, is_wide=False):
    wards = {pk for column in columns.values() for pk, n in column.items() if n}
    wards |= {pk for pk, _ in results}
    rows = [_line(name, pk, columns, results, found) for pk, name in _named(wards)]
    made = table(
        5,
        "KHẢO SÁT, VẬN ĐỘNG THEO PHƯỜNG",
        _head(labels),
        [tuple(map(_shown, row)) for row in rows],
        widths,
        "l" + "r" * (6 + len(found)),
        foot=total("Cộng", 1, map(count, _sums(rows))) if rows else (),
        notes=notes,
        empty="Trong kỳ không có khảo sát, vận động.",
    )
    return Appendix(5, (made,), is_wide=is_wide)


def _width(result):
    """A column has room for the longest word of its heading."""
    return max(5, 0.95 * max(map(len, result.label.split())))


def _shown(value):
    return value if isinstance(value, str) else count(value)


def _head(labels):
    groups = [wide("Kết quả phân loại", len(labels))] if labels else []
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
        labels,
    )


def _line(name, pk, columns, results, found):
    return (
        name,
        columns["held"].get(pk, 0),
        *(columns[code].get(pk, 0) for code in ASKED),
        *(results.get((pk, result), 0) for result in found),
        *(columns[key].get(pk, 0) for key in ("T05", AGREED, "T01")),
    )


def _sums(rows):
    return [sum(column) for column in list(zip(*rows, strict=True))[1:]]


def _by_ward(figures, code):
    return indicators.by_ward(figures.scope, figures.question.span, BY_CODE[code])


def _held(span):
    """{ward: enterprises of the register on the last day}."""
    rows = enterprises_on(span.last).annotate(
        ward=sources.last_ward_of_enterprise("pk", span.last)
    )
    counted = rows.order_by().values("ward").annotate(n=Count("pk"))
    return dict(counted.values_list("ward", "n"))


def _results(figures, span):
    """{(ward, result): enterprises}."""
    rows = sources.surveys(figures.scope).filter(day__range=span.days)
    rows = rows.exclude(result="").annotate(
        ward=sources.last_ward_of_enterprise("enterprise", span.last)
    )
    counted = rows.order_by().values("ward", "result")
    counted = counted.annotate(n=Count("enterprise", distinct=True))
    return {(ward, r): n for ward, r, n in counted.values_list("ward", "result", "n")}


def _named(wards):
    """[(id, name)] by name, those without an address last."""
    rows = Ward.every.filter(pk__in=wards - {None}).order_by("pk")
    found = sorted(rows.values_list("pk", "name"), key=lambda row: reading_key(row[1]))
    return [*found, *([(None, NO_WARD)] if None in wards else [])]
