"""The page on which an enterprise that stands on no list is found or added."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from accounts import tokens
from hoangmai_party import clock
from members.actions import NotPossibleError, as_words
from surveys.gate import entering, newcomers
from surveys.gate.pages.place import campaign_of, may_enter
from surveys.gate.pages.side_forms import NewcomerForm


@may_enter
@tokens.once
def enterprise_new(request, pk):
    """Doanh nghiệp ngoài danh sách: search first, then the few facts of a new one."""
    campaign = campaign_of(request, pk)
    query = request.GET.get("q", "")[:100]
    form = NewcomerForm(
        request.POST or None, user=request.user, initial={"name": query}
    )
    if form.is_bound and form.is_valid() and (made := _added(request, form)):
        messages.success(request, f"Đã thêm doanh nghiệp: {made}.")
        place = {"pk": campaign.pk, "enterprise": made.pk}
        return tokens.landed(redirect("surveys:record-form", **place))
    page = {"campaign": campaign, "form": form, "q": query}
    page["rows"] = _rows(request, campaign, newcomers.search(request.user, query))
    page["known"] = _rows(request, campaign, form.known)
    return render(request, "surveys/gate/new.html", page)


def _added(request, form):
    """The new enterprise, or None with the refusal on the form."""
    if not request.user.has_perm("enterprises.add_enterprise"):
        form.add_error(None, "Đồng chí chưa được giao quyền thêm doanh nghiệp.")
        return None
    today = clock.today()
    try:
        return newcomers.add(started_on=today, by=request.user, **form.facts())
    except (NotPossibleError, ValidationError) as error:
        form.add_error(None, as_words(error))
        return None


def _rows(request, campaign, rows):
    """[(enterprise, whose: "" | the team's name | "other", record)] of what was found."""
    rows = list(rows)
    keys = [row.pk for row in rows]
    records = {r.enterprise_id: r for r in campaign.records.filter(enterprise__in=keys)}
    listed = campaign.listed.filter(enterprise__in=keys)
    on_list = set(listed.values_list("enterprise", flat=True))
    mine = entering.listed(request.user).filter(pk__in=listed.values("pk"))
    mine = set(mine.values_list("enterprise", flat=True))
    return [
        (row, records.get(row.pk), row.pk in mine or row.pk not in on_list)
        for row in rows
    ]
