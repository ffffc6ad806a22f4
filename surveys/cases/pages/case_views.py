"""The pages of cases: a view finds, checks, calls, renders."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import tokens
from accounts.log.acts import log_look
from enterprises.models import Enterprise
from hoangmai_party import clock
from hoangmai_party.text import search_key
from surveys.cases import acts, stages
from surveys.cases.pages import ahead, forms, lists, timeline
from surveys.cases.pages.access import case_of, may_open, may_see, may_work, written
from surveys.cases.stages import C, is_skip


@require_safe
@may_see
def case_list(request):
    """Hồ sơ vận động, filtered."""
    people = lists.people_in_charge(request.user)
    form = forms.FilterForm(request.GET or None, people=people)
    data = form.cleaned_data if form.is_valid() else {}
    rows = Paginator(lists.found(request.user, data), lists.PER_PAGE)
    shown = rows.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    page = {
        "form": form,
        "is_filtered": any(data.values()),
        "shown": shown,
        "cards": [lists.Card(case, clock.today()) for case in shown],
        "query": query.urlencode(),
        "today": clock.today(),
        "may_open": request.user.has_perm("surveys.add_outreachcase"),
    }
    return render(request, "surveys/cases/list.html", page)


@require_safe
@may_see
def case_board(request):
    """Bảng theo giai đoạn."""
    page = {
        "columns": lists.board(request.user),
        "today": clock.today(),
        "may_work": request.user.has_perm("surveys.change_outreachcase"),
        "most": lists.MOST,
    }
    return render(request, "surveys/cases/board.html", page)


@require_safe
@may_see
def case_detail(request, pk):
    """One case as a timeline, with one main next action."""
    case = case_of(request, pk)
    log_look(case)
    return render(request, "surveys/cases/case.html", timeline.page(case, request.user))


@require_safe
@may_open
def case_find(request):
    """Which enterprise to open a case for."""
    form = forms.FindEnterpriseForm(request.GET or None)
    key = search_key(form.cleaned_data["q"]) if form.is_valid() else ""
    found = list(forms.enterprises_found(request.user, key)) if key else []
    open_of = lists.open_cases_of(found)
    rows = [(enterprise, open_of.get(enterprise.pk)) for enterprise in found]
    page = {"form": form, "rows": rows, "is_asked": bool(key)}
    return render(request, "surveys/cases/find.html", page)


@may_open
@tokens.once
def case_new(request, pk):
    """Mở hồ sơ of an enterprise."""
    rows = Enterprise.objects.visible_to(request.user)
    enterprise = get_object_or_404(rows, pk=pk)
    initial = {
        "opened_on": clock.today(),
        "in_charge": request.user.get_full_name() or request.user.get_username(),
    }
    form = forms.CaseForm(request.POST or None, initial=initial)
    page = {"form": form, "title": "Mở hồ sơ vận động", "about": str(enterprise)}
    page["action"] = "Mở hồ sơ"

    def write():
        page["case"] = acts.open_case(
            enterprise=enterprise, by=request.user, **form.cleaned_data
        )

    return written(request, page, write, f"Đã mở hồ sơ vận động {enterprise}.")


@may_work
@tokens.once
def case_facts(request, pk):
    """Người phụ trách, ghi chú."""
    case = case_of(request, pk)
    form = forms.FactsForm(request.POST or None, instance=case)
    page = {"case": case, "form": form, "title": "Người phụ trách, ghi chú"}

    def write():
        acts.put_facts(form, by=request.user)

    return written(request, page, write, "Đã ghi.")


@require_safe
@may_work
def case_move(request, pk):
    """From the board: the stage that was chosen leads to the page of its step."""
    case, stage = case_of(request, pk), request.GET.get("stage", "")
    if stage not in C.values:
        return redirect("surveys:case-board")
    return redirect(ahead.go_url(case, C(stage)))


@may_work
@tokens.once
def case_go(request, pk, stage):
    """One step: its day and what it says of itself; a refusal is said above it."""
    if stage not in C.values:
        raise Http404(stage)
    case, to = case_of(request, pk), C(stage)
    now = stages.stage_of(case)
    initial = {"happened_on": clock.today(), "reason": request.GET.get("reason")}
    form = forms.GoForm(
        request.POST or None,
        stage=to,
        previous=now,
        is_skip=is_skip(now, to),
        initial=initial,
    )
    page = {"case": case, "form": form, "title": f"Chuyển sang “{to.label}”"}
    page["about"] = f"{case.enterprise}, đang ở “{now.label}”"
    if request.method == "GET":
        page["no"] = ahead.blocked(case, to, clock.today())

    def write():
        typed = form.cleaned_data
        acts.go(case=case, stage=to, by=request.user, **typed)

    return written(request, page, write, f"Đã ghi bước “{to.label}”.")


@may_work
@tokens.once
def case_close(request, pk):
    """Khép hồ sơ."""
    case = case_of(request, pk)
    form = forms.DayForm(request.POST or None, initial={"day": clock.today()})
    form.fields["day"].label = "Khép hồ sơ từ ngày"
    page = {"case": case, "form": form, "title": "Khép hồ sơ", "action": "Khép hồ sơ"}

    def write():
        day = form.cleaned_data["day"]
        acts.close(case=case, closed_on=day, by=request.user)

    return written(request, page, write, "Đã khép hồ sơ.")
