"""The pages of campaigns: the plan, its teams and assignments, closing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import tokens
from enterprises import agencies
from hoangmai_party import clock
from members.actions import NotPossibleError
from members.forms import ReasonForm
from surveys.campaigns import acts, board
from surveys.campaigns.forms import AssignmentForm, CampaignForm, CloseForm, TeamForm
from surveys.campaigns.rights import campaign_of, may_add, may_change, may_see
from surveys.gate.entering import keyed
from surveys.models import Campaign

# Rows of a campaign: {part: (relation, form, what it is called)}.
PARTS = {
    "teams": (TeamForm, "Tổ khảo sát"),
    "assignments": (AssignmentForm, "Phân công khảo sát"),
}


def _landed(campaign):
    return tokens.landed(redirect(campaign))


@require_safe
@may_see
def campaign_list(request):
    """Every campaign, the newest on top."""
    rows = Campaign.objects.visible_to(request.user).prefetch_related("wards")
    page = {"campaigns": rows, "may_add": request.user.has_perm("surveys.add_campaign")}
    return render(request, "surveys/campaigns/list.html", page)


@require_safe
@may_see
def campaign_page(request, pk):
    """One campaign: plan, targets, wards, teams, what is given and what is done."""
    campaign = campaign_of(request, pk)
    may = request.user.has_perm("surveys.change_campaign")
    page = {
        "campaign": campaign,
        "places": board.places(campaign),
        "given": board.assignments(campaign),
        "teams": campaign.teams.prefetch_related("users"),
        "agencies": agencies.in_order(campaign.agencies.all()),
        "may_change": may and not campaign.is_closed,
        "keyed": keyed(request.user, campaign),
    }
    return render(request, "surveys/campaigns/campaign.html", page)


def _plan(request, **known):
    """The form of a plan, its agencies in the order of their names."""
    form = CampaignForm(request.POST or None, **known)
    box = form.fields["agencies"]
    box.choices = agencies.choices(box.queryset)
    return form


@may_add
@tokens.once
def campaign_new(request):
    """Lập đợt khảo sát."""
    form = _plan(request)
    page = {"form": form, "title": "Lập đợt khảo sát"}
    return _written(request, form, page)


@may_change
@tokens.once
def campaign_edit(request, pk):
    """Sửa the plan of a campaign that is open."""
    campaign = campaign_of(request, pk)
    form = _plan(request, instance=campaign)
    page = {"form": form, "title": "Sửa đợt khảo sát", "campaign": campaign}
    return _written(request, form, page)


def _written(request, form, page):
    """Write a form that is valid; a refusal comes back into it."""
    if form.is_valid():
        try:
            row = acts.save(form, by=request.user, title=page["title"])
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã ghi: {row}.")
            return _landed(getattr(row, "campaign", row))
    return render(request, "surveys/campaigns/form.html", page)


@may_change
@tokens.once
def campaign_close(request, pk):
    """Đóng đợt: what stays open is shown before, nothing can be changed after."""
    campaign = campaign_of(request, pk)
    form = CloseForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        try:
            acts.close(campaign=campaign, by=request.user, **form.cleaned_data)
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã đóng đợt: {campaign}.")
            return _landed(campaign)
    page = {"form": form, "campaign": campaign, "left": board.left_open(campaign)}
    page["has_list"] = campaign.listed.exists()
    return render(request, "surveys/campaigns/close.html", page)


def _part(part):
    if part not in PARTS:
        raise Http404(part)
    return PARTS[part]


def _row(campaign, part, row):
    return get_object_or_404(getattr(campaign, part).all(), pk=row)


@may_change
@tokens.once
def part_new(request, pk, part):
    """Thêm a team or an assignment."""
    campaign, (form, label) = campaign_of(request, pk), _part(part)
    form = form(request.POST or None, campaign=campaign)
    page = {"form": form, "title": f"Thêm {label.lower()}", "campaign": campaign}
    return _written(request, form, page)


@may_change
@tokens.once
def part_edit(request, pk, part, row):
    """Sửa a team or an assignment."""
    campaign, (form, label) = campaign_of(request, pk), _part(part)
    instance = _row(campaign, part, row)
    form = form(request.POST or None, campaign=campaign, instance=instance)
    page = {"form": form, "title": f"Sửa {label.lower()}", "campaign": campaign}
    page |= {"part": part, "row": instance}
    return _written(request, form, page)


@may_change
@tokens.once
def part_void(request, pk, part, row):
    """Hủy a team or an assignment entered in error."""
    campaign, (_, label) = campaign_of(request, pk), _part(part)
    instance = _row(campaign, part, row)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            acts.void(instance, by=request.user, reason=form.cleaned_data["reason"])
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã hủy: {instance}.")
            return _landed(campaign)
    page = {"form": form, "campaign": campaign, "row": instance}
    page["title"] = f"Hủy {label.lower()}"
    return render(request, "surveys/campaigns/reason.html", page)
