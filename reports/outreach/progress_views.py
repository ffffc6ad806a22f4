"""Tiến độ vận động: the page, the list behind each number, both as files."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import files
from reports.asked import ScopeForm
from reports.outreach import progress_page as pages
from reports.views import subtitle, warning

TITLE = "Tiến độ vận động"
may_see = permission_required("surveys.view_outreachcase", raise_exception=True)


@require_safe
@may_see
def progress_page(request):
    """Cases through the stages, how long they stand, why they stop."""
    return _show(
        request,
        pages.page,
        title=TITLE,
        template="reports/outreach/progress.html",
        name="tien-do-van-dong",
        is_list=False,
    )


@require_safe
@may_see
def progress_list(request, key):
    """The list behind a number."""

    def build(asked):
        if not pages.has(asked, key):
            raise Http404(key)
        return pages.list_page(asked, key)

    return _show(
        request,
        build,
        title=TITLE,
        template="reports/outreach/progress_list.html",
        name=f"tien-do-van-dong-{key}",
    )


def _show(request, build, *, title, template, name, is_list=True):
    """The form's errors, the page, or a file; surveys are the whole body's."""
    held = request.user.access_rows.current()
    if not held.filter(committee__isnull=False).exists():
        raise PermissionDenied
    form = ScopeForm(request.GET, user=request.user)
    if not form.is_valid():
        return render(request, template, {"title": title, "scope_form": form})
    asked = form.asked()
    page = {"title": title, **build(asked)}
    if files.wanted(request):
        body = asked.scope.committee
        return files.response(
            request, page, subtitle(asked), name, is_list=is_list, committee=body
        )
    page |= {"scope_form": form, "asked": asked, "subtitle": subtitle(asked)}
    page |= {"warning": warning(request, asked), **files.links(request)}
    return render(request, template, page)
