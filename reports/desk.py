"""The clerk's desk: the admin's index with the year's figures on it."""

from django.contrib.admin import AdminSite
from django.urls import reverse

from accounts.backup.state import drill_alarm
from hoangmai_party import clock
from reports import due, growth, indicators, latest
from reports.asked import ScopeForm
from reports.due.page import WHENS
from reports.health.findings import summary
from reports.pages import projection
from reports.spans import Span
from reports.targets import standings
from reports.templatetags.charts import BarRow, Point

KPIS = ("S01", "S02", "S03", "S04")
MOST_URGENT, MOST_OF_A_KIND = 10, 4


class DeskSite(AdminSite):
    """The one admin site; its index shows what an office looks at first."""

    def index(self, request, extra_context=None):
        user, context = request.user, {}
        if user.is_authenticated:
            context = {**figures(user), **duties(user)}
            context |= ahead(user)
            context |= {"latest": latest.entries(user), "health": summary(user)}
            context["drill_alarm"] = drill_alarm(request.register)
        return super().index(request, {**context, **(extra_context or {})})


def duties(user):
    """Context of the index: the most urgent deadlines, and how many there are."""
    if not user.has_perm("reports.view_target") or not due.kinds_for(user):
        return {}
    today = clock.today()
    found = due.everything(user, today)
    items = [item for item in found if item.is_awake(today)]
    numbers = {
        when: sum(WHENS[when][1](item, today) for item in found)
        for when in ("overdue", "soon", "", "snoozed")
    }
    page = reverse("reports:due")
    return {
        "due_items": [(item, item.is_overdue(today)) for item in _most_urgent(items)],
        "due_counts": [
            (label, number, f"{page}?when={when}" if when else page)
            for when, number in numbers.items()
            for label in [WHENS[when][0]]
        ],
    }


def ahead(user):
    """Context of the index: Dự kiến kết nạp đến 31/12 of all that the user keeps."""
    rights = ("reports.view_target", "members.view_candidate")
    year = projection.of_user(user) if user.has_perms(rights) else None
    return {"year": year, "quarters": projection.quarters(year)} if year else {}


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


def _most_urgent(items):
    """The first ones; one kind that lies about for years must not hide the others."""
    dated = [item for item in items if item.due_on]
    of_kind, ranked = {}, []
    for place, item in enumerate(dated):
        number = of_kind[item.kind.code] = of_kind.get(item.kind.code, 0) + 1
        ranked.append((number > MOST_OF_A_KIND, place))
    chosen = sorted(place for _, place in sorted(ranked)[:MOST_URGENT])
    return [dated[place] for place in chosen]


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
