"""The desk of what branches do in a year: meetings, congresses, inspections."""

from django.contrib import admin

from accounts.desk import RecordInline, ScopedAdmin, register_parts
from accounts.port.desk import PortDesk
from branches.models import (
    Congress,
    CoordinationRegulation,
    InspectionFollowUp,
    SteeringCommittee,
    SteeringSeat,
)
from branches.resources import (
    CongressResource,
    InspectionResource,
    MeetingResource,
    RegulationResource,
    SteeringSeatResource,
)


class MeetingAdmin(PortDesk, ScopedAdmin):
    """Sinh hoạt, hội nghị; the members app adds who was missing."""

    resource_classes = (MeetingResource,)
    list_display = (
        "held_on",
        "kind",
        "branch",
        "committee",
        "topic",
        "due",
        "present",
        "quality",
    )
    list_display_links = ("held_on", "kind")
    list_select_related = ("branch", "committee")
    list_filter = ("kind", "quality")
    search_fields = ("topic", "number", "branch__search")
    date_hierarchy = "held_on"
    autocomplete_fields = ("branch", "committee", "enterprises")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("branch", "committee"),
                    ("kind", "held_on", "minutes"),
                    ("place", "topic"),
                    ("chair", "clerk", "guests"),
                    ("due", "present", "excused"),
                    "enterprises",
                    ("number", "quality"),
                    "conclusion",
                )
            },
        ),
    )


@admin.register(Congress)
class CongressAdmin(PortDesk, ScopedAdmin):
    """Đại hội chi bộ."""

    resource_classes = (CongressResource,)
    list_display = ("branch", "term", "held_on", "present", "number", "approved_on")
    list_select_related = ("branch",)
    search_fields = ("branch__search", "term", "number")
    date_hierarchy = "held_on"
    autocomplete_fields = ("branch",)


class FollowUpInline(RecordInline):
    model = InspectionFollowUp


class InspectionAdmin(PortDesk, ScopedAdmin):
    """Kiểm tra, giám sát; the members app adds the members looked at."""

    resource_classes = (InspectionResource,)
    list_display = (
        "began_on",
        "kind",
        "branch",
        "topic",
        "concluded_on",
        "conclusion_number",
    )
    list_display_links = ("began_on", "kind")
    list_select_related = ("branch",)
    list_filter = ("kind",)
    search_fields = ("topic", "number", "branch__search")
    date_hierarchy = "began_on"
    autocomplete_fields = ("branch", "inspector")
    inlines = (FollowUpInline,)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("branch", "kind"),
                    ("inspector", "team"),
                    ("topic", "programme"),
                    ("number", "decided_on"),
                    ("covers_from", "covers_to"),
                    ("began_on", "reported_on"),
                    ("concluded_on", "conclusion_number"),
                    "findings",
                )
            },
        ),
    )


@admin.register(CoordinationRegulation)
class RegulationAdmin(PortDesk, ScopedAdmin):
    """Quy chế phối hợp."""

    resource_classes = (RegulationResource,)
    list_display = (
        "branch",
        "enterprise",
        "counterpart",
        "number",
        "signed_on",
        "ended_on",
    )
    list_select_related = ("branch", "enterprise")
    list_filter = ("counterpart",)
    search_fields = ("number", "branch__search", "enterprise__search")
    autocomplete_fields = ("branch", "enterprise")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("branch", "enterprise"),
                    ("counterpart", "number", "signed_on"),
                    ("started_on", "ended_on"),
                    ("signer", "signer_of_enterprise"),
                )
            },
        ),
        (
            "Nội dung phối hợp",
            {
                "fields": (
                    ("on_information", "on_meetings", "on_conditions"),
                    ("on_funding", "on_personnel", "on_labour"),
                    ("review_months", "reviewed_on"),
                )
            },
        ),
    )


class SeatInline(RecordInline):
    model = SteeringSeat
    autocomplete_fields = ("agency",)


@admin.register(SteeringCommittee)
class SteeringAdmin(PortDesk, ScopedAdmin):
    """Ban Chỉ đạo 09 and who sits on it."""

    resource_classes = (SteeringSeatResource,)
    list_display = ("name", "number", "committee", "started_on", "ended_on")
    list_select_related = ("committee",)
    search_fields = ("name", "number")
    autocomplete_fields = ("committee",)
    inlines = (SeatInline,)


register_parts("inspection", InspectionFollowUp)
register_parts("steering", SteeringSeat)
