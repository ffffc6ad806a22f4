"""Who is due a Huy hiệu Đảng in a year, by round; recording those that were given."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import tokens
from accounts.log import change_set
from hoangmai_party import clock
from members import badges
from members.actions import NotPossibleError, in_words
from members.models import Member
from members.yearly.badge_forms import GivenForm
from members.yearly.days import FIRST_YEAR

may_see = permission_required("members.view_badge", raise_exception=True)
AHEAD = 5  # years that can be planned
LATE = "late"


@require_http_methods(["GET", "HEAD", "POST"])
@may_see
@tokens.once
def badges_page(request, year):
    """The rounds of a year, who is due on each, and who was left out earlier."""
    today = clock.today()
    if not FIRST_YEAR <= year <= today.year + AHEAD:
        raise Http404(year)
    found = badges.due_list(year, request.user)
    sent = request.POST.get("round") if request.method == "POST" else None
    parts = [_part(request, str(r.pk), lines, r, sent) for r, lines in found.rounds]
    if found.late:
        parts.append(_part(request, LATE, found.late, None, sent))
    if request.method == "POST" and _write(request, parts, sent):
        return tokens.landed(redirect("members:badges", year=year))
    page = {
        "year": year,
        "parts": parts,
        "today": today,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < today.year + AHEAD else None,
        "open_now": _open(request, parts),
    }
    return render(request, "members/badges.html", page)


def _part(request, key, lines, round_, sent):
    """One table of the page with its form, if this user may record."""
    form = None
    if request.user.has_perm("members.add_badge"):
        data = request.POST if sent == key else None
        form = GivenForm(data, prefix=f"r{key}", lines=lines, round_=round_)
    waiting = [line for line in lines if not line.given]
    return {
        "key": key,
        "round": round_,
        "lines": lines,
        "form": form,
        "waiting": waiting,
        "can_be_given": not round_ or round_.first <= clock.today(),
    }


def _write(request, parts, sent):
    """Record the badges of the form that was sent; False when it was refused."""
    if not request.user.has_perm("members.add_badge"):
        raise PermissionDenied
    form = next((part["form"] for part in parts if part["key"] == sent), None)
    if form is None:
        messages.error(request, "Đợt này không còn trong danh sách: chưa ghi gì.")
        return True
    if not form.is_valid():
        return False
    rows = form.badges()
    try:
        with in_words(), change_set(reason=form.reason):
            for row in rows:
                row.save()
    except NotPossibleError as error:
        form.add_error("who", str(error))
        return False
    messages.success(request, f"Đã ghi trao huy hiệu cho {len(rows)} người.")
    return True


def _open(request, parts):
    """Ids of the members whose page this user may open."""
    ids = {line.member.pk for part in parts for line in part["lines"]}
    return Member.objects.open_to(request.user, ids)
