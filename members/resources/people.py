"""Members and their dated rows by spreadsheet.

A member is known by the số định danh (through its blind index), else by the old card
number, else by name and day of birth. The ID number goes out masked.
"""

from accounts.port.cells import Cell, ChoiceCell, TextCell, plain
from accounts.port.find import Reference
from accounts.port.resource import Column, RegisterResource
from accounts.sealed import blind_index
from branches.resources import BRANCH, BRANCH_TITLES
from enterprises.resources import ENTERPRISE_CELLS
from members import codes
from members.models import (
    Employment,
    Member,
    Ownership,
    Placement,
    Position,
    Qualification,
    Spell,
)

CARD = TextCell(tidy=codes.check_old_card, length=8)
WAYS = (("old_card_number",), ("full_name", "born_on"))
MEMBER = Reference(Member, WAYS, shown_by="full_name")
MEMBER_FIELDS = ("member__old_card_number", "member", "member__born_on")
MEMBER_TITLES = {"member": "Họ và tên khai sinh"}
MEMBER_CELLS = {"member": MEMBER, "member__old_card_number": CARD}
KIND, KIND_TITLE = ChoiceCell(Qualification.Kind.choices), "Loại trình độ"


class MemberResource(RegisterResource):
    """Đảng viên: the facts of the person."""

    ways = (("citizen_id",), *WAYS)
    cells = {
        "old_card_number": CARD,
        "profile_number": TextCell(tidy=codes.check_profile_number),
    }

    class Meta:
        model = Member
        name = "Đảng viên"
        fields = (
            "full_name",
            "alias",
            "sex",
            "born_on",
            "born_precision",
            "ethnicity",
            "religion",
            "is_dignitary",
            "citizen_id",
            "citizen_id_accepted",
            "old_card_number",
            "card_issued_on",
            "profile_number",
            "birth_place",
            "home_town",
            "residence",
            "current_address",
            "family_class",
            "occupation",
            "recruited_on",
            "recruiter",
            "youth_union_on",
            "social_organisations",
            "military_service",
            "phone",
            "email",
            "dossier_kept_at",
            "note",
        )

    def lookup(self, name, value):
        if name != "citizen_id":
            return name, value
        is_whole = bool(value) and value.isdigit()  # not masked, not unreadable
        return "citizen_id_index", blind_index("cccd", value) if is_whole else ""


class SpellResource(RegisterResource):
    """Quá trình đảng tịch, known by the person and the ceremony."""

    ways = (("member", "ceremony_on"),)
    titles = MEMBER_TITLES
    cells = MEMBER_CELLS
    related = ("member",)

    class Meta:
        model = Spell
        name = "Quá trình đảng tịch"
        fields = (
            *MEMBER_FIELDS,
            "decision_number",
            "decision_on",
            "ceremony_on",
            "admitted_at",
            "introducers",
            "official_on",
            "recognised_on",
            "recognised_number",
            "ended_on",
            "end_reason",
            "end_number",
        )


class PlacementResource(RegisterResource):
    """Quá trình sinh hoạt đảng, known by the spell, the branch and the first day."""

    ways = (("spell", "branch", "started_on"),)
    titles = BRANCH_TITLES | {
        "spell": "Ngày vào Đảng",
        "spell__member__full_name": "Họ và tên khai sinh",
    }
    cells = {
        "branch": BRANCH,
        "spell": Reference(
            Spell,
            (
                ("member__old_card_number", "ceremony_on"),
                ("member__full_name", "member__born_on", "ceremony_on"),
            ),
            shown_by="ceremony_on",
        ),
        "spell__member__old_card_number": CARD,
    }
    related = ("spell__member", "branch")

    class Meta:
        model = Placement
        name = "Quá trình sinh hoạt đảng"
        fields = (
            "spell__member__old_card_number",
            "spell__member__full_name",
            "spell__member__born_on",
            "spell",
            "branch",
            "branch__name",
            "kind",
            "started_on",
            "began",
            "began_number",
            "came_from",
            "ended_on",
            "ended",
            "ended_number",
            "went_to",
        )


class _OfMember(RegisterResource):
    """Rows beside a member; they go in and out on the page of members."""

    owner = "member"


class EmploymentResource(_OfMember):
    """Quá trình làm việc."""

    ways = (("member", "enterprise", "job", "started_on"),)
    titles = MEMBER_TITLES
    cells = MEMBER_CELLS | ENTERPRISE_CELLS
    related = ("member", "enterprise")

    class Meta:
        model = Employment
        name = "Quá trình làm việc"
        fields = (
            *MEMBER_FIELDS,
            "enterprise__tax_code",
            "enterprise",
            "job",
            "title",
            "contract",
            "started_on",
            "ended_on",
        )


class OwnershipResource(_OfMember):
    """Chủ doanh nghiệp."""

    ways = (("member", "enterprise", "started_on"),)
    titles = MEMBER_TITLES
    cells = MEMBER_CELLS | ENTERPRISE_CELLS
    related = ("member", "enterprise")

    class Meta:
        model = Ownership
        name = "Chủ doanh nghiệp"
        fields = (
            *MEMBER_FIELDS,
            "enterprise__tax_code",
            "enterprise",
            "basis",
            "share",
            "source",
            "started_on",
            "ended_on",
            "is_confirmed",
        )


class PositionResource(_OfMember):
    """Chức vụ in a branch; an office in a committee is kept on the member's page."""

    ways = (("member", "branch", "role", "started_on"),)
    titles = MEMBER_TITLES | BRANCH_TITLES
    cells = MEMBER_CELLS | {"branch": BRANCH}
    related = ("member", "branch")

    class Meta:
        model = Position
        name = "Chức vụ ở chi bộ"
        fields = (
            *MEMBER_FIELDS,
            "branch",
            "branch__name",
            "role",
            "basis",
            "term",
            "number",
            "started_on",
            "ended_on",
        )

    def get_queryset(self):
        return super().get_queryset().filter(branch__isnull=False)


class LevelCell(Cell):
    """Bậc of a qualification; the kind in the same line says which list holds."""

    def clean(self, value, row=None, **kwargs):
        kind = KIND.clean((row or {}).get(KIND_TITLE))
        if not (plain(value) and kind):
            return None
        return ChoiceCell(Qualification.LEVELS[kind].choices).clean(value)


class LevelColumn(Column):
    """Goes out as the words of its kind."""

    def export(self, instance, **kwargs):
        return instance.level_label if instance.level else ""


class QualificationResource(_OfMember):
    """Trình độ, known by the person, the kind, the level and the day."""

    ways = (("member", "kind", "level", "granted_on"),)
    titles = MEMBER_TITLES
    cells = MEMBER_CELLS
    related = ("member",)
    level = LevelColumn("level", "Bậc", LevelCell())

    class Meta:
        model = Qualification
        name = "Trình độ"
        fields = (
            *MEMBER_FIELDS,
            "kind",
            "level",
            "granted_on",
            "major",
            "school",
            "certificate",
        )
