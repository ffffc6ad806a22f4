"""The page of who to meet first."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import files
from reports.outreach import ranking_page
from reports.outreach.map_views import refuse_part

TITLE = "Nên gặp ai trước"


@require_safe
@permission_required("surveys.view_outreachcase", raise_exception=True)
def ranking_list(request):
    """Nên gặp ai trước: the page, or its table as a file."""
    refuse_part(request.user)
    form = ranking_page.RankingForm(request.GET)
    context = {"title": TITLE, "ranking_form": form}
    if not form.is_valid():
        return render(request, "reports/outreach/ranking.html", context)
    page = {**context, **ranking_page.page(form, request.user)}
    if files.wanted(request):
        return files.response(request, page, page["subtitle"], "nen-gap-ai-truoc")
    page |= files.links(request)
    return render(request, "reports/outreach/ranking.html", page)
