"""The forms of the import and export pages."""

import hashlib
import re
from dataclasses import dataclass, field

from django import forms
from import_export.forms import SelectableFieldsExportForm

from accounts.port import gate, sheets

NAME_LENGTH = 150


@dataclass
class File:
    """An uploaded file that passed the gate."""

    name: str
    data: bytes
    resource: int = 0
    plan: str = ""  # what its preview said
    grid: sheets.Grid = field(default=None, repr=False)

    def __post_init__(self):
        self.grid = self.grid or sheets.read(self.name, self.data)

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()


class UploadForm(forms.Form):
    """The file, and what it holds where the page knows several kinds of rows."""

    resource = forms.TypedChoiceField(label="Tệp chứa", coerce=int)
    import_file = forms.FileField(
        label="Tệp Excel hoặc CSV",
        help_text="Tệp .xlsx hoặc .csv (UTF-8), không quá 10 MB và 20.000 dòng.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args, resources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resource"].choices = [
            (index, resource.get_display_name())
            for index, resource in enumerate(resources)
        ]
        if len(resources) == 1:
            self.fields["resource"].widget = forms.HiddenInput()
            self.fields["resource"].initial = 0

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > gate.MAX_BYTES:
            raise forms.ValidationError(gate.TOO_BIG)
        name = re.sub(r"[\x00-\x1f\x7f]", "", file.name)[-NAME_LENGTH:]
        try:
            self.file = File(name, file.read())
        except gate.GateError as error:
            raise forms.ValidationError(str(error)) from error
        return file

    def clean(self):
        if hasattr(self, "file"):
            self.file.resource = self.cleaned_data.get("resource", 0)
        return super().clean()


class ColumnsForm(SelectableFieldsExportForm):
    """Which columns go out, under the titles that they have in the file."""

    def _get_field_label(self, resource, field_name):
        return resource.fields[field_name].column_name
