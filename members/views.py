"""The member's page and the entries about a member."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import tokens
from accounts.history.desk import keys_of
from accounts.history.looks import looks
from accounts.log.acts import log_act, log_look
from accounts.log.undo import UndoError
from accounts.login.step_up import require_step_up
from accounts.models import LogEvent
from accounts.sealed import mask
from members import actions, open_access
from members.actions import NotPossibleError
from members.events import EVENTS, by_code, record
from members.events.base import State
from members.forms import ConfirmForm, ReasonForm, ReceiveForm
from members.history import timeline, years
from members.models import Member, MemberEvent

may_see = permission_required("members.view_member", raise_exception=True)
may_write = permission_required("members.change_member", raise_exception=True)
may_add = permission_required("members.add_member", raise_exception=True)
may_unmask = permission_required("members.unmask_member", raise_exception=True)


def _member(request, pk):
    return get_object_or_404(Member.objects.visible_to(request.user), pk=pk)


@require_safe
@may_see
def member_detail(request, pk):
    """One person: where, since when, what can be recorded, the whole timeline."""
    member = _member(request, pk)
    log_look(member)
    return _page(request, member)


@may_see
@may_unmask
@require_POST
def member_unmask(request, pk):
    """The same page with the whole number: for a reason, in this one answer."""
    member = _member(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, member, unmask=form)
    require_step_up(request)
    reason = form.cleaned_data["reason"]
    log_act(LogEvent.Kind.UNMASK, Member, member.pk, reason)
    return _page(request, member, number=member.citizen_id)


def _page(request, member, number="", unmask=None):
    state = State(member)
    menu = {}
    if request.user.has_perm("members.change_member"):
        for event in EVENTS:
            if not event.possible(state):
                menu.setdefault(event.group, []).append(event)
    context = {
        "member": member,
        "state": state,
        "menu": menu,
        "timeline": timeline(member),
        "years": years(member, request.user),
        "masked": mask(member.citizen_id),
        "number": number,
        "unmask": unmask or ReasonForm(),
        **_looks(request, member),
    }
    return render(request, "members/member_detail.html", context)


def _looks(request, member):
    """Who has seen this person, for those who read the log."""
    if not request.user.has_perm("accounts.view_logevent"):
        return {}
    keys = keys_of(member, request.user, ("disciplines",))
    found, more = looks(member, keys, request.user)
    return {"looks": found, "has_more_looks": more, "shows_looks": True}


@may_write
@tokens.once
def event_create(request, pk, code):
    """Two steps: the form, then what it does; written on the second."""
    member = _member(request, pk)
    return _entry(request, member, code)


def _entry(request, member, code, replaces=None):
    if code not in by_code:
        raise Http404(code)
    event, state = by_code[code], State(member)
    form = event.make_form(
        request.POST or None,
        state=state,
        user=request.user,
        initial=replaces.typed if replaces else None,
    )
    page = {"member": member, "event": event, "form": form, "replaces": replaces}
    refusal = "" if replaces else event.possible(state)
    if refusal:
        messages.error(request, refusal)
        return redirect("members:member-detail", pk=member.pk)
    reason = ReasonForm(request.POST or None) if replaces else None
    page["reason"] = reason
    if not form.is_valid() or (reason and not reason.is_valid()):
        return render(request, "members/event_form.html", page)
    return _second_step(request, page, state)


def _second_step(request, page, state):
    event, form, member = page["event"], page["form"], page["member"]
    data = form.cleaned_data
    warnings = event.warnings(state, data)
    is_sent = "confirmed" in request.POST
    confirm = ConfirmForm(
        request.POST if is_sent else None, has_warnings=bool(warnings)
    )
    is_ready = is_sent and confirm.is_valid()
    paper = confirm.cleaned_data.get("as_on_paper", "") if is_ready else ""
    write = _writer(request, page, data, paper)
    if is_ready:  # nobody else writes about this person until this is written
        list(Member.objects.select_for_update().filter(pk=member.pk))
    day = data["happened_on"]
    try:
        effects = record.preview(write, member=member, day=day)
        if is_ready and tokens.is_as_seen(request, effects, warnings):
            write()
            messages.success(request, f"Đã ghi: {event.label}.")
            open_access.warn(request, member.positions.filter(ended_on=day))
            return tokens.landed(redirect("members:member-detail", pk=member.pk))
    except (NotPossibleError, UndoError) as error:
        form.add_error(None, str(error))
        return render(request, "members/event_form.html", page)
    if is_ready:
        messages.warning(request, tokens.MOVED_ON)
    page |= {"confirm": confirm, "warnings": warnings, "effects": effects}
    page |= {"seen": tokens.fingerprint(effects, warnings)}
    return render(request, "members/event_confirm.html", page)


def _writer(request, page, data, paper):
    """What writes the entry: a new one, or a correction of an old one."""
    if entry := page["replaces"]:
        reason = page["reason"].cleaned_data["reason"]
        return lambda: record.correct(
            entry=entry, by=request.user, reason=reason, data=data, as_on_paper=paper
        )
    return lambda: record.record(
        member=page["member"], code=page["event"].code, data=data, as_on_paper=paper
    )


def _own_entry(request, pk):
    entries = MemberEvent.objects.visible_to(request.user)
    return get_object_or_404(entries.select_related("member"), pk=pk)


@may_write
@tokens.once
def event_correct(request, pk):
    """The same form with what was typed; the old entry is undone by the new one."""
    entry = _own_entry(request, pk)
    return _entry(request, entry.member, entry.kind, replaces=entry)


@may_write
@tokens.once
def event_undo(request, pk):
    """Take an entry back as a whole, with a reason."""
    entry = _own_entry(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            record.take_back(
                entry=entry, by=request.user, reason=form.cleaned_data["reason"]
            )
        except UndoError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Đã hủy lần ghi.")
            there = redirect("members:member-detail", pk=entry.member_id)
            return tokens.landed(there)
    context = {"entry": entry, "event": by_code[entry.kind], "form": form}
    return render(request, "members/event_undo.html", context)


@may_add
@tokens.once
def member_receive(request):
    """Tiếp nhận đảng viên on one page."""
    form = ReceiveForm(request.POST or None, user=request.user)
    if form.is_valid():
        member = actions.receive(member=form.instance, **form.facts())
        messages.success(request, f"Đã tiếp nhận: {member}.")
        return tokens.landed(redirect("members:member-detail", pk=member.pk))
    return render(request, "members/member_receive.html", {"form": form})
