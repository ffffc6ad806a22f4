"""Targets by spreadsheet."""

from accounts.port.cells import CodeCell
from accounts.port.resource import RegisterResource
from branches.resources import BRANCH, BRANCH_TITLES, COMMITTEE, COMMITTEE_TITLES
from reports.indicators import TARGETED
from reports.models import Target


class TargetResource(RegisterResource):
    """Chỉ tiêu: an adjustment is a new row with its own day of decision."""

    ways = (("indicator", "committee", "branch", "level", "year", "decided_on"),)
    optional = ("branch",)
    titles = BRANCH_TITLES | COMMITTEE_TITLES
    cells = {
        "indicator": CodeCell((i.code, i.label) for i in TARGETED),
        "committee": COMMITTEE,
        "branch": BRANCH,
    }
    related = ("committee", "branch")

    class Meta:
        model = Target
        name = "Chỉ tiêu"
        fields = (
            "indicator",
            "committee",
            "committee__name",
            "branch",
            "branch__name",
            "level",
            "year",
            "value",
            "value_max",
            "decided_on",
            "number",
        )
