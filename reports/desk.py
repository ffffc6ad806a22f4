"""The clerk's desk: the admin's index with the year's figures on it."""

from django.contrib.admin import AdminSite

from hoangmai_party import clock
from reports import growth, indicators
from reports.asked import ScopeForm
from reports.spans import Span
from reports.targets import standings
from reports.templatetags.charts import BarRow, Point

KPIS = ("S01", "S02", "S03", "S04")


class DeskSite(AdminSite):
    """The one admin site; its index shows what an office looks at first."""

    def index(self, request, extra_context=None):
        context = figures(request.user) if request.user.is_authenticated else {}
        return super().index(request, {**context, **(extra_context or {})})


def figures(user):
    """Context of the index: stock of today, the year's targets, growth."""
    form = ScopeForm({}, user=user)
    if not user.has_perm("reports.view_target") or not form.is_valid():
        return {}
    asked = form.asked()
    if not asked.scope.is_whole:
        return {}
    today = clock.today()
    return {
        "desk_figures": _stock(asked, today),
        "desk_targets": _targets(asked),
        "desk_targets_title": f"Chỉ tiêu và kết quả năm {asked.year}",
        "desk_growth": _growth(asked, today),
        "desk_growth_title": "Số đảng viên cuối mỗi năm",
    }


def _stock(asked, today):
    found = [indicators.BY_CODE[code] for code in KPIS]
    numbers = indicators.totals(asked.scope, {"now": Span(today, today)}, found)
    days = {"first": f"{today:%d/%m/%Y}", "last": f"{today:%d/%m/%Y}", "year": None}
    note = f"hôm nay, {today:%d/%m/%Y}"
    return [
        (
            indicator.label,
            numbers[indicator.code, "now"],
            note,
            asked.url("list", "figure", indicator.code, **days),
        )
        for indicator in found
    ]


def _targets(asked):
    rows = standings(asked.scope, asked.year, asked.period, asked.as_of)
    return [
        BarRow(
            row.indicator.label,
            row.target.value,
            row.result,
            row.percent_text,
            asked.url("figure", row.indicator.code),
            row.indicator.unit,
        )
        for row in rows
        if row.target
    ]


def _growth(asked, today):
    began = asked.scope.committee.founded_on
    first = began.year if began else today.year - 10
    points = growth.points(asked.scope, first, today.year, today, asked.mine)
    return [Point(p.year, p.members, note=_so_far(p.span.last, today)) for p in points]


def _so_far(last, today):
    return f"đến {today:%d/%m/%Y}" if last == today else ""
