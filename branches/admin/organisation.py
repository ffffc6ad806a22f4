from django.contrib import admin

from accounts.desk import RecordInline, ScopedAdmin, register_parts
from accounts.guard import Guarded
from accounts.login.step_up import StepUpDesk
from accounts.port.desk import ExportDesk, PortDesk
from branches.admin.filters import CommitteeFilter, TypeFilter, WorkingFilter
from branches.models import (
    Access,
    Branch,
    BranchEnterprise,
    BranchEvent,
    BranchLink,
    BranchName,
    BranchType,
    Committee,
    CommitteeSuperior,
    Holiday,
    Rule,
)
from branches.resources import (
    BranchEventResource,
    BranchResource,
    CommitteeResource,
    HolidayResource,
    RuleResource,
)
from hoangmai_party.text import search_key


class SuperiorInline(RecordInline):
    model = CommitteeSuperior
    fk_name = "committee"


@admin.register(Committee)
class CommitteeAdmin(ExportDesk, ScopedAdmin):
    """The Khối and the bodies above and beside it."""

    resource_classes = (CommitteeResource,)
    list_display = ("name", "code", "kind", "founded_on", "is_own")
    search_fields = ("name", "code")
    inlines = (SuperiorInline,)


class NameInline(RecordInline):
    model = BranchName


class TypeInline(RecordInline):
    model = BranchType


class LinkInline(RecordInline):
    model = BranchLink
    autocomplete_fields = ("committee", "begun_by", "ended_by")


class EnterpriseInline(RecordInline):
    model = BranchEnterprise
    autocomplete_fields = ("enterprise",)


@admin.register(Branch)
class BranchAdmin(PortDesk, ScopedAdmin):
    """Branches with their dated names, types, committees and enterprises."""

    resource_classes = (BranchResource,)
    list_display = ("code", "name")
    list_filter = (WorkingFilter, TypeFilter, CommitteeFilter)
    search_fields = ("search",)
    fields = ("code", "note")
    inlines = (NameInline, TypeInline, LinkInline, EnterpriseInline)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_key(search_term))


@admin.register(BranchEvent)
class BranchEventAdmin(ExportDesk, ScopedAdmin):
    """Decisions by which branches began, changed and ended."""

    resource_classes = (BranchEventResource,)
    list_display = ("kind", "number", "decided_on", "effective_on", "ceremony_on")
    list_filter = ("kind",)
    search_fields = ("number", "note")
    date_hierarchy = "effective_on"
    autocomplete_fields = ("predecessors", "successors", "issuer")


@admin.register(Rule)
class RuleAdmin(PortDesk, ScopedAdmin):
    """Rules of the field with their days and sources."""

    resource_classes = (RuleResource,)
    list_display = (
        "code",
        "value",
        "unit",
        "started_on",
        "ended_on",
        "source",
        "is_confirmed",
    )
    list_filter = ("code", "is_confirmed")


@admin.register(Holiday)
class HolidayAdmin(PortDesk, ScopedAdmin):
    """Days off and worked days that differ from the calendar."""

    resource_classes = (HolidayResource,)
    list_display = ("day", "name", "is_workday")


@admin.register(Access)
class AccessAdmin(StepUpDesk, Guarded, admin.ModelAdmin):
    """Phạm vi phụ trách of accounts; kept by system administration."""

    list_display = ("user", "branch", "committee", "started_on", "ended_on")
    list_select_related = ("user", "branch", "committee")
    search_fields = ("user__username", "user__full_name")
    autocomplete_fields = ("user",)

    def has_delete_permission(self, request, obj=None):
        # A right ends on a day; the row stays to say who could look when.
        return False


register_parts("committee", CommitteeSuperior)
register_parts("branch", BranchName, BranchType, BranchLink, BranchEnterprise)
