"""Survey records and visits by spreadsheet."""

from accounts.port.find import Reference
from accounts.port.resource import RegisterResource
from enterprises.models import Agency
from enterprises.resources import ENTERPRISE_CELLS, TAX_CODE
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit

CAMPAIGN = Reference(Campaign, (("name",),))
AGENCY = Reference(Agency, (("name",),))
CASE = Reference(
    OutreachCase,
    (("enterprise__tax_code", "opened_on"), ("enterprise__name", "opened_on")),
    shown_by="opened_on",
)


class SurveyRecordResource(RegisterResource):
    """Phiếu khảo sát: one of each enterprise in a campaign."""

    ways = (("campaign", "enterprise"),)
    cells = ENTERPRISE_CELLS | {"campaign": CAMPAIGN, "agency": AGENCY}
    related = ("campaign", "enterprise", "agency")

    class Meta:
        model = SurveyRecord
        name = "Phiếu khảo sát"
        fields = (
            "campaign",
            "enterprise__tax_code",
            "enterprise",
            "surveyed_on",
            "agency",
            "is_in_depth",
            "result",
            "note",
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
