from django.contrib import admin
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.html import format_html

from accounts.desk import PartAdmin, RecordInline, ScopedAdmin, ScopedRelatedFilter
from accounts.lists import CountedFilter
from accounts.port.desk import PortDesk
from enterprises.models import EnterpriseAddress, Ward
from hoangmai_party.periods import in_force
from surveys.gate import acts
from surveys.gate.entering import is_office
from surveys.models import ListedEnterprise, SurveyedOrganisation, SurveyRecord
from surveys.resources import SurveyedOrganisationResource, SurveyRecordResource


class _OfTheOffice:
    """A record is filed at the gate and corrected with why; here the office alone writes."""

    def has_add_permission(self, request, *of):
        return super().has_add_permission(request, *of) and is_office(request.user)

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and is_office(request.user)

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and is_office(request.user)


class SurveyedOrganisationInline(_OfTheOffice, RecordInline):
    model = SurveyedOrganisation


class SurveyWardFilter(CountedFilter):
    """Phường of the campaign's list, else where the enterprise worked on the day."""

    title, parameter_name = "phường, xã", "ward"

    def lookups(self, request, model_admin):
        rows = Ward.objects.visible_to(request.user)
        return [(row.pk, f"{row} ({row.started_on:%Y})") for row in rows]

    def expression(self):
        listed = ListedEnterprise.objects.filter(
            campaign=OuterRef("campaign"), enterprise=OuterRef("enterprise")
        )
        there = EnterpriseAddress.objects.filter(
            in_force(OuterRef("surveyed_on")),
            enterprise=OuterRef("enterprise"),
            kind=EnterpriseAddress.Kind.OPERATING,
        )
        wards = (Subquery(rows.values("ward")[:1]) for rows in (listed, there))
        return Coalesce(*wards)


class ConfirmedFilter(CountedFilter):
    """Whether somebody has confirmed the class, so that it counts."""

    title, parameter_name = "xác nhận phân loại", "confirmed"

    def lookups(self, request, model_admin):
        return [("no", "Chờ xác nhận"), ("yes", "Đã xác nhận")]

    def expression(self):
        return Case(When(result="", then=Value("no")), default=Value("yes"))


@admin.register(SurveyRecord)
class SurveyRecordAdmin(_OfTheOffice, PortDesk, ScopedAdmin):
    """Phiếu khảo sát; its class is confirmed and a filed one corrected on its page."""

    resource_classes = (SurveyRecordResource, SurveyedOrganisationResource)
    list_display = (
        *("enterprise", "campaign", "surveyed_on", "team"),
        *("proposed", "result"),
    )
    list_select_related = ("enterprise", "campaign", "team")
    list_filter = (
        ConfirmedFilter,
        ("campaign", ScopedRelatedFilter),
        SurveyWardFilter,
        ("team", ScopedRelatedFilter),
        "result",
        "proposed",
        "found",
        "is_in_depth",
    )
    search_fields = ("enterprise__search",)
    autocomplete_fields = (
        "campaign",
        "enterprise",
        "agency",
        "team",
        "real_ward",
        "duplicate_of",
    )
    readonly_fields = (
        *("record_page", "proposed", "proposed_because", "result"),
        *("confirmed_on", "confirmed_by", "confirm_reason", "correction_reason"),
    )
    date_hierarchy = "surveyed_on"
    inlines = (SurveyedOrganisationInline,)

    @admin.display(description="trang của phiếu")
    def record_page(self, record):
        """Where the class is confirmed, and the versions are."""
        if not record.pk:
            return "Phân loại được đề xuất khi lưu, xác nhận ở trang của phiếu."
        link = '<a href="{}">xác nhận phân loại, sửa phiếu, xem các lần ghi</a>'
        return format_html(link, record.get_absolute_url())

    def save_model(self, request, obj, form, change):
        acts.reclass(obj)
        super().save_model(request, obj, form, change)


@admin.register(SurveyedOrganisation)
class SurveyedOrganisationAdmin(_OfTheOffice, PartAdmin):
    """Đoàn thể ghi trên phiếu."""

    owner = "record"
