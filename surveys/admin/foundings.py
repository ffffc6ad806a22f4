from django.contrib import admin

from accounts.desk import ScopedAdmin
from surveys.models import FoundingItem, FoundingPaper, FoundingPerson


@admin.register(FoundingItem)
class FoundingItemAdmin(ScopedAdmin):
    """Thành phần hồ sơ thành lập, of each committee."""

    list_display = (
        *("order", "name", "committee", "is_required"),
        *("started_on", "ended_on", "source"),
    )
    list_display_links = ("name",)
    list_select_related = ("committee",)
    list_filter = ("is_required", "committee")
    search_fields = ("name",)


@admin.register(FoundingPaper)
class FoundingPaperAdmin(ScopedAdmin):
    """Giấy tờ đã có."""

    list_display = ("case", "item", "number", "received_on")
    list_select_related = ("case__enterprise", "item")
    search_fields = ("case__enterprise__search",)
    autocomplete_fields = ("case", "item")


@admin.register(FoundingPerson)
class FoundingPersonAdmin(ScopedAdmin):
    """Đảng viên dự kiến của chi bộ mới."""

    list_display = ("__str__", "case", "role", "paper_number")
    list_select_related = ("case__enterprise", "member")
    search_fields = ("full_name", "member__search", "case__enterprise__search")
    autocomplete_fields = ("case", "member")
