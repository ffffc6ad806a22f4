"""Who may open these pages, and the one way to a case and to its page."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse

from accounts import tokens
from members.actions import NotPossibleError
from surveys.models import OutreachCase

may_see = permission_required("surveys.view_outreachcase", raise_exception=True)
may_open = permission_required("surveys.add_outreachcase", raise_exception=True)
may_work = permission_required("surveys.change_outreachcase", raise_exception=True)


def case_of(request, pk):
    """The case, if the user may open it; else 404."""
    rows = OutreachCase.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("enterprise", "founding"), pk=pk)


def row_of(request, model, pk):
    """A row of a case that the user may open; else 404."""
    rows = model.objects.visible_to(request.user).filter(case__voided_at=None)
    return get_object_or_404(rows.select_related("case__enterprise"), pk=pk)


def link(name, *args):
    """The address of a page that another room may have, or ""."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def written(request, page, write, said, *, template="surveys/cases/form.html", to=""):
    """Run `write()` for a valid form; a refusal comes back into it, nothing is lost."""
    form = page["form"]
    if form.is_valid():
        try:
            write()
        except NotPossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return tokens.landed(redirect(to or page["case"].get_absolute_url()))
    return render(request, template, page)
