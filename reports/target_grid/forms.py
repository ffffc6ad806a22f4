"""Which sheet, and by which paper."""

import datetime as dt

from django import forms

from branches.models import Committee
from hoangmai_party import clock
from reports.asked import FIRST_YEAR, LAST_YEAR
from reports.indicators import TARGETED
from reports.models import Target
from reports.target_grid.grid import Question

LEVELS = (Target.Level.ASSIGNED, Target.Level.REGISTERED, Target.Level.EXPECTED)
COLUMNS = tuple(indicator for indicator in TARGETED if indicator.branch)
USUAL = {"T01", "T02", "T03", "T10"}  # shown before a sheet has values of its own


class QuestionForm(forms.Form):
    """Year, level, body, columns; what is not said has its usual value."""

    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    level = forms.ChoiceField(
        label="Mức", choices=[(level.value, level.label) for level in LEVELS]
    )
    committee = forms.TypedChoiceField(label="Đảng bộ", coerce=int)
    columns = forms.MultipleChoiceField(
        label="Cột chỉ tiêu",
        required=False,
        choices=[(i.code, i.label) for i in COLUMNS],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data, *, user):
        self.offered = list(Committee.objects.for_user(user))
        own = [c for c in self.offered if c.is_own] or self.offered
        usual = {
            "year": clock.today().year,
            "level": LEVELS[0].value,
            "committee": own[0].pk if own else "",
        }
        given = {k: data.get(k) for k in ("year", "level", "committee") if data.get(k)}
        if columns := data.getlist("columns"):
            given["columns"] = columns
        super().__init__({**usual, **given})
        self.fields["committee"].choices = [(c.pk, str(c)) for c in self.offered]

    def clean(self):
        if not self.offered:
            self.errors.pop("committee", None)
            raise forms.ValidationError(
                "Sổ chưa có đảng bộ nào: hãy khai báo đảng bộ ở Bàn làm việc."
            )
        return super().clean()

    def question(self):
        """The sheet, for a form that is valid."""
        data = self.cleaned_data
        committee = next(c for c in self.offered if c.pk == data["committee"])
        if not data["columns"]:
            held = Target.objects.filter(
                committee=committee, year=data["year"], level=data["level"]
            )
            self.data["columns"] = USUAL.union(held.values_list("indicator", flat=True))
        columns = tuple(i for i in COLUMNS if i.code in self.data["columns"])
        return Question(
            committee, data["year"], data["level"], columns, committee.is_reached
        )


class PaperForm(forms.Form):
    """By which paper the sheet is filled, and why a value is taken back."""

    decided_on = forms.DateField(
        label="Ngày giao, đăng ký",
        help_text="Ngày ghi trên văn bản; ngày mới hơn là điều chỉnh.",
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        ),
    )
    number = forms.CharField(
        label="Số văn bản",
        max_length=Target._meta.get_field("number").max_length,
        required=False,
    )
    reason = forms.CharField(
        label="Lý do hủy",
        max_length=500,
        required=False,
        help_text="Bắt buộc khi xóa trắng một ô đã có chỉ tiêu.",
    )

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = question.year
        if question.level == Target.Level.EXPECTED:
            self.fields["decided_on"].label = "Ngày ước"
            self.fields["decided_on"].help_text = "Ngày mới hơn là ước lại."

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        first = dt.date(self.year - 1, 1, 1)
        if day > clock.today():
            raise forms.ValidationError("Ngày này không được sau hôm nay.")
        if day < first:
            raise forms.ValidationError(
                f"Chỉ tiêu năm {self.year} không thể giao trước ngày {first:%d/%m/%Y}."
            )
        return day
