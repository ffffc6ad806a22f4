"""Kiến nghị của chủ doanh nghiệp: the list and what is done with each."""

from django import forms as django_forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import tokens
from hoangmai_party import clock
from hoangmai_party.text import search_key
from surveys.cases import proposals, queries
from surveys.cases.pages import forms
from surveys.cases.pages.access import case_of, may_see, may_work, row_of, written
from surveys.cases.pages.lists import PER_PAGE
from surveys.cases.pages.visit_views import corrected
from surveys.models import Proposal

# What the list can show: (value, label, queryset of a day).
STATES = {
    "open": ("Chưa trả lời", queries.open_proposals),
    "overdue": ("Quá hạn", queries.overdue_proposals),
    "new": ("Chưa chuyển", queries.not_forwarded),
    "forwarded": ("Đã chuyển, chưa trả lời", queries.forwarded),
    "answered": ("Đã trả lời", queries.answered),
    "all": ("Tất cả", queries.raised),
}


class StateForm(django_forms.Form):
    """Which kiến nghị, of whom."""

    state = django_forms.ChoiceField(
        label="Tình trạng",
        choices=[(key, label) for key, (label, _) in STATES.items()],
        required=False,
    )
    q = django_forms.CharField(
        label="Tên, mã số thuế doanh nghiệp", max_length=100, required=False
    )


@require_safe
@may_see
def proposal_list(request):
    """Kiến nghị của chủ doanh nghiệp."""
    form = StateForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    day, state = clock.today(), data.get("state") or "open"
    rows = STATES[state][1](day).visible_to(request.user)
    if key := search_key(data.get("q", "")):
        rows = rows.filter(case__enterprise__search__contains=key)
    rows = rows.select_related("case__enterprise").order_by("raised_on", "pk")
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    late = queries.overdue_proposals(day).filter(pk__in=[row.pk for row in shown])
    query = request.GET.copy()
    query.pop("page", None)
    page = {
        "form": form,
        "shown": shown,
        "late": set(late.values_list("pk", flat=True)),
        "label": STATES[state][0],
        "today": day,
        "query": query.urlencode(),
        "may_work": request.user.has_perm("surveys.change_outreachcase"),
    }
    return render(request, "surveys/cases/proposals.html", page)


@may_work
@tokens.once
def proposal_new(request, pk):
    """Ghi kiến nghị without a visit."""
    case = case_of(request, pk)
    row = Proposal(case=case)
    initial = {"raised_on": clock.today()}
    form = forms.ProposalForm(request.POST or None, instance=row, initial=initial)
    page = {"case": case, "form": form, "title": "Ghi kiến nghị"}

    def write():
        proposals.add(case=case, by=request.user, **form.cleaned_data)

    return written(request, page, write, "Đã ghi kiến nghị.")


@may_work
@tokens.once
def proposal_forward(request, pk):
    """Chuyển kiến nghị."""
    return _done(request, pk, forms.ForwardForm, proposals.forward, "Chuyển kiến nghị")


@may_work
@tokens.once
def proposal_answer(request, pk):
    """Ghi trả lời."""
    return _done(request, pk, forms.AnswerForm, proposals.answer, "Ghi trả lời")


def _done(request, pk, form_class, act, title):
    row = row_of(request, Proposal, pk)
    days = [name for name in form_class.Meta.fields if name.endswith("_on")]
    initial = {name: getattr(row, name) or clock.today() for name in days}
    form = form_class(request.POST or None, instance=row, initial=initial)
    page = {"case": row.case, "form": form, "title": title, "about": row.content}

    def write():
        act(proposal=row, by=request.user, **form.cleaned_data)

    return written(request, page, write, f"Đã ghi: {title.lower()}.")


@may_work
@tokens.once
def proposal_correct(request, pk):
    """Sửa kiến nghị with why."""
    row = row_of(request, Proposal, pk)
    form = forms.CorrectProposalForm(request.POST or None, instance=row)
    return corrected(request, row, form, "Sửa kiến nghị")
