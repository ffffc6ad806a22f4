"""The page of what is due."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import xlsx
from reports.due import page as due_page

TITLE = "Việc đến hạn"


@require_safe
@permission_required("reports.view_target", raise_exception=True)
def due_list(request):
    """Việc đến hạn: the page, or its table as XLSX."""
    form = due_page.DueForm(request.GET, user=request.user)
    context = {"title": TITLE, "due_form": form}
    if not form.is_valid():
        return render(request, "reports/due.html", context)
    page = due_page.page(form, request.user)
    if request.GET.get("format") == "xlsx":
        return xlsx.response(request, page["tables"], page["subtitle"], "viec-den-han")
    query = request.GET.copy()
    query["format"] = "xlsx"
    address = {"xlsx_url": f"?{query.urlencode()}"}
    return render(request, "reports/due.html", {**context, **page, **address})
