from branches.models.access import Access
from branches.models.branch import (
    Branch,
    BranchEnterprise,
    BranchLink,
    BranchName,
    BranchType,
)
from branches.models.committee import Committee, CommitteeSuperior, OrgType
from branches.models.event import BranchEvent
from branches.models.rule import Holiday, Rule, RuleMissingError

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
    "Holiday",
    "OrgType",
    "Rule",
    "RuleMissingError",
]
