"""The pages of the frozen list: look through it, add to it, take out, give to teams."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import tokens
from hoangmai_party import clock
from hoangmai_party.text import is_key
from members.actions import NotPossibleError
from surveys.campaigns import acts, board, listing
from surveys.campaigns.forms import ListForm, OutForm, ShareForm
from surveys.campaigns.rights import campaign_of, may_change, may_see

PAGE = 100
SHOWN_FAULTS = 100


def _to_list(campaign):
    return tokens.landed(redirect("surveys:campaign-list", pk=campaign.pk))


def _asked(request):
    """{"ward": …, "team": …, "state": …} of the address; what makes no sense is left."""
    found = {
        name: int(text)
        for name in ("ward", "team")
        if is_key(text := request.GET.get(name, ""))
    }
    state = request.GET.get("state", "")
    return {**found, "state": state if state in dict(board.STATES) else ""}


@require_safe
@may_see
def list_page(request, pk):
    """The frozen list, by ward, team and state."""
    campaign, asked = campaign_of(request, pk), _asked(request)
    rows = Paginator(board.lines(campaign, **asked), PAGE)
    number = request.GET.get("page", "1")
    query = request.GET.copy()
    query.pop("page", None)
    page = {
        "campaign": campaign,
        "rows": rows.get_page(number if is_key(number) else "1"),
        "query": query.urlencode(),
        "asked": asked,
        "states": board.STATES,
        "places": board.places(campaign),
        "teams": campaign.teams.all(),
        "may_change": request.user.has_perm("surveys.change_campaign")
        and not campaign.is_closed,
    }
    return render(request, "surveys/campaigns/listed.html", page)


@may_change
@tokens.once
def list_add(request, pk):
    """Lập danh sách: what would be frozen is shown with its counts, then written."""
    campaign = campaign_of(request, pk)
    first = {"day": min(campaign.started_on, clock.today())}
    first["wards"] = [ward.pk for ward in campaign.wards.all()]
    form = ListForm(request.POST or None, campaign=campaign, initial=first)
    page = {"campaign": campaign, "form": form, "closed": campaign.closed_words()}
    if request.method == "POST" and form.is_valid():
        preview = _preview(campaign, form.cleaned_data)
        page |= preview
        if "write" in request.POST and _is_listed(request, campaign, form, preview):
            return _to_list(campaign)
    return render(request, "surveys/campaigns/list_add.html", page)


def _preview(campaign, data):
    """What the form would put on the list: counts by ward, lines, faults of the paste."""
    chosen, faults = None, []
    if data["chosen"].strip():
        chosen, faults = listing.named_in(data["chosen"])
    question = {
        "wards": data["wards"],
        "without_branch": data["without_branch"],
        "chosen": chosen,
    }
    found = listing.lines(campaign, data["day"], **question)
    counts = {ward: 0 for ward in data["wards"]}
    by_key = {ward.pk: ward for ward in data["wards"]}
    for line in found:
        counts[by_key[line.ward]] += 1
    return {
        "question": question,
        "found": found,
        "counts": list(counts.items()),
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": max(len(faults) - SHOWN_FAULTS, 0),
        "not_taken": len(chosen) - len(found) if chosen is not None else 0,
        "seen": tokens.fingerprint(data["day"], [line.enterprise for line in found]),
    }


def _is_listed(request, campaign, form, preview):
    """Write what was seen; False with the reason in the form."""
    if request.POST.get(tokens.SEEN) != preview["seen"]:
        form.add_error(None, tokens.MOVED_ON)
        return False
    day = form.cleaned_data["day"]
    question = preview["question"]
    try:
        rows = acts.list_enterprises(
            campaign=campaign, day=day, by=request.user, **question
        )
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"Đã đưa {len(rows)} doanh nghiệp vào danh sách.")
    return True


@may_change
@tokens.once
def list_share(request, pk):
    """Giao danh sách: a whole ward or a range of numbers to a team."""
    campaign = campaign_of(request, pk)
    given = request.GET.get("assignment", "")
    first = {"assignment": int(given)} if is_key(given) else {}
    form = ShareForm(request.POST or None, campaign=campaign, initial=first)
    if form.is_valid():
        try:
            count = acts.share(by=request.user, **form.cleaned_data)
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            given = form.cleaned_data["assignment"]
            messages.success(request, f"Đã giao {count} doanh nghiệp cho {given}.")
            return tokens.landed(redirect(campaign))
    page = {"campaign": campaign, "form": form, "given": board.assignments(campaign)}
    page["places"] = board.places(campaign)
    return render(request, "surveys/campaigns/share.html", page)


@may_change
@tokens.once
def list_out(request, pk, row):
    """Đưa một dòng ra khỏi danh sách, with why."""
    campaign = campaign_of(request, pk)
    line = get_object_or_404(campaign.listed.select_related("ward"), pk=row)
    form = OutForm(request.POST or None)
    if form.is_valid():
        try:
            acts.take_out(line, by=request.user, reason=form.cleaned_data["reason"])
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã đưa ra khỏi danh sách: {line.name}.")
            return _to_list(campaign)
    page = {"campaign": campaign, "form": form, "row": line}
    page["title"] = "Đưa ra khỏi danh sách"
    return render(request, "surveys/campaigns/reason.html", page)
