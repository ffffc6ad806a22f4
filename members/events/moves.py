"""Ways in and about: chuyển đến, chuyển nội bộ, tạm thời, phục hồi, kết nạp lại."""

from django import forms

from branches.models import Branch
from hoangmai_party.periods import add_months, in_force
from members import actions
from members.admission import told
from members.events.base import Event, EventForm, RuleWarning, not_on_roll, on_roll
from members.models import Absence, Placement, Spell

READMISSION_MONTHS = 36  # 294 §3.5, warned only: the office may hold another paper


class BranchField(forms.ModelChoiceField):
    """A branch that the user reaches."""

    def __init__(self, **kwargs):
        super().__init__(Branch.objects.none(), **kwargs)


class BranchForm(EventForm):
    """Day, paper and the branch of the register."""

    branch = BranchField(label="Chi bộ")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = Branch.objects.visible_to(self.user)

    def clean(self):
        data = super().clean()
        day, branch = data.get("happened_on"), data.get("branch")
        if day and branch and not branch.links.filter(in_force(day)).exists():
            self.add_error("branch", f"Chi bộ này không hoạt động ngày {day:%d/%m/%Y}.")
        return data


class ArrivalForm(BranchForm):
    """Also where the member comes from."""

    came_from = forms.CharField(
        label="Chuyển từ đảng bộ, chi bộ", max_length=255, required=False
    )


class TransferIn(Event):
    """Chuyển đến, of a person whom the register knows already."""

    code, label, group = "transfer_in", "Chuyển đến", "Tăng"
    form = ArrivalForm
    day_label = "Ngày tiếp nhận"
    number_label = "Số giấy giới thiệu"
    number_required = True

    def possible(self, state):
        if state.spell is None:
            return "Người này hiện không là đảng viên: ghi kết nạp lại hoặc phục hồi."
        return not_on_roll(state)

    def apply(self, state, data):
        actions.arrive(
            spell=state.spell,
            branch=data["branch"],
            on=data["happened_on"],
            number=data["number"],
            came_from=data["came_from"],
        )


class Move(Event):
    """Chuyển nội bộ: one day that closes and opens; the body's number stays."""

    code, label, group = "move", "Chuyển nội bộ", "Nội bộ"
    form = BranchForm
    day_label = "Ngày chuyển"
    number_label = "Số giấy giới thiệu"

    def possible(self, state):
        return on_roll(state)

    def apply(self, state, data):
        if data["branch"] == state.placement.branch:
            raise actions.NotPossibleError("Đảng viên đang ở chính chi bộ này.")
        on = data["happened_on"]
        actions.end_stays(placement=state.placement, on=on)
        actions.move(
            placement=state.placement, to=data["branch"], on=on, number=data["number"]
        )
        told.moved(state.placement, to=data["branch"], on=on, number=data["number"])


class AwayForm(EventForm):
    """Where and until when."""

    destination = forms.CharField(label="Nơi sinh hoạt tạm thời", max_length=255)
    until = forms.DateField(label="Dự kiến đến ngày", required=False)

    def clean(self):
        data = super().clean()
        day, until = data.get("happened_on"), data.get("until")
        if day and until and until <= day:
            self.add_error("until", "Ngày dự kiến kết thúc phải sau ngày bắt đầu.")
        return data


class TemporaryAway(Event):
    """Sinh hoạt tạm thời nơi khác: still counted here."""

    code, label, group = "temporary_away", "Sinh hoạt tạm thời đi", "Tạm thời, miễn"
    form = AwayForm
    day_label = "Từ ngày"
    number_label = "Số giấy giới thiệu"

    def possible(self, state):
        if state.absence:
            return f"Đang sinh hoạt tạm thời tại {state.absence.destination}."
        return on_roll(state)

    def warnings(self, state, data):
        until = data.get("until")
        if until and until > add_months(data["happened_on"], 12):
            text = "Sinh hoạt tạm thời từ 3 đến dưới 12 tháng (đi học: đến 24 tháng)."
            return [RuleWarning(text, "Quy định 294-QĐ/TW, điểm 6.3.2")]
        return []

    def own_step(self, state, data):
        return state.placement.branch

    def apply(self, state, data):
        if data["happened_on"] < state.placement.started_on:
            raise actions.NotPossibleError("Ngày đi trước ngày về chi bộ.")
        Absence.objects.create(
            placement=state.placement,
            started_on=data["happened_on"],
            destination=data["destination"],
            number=data["number"],
            until=data["until"],
        )


class BackFromAway(Event):
    """Hết sinh hoạt tạm thời, trở về."""

    code, label, group = "back", "Trở về sau sinh hoạt tạm thời", "Tạm thời, miễn"
    day_label = "Ngày trở về"

    def possible(self, state):
        return "" if state.absence else "Đảng viên không sinh hoạt tạm thời nơi khác."

    def own_step(self, state, data):
        return state.placement.branch

    def apply(self, state, data):
        actions.end_period(state.absence, on=data["happened_on"])


class GuestIn(Event):
    """Sinh hoạt tạm thời đến: a guest, never counted here."""

    code, label, group = "guest_in", "Sinh hoạt tạm thời đến", "Tạm thời, miễn"
    form = ArrivalForm
    day_label = "Từ ngày"
    number_label = "Số giấy giới thiệu"

    def possible(self, state):
        if state.guest_stay:
            return f"Đang sinh hoạt tạm thời tại {state.guest_stay.branch}."
        return "" if state.spell else "Người này hiện không là đảng viên."

    def own_step(self, state, data):
        return data["branch"]

    def apply(self, state, data):
        Placement.objects.create(
            spell=state.spell,
            branch=data["branch"],
            kind=Placement.Kind.TEMPORARY,
            started_on=data["happened_on"],
            began=Placement.Began.TEMPORARY,
            began_number=data["number"],
            came_from=data["came_from"],
        )


class GuestOut(Event):
    """Hết sinh hoạt tạm thời của khách."""

    code, label, group = "guest_out", "Hết sinh hoạt tạm thời đến", "Tạm thời, miễn"
    day_label = "Ngày kết thúc"

    def possible(self, state):
        return "" if state.guest_stay else "Không có thời gian sinh hoạt tạm thời nào."

    def own_step(self, state, data):
        return state.guest_stay.branch

    def apply(self, state, data):
        actions.leave(
            placement=state.guest_stay,
            on=data["happened_on"],
            reason=Placement.Ended.RETURNED,
            number=data["number"],
        )


class Restoration(Event):
    """Phục hồi đảng tịch: wronged, or the decision was annulled (294 §5.2.2)."""

    code, label, group = "restoration", "Phục hồi đảng tịch", "Tăng"
    form = BranchForm
    day_label = "Ngày quyết định"
    number_label = "Số quyết định"
    number_required = True

    def possible(self, state):
        last = state.last_spell
        if last is None or last.ended_on is None:
            return "Chỉ phục hồi cho người đã thôi là đảng viên."
        if last.end_reason == Spell.EndReason.DIED:
            return "Đảng viên đã từ trần."
        return ""

    def apply(self, state, data):
        if data["happened_on"] <= state.last_spell.ended_on:
            raise actions.NotPossibleError(
                "Ngày phục hồi phải sau ngày thôi là đảng viên."
            )
        actions.arrive(
            spell=state.last_spell,
            branch=data["branch"],
            on=data["happened_on"],
            began=Placement.Began.RESTORED,
            number=data["number"],
        )


class ReadmissionForm(BranchForm):
    """The decision's day beside the ceremony."""

    decision_on = forms.DateField(label="Ngày quyết định kết nạp lại")

    def clean(self):
        data = super().clean()
        ceremony, decision = data.get("happened_on"), data.get("decision_on")
        if ceremony and decision and ceremony < decision:
            self.add_error(
                "happened_on", "Ngày lễ kết nạp không được trước ngày quyết định."
            )
        return data


class Readmission(Event):
    """Kết nạp lại: the same person, a second spell, a new probation."""

    code, label, group = "readmission", "Kết nạp lại", "Tăng"
    form = ReadmissionForm
    day_label = "Ngày lễ kết nạp"
    number_label = "Số quyết định"
    number_required = True

    def possible(self, state):
        if state.spell is not None:
            return "Người này đang là đảng viên."
        if state.last_spell and state.last_spell.end_reason == Spell.EndReason.DIED:
            return "Đảng viên đã từ trần."
        return "" if state.last_spell else "Chưa từng là đảng viên: ghi kết nạp."

    def warnings(self, state, data):
        found = []
        left = state.last_spell.ended_on
        if data["happened_on"] < add_months(left, READMISSION_MONTHS):
            text = f"Chưa đủ {READMISSION_MONTHS} tháng từ ngày {left:%d/%m/%Y}."
            found.append(RuleWarning(text, "Quy định 294-QĐ/TW, điểm 3.5"))
        if state.member.spells.count() > 1:
            text = "Chỉ xem xét kết nạp lại một lần."
            found.append(RuleWarning(text, "Quy định 294-QĐ/TW, điểm 3.5"))
        return found

    def apply(self, state, data):
        if data["happened_on"] <= state.last_spell.ended_on:
            raise actions.NotPossibleError(
                "Ngày kết nạp lại phải sau ngày thôi là đảng viên."
            )
        actions.admit(
            member=state.member,
            branch=data["branch"],
            ceremony_on=data["happened_on"],
            decision_on=data["decision_on"],
            decision_number=data["number"],
            again=True,
        )
