"""The pages of the ward map."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import files
from reports.outreach import map_page
from reports.outreach.by_ward import COLUMNS
from reports.outreach.map_page import MapForm
from reports.views import subtitle, warning

TITLE = "Sơ đồ phường"
may_see = permission_required("surveys.view_campaign", raise_exception=True)


def refuse_part(user):
    """403 for who looks after single branches: surveys are the whole body's."""
    if not user.access_rows.current().filter(committee__isnull=False).exists():
        raise PermissionDenied


@require_safe
@may_see
def ward_map(request):
    """Coverage and branches by ward: the map with its table."""
    return _show(
        request,
        "reports/outreach/map.html",
        TITLE,
        lambda asked, data: map_page.page(asked, data["places"], data["measure"]),
        name="so-do-phuong",
        is_list=False,
    )


@require_safe
@may_see
def ward_list(request, what):
    """The list behind a number of the map."""
    if what not in COLUMNS:
        raise Http404(what)
    return _show(
        request,
        "reports/outreach/map_list.html",
        COLUMNS[what][0],
        lambda asked, data: map_page.list_page(
            asked, what, data["places"], request.user
        ),
        name=f"theo-phuong-{what}",
    )


def _show(request, template, title, build, *, name, is_list=True):
    """The form's errors, the page, or a file."""
    refuse_part(request.user)
    form = MapForm(request.GET, user=request.user)
    if form.is_unknown:
        raise Http404(request.GET)
    if not form.is_valid():
        return render(request, template, {"title": title, "scope_form": form})
    asked = form.asked()
    page = {"title": title, **build(asked, form.cleaned_data)}
    said = f"{page['view'].label}. {subtitle(asked)}"
    if files.wanted(request):
        body = asked.scope.committee
        return files.response(
            request, page, said, name, is_list=is_list, committee=body
        )
    page |= {"scope_form": form, "asked": asked, "subtitle": said}
    page |= {"warning": warning(request, asked), **files.links(request)}
    return render(request, template, page)
