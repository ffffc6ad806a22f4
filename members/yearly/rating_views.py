"""The pages of the yearly ratings: of one branch, and of the body."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts import tokens
from branches.models import Branch, Committee
from hoangmai_party import clock
from members.actions import NotPossibleError, in_words
from members.models import Grade, Member
from members.yearly import overview, ratings, record
from members.yearly.days import FIRST_YEAR, LAST_YEAR
from members.yearly.grid import Grid, filled
from members.yearly.ratings import FIELDS

may_see = permission_required("members.view_rating", raise_exception=True)
may_ask = require_http_methods(["GET", "HEAD", "POST"])
WRITE = ("members.add_rating", "members.change_rating")
OF_BRANCHES = ("grade", "unrated", "note")  # what the body's page asks of a branch


def _year(year):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(year)
    return year


@may_ask
@may_see
@tokens.once
def branch_ratings(request, pk, year):
    """Everybody on the branch's roll of 31/12, and the branch itself, in one grid."""
    branch = get_object_or_404(Branch.objects.visible_to(request.user), pk=pk)
    if refusal := ratings.refusal(branch, _year(year)):
        messages.error(request, refusal)
        return redirect(branch)
    grid = _answer(request, lambda: ratings.of_branch(branch, year), FIELDS)
    if grid is None:
        return tokens.landed(redirect("members:branch-ratings", pk=pk, year=year))
    reaches_body = _looks_after_body(request.user)
    return render(
        request,
        "members/branch_ratings.html",
        _page(request, grid)
        | {
            "branch": branch,
            "open_now": _open(request, grid),
            "reaches_body": reaches_body,
            "shares": overview.shares_of_branch(grid.sheet, reaches_body=reaches_body),
        },
    )


@may_ask
@may_see
@tokens.once
def body_ratings(request, year):
    """The table of all branches, who is missing, and the grades of the branches."""
    if not _looks_after_body(request.user):
        raise PermissionDenied
    today = clock.today()
    if _year(year) > today.year:
        messages.error(request, f"Năm {year} chưa đến: chưa xếp loại được.")
        return redirect("members:ratings", year=today.year)
    body = ratings.own_body(year)
    grid = _answer(request, lambda: ratings.of_branches(body), OF_BRANCHES)
    if grid is None:
        return tokens.landed(redirect("members:ratings", year=year))
    # As saved: a grid that was refused must not show in the table.
    rows, total, missing = overview.table(grid.sheet)
    return render(
        request,
        "members/ratings.html",
        _page(request, grid)
        | {
            "rows": rows,
            "total": total,
            "missing": missing,
            "shares": overview.shares(grid.sheet, total),
            "twice": overview.twice_unsatisfactory(body),
            "strays": overview.strays(body),
        },
    )


def _looks_after_body(user):
    """Whether the numbers of the whole body are this user's to see."""
    own = Committee.objects.filter(is_own=True, pk__in=user.access_rows.committee_ids())
    return own.exists()


def _answer(request, make_sheet, names):
    """The grid to show; None when it was written."""
    if request.method != "POST":
        return Grid(make_sheet(), names=names)
    if not request.user.has_perms(WRITE):
        raise PermissionDenied
    if "fill" in request.POST:
        sheet = make_sheet()
        return Grid(
            sheet, names=names, initial=filled(sheet, request.POST, Grade.GOOD.value)
        )
    return _submit(request, make_sheet, names)


def _submit(request, make_sheet, names):
    grid = None
    try:
        with in_words():
            # One at a time: two clerks must not pass the cap without knowing.
            list(Committee.objects.select_for_update().filter(is_own=True))
            grid = Grid(make_sheet(), request.POST, names)
            if not grid.accepts():
                return grid
            number = record.save(grid, by=request.user)
    except NotPossibleError as error:
        grid.decision.add_error(None, str(error))
        return grid
    for info in grid.infos:
        messages.warning(request, f"{info.text} ({info.source})")
    said = f"Đã ghi {number} dòng xếp loại." if number else "Không có gì thay đổi."
    messages.success(request, said)
    return None


def _page(request, grid):
    year, today = grid.sheet.year, clock.today()
    return {
        "grid": grid,
        "year": year,
        "day": grid.sheet.body.day,
        "is_running": year == today.year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < today.year else None,
        "may_write": request.user.has_perms(WRITE),
    }


def _open(request, grid):
    """Ids of the members whose page this user may open."""
    ids = [line.member.pk for line in grid.sheet.lines if line.member]
    return Member.objects.open_to(request.user, ids)
