"""The form that records the badges given on one round."""

from django import forms

from hoangmai_party import clock
from members.models import Badge
from members.yearly.grid import AS_ON_PAPER


class GivenForm(forms.Form):
    """One decision, one day, and the names that got their badge."""

    who = forms.MultipleChoiceField(
        label="Người được trao",
        error_messages={
            "required": "Đánh dấu ít nhất một người.",
            "invalid_choice": "Có người không còn trong danh sách đến hạn của đợt này.",
        },
    )
    number = forms.CharField(label="Số quyết định", max_length=50)
    decided_on = forms.DateField(label="Ngày quyết định")
    awarded_on = forms.DateField(label="Ngày trao")
    as_on_paper = forms.CharField(
        label="Ghi nhận đúng giấy tờ vì",
        max_length=250,
        required=False,
        help_text="Bắt buộc khi trao cho người còn trong thời gian hoãn do kỷ luật.",
    )

    def __init__(self, *args, lines, round_=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round_
        self.lines = {line.key: line for line in lines if not line.given}
        self.fields["who"].choices = [(key, key) for key in self.lines]
        for name in ("decided_on", "awarded_on"):
            hint = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
            self.fields[name].widget.attrs |= hint
        if round_:
            self.fields["awarded_on"].initial = round_.day

    @property
    def ticked(self):
        """Keys that were ticked, right or wrong."""
        return (
            set(self.data.getlist(self.add_prefix("who"))) if self.is_bound else set()
        )

    def clean(self):
        data = super().clean()
        decided, awarded = data.get("decided_on"), data.get("awarded_on")
        for name in ("decided_on", "awarded_on"):
            if data.get(name) and data[name] > clock.today():
                self.add_error(name, "Ngày không được ở tương lai.")
        if decided and awarded and awarded < decided:
            message = "Ngày trao không được trước ngày quyết định."
            self.add_error("awarded_on", message)
        if awarded and "awarded_on" not in self.errors:
            self._not_too_early(awarded)
        self._delays_have_a_reason()
        return data

    def chosen(self):
        return [self.lines[key] for key in self.cleaned_data.get("who", ())]

    def _not_too_early(self, awarded):
        """A round is not before its window, a late badge not before the years."""
        if self.round and awarded < self.round.first:
            day = f"{self.round.first:%d/%m/%Y}"
            message = f"Ngày trao trước thời gian xét của đợt (từ {day})."
            self.add_error("awarded_on", message)
        early = [] if self.round else self.chosen()
        for line in early:
            if awarded < line.completes_on:
                day = f"{line.completes_on:%d/%m/%Y}"
                self.add_error(
                    "awarded_on",
                    f"Ngày trao trước ngày {line.member} đủ {line.years} năm ({day}).",
                )

    def _delays_have_a_reason(self):
        names = [str(line.member) for line in self.chosen() if line.delay]
        if names and not self.cleaned_data.get("as_on_paper"):
            message = f"Đang trong thời gian hoãn do kỷ luật: {', '.join(names)}."
            self.add_error("as_on_paper", f"{message} Ghi căn cứ hoặc lý do.")

    def badges(self):
        """[Badge] to write."""
        data, manner = self.cleaned_data, Badge.Manner
        return [
            Badge(
                member=line.member,
                branch=line.branch,
                years=line.years,
                manner=manner.DUE if self.round else manner.LATE,
                number=data["number"],
                decided_on=data["decided_on"],
                awarded_on=data["awarded_on"],
            )
            for line in self.chosen()
        ]

    @property
    def reason(self):
        """What the log keeps of why."""
        said = self.cleaned_data["as_on_paper"]
        what = "Trao huy hiệu Đảng" + (f" {self.round.name}" if self.round else " muộn")
        return f"{what}. {AS_ON_PAPER}{said}" if said else what
