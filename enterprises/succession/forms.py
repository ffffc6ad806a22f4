"""Which new unit each line goes to, and why an assignment is taken back."""

import re

from django import forms

from enterprises.succession import waiting

LINE = re.compile(r"to-(\d{1,18})")
NONE_CHOSEN = "Chưa chọn đơn vị mới cho dòng nào: chưa ghi gì."


def _whole(value):
    return int(value) if value else None


class AssignForm(forms.Form):
    """One choice a line; a line without a choice is left for later."""

    source = forms.CharField(
        label="Căn cứ",
        max_length=255,
        help_text="Ví dụ: đối chiếu bản đồ của UBND phường, giấy xác nhận địa chỉ.",
    )
    opens = forms.BooleanField(
        label="Mở luôn dòng địa chỉ theo đơn vị mới từ ngày đơn vị mới thành lập; "
        "dòng cũ thôi từ ngày đó",
        required=False,
    )

    def __init__(self, *, addresses, candidates, may_open, **kwargs):
        super().__init__(**kwargs)
        self.candidates = {ward.pk: ward for ward in candidates}
        self.addresses = {f"to-{row.pk}": row for row in addresses}
        if not may_open:
            del self.fields["opens"]
        choices = [(ward.pk, str(ward)) for ward in candidates]
        for name, row in self.addresses.items():
            self.fields[name] = forms.TypedChoiceField(
                label=f"Đơn vị mới của {row.enterprise.name}",
                choices=choices,
                required=False,
                coerce=_whole,
                empty_value=None,
                widget=forms.RadioSelect,
            )

    @property
    def lines(self):
        """[(address, its field)] of the page."""
        return [(row, self[name]) for name, row in self.addresses.items()]

    def shared(self):
        """The fields that hold for every line."""
        return [self[name] for name in ("source", "opens") if name in self.fields]

    def clean(self):
        data = super().clean()
        if not self.errors and not self.choices():
            raise forms.ValidationError(NONE_CHOSEN)
        return data

    def choices(self):
        """[(address, new unit)] of the lines that were chosen."""
        return [
            (row, self.candidates[chosen])
            for name, row in self.addresses.items()
            if (chosen := self.cleaned_data.get(name))
        ]

    def refuse(self, faults):
        """Say beside its line why it was not written."""
        for pk, words in faults.items():
            self.add_error(f"to-{pk}" if f"to-{pk}" in self.fields else None, words)


def lines_of(user, page, data):
    """The addresses of the page, and those it was sent with that have left it."""
    known = {row.pk for row in page}
    sent = {int(found[1]) for name in data if (found := LINE.fullmatch(name))}
    return [*page, *(waiting.posted(user, sent - known) if sent - known else ())]


def filled(data, addresses):
    """What was sent, with the unit asked for on each line without a choice: unsaved."""
    ward = data.get("fill_ward", "")
    return {f"to-{row.pk}": ward for row in addresses} | {
        name: value for name, value in data.items() if value
    }


class ReasonForm(forms.Form):
    """Why an assignment is taken back."""

    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
