"""The pages of files: a view finds, checks, calls, renders."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import tokens
from accounts.log.acts import log_look
from branches.models import Branch
from hoangmai_party import clock
from members.actions import NotPossibleError
from members.admission import acts, duplicates, table
from members.admission.pages import board, timeline
from members.admission.pages.forms import PARTS, CandidateForm, DossierForm
from members.admission.pages.step_form import StepForm, initial
from members.admission.rights import DECIDE
from members.models import Candidate

may_see = permission_required("members.view_candidate", raise_exception=True)
may_keep = permission_required("members.keep_candidate", raise_exception=True)
may_decide = permission_required(DECIDE, raise_exception=True)


def candidate_of(request, pk):
    """The file, if the user may open it; else 404."""
    return get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)


def to_file(candidate):
    """Where a form that was written lands: the page of the file."""
    return tokens.landed(redirect("members:candidate", pk=candidate.pk))


@require_safe
@may_see
def candidate_list(request):
    """Every file that the user may open, by stage."""
    groups = board.by_stage(board.files(request.user))
    may_add = request.user.has_perm("members.keep_candidate")
    page = {"groups": groups, "may_add": may_add, "today": clock.today()}
    return render(request, "members/admission/list.html", page)


@require_safe
@may_see
def candidate_rules(request):
    """Every rule of the way with its source, its days in force and what it says."""
    page = {"rows": table.rows(), "today": clock.today()}
    return render(request, "members/admission/rules.html", page)


@may_keep
@tokens.once
def candidate_new(request):
    """Thêm quần chúng ưu tú."""
    form = CandidateForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            made = acts.add(by=request.user, **form.facts())
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã thêm quần chúng ưu tú: {made}.")
            return to_file(made)
    return render(request, "members/admission/new.html", {"form": form})


@may_keep
@require_POST
def candidate_check(request):
    """The live answer beside the form: is this person known already."""
    if not Branch.objects.visible_to(request.user).exists():
        raise Http404("no branch to add somebody to")
    form = CandidateForm(request.POST, user=request.user)
    form.is_valid()
    who = duplicates.who(form.cleaned_data)
    said = duplicates.answer(request.user, **who)
    return render(request, "members/admission/_known.html", {"said": said})


@require_safe
@may_see
def candidate_detail(request, pk):
    """One file as a timeline, with the next step open."""
    candidate = candidate_of(request, pk)
    log_look(candidate)
    page = timeline.page(candidate, request.user)
    if page["next_is_own"]:
        kind = page["next"]
        page["kind"] = kind
        page["form"] = StepForm(kind=kind, initial=initial(page["case"], kind))
    page["parts"] = _parts(page["case"])
    have = {row.kind for row in page["case"].papers}
    page["dossier_open"] = any(k not in have for k in DossierForm.KINDS)
    return render(request, "members/admission/candidate.html", page)


def _parts(case):
    """[(slug, title, rows)] of what lies in the file, read once with their people."""
    return [(slug, title, getattr(case, slug)) for slug, (title, _) in PARTS.items()]
