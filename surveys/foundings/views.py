"""The pages of a founding dossier: a view finds, checks, calls, renders."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import tokens
from accounts.log.acts import log_look
from accounts.records import VoidError
from hoangmai_party import clock
from members.actions import NotPossibleError
from members.forms import ReasonForm
from surveys.cases import dossier
from surveys.foundings import acts, page
from surveys.foundings.forms import (
    CeremonyForm,
    ChoiceForm,
    MemberForm,
    PaperForm,
    PersonForm,
    SearchForm,
)
from surveys.models import FoundingPaper, FoundingPerson, OutreachCase

may_see = permission_required("surveys.view_outreachcase", raise_exception=True)
may_keep = permission_required(acts.KEEP, raise_exception=True)
may_search = permission_required("members.view_member", raise_exception=True)
may_found = permission_required(acts.FOUND, raise_exception=True)
PART = "surveys/foundings/part.html"


def case_of(request, pk):
    """The case, if the user may open it; else 404."""
    rows = OutreachCase.objects.visible_to(request.user)
    rows = rows.select_related("enterprise", "founding__issuer")
    return get_object_or_404(rows, pk=pk)


def to_dossier(case):
    """Where a form that was written lands: the page of the dossier."""
    return tokens.landed(redirect("surveys:founding-dossier", pk=case.pk))


@require_safe
@may_see
def founding_dossier(request, pk):
    """One dossier: what lies in it, who is named, what it still lacks."""
    case = case_of(request, pk)
    log_look(case)
    context = page.context(case, request.user)
    return render(request, "surveys/foundings/dossier.html", context)


def _write(request, case, form, write, *, title, said):
    """Run `write()` for a valid form; its refusal comes back into the form."""
    if form.is_valid():
        try:
            write()
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return to_dossier(case)
    context = {"case": case, "form": form, "title": title}
    return render(request, PART, context)


@may_keep
@tokens.once
def founding_paper(request, pk, item):
    """Ghi giấy tờ đã có, or correct what was noted."""
    case = case_of(request, pk)
    item = get_object_or_404(dossier.items_ever(), pk=item)
    paper = case.papers.filter(item=item).first() or FoundingPaper(case=case, item=item)
    form = PaperForm(request.POST or None, instance=paper)
    return _write(
        request,
        case,
        form,
        lambda: acts.tick(case=case, item=item, by=request.user, **form.facts()),
        title=str(item),
        said=f"Đã ghi: {item}.",
    )


@may_keep
@may_search
@tokens.once
def founding_search(request, pk):
    """Tìm đảng viên trong sổ, then choose: one page, two buttons, no script."""
    case = case_of(request, pk)
    search = SearchForm(request.POST or None)
    people = list(search.found(request.user)) if search.is_valid() else []
    is_chosen = "choose" in request.POST
    data = request.POST if is_chosen else None
    choice = ChoiceForm(data, user=request.user, case=case, people=people)
    if is_chosen and choice.is_valid():
        try:
            acts.name_person(case=case, by=request.user, **choice.cleaned_data)
        except NotPossibleError as error:
            choice.add_error(None, str(error))
        else:
            messages.success(request, f"Đã thêm: {choice.cleaned_data['member']}.")
            return to_dossier(case)
    context = {"case": case, "search": search, "choice": choice, "people": people}
    return render(request, "surveys/foundings/search.html", context)


@may_keep
@tokens.once
def founding_person_new(request, pk):
    """Thêm người ngoài sổ."""
    case = case_of(request, pk)
    form = PersonForm(
        request.POST or None, user=request.user, instance=FoundingPerson(case=case)
    )
    return _write(
        request,
        case,
        form,
        lambda: acts.name_person(case=case, by=request.user, **form.facts()),
        title="Thêm đảng viên ngoài sổ",
        said="Đã thêm vào danh sách.",
    )


def _row(request, model, pk):
    rows = model.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("case__enterprise"), pk=pk)


@may_keep
@tokens.once
def founding_person(request, pk):
    """What is said of somebody who is named: paper and office; of an outsider all."""
    person = _row(request, FoundingPerson, pk)
    form_class = MemberForm if person.member_id else PersonForm
    form = form_class(request.POST or None, user=request.user, instance=person)
    return _write(
        request,
        person.case,
        form,
        lambda: acts.name_person(
            case=person.case, person=person, by=request.user, **form.facts()
        ),
        title=str(person),
        said=f"Đã ghi: {person}.",
    )


def _take_out(request, model, pk):
    row = _row(request, model, pk)
    form = ReasonForm(request.POST or None)

    def write():
        try:
            acts.take_out(row, by=request.user, reason=form.cleaned_data["reason"])
        except VoidError as error:
            raise NotPossibleError(str(error)) from error

    title, said = f"Bỏ khỏi hồ sơ: {row}", "Đã bỏ khỏi hồ sơ."
    return _write(request, row.case, form, write, title=title, said=said)


@may_keep
@tokens.once
def founding_paper_out(request, pk):
    """Bỏ giấy tờ ghi nhầm, with why."""
    return _take_out(request, FoundingPaper, pk)


@may_keep
@tokens.once
def founding_person_out(request, pk):
    """Bỏ người khỏi danh sách, with why."""
    return _take_out(request, FoundingPerson, pk)


@may_found
@tokens.once
def founding_announce(request, pk):
    """Công bố quyết định: the day of the ceremony."""
    case = case_of(request, pk)
    day = case.founding and case.founding.ceremony_on
    form = CeremonyForm(
        request.POST or None, initial={"ceremony_on": day or clock.today()}
    )
    return _write(
        request,
        case,
        form,
        lambda: acts.announce(case=case, by=request.user, **form.cleaned_data),
        title="Công bố quyết định thành lập",
        said="Đã ghi ngày công bố; hồ sơ vận động đã xong.",
    )
