"""The pages of files: a view finds, checks, calls, renders."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import tokens
from accounts.log.acts import log_look
from hoangmai_party import clock
from members.actions import NotPossibleError
from members.admission import acts, duplicates
from members.admission.case import Case
from members.admission.pages import board, timeline
from members.admission.pages.forms import (
    PARTS,
    CandidateForm,
    ReasonField,
    StepForm,
)
from members.admission.rights import DECIDE, refuse_others
from members.admission.stages import K
from members.forms import ReasonForm
from members.models import Candidate, CandidateStep, StepKind

may_see = permission_required("members.view_candidate", raise_exception=True)
may_keep = permission_required("members.keep_candidate", raise_exception=True)
may_decide = permission_required(DECIDE, raise_exception=True)


def candidate_of(request, pk):
    """The file, if the user may open it; else 404."""
    return get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)


def _step(request, pk):
    steps = CandidateStep.objects.visible_to(request.user)
    return get_object_or_404(steps.select_related("candidate", "branch"), pk=pk)


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


@may_keep
@tokens.once
def candidate_new(request):
    """Thêm quần chúng ưu tú."""
    form = CandidateForm(request.POST or None, user=request.user)
    if form.is_valid() and not _is_known(request, form):
        try:
            made = acts.add(by=request.user, **form.facts())
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã thêm quần chúng ưu tú: {made}.")
            return to_file(made)
    return render(request, "members/admission/new.html", {"form": form})


def _is_known(request, form):
    """Whether somebody has a file already; said at the top of the form."""
    if said := duplicates.answer(request.user, **_who(form.cleaned_data)):
        form.add_error(None, said)
    return bool(said)


def _who(data):
    names = ("full_name", "born_on", "citizen_id")
    return {
        name: data.get(name) or ("" if name != "born_on" else None) for name in names
    }


@may_keep
@require_POST
def candidate_check(request):
    """The live answer beside the form: is this person known already."""
    form = CandidateForm(request.POST, user=request.user)
    form.is_valid()
    said = duplicates.answer(request.user, **_who(form.cleaned_data))
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
        page["form"] = StepForm(kind=kind, initial=_initial(page["case"], kind))
    page["parts"] = _parts(candidate)
    return render(request, "members/admission/candidate.html", page)


def _parts(candidate):
    """[(slug, title, rows)] of what lies in the file."""
    return [
        (slug, title, getattr(candidate, slug).all())
        for slug, (title, _) in PARTS.items()
    ]


def _initial(case, kind):
    """What the register can fill in: the voting base of today, the last draft."""
    states = CandidateStep.State
    for step in case.all_steps:
        if step.kind == kind and step.state == states.DRAFT:
            return {n: getattr(step, n) for n in StepForm.Meta.fields}
    if kind in (K.BRANCH_VOTE, K.RECOGNITION_VOTE) and case.branch:
        return {"base": len(case.voting_base(case.branch.pk, clock.today()))}
    return {}


@may_keep
@tokens.once
def candidate_step(request, pk, step):
    """Enter a step; what speaks against it is shown with what was typed."""
    candidate = candidate_of(request, pk)
    if step not in StepKind.values:
        raise Http404(step)
    kind = StepKind(step)
    refuse_others(request.user, kind)
    case = Case(candidate)
    form = StepForm(request.POST or None, kind=kind, initial=_initial(case, kind))
    page = {"candidate": candidate, "form": form, "kind": kind}
    if "draft" in request.POST:
        return _draft(request, page)
    return _write(
        request,
        page,
        lambda reason, typed: acts.enter(
            candidate=candidate, kind=kind, by=request.user, reason=reason, **typed
        ),
    )


@may_keep
@require_POST
def step_check(request, pk, step):
    """The live answer beside a step's form: nothing is written."""
    candidate = candidate_of(request, pk)
    if step not in StepKind.values:
        raise Http404(step)
    refuse_others(request.user, step)
    form = StepForm(request.POST, kind=StepKind(step))
    form.is_valid()
    page = timeline.live(Case(candidate), StepKind(step), form.cleaned_data)
    return render(request, "members/admission/_live.html", page)


def _draft(request, page):
    form = page["form"]
    if not form.is_valid():
        return render(request, "members/admission/step.html", page)
    try:
        acts.draft(
            candidate=page["candidate"],
            kind=page["kind"],
            by=request.user,
            **form.cleaned_data,
        )
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return render(request, "members/admission/step.html", page)
    messages.success(request, "Đã lưu nháp, chưa nộp.")
    return to_file(page["candidate"])


def _write(request, page, write):
    """Run `write(reason, typed)`; its refusals come back into the form."""
    form = page["form"]
    page["reason"] = ReasonField(request.POST or None)
    if form.is_valid() and page["reason"].is_valid():
        try:
            step = write(page["reason"].cleaned_data["reason"], form.cleaned_data)
        except acts.FindingsError as error:
            page |= {"found": error.found}
            page["can_pass"] = timeline.can_pass(error.found, request.user)
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã ghi: {step.get_kind_display()}.")
            return to_file(page["candidate"])
    return render(request, "members/admission/step.html", page)


@may_keep
@tokens.once
def step_correct(request, pk):
    """Ghi lại: what was given back, or a step that the office corrects."""
    step = _step(request, pk)
    refuse_others(request.user, step.kind)
    typed = {n: getattr(step, n) for n in StepForm.Meta.fields}
    form = StepForm(request.POST or None, kind=step.kind, initial=typed)
    why = ReasonForm(request.POST or None, prefix="why")
    page = {"candidate": step.candidate, "form": form, "kind": StepKind(step.kind)}
    page |= {"corrects": step, "why": why}
    if request.method == "POST" and not why.is_valid():
        form.is_valid()
        return render(request, "members/admission/step.html", page)
    return _write(
        request,
        page,
        lambda reason, typed: acts.correct(
            step,
            by=request.user,
            reason=reason,
            correction=why.cleaned_data["reason"],
            **typed,
        ),
    )


@may_decide
@tokens.once
def step_answer(request, pk):
    """Nhận, or trả lại with a reason."""
    step = _step(request, pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "Lý do trả lại"
    if request.method == "POST":
        form.fields["reason"].required = "accept" not in request.POST
    if form.is_valid():
        try:
            said = _answer(request, step, form.cleaned_data["reason"])
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return to_file(step.candidate)
    page = {"step": step, "candidate": step.candidate, "form": form}
    return render(request, "members/admission/answer.html", page)


def _answer(request, step, reason):
    if "accept" in request.POST:
        acts.accept(step, by=request.user)
        return "Đã nhận bước này."
    acts.give_back(step, by=request.user, reason=reason)
    return "Đã trả lại, chi bộ ghi lại được."
