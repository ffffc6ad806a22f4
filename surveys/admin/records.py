from django.contrib import admin

from accounts.desk import RecordInline, ScopedAdmin
from accounts.port.desk import PortDesk
from surveys.models import SurveyedOrganisation, SurveyRecord
from surveys.resources import SurveyRecordResource


class SurveyedOrganisationInline(RecordInline):
    model = SurveyedOrganisation


@admin.register(SurveyRecord)
class SurveyRecordAdmin(PortDesk, ScopedAdmin):
    """Phiếu khảo sát."""

    resource_classes = (SurveyRecordResource,)
    list_display = ("enterprise", "campaign", "surveyed_on", "is_in_depth", "result")
    list_select_related = ("enterprise", "campaign")
    list_filter = ("result", "is_in_depth")
    search_fields = ("enterprise__search",)
    autocomplete_fields = (
        "campaign",
        "enterprise",
        "agency",
        "team",
        "real_ward",
        "duplicate_of",
    )
    date_hierarchy = "surveyed_on"
    inlines = (SurveyedOrganisationInline,)
