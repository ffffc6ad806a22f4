from django.contrib import admin

from accounts.desk import RecordInline, ScopedAdmin
from accounts.port.desk import PortDesk
from hoangmai_party import clock
from surveys.models import CaseStep, OutreachCase, Proposal, RankingWeight, Visit
from surveys.resources import VisitResource


class VisitInline(RecordInline):
    model = Visit


class CaseStepInline(RecordInline):
    model = CaseStep


class ProposalInline(RecordInline):
    model = Proposal


@admin.register(OutreachCase)
class OutreachCaseAdmin(ScopedAdmin):
    """Hồ sơ vận động with its visits."""

    list_display = ("enterprise", "opened_on", "closed_on", "founding")
    list_select_related = ("enterprise", "founding")
    search_fields = ("enterprise__search",)
    autocomplete_fields = ("enterprise", "record", "founding")
    inlines = (VisitInline, CaseStepInline, ProposalInline)


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


@admin.register(RankingWeight)
class RankingWeightAdmin(ScopedAdmin):
    """Điểm ưu tiên gặp gỡ; points that were in force once are history."""

    list_display = ("code", "points", "most", "started_on", "ended_on", "source")
    list_filter = ("code",)

    def has_change_permission(self, request, obj=None):
        if obj and obj.started_on <= clock.today():
            return False
        return super().has_change_permission(request, obj)
