"""A clerk at the import and export pages of one kind of rows."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.port import sheets
from accounts.tests import books


class Port:
    """Uploads files, confirms previews and reads exports through the real pages."""

    def __init__(self, client, model):
        self.client = client
        self.info = model._meta.app_label, model._meta.model_name

    def url(self, page):
        return reverse("admin:{}_{}_{}".format(*self.info, page))

    def upload(self, data, name="ds.xlsx", resource=0):
        """Send a file to the preview; rows are made into a workbook."""
        if not isinstance(data, bytes):
            data = books.grid(data)
        file = SimpleUploadedFile(name, data)
        return self.client.post(
            self.url("import"), {"import_file": file, "resource": resource}
        )

    def confirm(self, answer):
        token = answer.context["preview"].token
        return self.client.post(self.url("process_import"), {"token": token})

    def bring_in(self, data, **where):
        """Upload and confirm, as after a preview without faults."""
        answer = self.upload(data, **where)
        assert faults(answer) == []
        return self.confirm(answer)

    def export(self, resource=0, query="", columns=None):
        """The bytes of the file that the page gives out."""
        page = self.client.get(self.url("export"))
        form = page.context["form"]
        name = form.resources[resource].__name__
        chosen = {
            field: "on"
            for field in form.resource_fields[name]
            if columns is None or form.fields[field].label in columns
        }
        data = {"resource": resource, "format": 0, **chosen}
        answer = self.client.post(self.url("export") + query, data)
        assert answer["Content-Type"] == sheets.CONTENT_TYPE
        return answer.content

    def rows(self, **where):
        """The rows of an export, headings first."""
        return [
            list(row) for _, row in sheets.read("a.xlsx", self.export(**where)).rows
        ]


def faults(answer):
    """(line, column, message) of everything that the preview finds wrong."""
    preview = answer.context["preview"]
    if preview is None:
        return [(0, "", str(error)) for error in answer.context["form"].errors.values()]
    return [(f.line, f.column, f.message) for f in preview.faults]


def said(answer):
    """What the form says about the file itself."""
    return answer.context["form"].errors["import_file"]


def totals(answer):
    """(new, updated, unchanged) of a preview."""
    preview = answer.context["preview"]
    return preview.new, preview.updated, preview.unchanged


def unchanged(port, count, resource=0):
    """Whether what goes out comes back in as `count` rows without a change."""
    answer = port.upload(port.export(resource=resource), resource=resource)
    return faults(answer) == [] and totals(answer) == (0, 0, count)
