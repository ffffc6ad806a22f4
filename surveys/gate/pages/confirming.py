"""Chờ xác nhận phân loại: what the register proposes, confirmed by the office."""

from django.contrib import messages
from django.shortcuts import redirect, render

from hoangmai_party.text import is_key
from members.actions import NotPossibleError
from surveys.gate import acts
from surveys.gate.pages.place import may_confirm
from surveys.models import Campaign, SurveyRecord

MOST = 100  # shown at once; confirming makes room for the next


@may_confirm
def record_confirmations(request):
    """The records whose class nobody has confirmed yet, the oldest first."""
    waiting = SurveyRecord.objects.visible_to(request.user)
    waiting = waiting.filter(result="", campaign__closed_on=None)
    if request.method == "POST":
        return _confirmed(request, waiting)
    campaigns = Campaign.objects.visible_to(request.user).filter(closed_on=None)
    asked = request.GET.get("campaign", "")
    if is_key(asked):
        waiting = waiting.filter(campaign=int(asked))
    rows = waiting.select_related("campaign", "enterprise", "team")
    page = {"rows": rows[:MOST], "most": MOST, "asked": asked}
    page |= {"campaigns": campaigns, "count": waiting.count()}
    return render(request, "surveys/gate/confirmations.html", page)


def _confirmed(request, waiting):
    """Confirm the proposals of the rows that were ticked."""
    keys = [int(key) for key in request.POST.getlist("record") if is_key(key)]
    rows = waiting.filter(pk__in=keys[:MOST]).exclude(proposed="")
    try:
        count = acts.confirm_proposed(rows, request.user)
    except NotPossibleError as error:
        messages.error(request, str(error))
    else:
        said = f"Đã xác nhận {count} phiếu." if count else "Chưa đánh dấu phiếu nào."
        messages.success(request, said) if count else messages.warning(request, said)
    return redirect(request.get_full_path())
