"""The lists at the gate: my campaigns, the enterprises of one, what is half typed."""

from django.contrib import messages
from django.db.models import Count, Exists, F, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hoangmai_party.text import search_key
from surveys.gate import days, drafts, entering
from surveys.gate.pages.place import campaign_of, may_enter
from surveys.models import SurveyRecord

NO_WARD = "none"  # in an address: those whose ward nobody knew
MOST = 50  # found by a search; a ward's list is shown whole
_DONE = SurveyRecord.objects.filter(
    campaign=OuterRef("campaign"), enterprise=OuterRef("enterprise")
)


@require_safe
@may_enter
def records_home(request):
    """My campaigns with what is left, and what I have not finished typing."""
    user = request.user
    counts = {row["campaign"]: row for row in _counted(entering.listed(user))}
    lines = [
        (campaign, counts.get(campaign.pk, {"all": 0, "done": 0}))
        for campaign in entering.campaigns(user)
    ]
    page = {
        "open": [line for line in lines if not line[0].is_closed],
        "closed": [line for line in lines if line[0].is_closed],
        "drafts": drafts.mine(user),
        "is_office": entering.is_office(user),
    }
    return render(request, "surveys/gate/home.html", page)


def _counted(rows, *by):
    """[{campaign, …, all, done}]: how many are listed, how many have a record."""
    rows = rows.order_by().values("campaign", *by)
    done = Count("pk", filter=Exists(_DONE))
    return rows.annotate(all=Count("pk"), done=done)


@require_safe
@may_enter
def record_list(request, pk):
    """The enterprises of my assignment in one campaign, ward by ward as on the sheet."""
    campaign = campaign_of(request, pk)
    rows = entering.listed(request.user).filter(campaign=campaign)
    wards, query = _wards(rows), request.GET.get("q", "").replace("\0", "")[:100]
    chosen, left = _chosen(request.GET.get("ward", ""), wards), request.GET.get("left")
    rows = rows.select_related("ward").order_by("ward__code", "number")
    if query:
        rows = rows.filter(enterprise__search__contains=search_key(query))[:MOST]
    else:
        rows = rows.filter(ward=chosen and chosen["ward"])
    lines = _lines(request, campaign, rows)
    if left:
        lines = [line for line in lines if not line.record]
    page = {"campaign": campaign, "wards": wards, "chosen": chosen, "q": query}
    page |= {"lines": lines, "left": left, "beside": _beside(request, campaign)}
    return render(request, "surveys/gate/list.html", page)


def _wards(rows):
    """[{ward, name, all, done}] in the order of the wards' codes."""
    by = ("ward", "ward__code", "ward__name")
    return sorted(_counted(rows, *by), key=lambda w: w["ward__code"] or "")


def _chosen(asked, wards):
    """The ward that is asked for, else the first with something left."""
    for ward in wards:
        if str(ward["ward"] or NO_WARD) == asked:
            return ward
    left = [ward for ward in wards if ward["done"] < ward["all"]]
    return next(iter(left or wards), None)


def _lines(request, campaign, rows):
    """The listed rows, each with its `record` and whether it is half typed."""
    lines = list(rows)
    keys = [line.enterprise_id for line in lines]
    records = campaign.records.filter(enterprise__in=keys)
    known = {record.enterprise_id: record for record in records}
    mine = drafts.mine(request.user).filter(campaign=campaign)
    typed = set(mine.values_list("enterprise", flat=True))
    for line in lines:
        line.record = known.get(line.enterprise_id)
        day = line.record and line.record.surveyed_on
        line.is_outside = bool(day) and days.is_outside(campaign, day)
        line.is_typed = line.enterprise_id in typed
    return lines


def _beside(request, campaign):
    """The records of enterprises that stand on no list, met at the gate."""
    listed = campaign.listed.filter(enterprise=OuterRef("enterprise"))
    rows = campaign.records.filter(~Exists(listed)).select_related("enterprise")
    if not entering.is_office(request.user):
        rows = rows.filter(team__in=entering.teams(request.user))
    return rows.order_by(F("surveyed_on").desc(), "pk")[:MOST]


@may_enter
@require_POST
def draft_drop(request, pk):
    """Bỏ phiếu đang nhập."""
    draft = get_object_or_404(drafts.mine(request.user), pk=pk)
    drafts.drop(draft, by=request.user)
    messages.success(request, f"Đã bỏ phiếu đang nhập của {draft.enterprise}.")
    return redirect("surveys:records")
