"""Điểm ưu tiên: a new value of a reason is a new dated row; what was in force stays."""

from dataclasses import dataclass

from django import forms
from django.db import IntegrityError, transaction

from accounts.log import change_set
from hoangmai_party import clock
from hoangmai_party.constraints import message_of
from surveys.models import RankingWeight


class NotSetError(Exception):
    """The new points can't begin on that day; the message tells the clerk why."""


@dataclass(frozen=True)
class Standing:
    """One reason: the row in force today, and those that are to come."""

    code: RankingWeight.Code
    row: RankingWeight | None
    coming: tuple
    past: tuple


def standings():
    """[Standing] of every reason; one query."""
    rows, today = list(RankingWeight.objects.order_by("started_on")), clock.today()
    made = []
    for code in RankingWeight.Code:
        own = [row for row in rows if row.code == code]
        now = [r for r in own if r.started_on <= today and _lasts(r, today)]
        coming = [r for r in own if r.started_on > today]
        past = [r for r in own if r not in now and r not in coming]
        made.append(Standing(code, now[0] if now else None, tuple(coming), tuple(past)))
    return made


def _lasts(row, day):
    return row.ended_on is None or row.ended_on > day


class WeightForm(forms.ModelForm):
    """New points of one reason, from a day."""

    class Meta:
        model = RankingWeight
        fields = ("code", "points", "most", "started_on", "source")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_on"].label = "Áp dụng từ ngày"
        self.fields[
            "started_on"
        ].help_text = "Từ hôm nay trở đi: điểm đã dùng không sửa."
        hint = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        self.fields["started_on"].widget.attrs |= hint
        self.fields["source"].required = True

    def _post_clean(self):
        """The act ends the row in force first: only then does nothing overlap."""

    def clean_started_on(self):
        day = self.cleaned_data["started_on"]
        if day < clock.today():
            raise forms.ValidationError(
                f"Không được trước hôm nay ({clock.today():%d/%m/%Y}): điểm đã dùng để "
                "xếp thứ tự thì giữ nguyên."
            )
        return day

    def clean_points(self):
        return _small(self.cleaned_data["points"])

    def clean_most(self):
        return _small(self.cleaned_data["most"])


def _small(number):
    if number is not None and abs(number) > 1000:
        raise forms.ValidationError("Điểm phải trong khoảng từ −1000 đến 1000.")
    return number


def set_weight(*, code, points, most, started_on, source, by):
    """End the row in force and begin the new one, in one change set."""
    label = RankingWeight.Code(code).label
    try:
        with transaction.atomic(), change_set(f"Đặt điểm ưu tiên: {label}"):
            rows = RankingWeight.objects.select_for_update().filter(code=code)
            _refuse_later(rows, started_on)
            for row in rows.on(started_on):
                row.ended_on = started_on
                row.save(update_fields=["ended_on"])
            return RankingWeight.objects.create(
                code=code,
                points=points,
                most=most,
                started_on=started_on,
                source=source,
            )
    except IntegrityError as error:
        if message := message_of(error):
            raise NotSetError(message) from error
        raise


def _refuse_later(rows, started_on):
    later = rows.filter(started_on__gte=started_on).order_by("started_on").first()
    if later:
        raise NotSetError(
            f"Lý do này đã đặt điểm từ ngày {later.started_on:%d/%m/%Y}: chọn ngày sau "
            "đó, hoặc hủy dòng đó ở Bàn làm việc trước."
        )
