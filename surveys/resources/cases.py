"""Visits and kiến nghị by spreadsheet."""

from accounts.port.find import Reference
from accounts.port.resource import RegisterResource
from enterprises.resources import TAX_CODE
from surveys.models import OutreachCase, Proposal, Visit

CASE = Reference(
    OutreachCase,
    (("enterprise__tax_code", "opened_on"), ("enterprise__name", "opened_on")),
    shown_by="opened_on",
)
_TITLES = {
    "case": "Ngày mở hồ sơ vận động",
    "case__enterprise__name": "Doanh nghiệp",
}
_CELLS = {"case": CASE, "case__enterprise__tax_code": TAX_CODE}
_WHICH = ("case__enterprise__tax_code", "case__enterprise__name", "case")


class VisitResource(RegisterResource):
    """Lần gặp gỡ, vận động, of an outreach case (enterprise and day of opening)."""

    ways = (("case", "visited_on", "met"),)
    titles = _TITLES
    cells = _CELLS
    related = ("case__enterprise",)

    class Meta:
        model = Visit
        name = "Lần gặp gỡ, vận động"
        fields = (
            *_WHICH,
            "visited_on",
            "met",
            "met_name",
            "place",
            "delegation",
            "attitude",
            "content",
            "difficulties",
            "commitments",
            "next_action",
            "next_by",
            "next_on",
            "next_done_on",
        )


class ProposalResource(RegisterResource):
    """Kiến nghị của chủ doanh nghiệp, of an outreach case."""

    ways = (("case", "raised_on", "content"),)
    titles = _TITLES
    cells = _CELLS
    related = ("case__enterprise",)

    class Meta:
        model = Proposal
        name = "Kiến nghị của chủ doanh nghiệp"
        fields = (
            *_WHICH,
            "raised_on",
            "content",
            "forwarded_to",
            "forwarded_on",
            "forward_number",
            "answered_on",
            "answer",
        )
