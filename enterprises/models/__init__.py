from enterprises.models.assignment import WardAssignment
from enterprises.models.enterprise import (
    Enterprise,
    EnterpriseAddress,
    EnterpriseStatus,
)
from enterprises.models.facts import Agency, Headcount, MassOrganisation
from enterprises.models.source import (
    SourceAct,
    SourceDecision,
    SourceList,
    SourceMatch,
    SourceRow,
    SourceSuggestion,
)
from enterprises.models.ward import Ward, WardSuccession

__all__ = [
    "Agency",
    "Enterprise",
    "EnterpriseAddress",
    "EnterpriseStatus",
    "Headcount",
    "MassOrganisation",
    "SourceAct",
    "SourceDecision",
    "SourceList",
    "SourceMatch",
    "SourceRow",
    "SourceSuggestion",
    "Ward",
    "WardAssignment",
    "WardSuccession",
]
