"""Kết quả khảo sát, vận động: the page of the year and the lists behind it."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import files
from reports.asked import ScopeForm
from reports.indicators import BY_CODE
from reports.outreach import behind, year
from reports.outreach.views import may_see
from reports.views import subtitle, warning

may_see_cases = permission_required("surveys.view_outreachcase", raise_exception=True)
TITLE = "Kết quả khảo sát, vận động"


def _show(request, build, *, title, name, template, is_list):
    """Answer one page: the form's errors, the page, or a file."""
    form = ScopeForm(request.GET, user=request.user)
    if not form.is_valid():
        page = {"title": title, "scope_form": form}
        return render(request, "reports/page.html", page)
    asked = form.asked()
    page = {"title": title, **build(asked)}
    if files.wanted(request):
        body = asked.scope.committee
        said = subtitle(asked)
        return files.response(
            request, page, said, name, is_list=is_list, committee=body
        )
    page |= {"scope_form": form, "asked": asked, "subtitle": subtitle(asked)}
    page |= {"warning": warning(request, asked), **files.links(request)}
    page |= {"year_url": asked.url("outreach-year", ward=None)}
    return render(request, template, page)


@require_safe
@may_see
@may_see_cases
def year_page(request):
    """SUR-01…06 of the period, by ward, and each founding step by step."""
    return _show(
        request,
        year.page,
        title=TITLE,
        name="khao-sat-van-dong",
        template="reports/outreach/year.html",
        is_list=False,
    )


@require_safe
@may_see
@may_see_cases
def behind_page(request, code):
    """The list behind one number, with the visits or records of each line."""
    if code not in behind.OPENED:
        raise Http404(code)
    return _show(
        request,
        lambda asked: behind.page(asked, code),
        title=BY_CODE[code].label,
        name=f"khao-sat-{code}",
        template="reports/outreach/behind.html",
        is_list=True,
    )
