from django.contrib import admin, messages
from django.http import HttpResponseRedirect

from accounts.desk import ScopedAdmin
from surveys.campaigns.forms import surveyors
from surveys.models import Assignment, Campaign, ListedEnterprise, Team


@admin.register(Campaign)
class CampaignAdmin(ScopedAdmin):
    """Đợt khảo sát."""

    list_display = ("name", "plan_number", "started_on", "ended_on", "closed_on")
    search_fields = ("name",)
    autocomplete_fields = ("wards", "agencies")


@admin.register(Team)
class TeamAdmin(ScopedAdmin):
    """Tổ khảo sát."""

    list_display = ("name", "campaign", "head")
    list_select_related = ("campaign",)
    search_fields = ("name", "head")
    autocomplete_fields = ("campaign",)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "users":  # not the names of all accounts
            kwargs["queryset"] = surveyors()
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Assignment)
class AssignmentAdmin(ScopedAdmin):
    """Phân công khảo sát."""

    list_display = ("campaign", "team", "ward", "agency", "quota", "due_on")
    list_select_related = ("campaign", "team", "ward", "agency")
    search_fields = ("team__name", "ward__name")
    autocomplete_fields = ("campaign", "team", "ward", "agency")


@admin.register(ListedEnterprise)
class ListedEnterpriseAdmin(ScopedAdmin):
    """Doanh nghiệp trong danh sách của đợt."""

    list_display = ("number", "name", "ward", "campaign", "assignment")
    list_select_related = ("ward", "campaign", "assignment__team", "assignment__ward")
    search_fields = ("enterprise__search",)
    autocomplete_fields = ("campaign", "assignment", "enterprise", "ward")

    def _void(self, request, row, reason):
        if said := row.filed_words():
            self.message_user(request, said, messages.ERROR)
            return HttpResponseRedirect(request.path)
        return super()._void(request, row, reason)
