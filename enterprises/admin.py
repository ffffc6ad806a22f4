from django.contrib import admin

from accounts.desk import RecordInline, ScopedAdmin, register_parts
from accounts.port.desk import ExportDesk, PortDesk
from enterprises.filters import StatusFilter, WardFilter
from enterprises.models import (
    Agency,
    Enterprise,
    EnterpriseAddress,
    EnterpriseStatus,
    Headcount,
    MassOrganisation,
    SourceDecision,
    Ward,
    WardAssignment,
    WardSuccession,
)
from enterprises.resources import (
    AddressResource,
    AgencyResource,
    EnterpriseResource,
    MassOrganisationResource,
    WardResource,
)
from hoangmai_party.text import search_key


@admin.register(Ward)
class WardAdmin(ExportDesk, ScopedAdmin):
    """Wards of the old district and the units of 01/7/2025."""

    resource_classes = (WardResource,)
    list_display = ("code", "name", "level", "started_on", "ended_on")
    list_filter = ("level", "started_on")
    search_fields = ("name", "code")


@admin.register(WardSuccession)
class WardSuccessionAdmin(ScopedAdmin):
    """Which old ward went to which new unit."""

    list_display = ("old", "new", "kind")
    list_select_related = ("old", "new")
    list_filter = ("kind",)


@admin.register(WardAssignment)
class WardAssignmentAdmin(ScopedAdmin):
    """Which new unit an address was given; chosen on a page of its own."""

    list_display = ("address", "ward", "source", "assigned_on", "assigned_by")
    list_select_related = ("address__ward", "ward", "assigned_by")
    list_filter = ("ward",)
    search_fields = ("address__enterprise__search", "address__line")
    date_hierarchy = "assigned_on"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_key(search_term))


@admin.register(Agency)
class AgencyAdmin(PortDesk, ScopedAdmin):
    """Agencies that take part in surveys."""

    resource_classes = (AgencyResource,)
    list_display = ("name", "kind", "ward")
    list_select_related = ("ward",)
    list_filter = ("kind",)
    search_fields = ("name",)
    autocomplete_fields = ("ward",)


class AddressInline(RecordInline):
    model = EnterpriseAddress
    autocomplete_fields = ("ward",)


class StatusInline(RecordInline):
    model = EnterpriseStatus


class HeadcountInline(RecordInline):
    model = Headcount


class MassOrganisationInline(RecordInline):
    model = MassOrganisation


@admin.register(Enterprise)
class EnterpriseAdmin(PortDesk, ScopedAdmin):
    """Enterprises with their dated facts."""

    resource_classes = (
        EnterpriseResource,
        AddressResource,
    )
    list_display = ("name", "tax_code", "legal_form", "unit_kind", "phone")
    list_filter = (StatusFilter, WardFilter, "legal_form", "unit_kind")
    search_fields = ("search",)
    inlines = (AddressInline, StatusInline, HeadcountInline, MassOrganisationInline)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "short_name",
                    "tax_code",
                    "tax_code_accepted",
                    ("legal_form", "unit_kind", "stat_row"),
                    ("vsic_version", "vsic_code"),
                    "founded_on",
                    ("representative", "phone"),
                )
            },
        ),
    )

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_key(search_term))


@admin.register(MassOrganisation)
class MassOrganisationAdmin(PortDesk, ScopedAdmin):
    """Đoàn thể over all enterprises: founded in a year, ended, how many members."""

    resource_classes = (MassOrganisationResource,)
    list_display = ("enterprise", "kind", "name", "started_on", "ended_on", "members")
    list_select_related = ("enterprise",)
    list_filter = ("kind",)
    search_fields = ("name", "head", "enterprise__search")
    date_hierarchy = "started_on"
    autocomplete_fields = ("enterprise",)


@admin.register(SourceDecision)
class SourceDecisionAdmin(ScopedAdmin):
    """What was said once of a row, for the next lists; a wrong one is voided here."""

    list_display = ("shown", "verdict", "enterprise", "agency", "decided_on")
    list_select_related = ("enterprise", "agency")
    list_filter = ("verdict", "agency")
    search_fields = ("shown", "key", "enterprise__search")

    def has_add_permission(self, request):
        return False  # decided on the page of a list

    def has_change_permission(self, request, obj=None):
        return False


register_parts("enterprise", EnterpriseAddress, EnterpriseStatus, Headcount)
