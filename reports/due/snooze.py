"""Nhắc lại từ ngày …, vì …: putting a line off, and taking that back."""

from django import forms
from django.db import DatabaseError, transaction

from accounts.log import change_set
from branches.models import Rule
from hoangmai_party import clock
from hoangmai_party.constraints import message_of
from reports.due.base import OFFICE
from reports.models import Snooze


class AlreadySnoozedError(Exception):
    """Somebody was faster; the message tells the reader."""


class SnoozeForm(forms.Form):
    """Until which day, and why; never past the deadline, nor longer than the rule."""

    until = forms.DateField(
        label="Nhắc lại từ ngày",
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        ),
    )
    reason = forms.CharField(
        label="Vì",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: chờ trả lời của cấp ủy nơi cư trú, đã hẹn làm ngày 20.",
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.item, self.today = item, clock.today()
        self.most = int(Rule.objects.value(Rule.Code.SNOOZE_MAX, self.today))
        self.fields["until"].help_text = self._limits()

    def _limits(self):
        said = f"Không quá {self.most} ngày kể từ hôm nay, {self.today:%d/%m/%Y}"
        if self._is_before_deadline():
            said += f", và không sau hạn {self.item.due_on:%d/%m/%Y}"
        return f"{said}."

    def _is_before_deadline(self):
        """Whether the deadline is still to come: then it is the last day."""
        return bool(self.item.due_on and self.item.due_on > self.today)

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day <= self.today:
            raise forms.ValidationError(
                f"Ngày nhắc lại phải sau hôm nay, {self.today:%d/%m/%Y}."
            )
        if self._is_before_deadline() and day > self.item.due_on:
            raise forms.ValidationError(
                f"Việc này hết hạn ngày {self.item.due_on:%d/%m/%Y}: "
                "ngày nhắc lại không được sau hạn."
            )
        if (day - self.today).days > self.most:
            raise forms.ValidationError(
                f"Chỉ hoãn nhắc được {self.most} ngày kể từ hôm nay (mục Quy định)."
            )
        return day


def may_snooze(item, *, is_office):
    """The office every line; a branch those that it acts on, alone or with the office."""
    return is_office or (item.branch is not None and item.kind.actor != OFFICE)


def snooze(*, item, until, reason, by):
    """Keep the line off the list until the day."""
    try:
        with transaction.atomic(), change_set(reason):
            return Snooze.objects.create(
                key=item.key,
                branch_id=item.branch,
                started_on=clock.today(),
                ended_on=until,
                reason=reason,
                created_by=by,
            )
    except DatabaseError as error:
        if message := message_of(error):
            raise AlreadySnoozedError(message) from error
        raise


def withdraw(*, row, reason, by):
    """The line is back at once; the snooze stays in the log."""
    with transaction.atomic(), change_set(reason):
        row.void(by=by, reason=reason)
