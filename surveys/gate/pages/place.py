"""Where a page of the gate stands: the campaign and the enterprise, or 404."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404

from enterprises.models import Enterprise
from surveys.gate import entering
from surveys.models import SurveyRecord

may_enter = permission_required(entering.ENTER, raise_exception=True)
may_see = permission_required("surveys.view_surveyrecord", raise_exception=True)
may_correct = permission_required(entering.CORRECT, raise_exception=True)
may_confirm = permission_required(entering.OFFICE, raise_exception=True)


def campaign_of(request, pk):
    """The campaign, if the user enters records in it; else 404."""
    return get_object_or_404(entering.campaigns(request.user), pk=pk)


def place_of(request, pk, enterprise):
    """(campaign, enterprise) of a form, if the user may enter it; else 404."""
    campaign = campaign_of(request, pk)
    rows = Enterprise.objects.visible_to(request.user)
    found = get_object_or_404(rows, pk=enterprise)
    if not entering.may_enter(request.user, campaign, found):
        raise Http404
    return campaign, found


def record_of(request, pk):
    """The record, also one that another has replaced; else 404."""
    rows = SurveyRecord.every.visible_to(request.user)
    rows = rows.select_related(
        *("campaign", "enterprise", "agency", "team", "real_ward", "duplicate_of"),
        *("confirmed_by", "voided_by", "corrects"),
    )
    return get_object_or_404(rows, pk=pk)
