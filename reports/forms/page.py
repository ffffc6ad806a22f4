"""The page of a form: the form, its checks, and what belongs beside it."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.http import urlencode

from branches.models import BranchEnterprise
from enterprises.models import Enterprise
from hoangmai_party.periods import in_force
from reports.forms import ties
from reports.forms.declared import FORMS
from reports.forms.reckon import Ask
from reports.forms.sources import CAME, WENT
from reports.forms.table import fill, table
from reports.outreach import enterprises_on
from reports.tables import Cell, Row, Table, cells, heads
from surveys.models import SurveyRecord


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
        return [_without_branch(ask)]
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


def _without_branch(ask):
    """STAT-03: enterprises of the register without a branch, and with members."""
    counted = _enterprises(ask.span.last)
    lines = []
    for form, label in Enterprise.LegalForm.choices:
        ours = [row for row in counted if row["legal_form"] == form]
        open_ones = [row for row in ours if not _has_organisation(row)]
        staffed = [row for row in open_ones if row["found"] in _STAFFED]
        if ours:
            lines.append((label, *map(_total, (ours, open_ones, staffed))))
    sums = [sum(line[place] for line in lines) for place in (1, 2, 3)]
    return Table(
        "Doanh nghiệp chưa có tổ chức đảng (bảng nội bộ)",
        heads(
            "Loại hình",
            "Doanh nghiệp trong sổ",
            "Chưa có tổ chức đảng",
            "Trong đó: đã có đảng viên",
            numbers=(1, 2, 3),
        ),
        tuple(Row(cells(*line)) for line in lines),
        total=Row(cells("Cộng", *sums)),
        notes=(
            (
                "Đã có đảng viên: theo phiếu khảo sát gần nhất đến ngày tính số liệu. Doanh "
                "nghiệp đã chấm dứt, đã chuyển khỏi địa bàn không tính. Bảng không nộp cấp "
                "trên."
            ),
        ),
        name="chua-co-to-chuc-dang",
        empty="Sổ chưa có doanh nghiệp nào.",
    )


_RESULT = SurveyRecord.Result
_STAFFED = (_RESULT.ELIGIBLE, _RESULT.NEAR_ELIGIBLE)


def _enterprises(day):
    """How many of each legal form, with a branch or not, by the last survey."""
    surveys = SurveyRecord.objects.filter(
        surveyed_on__lte=day, enterprise=OuterRef("pk")
    )
    links = BranchEnterprise.objects.filter(in_force(day), enterprise=OuterRef("pk"))
    rows = enterprises_on(day).annotate(
        is_here=Exists(links),
        found=Subquery(surveys.order_by("-surveyed_on", "-pk").values("result")[:1]),
    )
    grouped = rows.order_by().values("legal_form", "is_here", "found")
    return list(grouped.annotate(number=Count("pk")))


def _has_organisation(row):
    return row["is_here"] or row["found"] == _RESULT.HAS_ORG_ELSEWHERE


def _total(rows):
    return sum(row["number"] for row in rows)
