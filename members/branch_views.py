"""The branch's page and the entries about branches."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import tokens
from accounts.log.undo import UndoError
from branches.models import Branch, BranchEvent
from hoangmai_party import clock
from members import branch_page, officers, open_access
from members.actions import NotPossibleError
from members.forms import ConfirmForm, ReasonForm
from members.reorganisation import ACTS, by_code, record

may_see = permission_required("branches.view_branch", raise_exception=True)
may_write = permission_required("branches.change_branch", raise_exception=True)


def _branch(request, pk):
    return get_object_or_404(Branch.objects.visible_to(request.user), pk=pk)


@require_safe
@may_see
def branch_detail(request, pk):
    """One branch: facts of today, officers, term, members, its year and events."""
    branch, today = _branch(request, pk), clock.today()
    return render(
        request,
        "members/branch_detail.html",
        {
            "branch": branch,
            **branch_page.facts(branch, request.user, today),
            "strangers": _strangers(request.user, branch, today),
            "acts": [a for a in ACTS if a.needs_branch and not a.possible(branch)],
        },
    )


def _strangers(user, branch, today):
    """Accounts that may still look though the office has ended."""
    if not open_access.may_know(user):
        return []
    return [holder for _, holder in officers.strangers(today, branch=branch)]


@may_write
@tokens.once
def act_create(request, code, pk=None):
    """Two steps: the form, then what it does; written on the second."""
    if code not in by_code or by_code[code].needs_branch != (pk is not None):
        raise Http404(code)
    act, branch = by_code[code], _branch(request, pk) if pk else None
    if refusal := act.possible(branch):
        messages.error(request, refusal)
        return redirect("members:branch-detail", pk=pk)
    form = act.form(request.POST or None, user=request.user, branch=branch)
    page = {"act": act, "branch": branch, "form": form}
    if not form.is_valid():
        return render(request, "members/act_form.html", page)
    return _second_step(request, page)


def _second_step(request, page):
    act, branch, form = page["act"], page["branch"], page["form"]
    data, decision = form.cleaned_data, form.decision()
    warnings = act.warnings(branch, data)
    is_sent = "confirmed" in request.POST
    confirm = ConfirmForm(
        request.POST if is_sent else None, has_warnings=bool(warnings)
    )
    if is_sent and confirm.is_valid() and confirm.cleaned_data.get("as_on_paper"):
        decision["note"] = (
            f"Ghi nhận đúng giấy tờ vì: {confirm.cleaned_data['as_on_paper']}"
        )

    def write():
        return record.record(code=act.code, branch=branch, data=data, decision=decision)

    is_ready = is_sent and confirm.is_valid()
    day = decision.get("effective_on") or decision["decided_on"]
    if is_ready and branch:  # nobody else writes about it until this is written
        list(Branch.objects.select_for_update().filter(pk=branch.pk))
    try:
        effects = record.preview(write, day)
        if is_ready and tokens.is_as_seen(request, effects, warnings):
            event = write()
            messages.success(request, f"Đã ghi: {event}.")
            return _after(event, branch)
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return render(request, "members/act_form.html", page)
    if is_ready:
        messages.warning(request, tokens.MOVED_ON)
    page |= {"confirm": confirm, "warnings": warnings, "effects": effects, "day": day}
    page |= {"seen": tokens.fingerprint(effects, warnings)}
    return render(request, "members/act_confirm.html", page)


def _after(event, branch):
    """Where the clerk goes on: the branch that is left or begun."""
    after = branch or event.successors.first()
    return tokens.landed(redirect("members:branch-detail", pk=after.pk))


@may_write
@tokens.once
def act_undo(request, pk):
    """Take an entry about branches back as a whole, with a reason."""
    events = BranchEvent.objects.visible_to(request.user)
    event = get_object_or_404(events, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            record.take_back(
                event=event, by=request.user, reason=form.cleaned_data["reason"]
            )
        except UndoError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Đã hủy lần ghi.")
            return tokens.landed(redirect("admin:branches_branch_changelist"))
    return render(request, "members/act_undo.html", {"event": event, "form": form})
