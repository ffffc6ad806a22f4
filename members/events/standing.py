"""What changes a member's standing: công nhận chính thức, miễn, đổi thẻ."""

from django import forms

from accounts.sealed import blind_index, mask
from branches.models import RuleMissingError
from hoangmai_party.periods import add_months
from members import actions, codes
from members.admission import told
from members.events.base import Event, EventForm, RuleWarning, on_roll
from members.models import Exemption


class Recognition(Event):
    """Công nhận đảng viên chính thức; the official day follows from the ceremony."""

    code, label, group = "recognition", "Công nhận chính thức", "Đảng tịch"
    day_label = "Ngày quyết định công nhận"
    number_label = "Số quyết định"
    number_required = True

    def possible(self, state):
        if state.spell is None:
            return "Người này hiện không là đảng viên."
        if state.is_official:
            return f"Đã là chính thức từ {state.spell.official_on:%d/%m/%Y}."
        return ""

    def warnings(self, state, data):
        try:
            official = actions.official_day(state.spell.ceremony_on)
        except RuleMissingError as missing:
            return [RuleWarning(str(missing), "Điều lệ Đảng, Điều 5")]
        if data["happened_on"] < official:
            text = f"Chưa hết thời gian dự bị: đến {official:%d/%m/%Y}."
            return [RuleWarning(text, "Quy định 294-QĐ/TW, điểm 4.2")]
        return []

    def apply(self, state, data):
        actions.recognise(
            spell=state.spell,
            recognised_on=data["happened_on"],
            number=data["number"],
        )
        told.recognised(state.spell, on=data["happened_on"], number=data["number"])


class ExemptionForm(EventForm):
    """Which kind, why, until when."""

    kind = forms.ChoiceField(label="Loại", choices=Exemption.Kind.choices)
    until = forms.DateField(
        label="Dự kiến đến ngày", required=False, help_text="Chỉ ghi khi có thời hạn."
    )
    reason = forms.CharField(label="Lý do", max_length=255, required=False)

    def clean(self):
        data = super().clean()
        day, until = data.get("happened_on"), data.get("until")
        fixed = data.get("kind") == Exemption.Kind.FIXED
        if fixed and not until and "until" not in self.errors:
            self.add_error("until", "Miễn có thời hạn phải ghi ngày dự kiến kết thúc.")
        if not fixed and until:
            self.add_error("until", "Miễn không thời hạn thì để trống ô này.")
        if fixed and day and until and until <= day:
            self.add_error("until", "Ngày dự kiến kết thúc phải sau ngày bắt đầu.")
        return data


class Exempt(Event):
    """Miễn công tác và sinh hoạt đảng; the member is still counted."""

    code, label, group = (
        "exemption",
        "Miễn công tác và sinh hoạt đảng",
        "Tạm thời, miễn",
    )
    form = ExemptionForm
    day_label = "Miễn từ ngày"
    number_label = "Số nghị quyết, quyết định"
    number_required = True

    def possible(self, state):
        if state.exemption:
            return f"Đang được miễn từ {state.exemption.started_on:%d/%m/%Y}."
        return on_roll(state)

    def warnings(self, state, data):
        until = data.get("until")
        if until and until >= add_months(data["happened_on"], 12):
            text = "Miễn có thời hạn phải dưới 12 tháng."
            return [RuleWarning(text, "Hướng dẫn 38-HD/BTCTW, IV.1.2")]
        return []

    def own_step(self, state, data):
        return state.placement.branch

    def apply(self, state, data):
        Exemption.objects.create(
            member=state.member,
            branch=state.placement.branch,
            kind=data["kind"],
            started_on=data["happened_on"],
            until=data["until"],
            number=data["number"],
            reason=data["reason"],
        )


class EndExemption(Event):
    """Trở lại công tác, sinh hoạt đảng."""

    code, label, group = (
        "exemption_end",
        "Thôi miễn, trở lại sinh hoạt",
        "Tạm thời, miễn",
    )
    day_label = "Trở lại từ ngày"

    def possible(self, state):
        return "" if state.exemption else "Đảng viên không được miễn."

    def own_step(self, state, data):
        return state.exemption.branch

    def apply(self, state, data):
        actions.end_period(state.exemption, on=data["happened_on"])


class CardForm(EventForm):
    """The number on the card."""

    card_number = forms.CharField(
        label="Số thẻ",
        max_length=20,
        help_text="Thẻ theo QĐ 85: 8 chữ số. Thẻ mới: 12 chữ số, là số định danh.",
    )

    def clean_card_number(self):
        typed, known = self.cleaned_data["card_number"], self.state.member.citizen_id
        if known and typed == mask(known):  # as a correction shows it
            return str(known)
        number = codes.number_only(typed)
        if len(number) == 12:
            return self._new_card(number)
        try:
            return codes.check_old_card(number)
        except codes.NumberError as error:
            raise forms.ValidationError(str(error)) from error

    def _new_card(self, number):
        member = self.state.member
        try:
            codes.check_citizen_id(number, member.born_on, member.sex)
        except codes.NumberError as error:
            raise forms.ValidationError(str(error)) from error
        if member.citizen_id_index not in ("", blind_index("cccd", number)):
            raise forms.ValidationError(
                "Số thẻ mới phải bằng số định danh cá nhân trong hồ sơ."
            )
        return number


class Card(Event):
    """Phát, đổi, cấp lại thẻ đảng viên."""

    code, label, group = "card", "Phát, đổi thẻ đảng viên", "Đảng tịch"
    form = CardForm
    masked = ("card_number",)
    day_label = "Ngày cấp thẻ"
    number_label = "Số quyết định"

    def possible(self, state):
        return "" if state.spell else "Người này hiện không là đảng viên."

    def warnings(self, state, data):
        if state.is_official:
            return []
        text = "Thẻ chỉ phát cho đảng viên chính thức."
        return [RuleWarning(text, "Quy định 294-QĐ/TW, điểm 6.1.1")]

    def apply(self, state, data):
        actions.give_card(
            member=state.member,
            number=data["card_number"],
            issued_on=data["happened_on"],
        )
