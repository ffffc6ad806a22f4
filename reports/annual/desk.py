"""Reports at the desk: to be looked at and voided; they are written on their pages."""

from accounts.desk import ScopedAdmin


class _ReadOnly(ScopedAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class ReportAdmin(_ReadOnly):
    """Báo cáo; a draft made by mistake is voided here with its sections."""

    list_display = ("__str__", "period", "as_of", "status", "number", "dated_on")
    list_filter = ("family", "period", "status")
    list_select_related = ("committee",)

    def has_delete_permission(self, request, obj=None):
        is_open = obj is None or obj.is_open
        return is_open and super().has_delete_permission(request, obj)


class _Part(_ReadOnly):
    def has_module_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReportSectionAdmin(_Part):
    """Mục of a report."""

    list_display = ("heading", "report", "position", "version")
    list_select_related = ("report",)


class SectionVersionAdmin(_Part):
    """Lần ghi of a section."""

    list_display = ("heading", "number", "kind", "saved_by", "saved_at")
    list_select_related = ("saved_by",)
