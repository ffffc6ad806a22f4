"""Chấp nhận vì …: leaving a finding as it is, and taking that back."""

from django import forms
from django.db import IntegrityError, transaction

from accounts.log import change_set
from hoangmai_party import clock
from hoangmai_party.constraints import message_of
from reports.models import Acceptance


class AlreadyAcceptedError(Exception):
    """Somebody was faster; the message tells the clerk."""


class AcceptForm(forms.Form):
    """Why the office leaves a finding as it is."""

    reason = forms.CharField(
        label="Chấp nhận vì",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi căn cứ: giấy tờ đã kiểm tra, văn bản cho phép, lý do lịch sử.",
    )


def accept(*, check, finding, reason, by):
    """Close a finding in the words it has now."""
    try:
        with transaction.atomic(), change_set(reason):
            return Acceptance.objects.create(
                code=check.code,
                row=finding.row,
                finding=finding.words,
                reason=reason,
                accepted_on=clock.today(),
                accepted_by=by,
            )
    except IntegrityError as error:
        if message := message_of(error):
            raise AlreadyAcceptedError(message) from error
        raise


def withdraw(*, acceptance, reason, by):
    """The finding is open again; the acceptance stays in the log."""
    with transaction.atomic(), change_set(reason):
        acceptance.void(by=by, reason=reason)
