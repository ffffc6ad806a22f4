"""Survey records by spreadsheet."""

from accounts.port.find import Reference
from accounts.port.resource import RegisterResource
from enterprises.models import Agency
from enterprises.resources import ENTERPRISE_CELLS
from surveys.models import Campaign, SurveyRecord

CAMPAIGN = Reference(Campaign, (("name",),))
AGENCY = Reference(Agency, (("name",),))


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
