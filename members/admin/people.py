from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from accounts.desk import (
    PartAdmin,
    RecordInline,
    ScopedAdmin,
    ScopedRelatedFilter,
    register_parts,
)
from accounts.history.words import tell
from accounts.port.desk import PortDesk
from accounts.sealed import mask
from hoangmai_party.text import search_key
from members.admin.filters import BranchFilter, StandingFilter
from members.events import by_code
from members.forms import MemberForm, QualificationForm
from members.models import (
    Employment,
    Member,
    MemberEvent,
    Ownership,
    Placement,
    Position,
    Qualification,
    Spell,
)
from members.open_access import EndedOffices
from members.resources import (
    EmploymentResource,
    MemberResource,
    OwnershipResource,
    PlacementResource,
    PositionResource,
    QualificationResource,
    SpellResource,
)


class SpellInline(RecordInline):
    model = Spell
    fields = (
        "decision_number",
        "decision_on",
        "ceremony_on",
        "official_on",
        "recognised_on",
        "ended_on",
        "end_reason",
    )
    show_change_link = True


class EmploymentInline(RecordInline):
    model = Employment
    autocomplete_fields = ("enterprise",)


class OwnershipInline(RecordInline):
    model = Ownership
    autocomplete_fields = ("enterprise",)


class QualificationInline(RecordInline):
    model = Qualification
    form = QualificationForm
    fields = ("degree", "granted_on", "major", "school", "certificate")


class PositionInline(RecordInline):
    model = Position
    autocomplete_fields = ("branch", "committee")


@admin.register(Member)
class MemberAdmin(EndedOffices, PortDesk, ScopedAdmin):
    """People: the facts of phiếu đảng viên, and the dated rows beside them.

    The page never shows the whole số định danh: that is an act of its own.
    """

    logs_looks = True
    history_parts = (
        *Member.PARTS,
        *("placements__transfers", "placements__absences"),
        *("ratings", "awards", "badges", "disciplines", "attendances"),
        *("missed_meetings", "inspections"),
    )
    resource_classes = (
        MemberResource,
        EmploymentResource,
        OwnershipResource,
        QualificationResource,
        PositionResource,
    )
    form = MemberForm
    list_display = ("name", "born_on", "sex", "old_card_number", "phone")
    list_filter = (StandingFilter, "sex", BranchFilter, "ethnicity", "religion")
    search_fields = ("search", "old_card_number")
    inlines = (
        SpellInline,
        EmploymentInline,
        OwnershipInline,
        QualificationInline,
        PositionInline,
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "full_name",
                    "alias",
                    ("sex", "born_on", "born_precision"),
                    ("ethnicity", "religion", "is_dignitary"),
                    ("citizen_id", "citizen_id_accepted"),
                    ("old_card_number", "card_issued_on", "profile_number"),
                    ("phone", "email"),
                )
            },
        ),
        (
            "Lai lịch",
            {
                "classes": ("collapse",),
                "fields": (
                    "birth_place",
                    "home_town",
                    "residence",
                    "current_address",
                    "family_class",
                    "occupation",
                    ("recruited_on", "recruiter"),
                    "youth_union_on",
                    "social_organisations",
                    "military_service",
                    "dossier_kept_at",
                    "note",
                ),
            },
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "masked_number"]

    def get_fieldsets(self, request, obj=None):
        """Who may only look gets a cell with the masked number, not the field."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return shown
        (head, first), *rest = shown
        names = ["masked_number" if "citizen_id" in n else n for n in first["fields"]]
        return [(head, {**first, "fields": names}), *rest]

    @admin.display(description="số định danh cá nhân (CCCD)")
    def masked_number(self, member):
        return mask(member.citizen_id) or "–"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        fields = context["adminform"].form.fields
        may_unmask = request.user.has_perm("members.unmask_member")
        if may_unmask and obj and obj.citizen_id and "citizen_id" in fields:
            page = reverse("members:member-detail", args=[obj.pk])
            link = '{} <a href="{}#citizen-id">Hiện đủ số</a>'
            field = fields["citizen_id"]
            field.help_text = format_html(link, field.help_text, page)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="họ và tên khai sinh", ordering="order")
    def name(self, member):
        """Sorted by given name, as all lists of people are."""
        return member.full_name

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_key(search_term))


class PlacementInline(RecordInline):
    model = Placement
    fk_name = "spell"
    autocomplete_fields = ("branch",)


@admin.register(Spell)
class SpellAdmin(PortDesk, ScopedAdmin):
    """Quá trình đảng tịch, with where the member belonged during it."""

    resource_classes = (SpellResource,)
    list_display = (
        "member",
        "ceremony_on",
        "official_on",
        "recognised_on",
        "ended_on",
        "end_reason",
    )
    list_select_related = ("member",)
    list_filter = ("end_reason",)
    ordering = ("member__order", "member", "ceremony_on")
    search_fields = ("member__search",)
    autocomplete_fields = ("member",)
    date_hierarchy = "ceremony_on"
    inlines = (PlacementInline,)


@admin.register(Placement)
class PlacementAdmin(PortDesk, ScopedAdmin):
    """Quá trình sinh hoạt đảng."""

    resource_classes = (PlacementResource,)
    list_display = (
        "member",
        "branch",
        "kind",
        "started_on",
        "began",
        "ended_on",
        "ended",
    )
    list_select_related = ("member", "branch")
    list_filter = ("kind", "began", "ended", ("branch", ScopedRelatedFilter))
    ordering = ("member__order", "member", "started_on")
    search_fields = ("member__search",)
    autocomplete_fields = ("spell", "branch")
    date_hierarchy = "started_on"


@admin.register(Position)
class PositionAdmin(EndedOffices, ScopedAdmin):
    """Chức vụ in branches and committees; files go in and out with the members."""

    list_display = ("member", "role", "branch", "committee", "basis", "started_on")
    list_select_related = ("member", "branch", "committee")
    list_filter = ("role", "basis")
    search_fields = ("member__search", "branch__search", "number")
    date_hierarchy = "started_on"
    autocomplete_fields = ("member", "branch", "committee")


# Codes that are no choices of their column, for the history (`accounts.history`).
tell(Qualification, "level", lambda row: Qualification.named(row["kind"], row["level"]))
tell(MemberEvent, "kind", lambda row: by_code[row["kind"]].label)


register_parts("member", Employment, Ownership)


@admin.register(Qualification)
class QualificationAdmin(PartAdmin):
    """Trình độ: kind and level are one choice here too."""

    owner = "member"
    form = QualificationForm
    fields = ("degree", "granted_on", "major", "school", "certificate")
