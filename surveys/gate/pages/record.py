"""The page of one record: what it says, its class, its versions, what follows from it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import tokens
from members.actions import NotPossibleError, as_words
from surveys.cases.acts import open_case
from surveys.gate import acts, days, drafts, entering, register
from surveys.gate.pages.forms import CorrectionForm, typed_of
from surveys.gate.pages.place import may_confirm, may_correct, may_see, record_of
from surveys.gate.pages.sections import SECTIONS
from surveys.gate.pages.side_forms import RegisterForm
from surveys.models import SurveyRecord

OPEN_CASE = "surveys.add_outreachcase"
TO_REGISTER = "enterprises.change_enterprise"
may_open_case = permission_required(OPEN_CASE, raise_exception=True)
may_register = permission_required(TO_REGISTER, raise_exception=True)


@require_safe
@may_see
def record_detail(request, pk):
    """Phiếu khảo sát, also one that another has replaced."""
    record, user = record_of(request, pk), request.user
    may_change = entering.may_correct(user, record)
    case = record.enterprise.outreach_cases.filter(closed_on=None).first()
    page = {
        "record": record,
        "parts": told(record),
        "warning": days.warning(record),
        "versions": _versions(record),
        "may_correct": may_change,
        "may_confirm": _may_confirm(user, record),
        "results": SurveyRecord.Result.choices,
        "draft": drafts.draft_of(user, record.campaign, record.enterprise),
        "case": case,
        "may_open_case": _may_open(user, record) and case is None,
        "may_register": record.voided_at is None and user.has_perm(TO_REGISTER),
    }
    return render(request, "surveys/gate/record.html", page)


def _may_confirm(user, record):
    is_open = record.voided_at is None and not record.campaign.is_closed
    return is_open and entering.is_office(user)


def _may_open(user, record):
    return record.voided_at is None and record.may_found and user.has_perm(OPEN_CASE)


def _versions(record):
    """Every record of this enterprise in the campaign, the newest first."""
    rows = SurveyRecord.every.filter(
        campaign=record.campaign_id, enterprise=record.enterprise_id
    )
    return rows.select_related("voided_by", "corrects").order_by("-pk")


def told(record):
    """[(title, [(label, value)])] of what was answered, section by section."""
    found = []
    for slug, title, names in SECTIONS:
        if slug == "organisations":
            lines = [(str(p), _people(p)) for p in _organisations(record)]
        else:
            lines = [line for n in names if (line := _line(record, n))]
        if lines:
            found.append((title, lines))
    return found


def _organisations(record):
    """Those that count; of a replaced record those that went with it."""
    rows = record.organisations.model.every.filter(record=record)
    return rows.filter(voided_at=record.voided_at) if record.voided_at is None else rows


def _people(part):
    return "có" if part.members is None else f"{part.members} người"


def _line(record, name):
    """(label, value) of a box that was answered, or None."""
    if name in ("surveyed_on", "note"):  # said elsewhere on the page
        return None
    field, value = record._meta.get_field(name), getattr(record, name)
    if value is None or value == "" or (name == "is_in_depth" and not value):
        return None
    if isinstance(value, bool):
        value = "có" if value else "không"
    elif field.choices:
        value = getattr(record, f"get_{name}_display")()
    return field.verbose_name, value


@may_confirm
@require_POST
def record_confirm(request, pk):
    """Xác nhận phân loại of one record."""
    record = record_of(request, pk)
    result = request.POST.get("result", "")
    reason = request.POST.get("reason", "")[:500].replace("\0", "")
    try:
        done = acts.confirm(record, result, request.user, reason)
    except NotPossibleError as error:
        messages.error(request, str(error))
    else:
        said = f"Đã xác nhận phân loại: {done.get_result_display()}."
        messages.success(request, said)
    return redirect("surveys:record", pk=pk)


@may_correct
@tokens.once
def record_correct(request, pk):
    """Sửa phiếu: all that it says on one page, and why."""
    record = record_of(request, pk)
    if not entering.may_correct(request.user, record):
        raise Http404
    form = _correction(request, record)
    if form.is_bound and form.is_valid() and (new := _corrected(request, record, form)):
        messages.success(request, "Đã ghi phiếu mới thay cho phiếu trước.")
        return tokens.landed(redirect("surveys:record", pk=new.pk))
    parts = [(title, form.section(slug)) for slug, title, _ in SECTIONS]
    page = {"record": record, "form": form, "parts": parts}
    return render(request, "surveys/gate/correct.html", page)


def _correction(request, record):
    """The form of the old facts; with ?draft of what the user typed since."""
    base = SurveyRecord(
        campaign=record.campaign,
        enterprise=record.enterprise,
        surveyed_on=record.surveyed_on,
        corrects=record,
    )
    known = {"instance": base, "user": request.user}
    if request.method == "POST":
        return CorrectionForm(request.POST, **known)
    typed = typed_of(record)
    if record.duplicate_of:
        typed["twin"] = record.duplicate_of.tax_code or record.duplicate_of.name
    draft = drafts.draft_of(request.user, record.campaign, record.enterprise)
    if request.GET.get("draft") and draft:
        typed |= {name: text for name, text in draft.typed.items() if text}
    return CorrectionForm(initial=typed, **known)


def _corrected(request, record, form):
    """The new record, or None with the refusal on the form."""
    facts = form.facts()
    try:
        return acts.correct(
            record,
            by=request.user,
            organisations=form.organisations(),
            **facts,
        )
    except (NotPossibleError, ValidationError) as error:
        form.add_error(None, as_words(error))
        return None


@may_see
@may_open_case
@require_POST
def record_case(request, pk):
    """Mở hồ sơ vận động from a record that speaks for it, as of the record's day."""
    record = record_of(request, pk)
    if not _may_open(request.user, record):
        raise Http404
    by = request.user
    facts = {"enterprise": record.enterprise, "record": record, "by": by}
    facts["in_charge"] = by.get_full_name() or by.get_username()
    try:
        open_case(opened_on=record.surveyed_on, **facts)
    except (NotPossibleError, ValidationError) as error:
        messages.error(request, as_words(error))
    else:
        messages.success(request, f"Đã mở hồ sơ vận động: {record.enterprise}.")
    return redirect("surveys:record", pk=pk)


@may_see
@may_register
@tokens.once
def record_register(request, pk):
    """Ghi vào sổ doanh nghiệp: a person ticks which facts."""
    record = record_of(request, pk)
    if record.voided_at:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = RegisterForm(typed, offers=register.offers(record))
    if form.is_bound and form.is_valid() and _registered(request, record, form):
        return tokens.landed(redirect("surveys:record", pk=pk))
    page = {"record": record, "form": form}
    return render(request, "surveys/gate/register.html", page)


def _registered(request, record, form):
    """Whether what was ticked is written; a refusal stands on the form."""
    try:
        done = register.write(record, form.keys(), request.user, form.days())
    except (NotPossibleError, ValidationError) as error:
        form.add_error(None, as_words(error))
        return False
    labels = ", ".join(offer.label for offer in done)
    messages.success(request, f"Đã ghi vào sổ doanh nghiệp: {labels}.")
    return True
