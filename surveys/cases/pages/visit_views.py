"""The pages of visits, and of what was promised at them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import tokens
from hoangmai_party import clock
from hoangmai_party.periods import add_months
from members.forms import ReasonForm
from surveys.cases import acts, queries
from surveys.cases.pages import forms, timeline
from surveys.cases.pages.access import (
    case_of,
    link,
    may_see,
    may_work,
    row_of,
    written,
)
from surveys.models import Visit


@may_work
@tokens.once
def visit_new(request, pk):
    """Ghi lần gặp gỡ; the open kiến nghị of the owner stand before the form."""
    case = case_of(request, pk)
    form = forms.VisitForm(
        request.POST or None,
        instance=Visit(case=case),
        pending=timeline.pending(case),
        initial=_initial(request, case),
    )
    proposals = queries.open_proposals(clock.today()).filter(case=case)
    page = {"case": case, "form": form, "title": "Ghi lần gặp gỡ"}
    page |= {"proposals": list(proposals), "last": case.visits.last()}

    def write():
        acts.add_visit(case=case, by=request.user, **form.facts())

    template = "surveys/cases/visit.html"
    return written(request, page, write, "Đã ghi lần gặp gỡ.", template=template)


def _initial(request, case):
    """What the last visit knows: the place and who went; not whom one met, what is done."""
    last = case.visits.last()
    name = request.user.get_full_name() or request.user.get_username()
    known = {"visited_on": clock.today(), "next_by": name}
    if last:
        known |= {"place": last.place, "delegation": last.delegation}
    return known


@may_work
@tokens.once
def visit_correct(request, pk):
    """Sửa with why."""
    visit = row_of(request, Visit, pk)
    form = forms.CorrectVisitForm(request.POST or None, instance=visit)
    return corrected(request, visit, form, f"Sửa lần gặp {visit.visited_on:%d/%m/%Y}")


def corrected(request, row, form, title):
    """The answer of a form that corrects `row`, with why beside it."""
    why = ReasonForm(request.POST or None, prefix="why")
    why.fields["reason"].label = "Lý do sửa"
    page = {"case": row.case, "form": form, "title": title, "why": why}
    if request.method == "POST" and not why.is_valid():
        form.is_valid()
        return render(request, "surveys/cases/form.html", page)

    def write():
        reason = why.cleaned_data["reason"]
        acts.correct(row, by=request.user, reason=reason, **form.cleaned_data)

    return written(request, page, write, "Đã sửa.")


@may_work
@tokens.once
def visit_done(request, pk):
    """Đã làm việc đã hẹn."""
    visit = row_of(request, Visit, pk)
    form = forms.DayForm(request.POST or None, initial={"day": clock.today()})
    form.fields["day"].label = "Đã làm ngày"
    page = {"case": visit.case, "form": form, "title": "Đã làm việc đã hẹn"}
    page["about"] = f"{visit.next_action} ({visit.next_by})"

    def write():
        day = form.cleaned_data["day"]
        acts.do_next(visit=visit, done_on=day, by=request.user)

    to = link("surveys:case-due") if "from_due" in request.POST else ""
    return written(request, page, write, f"Đã làm: {visit.next_action}.", to=to)


@may_work
@tokens.once
def row_void(request, pk, model):
    """Hủy a visit, a kiến nghị or the newest step, with why."""
    if not request.user.has_perm(f"surveys.delete_{model._meta.model_name}"):
        raise PermissionDenied
    row = row_of(request, model, pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "Lý do hủy"
    name = model._meta.verbose_name
    page = {"case": row.case, "form": form, "title": f"Hủy {name}", "about": str(row)}
    page["action"] = "Hủy dòng này"

    def write():
        acts.void(row, by=request.user, reason=form.cleaned_data["reason"])

    return written(request, page, write, f"Đã hủy {name}.")


@require_safe
@may_see
def case_due(request):
    """Việc đã hẹn: what is due, what comes within a month, who was to be seen again."""
    day = clock.today()
    until = add_months(day, 1)
    rows = queries.due_actions(day, until).visible_to(request.user)
    reviews = queries.due_reviews(day, until).visible_to(request.user)
    rows = list(rows)
    page = {
        "today": day,
        "late": [row for row in rows if row.next_on <= day],
        "soon": [row for row in rows if row.next_on > day],
        "reviews": list(reviews),
        "may_work": request.user.has_perm("surveys.change_outreachcase"),
    }
    return render(request, "surveys/cases/due.html", page)
