"""Ways out: chuyển đi, từ trần, xóa tên, khai trừ, ra khỏi Đảng, hủy kết nạp."""

from django import forms

from members import actions
from members.admission import told
from members.events.base import Event, EventForm, RuleWarning, on_roll
from members.models import Placement, Transfer

_ENDED = Placement.Ended


class Exit(Event):
    """The member leaves the roll; all but a transfer end the đảng tịch too."""

    group = "Giảm"
    ended = ""

    def possible(self, state):
        return on_roll(state)

    def apply(self, state, data):
        actions.leave(
            placement=state.placement,
            on=data["happened_on"],
            reason=self.ended,
            number=data["number"],
        )
        actions.end_stays(placement=state.placement, on=data["happened_on"])
        spell = state.placement.spell
        told.ended(spell, on=data["happened_on"], number=data["number"])


class TransferOutForm(EventForm):
    """Where to, by which paper, and when the other place confirmed."""

    destination = forms.CharField(label="Chuyển đến đảng bộ, chi bộ", max_length=255)
    confirmed_on = forms.DateField(
        label="Nơi đến xác nhận ngày",
        required=False,
        help_text="Để trống nếu chưa có xác nhận; hạn 30 ngày làm việc.",
    )

    def clean(self):
        data = super().clean()
        issued, confirmed = data.get("happened_on"), data.get("confirmed_on")
        if issued and confirmed and confirmed < issued:
            self.add_error(
                "confirmed_on", "Ngày xác nhận không được trước ngày cấp giấy."
            )
        return data


class TransferOut(Exit):
    """Chuyển sinh hoạt đảng ra ngoài Đảng bộ; counts on the day of issue."""

    code, label = "transfer_out", "Chuyển đi"
    form = TransferOutForm
    day_label = "Ngày cấp giấy giới thiệu"
    number_label = "Số giấy giới thiệu"
    number_required = True

    def apply(self, state, data):
        placement, on = state.placement, data["happened_on"]
        actions.leave(
            placement=placement,
            on=on,
            reason=_ENDED.TRANSFERRED,
            number=data["number"],
            went_to=data["destination"],
        )
        actions.end_stays(placement=placement, on=on)
        Transfer.objects.create(
            placement=placement,
            number=data["number"],
            issued_on=on,
            destination=data["destination"],
            confirmed_on=data["confirmed_on"],
        )
        told.gone(
            placement.spell,
            on=on,
            number=data["number"],
            went_to=data["destination"],
        )


class ConfirmedForm(EventForm):
    """The day on which the other place took the member in."""

    def clean_happened_on(self):
        day = super().clean_happened_on()
        issued = self.state.open_transfer.issued_on
        if day < issued:
            raise forms.ValidationError(
                f"Ngày xác nhận không được trước ngày cấp giấy ({issued:%d/%m/%Y})."
            )
        return day


class TransferConfirmed(Event):
    """Nơi đến xác nhận: the paper came back, or the other place wrote (R2.22)."""

    code, label, group = "transfer_confirmed", "Nơi đến xác nhận chuyển đi", "Giảm"
    form = ConfirmedForm
    day_label = "Nơi đến xác nhận ngày"
    number_label = "Số giấy xác nhận"

    def possible(self, state):
        if state.open_transfer is None:
            return "Không có giấy giới thiệu chuyển đi nào đang chờ xác nhận."
        return ""

    def apply(self, state, data):
        transfer = state.open_transfer
        transfer.confirmed_on = data["happened_on"]
        transfer.save()


class Death(Exit):
    """Từ trần: the day of death is the first day off the roll."""

    code, label, ended = "death", "Từ trần", _ENDED.DIED
    day_label = "Ngày từ trần"
    number_label = "Số giấy chứng tử, phiếu báo"


class StrikeOff(Exit):
    """Xóa tên trong danh sách đảng viên (294 §8.1)."""

    code, label, ended = "strike_off", "Xóa tên", _ENDED.STRUCK_OFF
    day_label = "Ngày quyết định"
    number_label = "Số quyết định"
    number_required = True


class Expulsion(Exit):
    """Khai trừ; only a đảng viên chính thức is expelled, a dự bị is struck off."""

    code, label, ended = "expulsion", "Khai trừ", _ENDED.EXPELLED
    day_label = "Ngày quyết định"
    number_label = "Số quyết định"
    number_required = True

    def warnings(self, state, data):
        if state.is_official:
            return []
        return [
            RuleWarning(
                "Đảng viên dự bị vi phạm tới mức phải đưa ra thì xóa tên, không khai trừ.",
                "Quy định 69-QĐ/TW, Điều 7",
            )
        ]


class Resignation(Exit):
    """Ra khỏi Đảng, at the member's own request (06 §11.2)."""

    code, label, ended = "resignation", "Ra khỏi Đảng", _ENDED.RESIGNED
    day_label = "Ngày quyết định"
    number_label = "Số quyết định"
    number_required = True


class Cancellation(Exit):
    """Hủy kết nạp: admitted without the conditions (294 §4.4)."""

    code, label, ended = "cancellation", "Hủy kết nạp", _ENDED.CANCELLED
    day_label = "Ngày quyết định hủy"
    number_label = "Số quyết định hủy"
    number_required = True

    def warnings(self, state, data):
        if not state.is_official:
            return []
        return [
            RuleWarning(
                "Đảng viên đã chính thức: phải hủy cả quyết định công nhận (9L-HCT).",
                "Quy định 294-QĐ/TW, điểm 4.4",
            )
        ]
