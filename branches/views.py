"""Giao việc có thời hạn: the page of a bí thư."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.login.step_up import require_step_up
from branches import delegation

may_delegate = permission_required("branches.delegate_access", raise_exception=True)


@may_delegate
@require_http_methods(["GET", "HEAD", "POST"])
def delegate_page(request):
    """What is given now, and a form to give more."""
    form = delegation.DelegateForm(request.POST or None, user=request.user)
    if form.is_valid():
        require_step_up(request)
        row = delegation.delegate(**form.cleaned_data, by=request.user)
        messages.success(request, f"Đã giao {row.branch} cho {row.user}.")
        return redirect("branches:delegate")
    context = {
        "form": form,
        "given": delegation.given(request.user),
        "has_branch": delegation.own_branches(request.user).exists(),
        "most_days": delegation.MOST_DAYS,
    }
    return render(request, "branches/delegate.html", context)


@may_delegate
@require_POST
def delegate_end(request, pk):
    """Take it back before its day."""
    row = get_object_or_404(delegation.given(request.user), pk=pk)
    delegation.end(row, by=request.user)
    messages.success(request, f"Đã kết thúc việc giao {row.branch} cho {row.user}.")
    return redirect("branches:delegate")
