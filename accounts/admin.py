from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from accounts.models import LogEvent, Register, User

admin.site.site_header = "Sổ đảng viên"
admin.site.site_title = "Sổ đảng viên"
admin.site.index_title = "Bàn làm việc"
admin.site.site_url = "/"


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Accounts: who logs in, with which groups."""

    list_display = ("username", "full_name", "is_active", "is_staff", "last_login")
    search_fields = ("username", "full_name")
    ordering = ("username",)
    fieldsets = (
        (None, {"fields": ("username", "password", "full_name", "email")}),
        ("Quyền", {"fields": ("is_active", "is_staff", "groups")}),
        ("Thời điểm", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (None, {"fields": ("username", "full_name", "password1", "password2")}),
    )

    def has_delete_permission(self, request, obj=None):
        # The log names its actors; an account is switched off, not removed.
        return False


@admin.register(Register)
class RegisterAdmin(admin.ModelAdmin):
    """The register's own row: from which day on its figures are complete."""

    fields = ("complete_from",)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(LogEvent)
class LogEventAdmin(admin.ModelAdmin):
    """Nhật ký: who changed which row when; what was changed comes with its own page."""

    list_display = ("at", "actor", "what", "table", "row", "reason")
    list_filter = ("kind", "table")
    search_fields = ("actor", "change_set")
    date_hierarchy = "at"
    fields = ("at", "actor", "ip", "reason", "change_set", "what", "table", "row")
    readonly_fields = fields
    show_full_result_count = False

    @admin.display(description="việc", ordering="kind")
    def what(self, event):
        return dict(LogEvent.Kind.choices).get(event.kind, event.kind)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
