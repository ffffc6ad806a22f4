"""The list behind a number of the year, opened down to the visits and records.

The rows are those of the figure, so that they are as many as the number says; beside
each stands what made it count.
"""

from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse

from enterprises.models import EnterpriseAddress
from hoangmai_party.periods import in_force
from reports.indicators import BY_CODE
from reports.tables import Cell, Row, Table, heads
from surveys.models import SurveyRecord, Visit


@dataclass(frozen=True)
class Way:
    """How the rows of a figure lead to the enterprise and are told in words."""

    enterprise: str
    case: str
    said: object


def _record(row):
    result = SurveyRecord.Result(row.result).label if row.result else "chưa phân loại"
    return f"{row.day:%d/%m/%Y}: {result.lower()}"


def _visit(row):
    attitude = f", {row.get_attitude_display().lower()}" if row.attitude else ""
    return f"{row.day:%d/%m/%Y}: {row.get_met_display().lower()}{attitude}"


def _step(row):
    return f"{row.day:%d/%m/%Y}: {row.get_stage_display().lower()}"


_RECORD = Way("enterprise", "", _record)
OPENED = {
    "T04": _RECORD,
    "T04S": _RECORD,
    "T05": Way("case__enterprise", "case", _visit),
    "K08": Way("case__enterprise", "case", _step),
}
WHAT = {
    SurveyRecord: "Phiếu khảo sát",
    Visit: "Lần gặp",
}


def page(asked, code):
    """One line for each that is counted, with the rows that made it count."""
    indicator, way = BY_CODE[code], OPENED[code]
    counted = list(indicator.rows(asked.scope, asked.span, asked.ward))
    reasons = _reasons(asked, indicator, way, [row.pk for row in counted])
    lines = _lines(counted, indicator, reasons, asked.span.last)
    return {
        "tables": [
            Table(
                indicator.label,
                heads(
                    "TT",
                    "Doanh nghiệp",
                    "Mã số thuế",
                    "Phường",
                    "Số lần",
                    WHAT.get(indicator.source(asked.scope).model, "Bước của hồ sơ"),
                    numbers=(4,),
                ),
                tuple(lines),
                notes=(indicator.explain,),
                name="danh-sach",
                is_wide=True,
                head_column=1,
                empty="Không có doanh nghiệp nào trong danh sách này.",
            )
        ],
        "total": len(counted),
        "explain": indicator.explain,
    }


def _reasons(asked, indicator, way, keys):
    """{key of what is counted: [(row, in words)]}; one query."""
    rows = indicator.source(asked.scope).filter(indicator.where(asked.span))
    rows = rows.filter(**{f"{indicator.key}__in": keys})
    rows = rows.select_related(way.enterprise).annotate(counted=F(indicator.key))
    found = {}
    for row in rows.order_by("day", "pk"):
        found.setdefault(row.counted, []).append((row, way.said(row)))
    return found


def _lines(counted, indicator, reasons, day):
    """Rows in the order of the names; an enterprise leads to its case."""
    way = OPENED[indicator.code]
    wards = _wards(way, reasons, day)
    ordered = sorted(
        counted,
        key=lambda row: (_enterprise(way, reasons[row.pk][0][0]).search, row.pk),
    )
    for number, row in enumerate(ordered, start=1):
        first = reasons[row.pk][0][0]
        enterprise = _enterprise(way, first)
        yield Row(
            (
                Cell(number),
                Cell(enterprise.name, _address(way, first)),
                Cell(enterprise.tax_code),
                Cell(wards.get(enterprise.pk, "")),
                Cell(len(reasons[row.pk])),
                Cell("; ".join(said for _, said in reasons[row.pk])),
            )
        )


def _enterprise(way, row):
    return row.case.enterprise if way.case else row.enterprise


def _address(way, row):
    return reverse("surveys:founding-dossier", args=[row.case_id]) if way.case else ""


def _wards(way, reasons, day):
    """{enterprise: name of its ward on the day}; one query."""
    keys = {_enterprise(way, rows[0][0]).pk for rows in reasons.values()}
    addresses = EnterpriseAddress.objects.filter(
        in_force(day),
        enterprise__in=keys,
        kind=EnterpriseAddress.Kind.OPERATING,
    )
    return dict(addresses.values_list("enterprise", "ward__name"))
