"""The desk of accounts: who logs in with which rights. Nobody types a password here."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from accounts.guard import Guarded
from accounts.history.desk import HistoryDesk
from accounts.login import passwords
from accounts.login.sessions import end_all
from accounts.login.step_up import StepUpDesk, require_step_up


class UserAdmin(StepUpDesk, Guarded, HistoryDesk, admin.ModelAdmin):
    """Accounts: who logs in, with which groups."""

    list_display = ("username", "full_name", "is_active", "is_staff", "last_login")
    search_fields = ("username", "full_name")
    ordering = ("username",)
    # Seven groups: boxes to tick, which a phone and a reader of screens can use.
    formfield_overrides = {
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}
    }
    fieldsets = (
        (None, {"fields": ("username", "full_name", "email", "password_state")}),
        ("Quyền", {"fields": ("is_active", "is_staff", "groups")}),
        ("Thời điểm", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "full_name", "email")}),)
    readonly_fields = ("password_state", "last_login", "date_joined")
    change_form_template = "admin/user_change_form.html"

    @admin.display(description="mật khẩu")
    def password_state(self, user):
        if not user.has_usable_password():
            return "Chưa cấp. Hãy bấm “Cấp mật khẩu lần đầu”."
        if user.first_password_until:
            return "Mật khẩu lần đầu, người dùng chưa đổi."
        return "Do người dùng tự đặt."

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def lookup_allowed(self, lookup, value, request):
        # A filter by the start of a password hash would tell it letter by letter.
        return not lookup.startswith("password") and super().lookup_allowed(
            lookup, value, request
        )

    def has_change_permission(self, request, obj=None):
        is_above = (
            obj is not None and obj.is_superuser and not request.user.is_superuser
        )
        return not is_above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        # The log names its actors; an account is switched off, not removed.
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Other groups, other rights: what the user has open ends."""
        user = form.instance
        before = set(user.groups.values_list("pk", flat=True))
        super().save_related(request, form, formsets, change)
        if before != set(user.groups.values_list("pk", flat=True)):
            end_all(user)

    def get_urls(self):
        page = path(
            "<int:pk>/first-password/",
            self.admin_site.admin_view(self.first_password),
            name="accounts_user_first_password",
        )
        return [page, *super().get_urls()]

    def first_password(self, request, pk):
        """Cấp mật khẩu lần đầu: made by the machine, shown once."""
        person = self.get_object(request, str(pk))
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if person is None:
            raise Http404(pk)
        require_step_up(request)
        context = {
            **self.admin_site.each_context(request),
            "title": "Cấp mật khẩu lần đầu",
            "opts": self.opts,
            "person": person,
            "back": reverse("admin:accounts_user_change", args=[pk]),
        }
        if request.method == "POST":
            context["password"] = passwords.issue_first(person)
        return TemplateResponse(request, "registration/first_password.html", context)
