"""The page of a form: the form, its checks, and what belongs beside it."""

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from reports.forms import ties
from reports.forms.declared import FORMS
from reports.forms.reckon import Ask
from reports.forms.sources import CAME, WENT
from reports.forms.table import fill, table
from reports.outreach import unorganised_pages
from reports.tables import Cell, Row, Table, cells, heads


def page(form, asked, user):
    """The context of the page."""
    filled = fill(form, asked)
    now = Ask(asked.scope, asked.span)
    checks = ties.answers(form, now, filled.now)
    return {
        "form": form,
        "filled": filled,
        "tables": [table(filled), *_beside(form, now, user)],
        "checks": checks,
        "broken": sum(not check.holds for check in checks),
        "forms": [
            (asked.url("form", other.number), f"Biểu {other.number}", other is form)
            for other in FORMS
        ],
    }


def _beside(form, ask, user):
    if form.number == "1":
        return _unknown_places(ask, user)
    if form.number == "5" and ask.scope.is_whole:
        # STAT-03; its lists are for those who may look at surveys.
        may = user is not None and user.has_perm("surveys.view_campaign")
        return [unorganised_pages.table(ask.span.last, is_linked=may)]
    return []


def _unknown_places(ask, user):
    """Places of transfers that nobody has said yet where they lie."""
    found = {}
    for source, way, place in ((CAME, "came", "came_from"), (WENT, "went", "went_to")):
        rows = source.rows(ask.scope, ask.span).filter(
            area=None, **{way: "transferred"}
        )
        counted = rows.order_by().values(place).annotate(number=Count("pk"))
        for name, number in counted.values_list(place, "number"):
            found.setdefault(name, {})[way] = number
    if not found:
        return []
    may = user is not None and user.is_staff
    may = may and user.has_perm("reports.add_transferplace")
    rows = tuple(
        Row(
            cells(
                Cell(name or "(không ghi nơi chuyển)", _to_say(name) if may else ""),
                numbers.get("came", 0),
                numbers.get("went", 0),
            )
        )
        for name, numbers in sorted(found.items())
    )
    return [
        Table(
            "Nơi chuyển sinh hoạt đảng chưa phân loại",
            heads("Nơi chuyển", "Chuyển đến", "Chuyển đi", numbers=(1, 2)),
            rows,
            notes=("Bấm tên để ghi nơi đó ở tỉnh khác, quận khác hay trong quận.",)
            if may
            else (),
            name="noi-chuyen",
        )
    ]


def _to_say(name):
    if not name:
        return ""
    return f"{reverse('admin:reports_transferplace_add')}?{urlencode({'name': name})}"
