"""Closed books at the desk: terms, and the papers that the office numbers itself."""

from accounts.desk import ScopedAdmin


class CommitteeTermAdmin(ScopedAdmin):
    """Nhiệm kỳ of the committee: numbers run from 01 in each."""

    list_display = ("name", "committee", "started_on", "ended_on")
    list_select_related = ("committee",)
    autocomplete_fields = ("committee",)


class IssuedDocumentAdmin(ScopedAdmin):
    """Văn bản đi; the row of a signed report is the report's own and stays."""

    list_display = ("number", "kind", "dated_on", "summary", "signer", "term")
    list_select_related = ("term",)
    list_filter = ("kind",)
    search_fields = ("summary",)

    def has_change_permission(self, request, obj=None):
        is_open = obj is None or obj.report_id is None
        return is_open and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        is_open = obj is None or obj.report_id is None
        return is_open and super().has_delete_permission(request, obj)
