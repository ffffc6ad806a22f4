"""The pages of import and export in the admin.

`PortDesk` before `ScopedAdmin` gives both, `ExportDesk` the export alone. Rights: an
import needs add and change, an export view, of the rows that go in or out.
"""

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_POST
from import_export.admin import ExportMixin, ImportMixin

from accounts.history.looks import holding
from accounts.log import change_set
from accounts.log.acts import asked, log_act
from accounts.login.step_up import require_for_export
from accounts.models import LogEvent
from accounts.port import waiting
from accounts.port.forms import ColumnsForm, UploadForm
from accounts.port.gate import GateError
from accounts.port.preview import Preview
from accounts.port.sheets import Workbook
from hoangmai_party import clock
from hoangmai_party.text import search_key

EXPIRED = (
    "Tệp chờ xác nhận không còn (quá 30 phút, hoặc đã nhập rồi). Xin chọn lại tệp."
)
MOVED_ON = "Sổ đã thay đổi từ lúc xem trước nên chưa ghi gì. Xin xem lại rồi xác nhận."


class ExportDesk(ExportMixin):
    """Export of the rows that the list shows, with its filters; each one is logged."""

    resource_classes = ()
    export_form_class = ColumnsForm

    def has_export_permission(self, request):
        return self.has_view_permission(request) and bool(
            self.get_export_resource_classes(request)
        )

    def get_export_resource_classes(self, request):
        return [r for r in self.resource_classes if r.may(request.user, "view")]

    def get_export_formats(self):
        return [Workbook]

    def get_export_resource_kwargs(self, request, **kwargs):
        return {"user": request.user}

    def get_valid_export_item_pks(self, request):
        """None: a choice of rows is made by filters, there is no action for it."""
        return []

    def export_action(self, request):
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            messages.error(request, "Bộ lọc trên địa chỉ không hợp lệ.")
            return HttpResponseRedirect(self._address("changelist"))

    def get_export_filename(self, request, queryset, file_format):
        name = search_key(str(self.opts.verbose_name_plural)).replace(",", "")
        return f"{name.replace(' ', '-')}-{clock.today():%Y-%m-%d}.xlsx"

    def get_data_for_export(self, request, queryset, **kwargs):
        dataset = super().get_data_for_export(request, queryset, **kwargs)
        require_for_export(request, len(dataset))
        resource = self.choose_export_resource_class(kwargs["export_form"], request)
        log_act(
            LogEvent.Kind.EXPORT,
            resource._meta.model,
            rows=len(dataset),
            columns=dataset.headers,
            filter=asked(request.GET),
            **self._persons(queryset),
        )
        return dataset

    def _persons(self, queryset):
        """The people in the file, so that each can be told who took them along."""
        if not getattr(self, "logs_looks", False):
            return {}
        return holding(self.model, queryset.values_list("pk", flat=True))

    def init_request_context_data(self, request, form):
        context = super().init_request_context_data(request, form)
        return context | {"title": f"Xuất tệp: {self.opts.verbose_name_plural}"}

    def _address(self, name):
        info = self.opts.app_label, self.opts.model_name, name
        return reverse("admin:{}_{}_{}".format(*info))


class PortDesk(ImportMixin, ExportDesk):
    """Import with a preview: nothing is written before it is confirmed."""

    import_export_change_list_template = (
        "admin/import_export/change_list_import_export.html"
    )

    def has_import_permission(self, request):
        return bool(self.get_import_resource_classes(request))

    def get_import_resource_classes(self, request):
        return [r for r in self.resource_classes if r.may_import(request.user)]

    def import_action(self, request, **kwargs):
        """Take a file and show what it would change."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        resources = self.get_import_resource_classes(request)
        form = UploadForm(
            request.POST or None, request.FILES or None, resources=resources
        )
        preview = None
        if request.method == "POST" and form.is_valid():
            try:
                preview = self._run(request, form.file, dry_run=True)
            except GateError as error:
                form.add_error("import_file", str(error))
        if preview:
            self._let_confirm(request, form.file, preview)
        return self._page(request, form, preview)

    def _let_confirm(self, request, file, preview):
        if preview.can_be_confirmed:
            file.plan = preview.plan
            preview.token = waiting.keep(request.user, self._place, file)

    @method_decorator(require_POST)
    def process_import(self, request, **kwargs):
        """Write what the confirmed preview showed, as one change set, or nothing."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        token = request.POST.get("token", "")
        file = waiting.take(request.user, self._place, token)
        if file is None:
            messages.error(request, EXPIRED)
            return HttpResponseRedirect(self._address("import"))
        reason = f"Nhập tệp {file.name}, SHA-256 {file.sha256}"
        with transaction.atomic(), change_set(reason):
            preview = self._run(request, file, dry_run=False)
            if is_as_shown := not preview.faults and preview.plan == file.plan:
                self._log_import(file, preview)
            else:
                transaction.set_rollback(True)
        if not is_as_shown:
            messages.warning(request, MOVED_ON)
            self._let_confirm(request, file, preview)
            form = UploadForm(resources=self.get_import_resource_classes(request))
            return self._page(request, form, preview)
        messages.success(request, f"Đã nhập tệp {file.name}: {preview.summary}.")
        return HttpResponseRedirect(self._address("changelist"))

    @property
    def _place(self):
        return self.opts.label

    def _run(self, request, file, *, dry_run):
        classes = self.get_import_resource_classes(request)
        if file.resource >= len(classes):
            raise PermissionDenied  # a right taken away since the preview
        resource = classes[file.resource](user=request.user)
        result = resource.import_data(
            resource.table(file.grid),
            dry_run=dry_run,
            use_transactions=True,
            rollback_on_validation_errors=True,
        )
        return Preview(resource, result, file)

    def _log_import(self, file, preview):
        log_act(
            LogEvent.Kind.IMPORT,
            preview.resource._meta.model,
            file=file.name,
            sha256=file.sha256,
            rows=preview.result.total_rows,
            new=preview.new,
            updated=preview.updated,
            unchanged=preview.unchanged,
        )

    def _page(self, request, form, preview):
        resources = self.get_import_resource_classes(request)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Nhập từ tệp: {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "preview": preview,
            "fields_list": [
                (
                    capfirst(resource.get_display_name()),
                    resource().get_export_headers(),
                )
                for resource in resources
            ],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.import_template_name, context)
