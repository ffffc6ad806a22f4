from branches.models.access import Access
from branches.models.branch import (
    Branch,
    BranchEnterprise,
    BranchLink,
    BranchName,
    BranchType,
)
from branches.models.committee import Committee, CommitteeSuperior, OrgType
from branches.models.congress import Congress
from branches.models.event import BranchEvent
from branches.models.inspection import Inspection, InspectionFollowUp
from branches.models.meeting import Meeting
from branches.models.regulation import CoordinationRegulation
from branches.models.rule import Holiday, Rule, RuleMissingError
from branches.models.steering import SteeringCommittee, SteeringSeat

__all__ = [
    "Access",
    "Branch",
    "BranchEnterprise",
    "BranchEvent",
    "BranchLink",
    "BranchName",
    "BranchType",
    "Committee",
    "CommitteeSuperior",
    "Congress",
    "CoordinationRegulation",
    "Holiday",
    "Inspection",
    "InspectionFollowUp",
    "Meeting",
    "OrgType",
    "Rule",
    "RuleMissingError",
    "SteeringCommittee",
    "SteeringSeat",
]
