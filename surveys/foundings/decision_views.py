"""Ghi quyết định thành lập: the form, then what it does; written on the second."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts import tokens
from branches.models import BranchEvent
from members import open_access
from members.actions import NotPossibleError, in_words
from members.forms import ConfirmForm
from members.reorganisation.record import preview
from surveys.cases.stages import stage_of
from surveys.foundings import acts, checks, guards, page
from surveys.foundings.forms import DecisionForm, organisation_forms
from surveys.foundings.views import case_of, may_found, to_dossier
from surveys.models import CaseStage, OutreachCase

ACCOUNT = (
    "Đề nghị quản trị hệ thống cấp tài khoản và phạm vi phụ trách “{branch}” cho bí thư "
    "mới; văn phòng không cấp được."
)


@may_found
@tokens.once
def founding_decision(request, pk):
    """Quyết định thành lập chi bộ of a case that was submitted."""
    case = case_of(request, pk)
    if stage_of(case) != CaseStage.SUBMITTED or case.founding_id:
        messages.error(request, _why_not(case))
        return redirect("surveys:founding-dossier", pk=case.pk)
    form = DecisionForm(request.POST or None, user=request.user, case=case)
    organisations = organisation_forms(case, request.POST or None)
    context = {"case": case, "form": form, "organisations": organisations}
    is_valid = [one.is_valid() for one in (form, *organisations)]
    if not all(is_valid):
        if is_valid[0] and form.is_bound:
            form.add_error(None, "Xin xem lại phần đoàn thể ở dưới.")
        return render(request, "surveys/foundings/decision.html", context)
    return _second_step(request, context)


def _why_not(case):
    try:
        guards.refuse_way(case)
    except NotPossibleError as error:
        return str(error)
    raise AssertionError(case)


def _second_step(request, context):
    case, data = context["case"], context["form"].cleaned_data
    day = data["decided_on"]
    found = checks.findings(case, day)
    warnings = [one for one in found if not one.refuses]
    is_sent = "confirmed" in request.POST
    confirm = ConfirmForm(
        request.POST if is_sent else None, has_warnings=bool(warnings)
    )
    is_ready = is_sent and confirm.is_valid()
    write = _writer(request, context, confirm if is_ready else None)
    if is_ready:  # nobody else writes about it until this is written
        list(OutreachCase.objects.select_for_update().filter(pk=case.pk))
    try:
        effects = preview(write, day)
        if is_ready and tokens.is_as_seen(request, effects, warnings):
            return _landed(request, write(), case, day)
    except NotPossibleError as error:
        context["form"].add_error(None, str(error))
        return render(request, "surveys/foundings/decision.html", context)
    if is_ready:
        messages.warning(request, tokens.MOVED_ON)
    context |= {"confirm": confirm, "warnings": warnings, "effects": effects}
    context |= {"day": day, "moves": page.moves(case, day)}
    context |= {"never_undone": BranchEvent.NEVER_UNDONE}
    context |= {"seen": tokens.fingerprint(effects, warnings)}
    return render(request, "surveys/foundings/confirm.html", context)


def _writer(request, context, confirm):
    """What writes the founding, and the ceremony where it has been held."""
    case, data = context["case"], dict(context["form"].cleaned_data)
    facts = [one.facts() for one in context["organisations"]]
    data["organisations"] = [one for one in facts if one]
    paper = confirm.cleaned_data.get("as_on_paper") if confirm else ""
    if paper:
        data["note"] = f"Ghi nhận đúng giấy tờ vì: {paper}"

    @in_words()
    def write():
        branch = acts.found_branch(case=case, by=request.user, **data)
        if day := data["ceremony_on"]:
            acts.announce(case=case, ceremony_on=day, by=request.user)
        return branch

    return write


def _landed(request, branch, case, day):
    messages.success(request, f"Đã thành lập {branch}.")
    messages.info(request, ACCOUNT.format(branch=branch))
    open_access.warn(request, page.ended_offices(branch, day))
    return to_dossier(case)
