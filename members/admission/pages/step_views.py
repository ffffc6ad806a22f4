"""The pages of one step: entered, drafted, answered, corrected, made again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from accounts import tokens
from members.actions import NotPossibleError
from members.admission import acts
from members.admission.case import Case
from members.admission.pages import timeline
from members.admission.pages.forms import ReasonField
from members.admission.pages.step_form import FIELDS, StepForm, initial
from members.admission.pages.views import (
    candidate_of,
    may_decide,
    may_keep,
    to_file,
)
from members.admission.rights import refuse_others
from members.forms import ReasonForm
from members.models import CandidateStep, StepKind


def _step(request, pk):
    steps = CandidateStep.objects.visible_to(request.user)
    return get_object_or_404(steps.select_related("candidate", "branch"), pk=pk)


@may_keep
@tokens.once
def candidate_step(request, pk, step):
    """Enter a step; what speaks against it is shown with what was typed."""
    candidate = candidate_of(request, pk)
    if step not in FIELDS:
        raise Http404(step)
    kind = StepKind(step)
    refuse_others(request.user, kind)
    case = Case(candidate)
    form = StepForm(request.POST or None, kind=kind, initial=initial(case, kind))
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
    if step not in FIELDS:
        raise Http404(step)
    refuse_others(request.user, step)
    form = StepForm(request.POST, kind=StepKind(step))
    form.is_valid()
    page = timeline.live(Case(candidate), StepKind(step), form.cleaned_data)
    return render(request, "members/admission/_live.html", page)


def _draft(request, page):
    form = page["form"]
    form.let_gaps()
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
            page |= {"found": error.found, "is_wrong": timeline.is_wrong(error.found)}
            page["can_pass"] = timeline.can_pass(error.found, request.user)
            if page["can_pass"] and "reason" in request.POST:
                page["reason"].add_error("reason", "Ghi lý do thì mới nộp được.")
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
    return _replace(request, step, acts.correct, "Ghi lại")


@may_decide
@tokens.once
def step_redo(request, pk):
    """Làm lại: a step made by wrong procedure, on its new day (294 §4.4)."""
    return _replace(request, _step(request, pk), acts.redo, "Làm lại bước sai")


def _replace(request, step, act, title):
    if step.kind not in FIELDS:
        raise Http404(step.kind)
    typed = {n: getattr(step, n) for n in StepForm.Meta.fields}
    form = StepForm(request.POST or None, kind=step.kind, initial=typed)
    why = ReasonForm(request.POST or None, prefix="why")
    page = {"candidate": step.candidate, "form": form, "kind": StepKind(step.kind)}
    page |= {"corrects": step, "why": why, "title": title}
    if request.method == "POST" and not why.is_valid():
        form.is_valid()
        return render(request, "members/admission/step.html", page)

    def write(reason, typed):
        told = {"reason": reason, "correction": why.cleaned_data["reason"]}
        return act(step, by=request.user, **told, **typed)

    return _write(request, page, write)


@may_keep
@require_POST
def step_discard(request, pk):
    """Bỏ nháp."""
    step = _step(request, pk)
    try:
        acts.discard(step, by=request.user)
    except NotPossibleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Đã bỏ bản nháp.")
    return to_file(step.candidate)


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
    page["line"] = timeline.Line(step)
    return render(request, "members/admission/answer.html", page)


def _answer(request, step, reason):
    if "accept" in request.POST:
        acts.accept(step, by=request.user)
        return "Đã nhận bước này."
    acts.give_back(step, by=request.user, reason=reason)
    return "Đã trả lại, chi bộ ghi lại được."
