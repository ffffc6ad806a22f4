"""What goes in and out by spreadsheet for committees, branches and their work."""

from branches.resources.organisation import (
    BRANCH,
    BRANCH_TITLES,
    COMMITTEE,
    COMMITTEE_TITLES,
    BranchEventResource,
    BranchResource,
    CommitteeResource,
    HolidayResource,
    RuleResource,
)
from branches.resources.work import (
    CongressResource,
    InspectionResource,
    MeetingResource,
    RegulationResource,
    SteeringSeatResource,
)

__all__ = [
    "BRANCH",
    "BRANCH_TITLES",
    "COMMITTEE",
    "COMMITTEE_TITLES",
    "BranchEventResource",
    "BranchResource",
    "CommitteeResource",
    "CongressResource",
    "HolidayResource",
    "InspectionResource",
    "MeetingResource",
    "RegulationResource",
    "RuleResource",
    "SteeringSeatResource",
]
