"""The pages of what is due: the list, the paper of the meeting, putting a line off."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from branches.models import RuleMissingError
from hoangmai_party import clock
from members.forms import ReasonForm
from reports import due, files
from reports.download import CALENDAR, download
from reports.due import meeting
from reports.due import page as due_page
from reports.due import snooze as acts
from reports.due.calendar import calendar
from reports.models import Snooze

TITLE = "Việc đến hạn"
MEETING = "Việc đến hạn: giao ban bí thư chi bộ"
may_see = permission_required("reports.view_target", raise_exception=True)
may_snooze = permission_required(
    ("reports.view_target", "reports.add_snooze"), raise_exception=True
)
may_withdraw = permission_required(
    ("reports.view_target", "reports.delete_snooze"), raise_exception=True
)


@require_safe
@may_see
def due_list(request):
    """Việc đến hạn: the page, its table as a file, its days as a calendar."""
    form = due_page.DueForm(request.GET, user=request.user)
    context = {"title": TITLE, "due_form": form}
    if not form.is_valid():
        return render(request, "reports/due.html", context)
    page = due_page.page(form, request.user)
    if request.GET.get("format") == CALENDAR:
        return _calendar(request, page["items"])
    if files.wanted(request):
        paper = {"title": TITLE, **page}
        return files.response(request, paper, page["subtitle"], "viec-den-han")
    context |= {**page, **files.links(request), **files.links(request, CALENDAR)}
    context |= {"lines": _lines(request, page), "asked_for": request.GET.urlencode()}
    return render(request, "reports/due.html", context)


def _calendar(request, items):
    rows = sum(item.due_on is not None for item in items)
    return download(request, calendar(items), "viec-den-han", CALENDAR, rows=rows)


def _lines(request, page):
    """(row of the table, item, whether the reader may put it off today)."""
    is_today = page["asked"].day == clock.today()
    may = is_today and request.user.has_perm("reports.add_snooze")
    is_office = may and request.user.access_rows.is_of_body()
    [table] = page["tables"]
    return [
        (row, item, may and acts.may_snooze(item, is_office=is_office))
        for row, item in zip(table.rows, page["items"], strict=True)
    ]


@require_safe
@may_see
def meeting_page(request):
    """Danh sách giao ban: what the filters of the list chose, a block a branch."""
    form = due_page.DueForm(request.GET, user=request.user)
    if not form.is_valid():
        return redirect(f"{reverse('reports:due')}?{request.GET.urlencode()}")
    page = due_page.page(form, request.user, without=due.OUTREACH)
    [whole] = page["tables"]
    shown = {
        "title": MEETING,
        "subtitle": " ".join([page["subtitle"], *whole.notes]),
        "tables": meeting.tables(page["items"], page["asked"].day),
    }
    if files.wanted(request):
        return files.response(request, shown, shown["subtitle"], "giao-ban-bi-thu")
    context = {**shown, **files.links(request), "back": request.GET.urlencode()}
    return render(request, "reports/due_meeting.html", context)


@may_snooze
def snooze_page(request, kind, row):
    """Nhắc lại từ ngày …, vì …."""
    found = due.items(request.user, clock.today(), {kind})
    item = _item(request.user, f"{kind}:{row}", found)
    try:
        form = acts.SnoozeForm(request.POST or None, item=item)
    except RuleMissingError as error:
        messages.error(request, str(error))
        return redirect("reports:due")
    if form.is_valid() and _snoozed(request, item, form):
        return redirect("reports:due")
    return render(request, "reports/due_snooze.html", {"item": item, "form": form})


def _item(user, key, found):
    """The line of that key; 404 without it, 403 where the office alone acts."""
    item = next((one for one in found if one.key == key), None)
    if item is None:
        raise Http404(key)
    if not acts.may_snooze(item, is_office=user.access_rows.is_of_body()):
        raise PermissionDenied
    return item


def _snoozed(request, item, form):
    """Write it; False with a message in the form when somebody was faster."""
    try:
        acts.snooze(item=item, by=request.user, **form.cleaned_data)
    except acts.AlreadySnoozedError as error:
        form.add_error(None, str(error))
        return False
    until = form.cleaned_data["until"]
    messages.success(request, f"Đã hoãn nhắc đến ngày {until:%d/%m/%Y}.")
    return True


@may_withdraw
def withdraw_page(request, pk):
    """Nhắc lại ngay: take a snooze back, with a reason."""
    today, rows = clock.today(), Snooze.objects.visible_to(request.user)
    row = get_object_or_404(rows.on(today), pk=pk)
    found = due.everything(request.user, today, {row.key.partition(":")[0]})
    item = _item(request.user, row.key, found)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        acts.withdraw(row=row, by=request.user, **form.cleaned_data)
        messages.success(request, "Đã thôi hoãn: việc trở lại danh sách.")
        return redirect("reports:due")
    context = {"row": row, "item": item, "form": form}
    return render(request, "reports/due_withdraw.html", context)
