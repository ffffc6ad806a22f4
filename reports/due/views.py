"""The page of what is due."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import files
from reports.due import page as due_page

TITLE = "Việc đến hạn"


@require_safe
@permission_required("reports.view_target", raise_exception=True)
def due_list(request):
    """Việc đến hạn: the page, or its table as a file."""
    form = due_page.DueForm(request.GET, user=request.user)
    context = {"title": TITLE, "due_form": form}
    if not form.is_valid():
        return render(request, "reports/due.html", context)
    page = due_page.page(form, request.user)
    if files.wanted(request):
        paper = {"title": TITLE, **page}
        return files.response(request, paper, page["subtitle"], "viec-den-han")
    shown = {**context, **page, **files.links(request)}
    return render(request, "reports/due.html", shown)
