"""The papers of one file, each on the page and as a file; where the year is going."""

from importlib.util import find_spec

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.log.acts import log_look
from hoangmai_party import clock
from members.admission.case import Case
from members.admission.stages import K
from members.models import Candidate
from reports import files
from reports.admission.papers import FORMS, OF_PROBATION, document
from reports.documents import docx, html, typst
from reports.download import download, file_name
from reports.models import AdmissionForm
from reports.pages import projection

may_see = permission_required("members.view_candidate", raise_exception=True)
FILES = {"pdf": typst.pdf, "docx": docx.docx}


def _candidate(request, pk):
    return get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)


@require_safe
@may_see
def candidate_papers(request, pk):
    """Every paper that the register can fill in for this file."""
    candidate = _candidate(request, pk)
    log_look(candidate)
    is_in = candidate.is_old or K.CEREMONY in Case(candidate).done
    hidden = () if is_in else OF_PROBATION
    forms = [(form, title) for form, (title, _) in FORMS.items() if form not in hidden]
    page = {"candidate": candidate, "forms": forms}
    return render(request, "reports/admission_papers.html", page)


@require_safe
@may_see
def candidate_paper(request, pk, form):
    """One paper, as it would be printed today, or as a file."""
    candidate = _candidate(request, pk)
    if form not in AdmissionForm.values:
        raise Http404(form)
    paper = document(AdmissionForm(form), candidate)
    if kind := request.GET.get("format"):
        return _file(request, candidate, paper, kind)
    log_look(candidate)
    page = {"candidate": candidate, "title": paper.title}
    page |= {"paper": html.article(paper, top=2), "has_pdf": find_spec("typst")}
    return render(request, "reports/admission_paper.html", page)


def _file(request, candidate, paper, kind):
    if kind not in FILES:
        raise Http404(kind)
    log_look(candidate)  # the export names members alone; this names the file
    try:
        data = FILES[kind](paper)
    except typst.PaperError as error:
        messages.error(request, str(error))
        return redirect("reports:candidate-papers", pk=candidate.pk)
    people = [candidate.member_id] if candidate.member_id else []
    name = file_name(f"{paper.title.partition(':')[0]} {candidate.full_name}")
    return download(request, data, name, kind, rows=1, people=people, model=Candidate)


@require_safe
@may_see
@permission_required("reports.view_target", raise_exception=True)
def projection_page(request):
    """Dự kiến kết nạp đến 31/12, by quarter, with the files behind it."""
    form = projection.ProjectionForm(request.GET, user=request.user)
    context = {"title": "Dự kiến kết nạp đến 31/12", "form": form}
    if form.is_valid():
        context |= projection.page(form, request.user)
        where = form.cleaned_data["branch"] or "Tất cả chi bộ trong phạm vi phụ trách"
        context["subtitle"] = f"{where}. Ngày {clock.today():%d/%m/%Y}."
        if files.wanted(request) and context["tables"]:
            name = "du-kien-ket-nap"
            return files.response(request, context, context["subtitle"], name)
    context |= {"is_asked": bool(request.GET), **files.links(request)}
    return render(request, "reports/projection.html", context)
