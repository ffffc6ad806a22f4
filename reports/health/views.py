"""The pages of the register's health: all checks, one check, accept, take back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hoangmai_party import clock
from members.forms import ReasonForm
from reports import files
from reports.health.accept import AcceptForm, AlreadyAcceptedError, accept, withdraw
from reports.health.catalogue import BY_CODE
from reports.health.findings import Sight, results
from reports.models import Acceptance
from reports.pages import health

TITLE = "Sức khỏe sổ"
may_see = permission_required("reports.view_acceptance", raise_exception=True)
may_accept = permission_required("reports.add_acceptance", raise_exception=True)
may_withdraw = permission_required("reports.delete_acceptance", raise_exception=True)


def _show(request, template, page, name, *, is_list=True):
    """The page, or its tables as a file."""
    subtitle = f"Số liệu tính đến ngày {clock.today():%d/%m/%Y}."
    if files.wanted(request):
        return files.response(request, page, subtitle, name, is_list=is_list)
    sight = Sight(request.user)
    context = {**page, "subtitle": subtitle, "is_whole": sight.reaches_body}
    context |= files.links(request)
    return render(request, template, context)


def _check(request, code):
    """The check, 404 for an unknown one and for one that this user never sees."""
    check = BY_CODE.get(code)
    if check is None or not Sight(request.user).opens(check):
        raise Http404(code)
    return check


@require_safe
@may_see
def health_page(request):
    """All checks with what is open and what was accepted."""
    page = {"title": TITLE, **health.register_page(request.user)}
    name = "suc-khoe-so"
    return _show(request, "reports/health.html", page, name, is_list=False)


@require_safe
@may_see
def check_page(request, code):
    """The findings of one check."""
    check = _check(request, code)
    page = {"title": check.label, "check": check}
    page |= health.check_page(check, request.user)
    return _show(request, "reports/health_check.html", page, f"suc-khoe-so-{code}")


@may_accept
def accept_page(request, code, key):
    """Close one finding: only one that stands open now, and only for the body."""
    check = _check(request, code)
    if not Sight(request.user).reaches_body:
        raise PermissionDenied
    found = results([check], user=request.user)[0].open
    finding = next((one for one in found if one.key == key), None)
    if finding is None:
        raise Http404(key)
    form = AcceptForm(request.POST or None)
    if form.is_valid() and _accepted(request, check, finding, form):
        return redirect("reports:health-check", code)
    names = health.Names([finding], request.user)
    context = {"check": check, "finding": finding, "form": form}
    context["name"] = names.text(finding)
    return render(request, "reports/health_accept.html", context)


def _accepted(request, check, finding, form):
    """Write the acceptance; False with a message in the form when it can't be."""
    reason = form.cleaned_data["reason"]
    try:
        accept(check=check, finding=finding, reason=reason, by=request.user)
    except AlreadyAcceptedError as error:
        form.add_error("reason", str(error))
        return False
    messages.success(request, "Đã ghi chấp nhận.")
    return True


@may_withdraw
def withdraw_page(request, pk):
    """Take an acceptance back, with a reason."""
    rows = Acceptance.objects.visible_to(request.user)
    acceptance = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw(acceptance=acceptance, reason=reason, by=request.user)
        messages.success(
            request, "Đã rút lại chấp nhận: sai lệch trở lại danh sách mở."
        )
        return redirect("reports:health-check", acceptance.code)
    context = {"acceptance": acceptance, "form": form}
    context["check"] = BY_CODE.get(acceptance.code)
    return render(request, "reports/health_withdraw.html", context)
