"""The pages of the lists of agencies: read a file, look at heaps, take over, undo."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import tokens
from accounts.log.undo import UndoError
from accounts.records import VoidError
from enterprises.models import SourceAct, SourceList
from enterprises.sources import acts, choices, heaps
from enterprises.sources.columns import FIELDS
from enterprises.sources.heaps import Heaps
from enterprises.sources.pages import lines, undone
from enterprises.sources.pages.forms import LinesForm, ReasonForm
from enterprises.sources.steps import Add, NotTakenError
from hoangmai_party.text import is_key

may_see = permission_required("enterprises.view_sourcelist", raise_exception=True)
may_change = permission_required("enterprises.change_sourcelist", raise_exception=True)
may_void = permission_required("enterprises.delete_sourcelist", raise_exception=True)
may_ask = require_http_methods(["GET", "HEAD", "POST"])
WRITE = ("enterprises.change_sourcelist", "enterprises.add_enterprise")
WRITE += ("enterprises.change_enterprise",)
PAGE = 50
NOT_SURE = (
    "Chưa ghi gì: danh sách còn dòng khác nhau hoặc chưa khớp. Xem lại số dòng rồi đánh "
    "dấu ô xác nhận."
)
_State = SourceList.State


def source_of(request, pk):
    """The list, if the user may open it; else 404."""
    lists = SourceList.objects.visible_to(request.user)
    return get_object_or_404(lists.select_related("agency__ward"), pk=pk)


@require_safe
@may_see
def source_lists(request):
    """Every list, the newest first."""
    rows = SourceList.objects.visible_to(request.user).select_related("agency")
    after = request.GET.get("after", "")
    if is_key(after):
        rows = rows.filter(pk__lt=int(after))
    live = Q(rows__matches__voided_at=None)
    counted = rows.annotate(
        matched=Count("rows__matches", filter=live & Q(rows__matches__enterprise__gt=0))
    )
    shown = list(counted.order_by("-pk")[: PAGE + 1])
    more = shown[PAGE - 1].pk if len(shown) > PAGE else None
    page = {"lists": shown[:PAGE], "after": more}
    return render(request, "enterprises/source_lists.html", page)


@require_safe
@may_see
def source_list(request, pk):
    """One list: what it is, its heaps, what was written from it."""
    source = source_of(request, pk)
    found = Heaps(source, request.user)
    page = _frame(source, found) | {
        "acts": source.acts.all(),
        "fields": _fields(source),
        "left": found.left,
    }
    return render(request, "enterprises/source_list.html", page)


def _fields(source):
    return [(heading, FIELDS.get(field, "")) for heading, field in source.columns]


def _frame(source, found):
    """What stands above every page of a list."""
    counts = found.counts
    tabs = [(heap, title, counts[heap]) for heap, title in heaps.TITLES.items()]
    return {
        "source": source,
        "tabs": tabs,
        "is_open": source.state != _State.RECONCILED,
    }


@may_ask
@may_see
@tokens.once
def source_heap(request, pk, heap):
    """The lines of one heap; what is chosen on it goes to the preview, then is written."""
    source = source_of(request, pk)
    if heap not in heaps.TITLES:
        raise Http404(heap)
    if request.method == "POST":
        return _choose(request, source, heap)
    return _show(request, source, heap)


def _show(request, source, heap, refusal=""):
    found = Heaps(source, request.user)
    form = LinesForm(request.GET, source=source)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = lines.page(
        lines.narrowed(found[heap], source, wanted), request.GET.get("after")
    )
    lines.complete(page.lines, source, heap, request.POST)
    return render(
        request,
        "enterprises/source_heap.html",
        _frame(source, found)
        | {
            "heap": heap,
            "title": heaps.TITLES[heap],
            "page": page,
            "lines_form": form,
            "next_url": _following(request, page.after),
            "refusal": refusal,
            "may_write": request.user.has_perms(WRITE)
            and source.state != _State.RECONCILED,
        },
    )


def _following(request, after):
    if after is None:
        return ""
    query = request.GET.copy()
    query["after"] = after
    return f"?{query.urlencode()}"


def _choose(request, source, heap):
    """The preview of what was chosen, or the writing of what was previewed."""
    if not request.user.has_perms(WRITE):
        raise PermissionDenied
    try:
        steps = list(choices.steps(source, heap, request.POST, request.user))
        lacking = [s for s in steps if isinstance(s, Add) and not s.legal_form]
        if not lacking:
            acts.rehearse(source, steps, by=request.user)
        seen = [step.seen for step in steps]
        if "confirmed" in request.POST and not lacking:
            if tokens.is_as_seen(request, seen):
                return _write(request, source, heap, steps)
            messages.warning(request, tokens.MOVED_ON)
    except NotTakenError as error:
        return _show(request, source, heap, str(error))
    page = {"source": source, "heap": heap, "title": heaps.TITLES[heap], "steps": steps}
    page |= {"seen": tokens.fingerprint(seen), "kept": _kept(request.POST)}
    page |= {
        "forms": lines.FORMS,
        "is_lacking": lacking and "confirmed" in request.POST,
    }
    return render(request, "enterprises/source_preview.html", page)


def _kept(data):
    """[(name, value)] of the boxes that were ticked, to be sent once more."""
    names = (choices.IS, choices.CODE)
    return [
        (name, value)
        for name, values in data.lists()
        for value in values
        if value
        and (
            name.startswith(names)
            or name in (choices.TAKE, choices.FREE, choices.VERIFY)
        )
    ]


def _write(request, source, heap, steps):
    act = acts.write(source=source, steps=steps, by=request.user)
    messages.success(request, f"Đã ghi. {act.summary}.")
    return tokens.landed(redirect("enterprises:source-heap", pk=source.pk, heap=heap))


@may_change
@require_POST
def source_state(request, pk):
    """Confirm the columns that the machine took, finish the list, or open it again."""
    source = source_of(request, pk)
    state = request.POST.get("state", "")
    if state not in (_State.CONFIRMED, _State.RECONCILED):
        raise Http404(state)
    if state == _State.RECONCILED and not _is_sure(request, source):
        messages.error(request, NOT_SURE)
        return redirect("enterprises:source-list", pk=pk)
    acts.set_state(source=source, state=state)
    messages.success(request, f"{source.get_state_display()}.")
    return redirect("enterprises:source-list", pk=pk)


def _is_sure(request, source):
    """Whether nothing is left, or the user ticked what is left as it is now."""
    left = Heaps(source, request.user).left
    return not any(left) or request.POST.get("left") == "{}-{}".format(*left)


@may_change
@tokens.once
def source_undo(request, pk):
    """Take one act back as a whole: what will be reversed, then why."""
    rows = SourceAct.objects.visible_to(request.user).select_related("list__agency")
    act = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            acts.take_back(act=act, by=request.user, reason=form.cleaned_data["reason"])
        except UndoError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Đã hủy lần ghi.")
            return tokens.landed(redirect("enterprises:source-list", pk=act.list_id))
    page = {"act": act, "source": act.list, "form": form}
    page["lines"] = undone.lines(acts.events(act), request.user)
    return render(request, "enterprises/source_undo.html", page)


@may_void
@tokens.once
def source_void(request, pk):
    """Void a list that was read in error; what was taken from it is undone before."""
    source = source_of(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            source.void(by=request.user, reason=form.cleaned_data["reason"])
        except VoidError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Đã hủy danh sách.")
            return tokens.landed(redirect("enterprises:source-lists"))
    page = {"source": source, "form": form}
    return render(request, "enterprises/source_void.html", page)
