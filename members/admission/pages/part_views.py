"""The pages of what lies in a file: the person's facts, its rows, where it is kept."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts import tokens
from accounts.log import change_set
from branches.delegation import on_behalf_of
from hoangmai_party import clock
from hoangmai_party.text import in_sentence
from members.actions import NotPossibleError
from members.admission import acts
from members.admission.case import Case
from members.admission.pages.forms import PARTS, DossierForm, FactsForm, MoveForm
from members.admission.pages.views import (
    candidate_of,
    may_decide,
    may_keep,
    to_file,
)
from members.admission.rights import LOCKED, is_locked
from members.models import Member


@may_keep
@tokens.once
def candidate_facts(request, pk):
    """Sửa thông tin of the person."""
    candidate = candidate_of(request, pk)
    locked = is_locked(request.user, Case(candidate))
    form = FactsForm(request.POST or None, instance=candidate, is_locked=locked)
    title = "Thông tin"
    if form.is_valid():
        _save(f"Sửa thông tin người vào Đảng: {candidate}", candidate, form)
        messages.success(request, "Đã ghi thông tin.")
        return to_file(candidate)
    page = {"candidate": candidate, "form": form, "title": title}
    return render(request, "members/admission/part.html", page)


@may_keep
@tokens.once
def candidate_part(request, pk, part, row=None):
    """Add or change a row of what lies in the file."""
    candidate = candidate_of(request, pk)
    if part not in PARTS:
        raise Http404(part)
    title, form_class = PARTS[part]
    rows = getattr(candidate, part)
    known = get_object_or_404(rows, pk=row) if row else rows.model(candidate=candidate)
    if row and part != "helps" and is_locked(request.user, Case(candidate)):
        messages.error(request, LOCKED)
        return redirect("members:candidate", pk=candidate.pk)
    form = form_class(request.POST or None, instance=known, people=_people(candidate))
    if form.is_valid():
        _save(f"{title}: {candidate}", candidate, form)
        messages.success(request, f"Đã ghi: {in_sentence(title)}.")
        return to_file(candidate)
    page = {"candidate": candidate, "form": form, "title": title}
    return render(request, "members/admission/part.html", page)


@may_keep
@tokens.once
def candidate_dossier(request, pk):
    """The papers of every file at once: a day for each that is there."""
    candidate = candidate_of(request, pk)
    have = set(candidate.papers.values_list("kind", flat=True))
    form = DossierForm(request.POST or None, have=have)
    title = "Giấy tờ chung của hồ sơ"
    if form.is_valid():
        branch = Case(candidate).branch
        with (
            transaction.atomic(),
            change_set(f"{title}: {candidate}", on_behalf_of=on_behalf_of(branch)),
        ):
            for kind, day in form.cleaned_data.items():
                if day:
                    candidate.papers.create(kind=kind, dated_on=day)
        messages.success(request, f"Đã ghi: {in_sentence(title)}.")
        return to_file(candidate)
    page = {"candidate": candidate, "form": form, "title": title}
    return render(request, "members/admission/part.html", page)


def _people(candidate):
    """The members of the branch that keeps the file, and who is named in it already."""
    branch = Case(candidate).branch
    today = clock.today()
    here = branch.placements.on(today) if branch else Member.objects.none()
    named = candidate.helps.values("member"), candidate.introductions.values("member")
    rows = Member.objects.filter(pk__in=here.values("member"))
    for known in named:
        rows |= Member.objects.filter(pk__in=known)
    return rows.distinct()


def _save(reason, candidate, form):
    branch = Case(candidate).branch
    with change_set(reason, on_behalf_of=on_behalf_of(branch)):
        form.save()


@may_decide
@tokens.once
def candidate_move(request, pk):
    """Chuyển hồ sơ sang chi bộ khác."""
    candidate = candidate_of(request, pk)
    form = MoveForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            acts.move(candidate=candidate, by=request.user, **form.cleaned_data)
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, f"Đã chuyển hồ sơ sang {form.cleaned_data['to']}."
            )
            return to_file(candidate)
    page = {"candidate": candidate, "form": form, "title": "Chuyển hồ sơ"}
    return render(request, "members/admission/part.html", page)
