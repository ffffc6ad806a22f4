"""The pages of surveys and outreach as figures."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.outreach import hub

may_see = permission_required("surveys.view_campaign", raise_exception=True)


@require_safe
@may_see
def hub_page(request):
    """Every page of the work on enterprises that the user may open."""
    page = {"entries": hub.entries(request.user)}
    return render(request, "reports/outreach/hub.html", page)
