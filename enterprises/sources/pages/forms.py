"""Forms of the lists of agencies: the file, its columns, what is shown, why undone."""

import re

from django import forms

from accounts.port import gate
from accounts.port.forms import NAME_LENGTH
from accounts.port.gate import GateError
from enterprises.agencies import choices
from enterprises.models import Agency, SourceRow, Ward
from enterprises.sources import reading, store
from enterprises.sources.columns import FIELDS
from hoangmai_party import clock

_DAY = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
UNUSED = "— không dùng —"


class UploadForm(forms.Form):
    """The file of an agency, and what it is."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label="Cơ quan")
    period = forms.CharField(
        label="Kỳ", max_length=50, required=False, help_text="Ví dụ: quý IV/2021."
    )
    received_on = forms.DateField(
        label="Ngày nhận",
        widget=forms.DateInput(attrs=_DAY),
        help_text="Số liệu lấy vào sổ tính từ ngày này.",
    )
    note = forms.CharField(
        label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    source_file = forms.FileField(
        label="Tệp Excel hoặc CSV",
        help_text="Tệp .xlsx hoặc .csv (UTF-8), không quá 10 MB và 20.000 dòng; chữ gõ bằng "
        "phông cũ (TCVN3) được đổi sang bảng mã mới. Chỉ đọc trang tính đầu tiên đang hiện.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.visible_to(user)
        box = self.fields["agency"]
        box.queryset = agencies
        box.choices = [("", box.empty_label), *choices(agencies)]

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError("Ngày không được ở tương lai.")
        return day

    def clean_source_file(self):
        file = self.cleaned_data["source_file"]
        if file.size > gate.MAX_BYTES:
            raise forms.ValidationError(gate.TOO_BIG)
        self.file_name = re.sub(r"[\x00-\x1f\x7f]", "", file.name)[-NAME_LENGTH:]
        self.data_read = file.read()
        try:
            self.reading = reading.read(self.file_name, self.data_read)
        except GateError as error:
            raise forms.ValidationError(str(error)) from error
        return file

    def clean(self):
        data = super().clean()
        agency = data.get("agency")
        read = getattr(self, "data_read", None)
        if agency and read and (old := store.same_file(agency, read)):
            self.add_error("source_file", twice(old))
        return data

    def facts(self):
        """What is stored of the list beside its rows."""
        names = ("period", "received_on", "note")
        facts = {name: self.cleaned_data[name] for name in names}
        return {**facts, "file_name": self.file_name}


def twice(old):
    return (
        f"Chính tệp này đã được đọc vào sổ (nhận ngày {old.received_on:%d/%m/%Y}, "
        f"{old.rows_count} dòng): không đọc lần thứ hai."
    )


class ColumnsForm(forms.Form):
    """Which column is what: one choice a column, as the machine proposes it."""

    def __init__(self, *args, headings, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        self.headings = headings
        for place, (heading, field) in enumerate(zip(headings, proposed, strict=True)):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading,
                choices=[("", UNUSED), *FIELDS.items()],
                required=False,
                initial=field,
            )

    def clean(self):
        data = super().clean()
        chosen = self.columns()
        for place, field in enumerate(chosen):
            if field and chosen.index(field) < place:
                self.add_error(
                    f"column-{place}", f"Đã có cột khác là “{FIELDS[field]}”."
                )
        if not {"name", "tax_code"} & set(chosen):
            raise forms.ValidationError(
                "Phải có ít nhất cột “Tên đơn vị” hoặc cột “Mã số thuế”."
            )
        return data

    def columns(self):
        """The field of each column, in their order."""
        data = self.cleaned_data
        return [data.get(f"column-{i}", "") for i in range(len(self.headings))]


class LinesForm(forms.Form):
    """Which lines of a heap are shown."""

    ONLY = (
        ("", "Tất cả"),
        ("suspect", "Mã số thuế nghi sai, cần hỏi lại"),
        ("twice", "Trùng trong danh sách"),
        ("suggested", "Có gợi ý"),
    )

    q = forms.CharField(label="Tên hoặc mã số thuế", max_length=100, required=False)
    ward = forms.ModelChoiceField(
        Ward.objects.none(), label="Phường, xã", required=False, empty_label="Tất cả"
    )
    only = forms.ChoiceField(label="Chỉ các dòng", choices=ONLY, required=False)

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        rows = SourceRow.objects.filter(list=source)
        wards = Ward.objects.filter(pk__in=rows.values("ward"))
        self.fields["ward"].queryset = wards.order_by("name")


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
