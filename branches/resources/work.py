"""Meetings, congresses, inspections, regulations and Ban Chỉ đạo 09 by spreadsheet."""

from accounts.port.find import Reference
from accounts.port.resource import RegisterResource
from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    Meeting,
    SteeringCommittee,
    SteeringSeat,
)
from branches.resources.organisation import (
    BRANCH,
    BRANCH_TITLES,
    COMMITTEE,
    COMMITTEE_TITLES,
)
from enterprises.models import Agency
from enterprises.resources import ENTERPRISE_CELLS


class MeetingResource(RegisterResource):
    """Sinh hoạt, hội nghị, known by who met, the kind and the day."""

    ways = (("branch", "committee", "kind", "held_on"),)
    optional = ("branch", "committee")
    titles = BRANCH_TITLES | COMMITTEE_TITLES
    cells = {"branch": BRANCH, "committee": COMMITTEE}
    related = ("branch", "committee")

    class Meta:
        model = Meeting
        name = "Sinh hoạt, hội nghị"
        fields = (
            "branch",
            "branch__name",
            "committee",
            "committee__name",
            "kind",
            "held_on",
            "minutes",
            "place",
            "topic",
            "chair",
            "clerk",
            "due",
            "present",
            "excused",
            "guests",
            "number",
            "conclusion",
            "quality",
        )


class CongressResource(RegisterResource):
    """Đại hội chi bộ, known by branch and day."""

    ways = (("branch", "held_on"),)
    titles = BRANCH_TITLES
    cells = {"branch": BRANCH}
    related = ("branch",)

    class Meta:
        model = Congress
        name = "Đại hội chi bộ"
        fields = (
            "branch",
            "branch__name",
            "ordinal",
            "term",
            "held_on",
            "summoned",
            "present",
            "present_official",
            "number",
            "approved_on",
            "note",
        )


class InspectionResource(RegisterResource):
    """Kiểm tra, giám sát, known by branch, kind and first day."""

    ways = (("branch", "kind", "began_on"),)
    titles = BRANCH_TITLES | {
        "inspector": "Mã cấp ủy chủ trì",
        "inspector__executive": "Cấp ủy chủ trì",
    }
    cells = {"branch": BRANCH, "inspector": COMMITTEE}
    related = ("branch", "inspector")

    class Meta:
        model = Inspection
        name = "Kiểm tra, giám sát"
        fields = (
            "branch",
            "branch__name",
            "inspector",
            "inspector__executive",
            "kind",
            "topic",
            "programme",
            "number",
            "decided_on",
            "team",
            "covers_from",
            "covers_to",
            "began_on",
            "reported_on",
            "concluded_on",
            "conclusion_number",
            "findings",
        )


class RegulationResource(RegisterResource):
    """Quy chế phối hợp, known by branch, enterprise and first day."""

    ways = (("branch", "enterprise", "started_on"),)
    titles = BRANCH_TITLES
    cells = ENTERPRISE_CELLS | {"branch": BRANCH}
    related = ("branch", "enterprise")

    class Meta:
        model = CoordinationRegulation
        name = "Quy chế phối hợp"
        fields = (
            "branch",
            "branch__name",
            "enterprise__tax_code",
            "enterprise",
            "counterpart",
            "number",
            "signed_on",
            "started_on",
            "ended_on",
            "signer",
            "signer_of_enterprise",
            "on_information",
            "on_meetings",
            "on_conditions",
            "on_funding",
            "on_personnel",
            "on_labour",
            "review_months",
            "reviewed_on",
        )


class SteeringSeatResource(RegisterResource):
    """Thành viên Ban Chỉ đạo, known by the decision, the name and the first day."""

    ways = (("steering", "full_name", "started_on"),)
    titles = {"steering": "Số quyết định", "agency": "Cơ quan"}
    cells = {
        "steering": Reference(SteeringCommittee, (("number",),)),
        "agency": Reference(Agency, (("name",),)),
    }
    related = ("steering", "agency")
    owner = "steering"

    class Meta:
        model = SteeringSeat
        name = "Thành viên Ban Chỉ đạo"
        fields = (
            "steering",
            "full_name",
            "title",
            "role",
            "agency",
            "started_on",
            "ended_on",
        )
