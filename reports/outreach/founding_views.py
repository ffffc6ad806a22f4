"""The papers of a founding dossier: on the page, as PDF and Word."""

from importlib.util import find_spec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.log.acts import log_look
from reports.documents import docx, html, typst
from reports.download import download
from reports.outreach import founding_papers
from reports.outreach.year_views import may_see_cases
from surveys.models import OutreachCase

FILES = {"pdf": typst.pdf, "docx": docx.docx}


@require_safe
@may_see_cases
def founding_form(request, pk, form):
    """One paper of the proposal, as it would be printed today, or as a file."""
    cases = OutreachCase.objects.visible_to(request.user)
    case = get_object_or_404(cases.select_related("enterprise", "founding"), pk=pk)
    _refuse(request.user, form)
    paper = founding_papers.document(form, case)
    if kind := request.GET.get("format"):
        return _file(request, case, paper, form, kind)
    log_look(case)
    page = {"case": case, "title": paper.title, "has_pdf": find_spec("typst")}
    page |= {"paper": html.article(paper, top=2)}
    return render(request, "reports/outreach/founding_form.html", page)


def _refuse(user, form):
    """The roster says who the members are: it asks the right to look at them."""
    if form not in founding_papers.FORMS:
        raise Http404(form)
    if form == founding_papers.ROSTER and not user.has_perm("members.view_member"):
        raise PermissionDenied


def _file(request, case, paper, form, kind):
    if kind not in FILES:
        raise Http404(kind)
    try:
        data = FILES[kind](paper)
    except typst.PaperError as error:
        messages.error(request, str(error))
        return redirect("surveys:founding-dossier", pk=case.pk)
    people = founding_papers.people(case) if form == founding_papers.ROSTER else ()
    name = f"thanh-lap-{form}-{case.pk}"
    return download(
        request, data, name, kind, rows=1, people=people, model=OutreachCase
    )
