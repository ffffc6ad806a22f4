"""The report pages: one question (`ScopeForm`), one page, its tables in three forms."""

import functools

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hoangmai_party import clock
from reports import branch_home, files, national, roster
from reports.asked import ScopeForm
from reports.indicators import BY_CODE
from reports.pages import (
    article,
    composition,
    lists,
    movement,
    registers,
    targets,
)
from reports.pages.movement import STATUSES
from reports.registers import BY_SLUG
from reports.search import search

may_see = permission_required("reports.view_target", raise_exception=True)


@require_safe
def home(request):
    """The own branch; the year's targets and results; the desk of an administrator."""
    if branch_home.is_for(request.user):
        page = {"glances": branch_home.glances(request.user), "today": clock.today()}
        return render(request, "reports/branch_home.html", page)
    may_see_targets = request.user.has_perm("reports.view_target")
    to_the_desk = request.user.is_staff and not may_see_targets
    return redirect("admin:index" if to_the_desk else "reports:targets")


@require_http_methods(["GET", "HEAD", "POST"])
def search_page(request):
    """Members, branches and enterprises by what was typed; POST keeps numbers out
    of addresses and of the browser's history."""
    text = request.POST.get("q", "")[:100]
    results = search(text, request.user)
    return render(request, "reports/search.html", {"q": text, "results": results})


def _show(
    request,
    build,
    *,
    title,
    template="reports/page.html",
    name="bao-cao",
    is_list=True,
):
    """Answer one report page: the form's errors, the page, or a file."""
    form = ScopeForm(request.GET, user=request.user)
    if not form.is_valid():
        return render(
            request, "reports/page.html", {"title": title, "scope_form": form}
        )
    asked = form.asked()
    page = {"title": title, **build(asked)}
    if files.wanted(request):
        body = asked.scope.committee
        return files.response(
            request, page, subtitle(asked), name, is_list=is_list, committee=body
        )
    return render(
        request,
        template,
        {
            **page,
            "scope_form": form,
            "asked": asked,
            "subtitle": subtitle(asked),
            "warning": warning(request, asked),
            **files.links(request),
        },
    )


_show_figures = functools.partial(_show, is_list=False)


def subtitle(asked):
    """Period, as-of day and unit, as every page and paper says them."""
    where = str(asked.branch) if asked.branch else str(asked.scope.committee)
    if asked.scope.reach.non_state:
        where += ", doanh nghiệp ngoài khu vực nhà nước"
    return (
        f"{where}. Kỳ báo cáo từ {asked.period.first:%d/%m/%Y} đến "
        f"{asked.period.last:%d/%m/%Y}. "
        f"Số liệu tính đến ngày {asked.span.last:%d/%m/%Y}."
    )


def warning(request, asked):
    """What a page says of a period that begins before the books are complete."""
    begins = request.register.complete_from
    if begins and asked.span.first < begins:
        return (
            f"Số liệu của sổ đầy đủ từ ngày {begins:%d/%m/%Y}; "
            "kỳ báo cáo này bắt đầu trước ngày đó nên có thể chưa đủ."
        )
    return ""


@require_safe
@may_see
def targets_page(request):
    """Chỉ tiêu và kết quả."""
    return _show_figures(
        request,
        targets.page,
        title="Chỉ tiêu và kết quả",
        template="reports/targets.html",
        name="chi-tieu",
    )


@require_safe
@may_see
def figure_page(request, code):
    """One figure by branch and by ward."""
    if code not in BY_CODE:
        raise Http404(code)
    indicator = BY_CODE[code]
    return _show_figures(
        request,
        lambda asked: targets.figure_page(asked, indicator),
        title=indicator.label,
        template="reports/figure.html",
        name=code,
    )


@require_safe
@may_see
def movement_page(request):
    """Tăng, giảm đảng viên."""
    status = _status(request)
    return _show_figures(
        request,
        lambda asked: movement.members_page(asked, status),
        title="Tăng, giảm đảng viên",
        template="reports/movement.html",
        name="tang-giam-dang-vien",
    )


def _status(request):
    status = request.GET.get("status", "")
    if status not in STATUSES:
        raise Http404(status)
    return status


@require_safe
@may_see
def branches_page(request):
    """Tăng, giảm tổ chức đảng."""
    title = "Tăng, giảm tổ chức đảng"
    return _show_figures(
        request, movement.branches_page, title=title, name="to-chuc-dang"
    )


@require_safe
@may_see
def composition_page(request):
    """Cơ cấu đội ngũ đảng viên."""
    title = "Cơ cấu đội ngũ đảng viên"
    return _show_figures(request, composition.page, title=title, name="co-cau")


@require_safe
@may_see
def growth_page(request):
    """Tăng trưởng."""
    return _show_figures(
        request,
        composition.growth_page,
        title="Tăng trưởng",
        template="reports/growth.html",
        name="tang-truong",
    )


@require_safe
@may_see
def article_page(request):
    """Đối chiếu bài viết; exists on the demo register alone, for the whole body."""
    reaches_body = request.user.access_rows.current().exclude(committee=None)
    if not request.register.is_demo or not reaches_body.exists():
        raise Http404("only on the demo register")
    return _show_figures(
        request, article.page, title="Đối chiếu bài viết", name="doi-chieu"
    )


@require_safe
@may_see
def roster_page(request):
    """Danh sách trích ngang."""
    return _show(
        request,
        lambda asked: roster.page(asked, request.user),
        title="Danh sách trích ngang đảng viên",
        template="reports/roster.html",
        name="trich-ngang",
    )


@require_safe
@may_see
def list_page(request, kind, key):
    """The list behind a number."""
    status = _status(request)
    return _show(
        request,
        lambda asked: lists.page(asked, kind, key, status, request.user),
        title="Danh sách",
        template="reports/list.html",
        name="danh-sach",
    )


@require_safe
@may_see
def registers_page(request):
    """Sổ theo dõi: which registers there are."""
    return _show_figures(
        request,
        lambda asked: registers.index(asked, request.user),
        title="Sổ theo dõi",
        template="reports/registers.html",
        name="so-theo-doi",
    )


@require_safe
@may_see
def register_page(request, slug):
    """One register of the period."""
    if (register := BY_SLUG.get(slug)) is None:
        raise Http404(slug)
    if not request.user.has_perm(register.right):
        raise PermissionDenied
    return _show(
        request,
        lambda asked: registers.page(asked, register, request.user),
        title=register.title,
        template="reports/register.html",
        name=slug,
    )


@require_safe
@may_see
def registers_book(request):
    """Sổ năm: the registers one after the other, to be bound."""
    return _show(
        request,
        lambda asked: registers.book(asked, request.user),
        title="Sổ năm",
        template="reports/register.html",
        name="so-nam",
    )


@require_safe
@permission_required("members.view_member", raise_exception=True)
@may_see
def national_page(request):
    """Danh sách theo mẫu CSDL đảng viên 4.0."""
    return _show(
        request,
        lambda asked: national.page(asked, request.user),
        title=national.TITLE,
        name="csdl-dang-vien-4-0",
    )
