"""Visits by spreadsheet."""

from accounts.port.find import Reference
from accounts.port.resource import RegisterResource
from enterprises.resources import TAX_CODE
from surveys.models import OutreachCase, Visit

CASE = Reference(
    OutreachCase,
    (("enterprise__tax_code", "opened_on"), ("enterprise__name", "opened_on")),
    shown_by="opened_on",
)


class VisitResource(RegisterResource):
    """Lần gặp gỡ, vận động, of an outreach case (enterprise and day of opening)."""

    ways = (("case", "visited_on", "met"),)
    titles = {
        "case": "Ngày mở hồ sơ vận động",
        "case__enterprise__name": "Doanh nghiệp",
    }
    cells = {"case": CASE, "case__enterprise__tax_code": TAX_CODE}
    related = ("case__enterprise",)

    class Meta:
        model = Visit
        name = "Lần gặp gỡ, vận động"
        fields = (
            "case__enterprise__tax_code",
            "case__enterprise__name",
            "case",
            "visited_on",
            "met",
            "attitude",
            "content",
        )
