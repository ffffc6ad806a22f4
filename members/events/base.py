"""What an entry about a member is made of: state, form, warnings, writing."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django import forms

from hoangmai_party import clock
from members.models import Placement, Transfer


class State:
    """Where a member stands now: the open spell, placement, guest stay, exemption."""

    def __init__(self, member):
        self.member = member

    @cached_property
    def spell(self):
        """The spell in force, or None: not a đảng viên now."""
        return self.member.spells.filter(ended_on=None).last()

    @cached_property
    def placement(self):
        """The open official placement, or None: on no roll of the register."""
        rows = self.member.placements.filter(
            kind=Placement.Kind.OFFICIAL, ended_on=None
        )
        return rows.select_related("spell", "branch", "member").last()

    @cached_property
    def guest_stay(self):
        """The open temporary placement of a guest, or None."""
        rows = self.member.placements.filter(
            kind=Placement.Kind.TEMPORARY, ended_on=None
        )
        return rows.select_related("spell", "branch", "member").last()

    @cached_property
    def absence(self):
        """The open temporary stay elsewhere, or None."""
        return self.placement and self.placement.absences.filter(ended_on=None).last()

    @cached_property
    def open_transfer(self):
        """The newest giấy giới thiệu out that nobody confirmed, or None."""
        rows = Transfer.objects.filter(placement__member=self.member, confirmed_on=None)
        return rows.order_by("issued_on").last()

    @cached_property
    def exemption(self):
        """The open exemption, or None."""
        return self.member.exemptions.filter(ended_on=None).last()

    @cached_property
    def last_spell(self):
        """The newest spell, ended or not."""
        return self.member.spells.order_by("ceremony_on").last()

    @property
    def is_official(self):
        """Whether the member is recognised as chính thức."""
        return bool(self.spell and self.spell.recognised_on)


@dataclass(frozen=True)
class RuleWarning:
    """A rule that the entry does not keep, and the document that asks it."""

    text: str
    source: str


class EventForm(forms.Form):
    """Day and paper; each kind adds its own fields."""

    happened_on = forms.DateField(
        label="Ngày",
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        ),
    )
    number = forms.CharField(label="Số văn bản", max_length=50, required=False)

    def __init__(self, *args, state, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.state, self.user = state, user

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise forms.ValidationError(
                f"Ngày không được ở tương lai (hôm nay là {clock.today():%d/%m/%Y})."
            )
        if day < dt.date(1930, 2, 3):
            raise forms.ValidationError("Ngày phải từ 03/02/1930 trở về sau.")
        return day


class Event:
    """One kind of entry. Subclasses give code, label, form and `apply`."""

    code = label = group = ""
    form = EventForm
    day_label = "Ngày"
    number_label = "Số văn bản"
    number_required = False
    initial = {}
    # Fields whose value the register keeps sealed: the entry keeps it masked.
    masked = ()

    def possible(self, state):
        """Why it can't happen to this member now, in words; empty when it can."""
        raise NotImplementedError

    def warnings(self, state, data):
        """[RuleWarning] of the rules that the data does not keep."""
        return []

    def apply(self, state, data):
        """Write the facts; raises NotPossibleError with a message for the clerk."""
        raise NotImplementedError

    def own_step(self, state, data):
        """The branch whose own step this is; None: the committee decides, its office
        enters it. The office enters a branch's step in its place ("nhập thay")."""

    def make_form(self, *args, **kwargs):
        """The form with the words of this kind."""
        form = self.form(*args, **kwargs)
        form.fields["happened_on"].label = self.day_label
        form.fields["number"].label = self.number_label
        form.fields["number"].required = self.number_required
        return form


def on_roll(state):
    """Condition most kinds share: a đảng viên with an official placement."""
    if state.placement is None:
        return "Đảng viên hiện không sinh hoạt chính thức ở chi bộ nào trong sổ."
    return ""


def not_on_roll(state):
    """The opposite: a person who is on no roll now."""
    if state.placement is not None:
        return f"Đang sinh hoạt chính thức tại {state.placement.branch}."
    return ""
