from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.guard import Guarded
from accounts.history.log_desk import LogEventAdmin
from accounts.login.desk import UserAdmin
from accounts.models import LogEvent, Register, User

admin.site.site_header = "Sổ đảng viên"
admin.site.site_title = "Sổ đảng viên"
admin.site.index_title = "Bàn làm việc"
admin.site.site_url = "/"


@admin.register(Register)
class RegisterAdmin(Guarded, admin.ModelAdmin):
    """The register's own row: from which day on its figures are complete."""

    fields = ("complete_from",)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


admin.site.register(LogEvent, LogEventAdmin)
admin.site.register(User, UserAdmin)
# The package's own pages show secrets, and let one choose a code for another.
admin.site.unregister([StaticDevice, TOTPDevice])
admin.site.unregister(Group)


@admin.register(Group)
class RightsAdmin(Guarded, GroupAdmin):
    """Groups and their rights."""
