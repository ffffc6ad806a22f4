"""The warning at the moment an office ends: its holder's account is still open."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html

from hoangmai_party import clock
from members import officers
from members.models import Position

# For who may read who looks where, and for the office, which ends the offices.
READERS = ("branches.view_access", "members.change_position")


def may_know(user):
    """Whether the user may be told whose account still looks at a branch."""
    return any(user.has_perm(right) for right in READERS)


def warn(request, positions):
    """Tell of each account that goes on looking after the office of its holder."""
    if not may_know(request.user):
        return
    for position, access in officers.left_open(positions, clock.today()):
        messages.warning(request, _said(position, access, request.user))


def _said(position, access, user):
    words = format_html(
        "{} {} đã hết từ ngày {}, nhưng tài khoản {} ({}) còn phụ trách chi bộ này "
        "(từ ngày {}): đề nghị quản trị hệ thống kết thúc phạm vi phụ trách.",
        position.get_role_display(),
        access.branch,
        f"{position.ended_on:%d/%m/%Y}",
        access.user.username,
        access.user,
        f"{access.started_on:%d/%m/%Y}",
    )
    if not (user.is_staff and user.has_perm("branches.view_access")):
        return words
    page = reverse("admin:branches_access_change", args=[access.pk])
    return format_html('{} <a href="{}">Mở phạm vi phụ trách</a>', words, page)


class EndedOffices:
    """A desk where positions are ended: its own rows or those of an inline."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if isinstance(obj, Position):
            warn(request, _ended([form]))

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Position:
            warn(request, _ended(formset.forms))


def _ended(forms):
    """The rows that these forms have given an end."""
    return [
        form.instance
        for form in forms
        if "ended_on" in form.changed_data and form.instance.ended_on
    ]
