"""Meetings and inspections at the desk, with the members they name.

The rows stand in the branches app; who was missing or looked at is known here.
"""

from django.contrib import admin

from accounts.desk import RecordInline, register_parts
from branches.admin.work import InspectionAdmin, MeetingAdmin
from branches.models import Inspection, Meeting
from members.models import InspectedMember, MissedMeeting


class MissedInline(RecordInline):
    model = MissedMeeting
    autocomplete_fields = ("member",)


@admin.register(Meeting)
class MeetingWithMissedAdmin(MeetingAdmin):
    """Sinh hoạt, hội nghị, with the members who were missing."""

    inlines = (MissedInline,)


class InspectedInline(RecordInline):
    model = InspectedMember
    autocomplete_fields = ("member",)


@admin.register(Inspection)
class InspectionWithMembersAdmin(InspectionAdmin):
    """Kiểm tra, giám sát, with the members looked at."""

    inlines = (*InspectionAdmin.inlines, InspectedInline)


register_parts("meeting", MissedMeeting)
register_parts("inspection", InspectedMember)
