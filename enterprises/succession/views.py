"""Gán đơn vị mới: the addresses of one old ward, many at once; taking one back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import tokens
from accounts.records import VoidError
from enterprises.models import WardAssignment
from enterprises.succession import acts, waiting
from enterprises.succession.forms import AssignForm, ReasonForm, filled, lines_of

may_assign = permission_required("enterprises.add_wardassignment", raise_exception=True)
may_take_back = permission_required(
    "enterprises.delete_wardassignment", raise_exception=True
)
may_ask = require_http_methods(["GET", "HEAD", "POST"])
OPENS = ("enterprises.add_enterpriseaddress", "enterprises.change_enterpriseaddress")
LONGEST = 100  # letters of what is looked for


@may_ask
@may_assign
@tokens.once
def ward_assign(request):
    """The lines of one old ward that wait, each with the units it may have gone to."""
    wards = waiting.by_ward(request.user)
    old = _chosen(request, wards)
    text = request.GET.get("q", "").strip()[:LONGEST]
    rows = waiting.of_ward(request.user, old, text) if old else []
    page = Paginator(rows, waiting.PER_PAGE).get_page(request.GET.get("page"))
    form = _form(request, old, page)
    is_sent = request.method == "POST" and "fill" not in request.POST
    if is_sent and _saved(request, form):
        return tokens.landed(redirect(request.get_full_path()))
    context = {"wards": wards, "old": old, "form": form, "page": page, "q": text}
    context["latest"] = waiting.latest(request.user, old) if old else ()
    return render(request, "enterprises/ward_assign.html", context)


def _chosen(request, wards):
    """The old ward that is asked for, else the first in which somebody waits."""
    if asked := request.GET.get("old"):
        found = [ward for ward, _ in wards if str(ward.pk) == asked]
        if not found:
            raise Http404(asked)
        return found[0]
    some = [ward for ward, number in wards if number] or [ward for ward, _ in wards]
    return some[0] if some else None


def _form(request, old, page):
    lines, sent = list(page), {}
    if request.method == "POST":
        lines = lines_of(request.user, lines, request.POST)
        is_filling = "fill" in request.POST
        sent = {"initial": filled(request.POST, lines)} if is_filling else {}
        sent = sent or {"data": request.POST}
    return AssignForm(
        **sent,
        addresses=lines,
        candidates=acts.candidates().get(old.pk, []) if old else [],
        may_open=request.user.has_perms(OPENS),
    )


def _saved(request, form):
    """Write the choices; False with the words in the form when it can't be."""
    if not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        made = acts.assign(
            choices=form.choices(),
            source=data["source"],
            opens=data.get("opens", False),
            by=request.user,
        )
    except acts.NotAssignedError as error:
        form.refuse(error.faults)
        return False
    messages.success(request, f"Đã gán {len(made)} địa chỉ.")
    return True


@may_ask
@may_take_back
@tokens.once
def ward_unassign(request, pk):
    """Hủy gán, with a reason."""
    rows = WardAssignment.objects.visible_to(request.user)
    rows = rows.select_related("address__ward", "address__enterprise", "ward", "opened")
    assignment = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            acts.take_back(assignment=assignment, by=request.user, reason=reason)
        except VoidError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, "Đã hủy gán: địa chỉ trở lại danh sách chờ.")
            page = reverse("enterprises:ward-assign")
            return tokens.landed(redirect(f"{page}?old={assignment.address.ward_id}"))
    context = {"assignment": assignment, "form": form}
    return render(request, "enterprises/ward_unassign.html", context)
