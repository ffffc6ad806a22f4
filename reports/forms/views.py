"""The page of a form and its files: XLSX, PDF, Word, the office's own workbook."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports import files
from reports.asked import ScopeForm
from reports.documents import typst
from reports.documents.docx import docx
from reports.download import download
from reports.forms import book, layout, paper, template
from reports.forms.declared import BY_NUMBER, FORMS
from reports.forms.page import page
from reports.forms.table import fill
from reports.models import FormTemplate
from reports.views import subtitle, warning

may_see = permission_required("reports.view_target", raise_exception=True)
PAGE = "reports/form.html"


@require_safe
@may_see
def form_page(request, number):
    """One form: the page, or one of its files."""
    if (form := BY_NUMBER.get(number)) is None:
        raise Http404(number)
    title = f"{form.name}: {form.title}"
    scope_form = ScopeForm(request.GET, user=request.user)
    if not scope_form.is_valid():
        return render(request, PAGE, {"title": title, "scope_form": scope_form})
    asked = scope_form.asked()
    if make := FILES.get(request.GET.get("format")):
        return make(request, form, asked)
    own = {"title": title, "scope_form": scope_form, **_context(request, form, asked)}
    return render(request, PAGE, own)


def _context(request, form, asked):
    return {
        "asked": asked,
        "subtitle": subtitle(asked),
        "warning": warning(request, asked),
        "own_template": _template(request.user, form, asked),
        "layout": layout.layout_on(asked.span.last),
        **files.links(request, *FILES),
        **page(form, asked, request.user),
    }


@require_safe
@may_see
def forms_page(request):
    """The first form, with the same question."""
    page = reverse("reports:form", args=[FORMS[0].number])
    return redirect(f"{page}?{request.GET.urlencode()}" if request.GET else page)


def _template(user, form, asked):
    """The office's own workbook for the day of the form, or None."""
    rows = FormTemplate.objects.visible_to(user).on(asked.span.last)
    return rows.filter(number=form.number).defer("data").first()


def _xlsx(request, form, asked):
    filled = fill(form, asked)
    return _file(request, filled, book.workbook([filled]), "xlsx")


def _pdf(request, form, asked):
    filled = fill(form, asked)
    try:
        data = typst.pdf(paper.of(filled))
    except typst.PaperError as error:
        messages.error(request, str(error))
        return redirect(files.without_format(request))
    return _file(request, filled, data, "pdf")


def _docx(request, form, asked):
    filled = fill(form, asked)
    return _file(request, filled, docx(paper.of(filled)), "docx")


def _own(request, form, asked):
    """The office's own workbook, filled; names it could not fill are said on the page."""
    row = _template(request.user, form, asked)
    if row is None:
        raise Http404("no template")
    filled = fill(form, asked)
    data, _ = template.filled(form, bytes(row.data), template.values(filled))
    return _file(request, filled, data, "xlsx", "-mau-co-quan")


def _file(request, filled, data, kind, of=""):
    """The file as a download; the log says who took it, asked how."""
    name = f"bieu-{filled.form.number}-{filled.asked.year}{of}"
    return download(request, data, name, kind, rows=len(filled.shown()))


FILES = {"xlsx": _xlsx, "pdf": _pdf, "docx": _docx, "mau": _own}
