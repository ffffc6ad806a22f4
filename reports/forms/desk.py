"""The desk of the forms: where places lie, and the office's own workbooks."""

import hashlib

from django import forms
from django.contrib import messages

from accounts.desk import ScopedAdmin
from accounts.port.gate import MAX_BYTES, TOO_BIG
from accounts.port.measure import GateError
from hoangmai_party.text import nfc
from reports.forms import template
from reports.forms.declared import BY_NUMBER
from reports.models import FormTemplate


class TransferPlaceAdmin(ScopedAdmin):
    """Nơi chuyển sinh hoạt đảng, for Biểu 1."""

    list_display = ("name", "area")
    list_filter = ("area",)
    search_fields = ("name",)


class FormTemplateForm(forms.ModelForm):
    """A workbook and the days on which it holds."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        required=False,
        help_text="Các ô cần điền phải được đặt tên trong Excel, ví dụ B1_A_KY_NAY.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    class Meta:
        model = FormTemplate
        fields = ("number", "source", "started_on", "ended_on")

    def clean(self):
        data = super().clean()
        file, form = data.get("file"), BY_NUMBER.get(data.get("number"))
        self.faults = []
        if not file and not self.instance.pk and "file" not in self.errors:
            self.add_error("file", "Chọn tệp Excel của mẫu biểu.")
        if form is None:
            return data
        if file:
            self._take(form, file)
        elif self.instance.pk and "number" in self.changed_data:
            self.add_error("number", "Đổi biểu thì phải chọn lại tệp.")
        return data

    def _take(self, form, file):
        if file.size > MAX_BYTES:
            return self.add_error("file", TOO_BIG)
        try:
            clean, self.faults = template.checked(form, file.read())
        except GateError as error:
            return self.add_error("file", str(error))
        row = self.instance
        row.data, row.sha256 = clean, hashlib.sha256(clean).hexdigest()
        row.file_name = nfc(file.name)[-150:]
        return None


class FormTemplateAdmin(ScopedAdmin):
    """Mẫu biểu của cơ quan: the file passes the gate before it is kept."""

    form = FormTemplateForm
    list_display = ("number", "source", "file_name", "started_on", "ended_on")
    list_filter = ("number",)
    readonly_fields = ("file_name", "sha256")
    fields = (
        "number",
        "source",
        ("started_on", "ended_on"),
        "file",
        "file_name",
        "sha256",
    )

    def get_queryset(self, request):
        return super().get_queryset(request).defer("data")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for fault in form.faults:
            messages.warning(request, f"Không điền: {fault}")
