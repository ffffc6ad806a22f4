from django.contrib import admin

from accounts.desk import RecordInline, ScopedAdmin
from accounts.port.desk import PortDesk
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit
from surveys.resources import SurveyRecordResource, VisitResource


@admin.register(Campaign)
class CampaignAdmin(ScopedAdmin):
    """Đợt khảo sát."""

    list_display = ("name", "plan_number", "started_on", "ended_on")
    search_fields = ("name",)
    autocomplete_fields = ("wards", "agencies")


@admin.register(SurveyRecord)
class SurveyRecordAdmin(PortDesk, ScopedAdmin):
    """Phiếu khảo sát."""

    resource_classes = (SurveyRecordResource,)
    list_display = ("enterprise", "campaign", "surveyed_on", "is_in_depth", "result")
    list_select_related = ("enterprise", "campaign")
    list_filter = ("result", "is_in_depth")
    search_fields = ("enterprise__search",)
    autocomplete_fields = ("campaign", "enterprise", "agency")
    date_hierarchy = "surveyed_on"


class VisitInline(RecordInline):
    model = Visit


@admin.register(OutreachCase)
class OutreachCaseAdmin(ScopedAdmin):
    """Hồ sơ vận động with its visits."""

    list_display = ("enterprise", "opened_on", "closed_on", "founding")
    list_select_related = ("enterprise", "founding")
    search_fields = ("enterprise__search",)
    autocomplete_fields = ("enterprise", "founding")
    inlines = (VisitInline,)


@admin.register(Visit)
class VisitAdmin(PortDesk, ScopedAdmin):
    """Lần gặp gỡ, vận động."""

    resource_classes = (VisitResource,)
    list_display = ("case", "visited_on", "met", "attitude")
    list_select_related = ("case__enterprise",)
    list_filter = ("met", "attitude")
    search_fields = ("case__enterprise__search",)
    autocomplete_fields = ("case",)
    date_hierarchy = "visited_on"
