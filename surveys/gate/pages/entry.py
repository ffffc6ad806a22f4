"""The record at the gate: a screen for each section, one tap where nobody is there.

Whatever is posted is kept as a draft before it is read, so that no refusal, no fault
and no lapsed log-in takes it away.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import tokens
from hoangmai_party import clock
from members.actions import NotPossibleError, as_words
from surveys.gate import acts, days, drafts, entering, newcomers
from surveys.gate.classes import ENOUGH_ATTEMPTS, propose
from surveys.gate.pages.forms import RecordForm
from surveys.gate.pages.place import may_enter, place_of
from surveys.gate.pages.sections import (
    AT_ONCE,
    BOXES,
    NAMES,
    SECTIONS,
    SLUGS,
    TITLES,
)
from surveys.models import SurveyRecord

FOUND = SurveyRecord.Found
TWIN = "duplicate"  # the screen on which the other enterprise is chosen
_ALWAYS = ("found", "duplicate_of")
AT_A_TAP = (*_ALWAYS, *NAMES["found"])  # what a record of one tap says
FILED_BY_OTHERS = (
    "Doanh nghiệp này đã có phiếu trong đợt. Những gì đồng chí đã gõ vẫn còn ở “Phiếu "
    "đang nhập”; nếu cần, dùng để sửa phiếu."
)


@may_enter
def record_form(request, pk, enterprise):
    """Nhập phiếu of one enterprise: shows a section, or takes what was typed in it."""
    place = place_of(request, pk, enterprise)
    if request.method == "POST":
        try:
            return tokens.write_once(request, lambda: _taken(request, *place))
        except Exception:
            _keep(request, *place)  # the transaction that kept it is gone
            raise
    if record := _filed(*place):
        return redirect("surveys:record", pk=record.pk)
    typed = _typed(request.user, *place)
    return _screen(request, *place, typed, _asked(request, typed))


def _filed(campaign, enterprise):
    return campaign.records.filter(enterprise=enterprise).first()


def _typed(user, campaign, enterprise):
    """What was kept, on top of what need not be typed."""
    _, agency = entering.team_of(user, campaign, enterprise)
    ready = {
        "surveyed_on": f"{clock.today():%d/%m/%Y}",
        "surveyor": user.full_name,
        "agency": str(agency.pk) if agency else "",
    }
    draft = drafts.draft_of(user, campaign, enterprise)
    return {**ready, **(draft.typed if draft else {})}


def _asked(request, typed):
    """The section to show: the one of the address, else where the user was."""
    asked = request.GET.get("s") or typed.get(drafts.SECTION)
    return asked if asked in (*SLUGS, TWIN) else SLUGS[0]


def _keep(request, campaign, enterprise, **more):
    """Keep what the posted screen holds; returns everything typed so far."""
    names = (*NAMES.get(request.POST.get(drafts.SECTION), ()), *_ALWAYS)
    typed = {
        name: request.POST.get(name, "")
        for name in names
        if name in request.POST or name in BOXES  # a browser sends no empty box
    }
    typed = {**_typed(request.user, campaign, enterprise), **typed, **more}
    drafts.keep(campaign=campaign, enterprise=enterprise, by=request.user, typed=typed)
    return typed


def _taken(request, campaign, enterprise):
    """The answer to a screen that was posted."""
    place = campaign, enterprise
    typed = _keep(request, *place)
    if record := _filed(*place):
        messages.warning(request, FILED_BY_OTHERS)
        return redirect("surveys:record", pk=record.pk)
    found, go = request.POST.get("found", ""), request.POST.get("go", "")
    is_twin = found == FOUND.DUPLICATE
    if is_twin and not request.POST.get("duplicate_of"):
        return _to(*place, TWIN)
    if is_twin or found in AT_ONCE:
        return _file(request, *place, typed, only=AT_A_TAP)
    if found == FOUND.UNREACHABLE:
        return _not_met(request, *place, typed)
    if go != "file":
        return _next(request, *place, typed, "labour" if found else go)
    # Whoever answers questions is there.
    typed |= {"found": FOUND.OPERATING.value, "duplicate_of": ""}
    typed["note"] = drafts.note_with_attempts(typed)
    return _file(request, *place, typed)


def _to(campaign, enterprise, slug):
    address = reverse("surveys:record-form", args=[campaign.pk, enterprise.pk])
    return redirect(f"{address}?s={slug}")


def _next(request, campaign, enterprise, typed, slug):
    """On to another section; "Tiếp" stays where a box is refused, a jump does not."""
    here, jump = request.POST.get(drafts.SECTION), request.POST.get("to")
    slug = jump or slug
    if slug not in SLUGS or here not in SLUGS:
        return _to(campaign, enterprise, SLUGS[0])
    form = _form(request, campaign, enterprise, typed)
    if not jump and {*NAMES[here]} & {*form.errors}:
        return _screen(request, campaign, enterprise, typed, here, form)
    where = {drafts.SECTION: slug}
    drafts.keep(campaign=campaign, enterprise=enterprise, by=request.user, typed=where)
    return _to(campaign, enterprise, slug)


def _form(request, campaign, enterprise, typed):
    """The form of everything typed; a NUL is in what was sent, not in what is kept."""
    record = SurveyRecord(campaign=campaign, enterprise=enterprise)
    return RecordForm(typed, user=request.user, instance=record)


def _not_met(request, campaign, enterprise, typed):
    """Nobody was met: one more day; enough of them are a record."""
    days = [*typed.get(drafts.ATTEMPTS, []), f"{clock.today():%d/%m/%Y}"]
    before = typed.get("attempts") or "0"
    count = int(before) + 1 if before.isdecimal() and len(before) < 3 else len(days)
    more = {drafts.ATTEMPTS: days, "attempts": str(count)}
    typed = _keep(request, campaign, enterprise, **more)
    if count >= ENOUGH_ATTEMPTS:
        typed["note"] = drafts.note_with_attempts(typed)
        return _file(request, campaign, enterprise, typed, only=AT_A_TAP)
    messages.success(
        request,
        f"{enterprise}: lần thứ {count} không gặp. Đủ {ENOUGH_ATTEMPTS} lần sổ mới ghi "
        "phiếu “Không liên lạc được”; đến lúc đó vẫn là phiếu đang nhập.",
    )
    return tokens.landed(redirect("surveys:record-list", pk=campaign.pk))


def _file(request, campaign, enterprise, typed, only=None):
    """Ghi phiếu; a refusal comes back at its box with everything typed."""
    asked = {n: text for n, text in typed.items() if only is None or n in only}
    form = _form(request, campaign, enterprise, asked)
    if form.is_valid():
        facts = {**form.facts(), "organisations": form.organisations()}
        team, _ = entering.team_of(request.user, campaign, enterprise)
        place = {"campaign": campaign, "enterprise": enterprise, "team": team}
        try:
            record = acts.file_record(by=request.user, **place, **facts)
        except (NotPossibleError, ValidationError) as error:
            form.add_error(None, as_words(error))
        else:
            return _landed(request, record)
    here = form.first_wrong() or request.POST.get(drafts.SECTION)
    return _screen(request, campaign, enterprise, typed, here, form)


def _landed(request, record):
    said = record.get_proposed_display() or "chưa đề xuất được phân loại"
    messages.success(request, f"Đã ghi phiếu: {record.enterprise}. Sổ đề xuất: {said}.")
    if doubt := days.warning(record):
        messages.warning(request, doubt)
    return tokens.landed(redirect("surveys:record-list", pk=record.campaign_id))


def _screen(request, campaign, enterprise, typed, slug, form=None):
    """One section of the form."""
    if form is None:
        record = SurveyRecord(campaign=campaign, enterprise=enterprise)
        form = RecordForm(initial=typed, user=request.user, instance=record)
    page = {
        "campaign": campaign,
        "enterprise": enterprise,
        "address": _address(enterprise),
        "form": form,
        "slug": slug,
        "title": TITLES.get(slug, "Trùng với doanh nghiệp khác"),
        "sections": [(s, title) for s, title, _ in SECTIONS],
        "others": drafts.others(request.user, campaign, enterprise),
        "typed": typed,
    }
    page |= _twin(request) if slug == TWIN else _boxes(form, slug)
    return render(request, "surveys/gate/form.html", page)


def _boxes(form, slug):
    """The boxes of a section; the slugs before and after it."""
    slug = slug if slug in SLUGS else SLUGS[0]
    at = SLUGS.index(slug)
    after = SLUGS[at + 1] if at + 1 < len(SLUGS) else None
    back = SLUGS[at - 1] if at else None
    ways = {"before": back, "after": after, "step": at + 1, "steps": len(SLUGS)}
    return {"slug": slug, "boxes": form.section(slug), "found": FOUND.choices, **ways}


def _twin(request):
    """The enterprises that a search for the other one finds."""
    query = request.GET.get("q", "")[:100]
    return {"q": query, "rows": newcomers.search(request.user, query)}


def _address(enterprise):
    rows = enterprise.addresses.on(clock.today()).select_related("ward")
    return rows.order_by("kind").first()


@may_enter
@require_POST
def record_keep(request, pk, enterprise):
    """Beside the form while it is typed: kept, and what class it would be."""
    campaign, enterprise = place_of(request, pk, enterprise)
    if campaign.is_closed or _filed(campaign, enterprise):
        return HttpResponse(status=204)  # a late sending revives no draft
    typed = _keep(request, campaign, enterprise)
    form = _form(request, campaign, enterprise, typed)
    form.is_valid()
    record = form.instance
    record.found = record.found or FOUND.OPERATING
    result, words = propose(record, record.surveyed_on or clock.today())
    label = SurveyRecord.Result(result).label if result else ""
    page = {"label": label, "words": words, "now": timezone.localtime()}
    return render(request, "surveys/gate/_live.html", page)
