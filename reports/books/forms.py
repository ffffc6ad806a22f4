"""What is asked for a signing."""

from django import forms

from hoangmai_party import clock
from hoangmai_party.text import nfc
from reports.books.sign import next_number
from reports.documents import office
from reports.models import Report

MOST = 99_999
_DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}


class SignForm(forms.Form):
    """Number, day and signer, as they stand on the signed sheet."""

    number = forms.IntegerField(
        label="Số",
        min_value=1,
        max_value=MOST,
        help_text="Số tiếp theo của loại Báo cáo trong nhiệm kỳ; sửa nếu đã cấp số khác.",
    )
    dated_on = forms.DateField(label="Ngày ký", widget=forms.DateInput(attrs=_DAY))
    signer = forms.CharField(
        label="Người ký", max_length=Report._meta.get_field("signer").max_length
    )
    signer_role = forms.CharField(
        label="Chức vụ người ký",
        max_length=Report._meta.get_field("signer_role").max_length,
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.report = report
        today = clock.today()
        signer = office.on(report.committee, today).signer
        self.initial = {
            "number": next_number(report.committee, today),
            "dated_on": today,
            "signer": signer.name,
            "signer_role": signer.role,
        }

    def clean_signer(self):
        return nfc(self.cleaned_data["signer"])

    def clean_signer_role(self):
        return nfc(self.cleaned_data["signer_role"])

    def clean_dated_on(self):
        day, as_of = self.cleaned_data["dated_on"], self.report.as_of
        if day > clock.today():
            raise forms.ValidationError("Ngày ký không được sau hôm nay.")
        if day < as_of:
            raise forms.ValidationError(
                f"Ngày ký không được trước ngày tính số liệu ({as_of:%d/%m/%Y})."
            )
        return day
