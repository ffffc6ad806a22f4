"""Độ phủ khảo sát as pages: what is asked, its tables, the list behind a number."""

from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from branches.models import Committee
from enterprises.models import Agency, Ward
from hoangmai_party import clock
from hoangmai_party.periods import add_months
from hoangmai_party.text import reading_key
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.outreach import coverage
from reports.outreach.coverage import FIGURES, GROUPS, NOWHERE, TOTAL, Coverage
from reports.people import enterprises_table
from reports.percent import ratio
from reports.scope import committee_scope
from reports.spans import Span, year_span
from reports.tables import Cell, Head, Percent, Row, Table
from surveys.models import Campaign, Team

TITLE = "Độ phủ khảo sát"
DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
_BASE = (coverage.HELD, coverage.LISTED, coverage.SURVEYED)
_CLASSES = (*(result.value for result in coverage.RESULTS), coverage.UNCLASSED)
_BOTH = (
    "Trên sổ: doanh nghiệp chưa chấm dứt, chưa chuyển khỏi địa bàn vào ngày lập danh sách. "
    "Khảo sát: mỗi doanh nghiệp có phiếu tính một lần; phân loại có người xác nhận mới tính."
)
_WITHOUT = {
    "ward": "Chưa ghi địa chỉ",
    "team": "Chưa giao tổ",
    "agency": "Chưa ghi cơ quan",
}


class CoverageForm(forms.Form):
    """Đợt nào, hoặc từ ngày nào đến ngày nào."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label="Đợt khảo sát",
        required=False,
        empty_label="Mọi đợt, theo kỳ",
    )
    first = forms.DateField(
        label="Từ ngày", required=False, widget=forms.DateInput(attrs=DAY)
    )
    last = forms.DateField(
        label="Đến ngày", required=False, widget=forms.DateInput(attrs=DAY)
    )

    def __init__(self, data, *, user):
        given = {k: v for k, v in data.items() if k in self.base_fields and v}
        super().__init__(given)
        self.given = given
        self.fields["campaign"].queryset = Campaign.objects.visible_to(user)

    def clean(self):
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        for name in ("first", "last"):
            day = data.get(name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                years = f"từ năm {FIRST_YEAR} đến năm {LAST_YEAR}"
                self.add_error(name, f"Ngày phải trong khoảng {years}.")
        if bool(first) != bool(last) and not self.errors:
            empty = "last" if first else "first"
            self.add_error(empty, "Ghi cả từ ngày và đến ngày, hoặc để trống cả hai.")
        if first and last and first > last:
            self.add_error("last", "Đến ngày không được trước từ ngày.")
        return data

    def question(self):
        """The question of a form that is valid; None where no body keeps the register."""
        data, today = self.cleaned_data, clock.today()
        span = year_span(add_months(today, -1).year).cut(today)
        if campaign := data["campaign"]:
            span = of_campaign(campaign)
        elif data["first"]:
            span = Span(data["first"], data["last"])
        body = Committee.objects.filter(is_own=True).first()
        return body and Coverage(committee_scope(body, span), span, data["campaign"])


def of_campaign(campaign):
    """The days of a campaign, as far as they have gone."""
    ends = [d for d in (campaign.closed_on, campaign.ended_on) if d]
    today = clock.today()
    last = min([*ends, today]) if ends else today
    return Span(campaign.started_on, max(campaign.started_on, last))


def subtitle(question):
    """What the numbers are of, as the page and each paper say it."""
    if question.campaign:
        name = question.campaign.name
        return f"{name}. Sổ doanh nghiệp ngày {question.list_day:%d/%m/%Y}."
    first, last = question.span.days
    return f"Từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}. Sổ doanh nghiệp ngày {last:%d/%m/%Y}."


def page(question, query):
    """The context of the page: a table by ward, by team, by agency."""
    total = question.total()
    tables = [_table(question, group, total, query) for group in GROUPS]
    return {"title": TITLE, "tables": tables}


def address(query, group, figure, key=None):
    """The list behind a number, for the same question."""
    where = reverse("reports:coverage-list", args=[group, figure])
    asked = dict(query) if group == TOTAL else {**query, "of": key or NOWHERE}
    return f"{where}?{urlencode(asked)}" if asked else where


def _table(question, group, total, query):
    lines = question.by(group)
    names = _names(group, lines.keys() - {None}, is_span=question.campaign is None)
    rows = [
        _row(name, lines[key], group, key, query)
        for key, name in sorted(
            names.items(), key=lambda pair: _order(pair[1], pair[0])
        )
    ]
    if None in lines:
        rows.append(_row(_WITHOUT[group], lines[None], group, None, query))
    return Table(
        f"Theo {GROUPS[group].lower()}",
        _heads(GROUPS[group]),
        tuple(rows),
        total=_row("Cộng", total, TOTAL, None, query) if rows else None,
        notes=_notes(question, total) if group == "ward" else (),
        name=f"do-phu-{group}",
        is_wide=True,
        empty="Chưa có doanh nghiệp nào trên sổ, trong danh sách hoặc có phiếu.",
    )


def _order(name, key):
    return reading_key(name), key


def _names(group, keys, *, is_span):
    """{key: name} of wards, teams or agencies; one query."""
    if group == "ward":
        return {w.pk: str(w) for w in Ward.every.filter(pk__in=keys)}
    if group == "agency":
        return dict(Agency.every.filter(pk__in=keys).values_list("pk", "name"))
    teams = Team.every.filter(pk__in=keys).select_related("campaign")
    # Teams of two campaigns are called alike.
    return {t.pk: f"{t.name} ({t.campaign})" if is_span else t.name for t in teams}


def _heads(group):
    numbers = (*(FIGURES[f] for f in _BASE), "% trên sổ", "% danh sách")
    numbers += (FIGURES[coverage.IN_DEPTH],)
    return (
        (
            Head(group, rows=2),
            *(Head(label, rows=2, is_number=True) for label in numbers),
            Head("Kết quả phân loại", columns=len(_CLASSES)),
        ),
        tuple(Head(FIGURES[name], is_number=True) for name in _CLASSES),
    )


def _row(name, numbers, group, key, query):
    def cell(figure):
        number = numbers[figure]
        url = address(query, group, figure, key) if number else ""
        return Cell(number, url)

    done = numbers[coverage.SURVEYED]
    # No team and no agency answers for the register as a whole.
    held = numbers[coverage.HELD] if group in ("ward", TOTAL) else None
    shares = (held, numbers[coverage.LISTED])
    return Row(
        (
            Cell(name),
            *map(cell, _BASE),
            *(Cell(Percent(ratio(done, whole))) for whole in shares),
            cell(coverage.IN_DEPTH),
            *map(cell, _CLASSES),
        )
    )


def _notes(question, total):
    notes = [_BOTH]
    if question.campaign is None:
        notes.append(
            "Doanh nghiệp tính ở phường của địa chỉ sau cùng trong kỳ; có phiếu ở hai đợt "
            "với kết quả khác nhau thì tính ở cả hai kết quả."
        )
    else:
        notes.append(
            "Doanh nghiệp tính ở phường ghi trong danh sách của đợt, kể cả khi đã chuyển đi."
        )
    for number, words in (
        (question.outside(coverage.LISTED).count(), "danh sách"),
        (question.outside(coverage.HELD).count(), "sổ của ngày đó"),
    ):
        if number:
            notes.append(f"Có {number} doanh nghiệp được khảo sát ngoài {words}.")
    return tuple(notes)


def list_page(question, group, figure, key):
    """The list behind a number; KeyError when there is no such figure or group."""
    rows = question.rows(figure, group, key)
    title = FIGURES[figure]
    if group != TOTAL:
        names = _names(group, [key], is_span=question.campaign is None) if key else {}
        title = f"{title} – {names.get(key, _WITHOUT[group])}"
    table = enterprises_table(rows, title=title, day=question.list_day)
    return {"title": "Danh sách", "tables": [table], "total": len(table.rows)}
