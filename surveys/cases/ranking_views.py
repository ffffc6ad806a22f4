"""Nên gặp ai trước: the way to the page, and the points that its order comes from."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import tokens
from surveys.campaigns.rights import for_body
from surveys.cases import weights
from surveys.cases.weights import NotSetError, WeightForm

may_see_cases = permission_required("surveys.view_outreachcase", raise_exception=True)
may_see = for_body("surveys.view_rankingweight")
may_ask = require_http_methods(["GET", "HEAD", "POST"])
SET = ("surveys.add_rankingweight", "surveys.change_rankingweight")


@require_safe
@may_see_cases
def ranking(request):
    """The list is a figure with its papers, so it stands among the reports."""
    page = reverse("reports:outreach-ranking")
    return redirect(f"{page}?{request.GET.urlencode()}" if request.GET else page)


@may_ask
@may_see
@tokens.once
def ranking_weights(request):
    """Every reason with its points; the office sets new ones from a day."""
    may_set = request.user.has_perms(SET)
    if request.method == "POST" and not may_set:
        raise PermissionDenied
    form = WeightForm(request.POST or None, initial={"code": request.GET.get("code")})
    if form.is_valid() and _is_set(request, form):
        return tokens.landed(redirect("surveys:ranking-weights"))
    context = {"standings": weights.standings(), "form": form, "may_set": may_set}
    return render(request, "surveys/cases/ranking_weights.html", context)


def _is_set(request, form):
    """Write the new points; False with the words beside the day."""
    try:
        row = weights.set_weight(by=request.user, **form.cleaned_data)
    except NotSetError as error:
        form.add_error("started_on", str(error))
        return False
    messages.success(request, f"Đã đặt điểm từ ngày {row.started_on:%d/%m/%Y}: {row}.")
    return True
