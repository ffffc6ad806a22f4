"""The pages of coverage and of STAT-03, each with its files and its lists."""

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enterprises.models import Enterprise
from hoangmai_party import clock
from hoangmai_party.text import is_key
from reports import files
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.outreach import coverage_pages, unorganised, unorganised_pages
from reports.outreach.coverage_pages import CoverageForm
from surveys.campaigns.rights import may_see

NO_BODY = "Sổ chưa có đảng bộ nào: hãy khai báo đảng bộ ở Bàn làm việc."


def _show(request, template, page, subtitle, name, *, is_list=False, **more):
    """The page, or its tables as a file."""
    if files.wanted(request):
        return files.response(request, page, subtitle, name, is_list=is_list)
    shown = {**page, **more, "subtitle": subtitle, **files.links(request)}
    return render(request, template, shown)


def _question(request):
    """(form, question): the question is None where the form says why."""
    form = CoverageForm(request.GET, user=request.user)
    if not form.is_valid():
        return form, None
    if (question := form.question()) is None:
        form.add_error(None, NO_BODY)
    return form, question


@require_safe
@may_see
def coverage_page(request):
    """Độ phủ khảo sát by ward, team and agency."""
    form, question = _question(request)
    title = coverage_pages.TITLE
    if question is None:
        page = {"scope_form": form, "title": title}
        return render(request, "reports/outreach/coverage.html", page)
    page = coverage_pages.page(question, form.given)
    words = coverage_pages.subtitle(question)
    template = "reports/outreach/coverage.html"
    more = {"scope_form": form, "question": question}
    return _show(request, template, page, words, "do-phu-khao-sat", **more)


@require_safe
@may_see
def coverage_list(request, group, figure):
    """The list behind a number of coverage."""
    _, question = _question(request)
    text = request.GET.get("of", "0")
    if question is None or not is_key(text):
        raise Http404("no such question")
    try:
        page = coverage_pages.list_page(question, group, figure, int(text) or None)
    except KeyError as error:
        raise Http404(f"no list {group}/{figure}") from error
    words = coverage_pages.subtitle(question)
    back = {"back_name": "reports:coverage", "back": coverage_pages.TITLE}
    template = "reports/outreach/list.html"
    return _show(request, template, page, words, "danh-sach", is_list=True, **back)


class DayForm(forms.Form):
    """As of which day."""

    as_of = forms.DateField(
        label="Số liệu tính đến ngày",
        widget=forms.DateInput(attrs=coverage_pages.DAY),
    )

    def __init__(self, data):
        super().__init__({"as_of": data.get("as_of") or f"{clock.today():%d/%m/%Y}"})

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                f"Ngày phải trong khoảng từ năm {FIRST_YEAR} đến năm {LAST_YEAR}."
            )
        return day


@require_safe
@may_see
def unorganised_page(request):
    """STAT-03 by legal form."""
    form, title = DayForm(request.GET), unorganised_pages.TITLE
    template = "reports/outreach/coverage.html"
    if not form.is_valid():
        return render(request, template, {"scope_form": form, "title": title})
    day = form.cleaned_data["as_of"]
    tables = [unorganised_pages.table(day, is_linked=True)]
    page = {"title": title, "tables": tables}
    name = "chua-co-to-chuc-dang"
    words = _as_of(day)
    return _show(request, template, page, words, name, scope_form=form, question=day)


def _as_of(day):
    return f"Số liệu tính đến ngày {day:%d/%m/%Y}."


@require_safe
@may_see
def unorganised_list(request, figure):
    """The list behind a number of STAT-03."""
    form, legal_form = DayForm(request.GET), request.GET.get("form", "")
    known = {"", *Enterprise.LegalForm.values}
    if figure not in unorganised.FIGURES or legal_form not in known:
        raise Http404(figure)
    if not form.is_valid():
        raise Http404("no such day")
    day = form.cleaned_data["as_of"]
    page = unorganised_pages.list_page(figure, day, legal_form)
    back = {"back_name": "reports:unorganised", "back": unorganised_pages.TITLE}
    template = "reports/outreach/list.html"
    words = _as_of(day)
    return _show(request, template, page, words, "danh-sach", is_list=True, **back)
