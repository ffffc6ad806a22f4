from enterprises.models.assignment import WardAssignment
from enterprises.models.enterprise import (
    Enterprise,
    EnterpriseAddress,
    EnterpriseStatus,
)
from enterprises.models.facts import Agency, Headcount, MassOrganisation
from enterprises.models.ward import Ward, WardSuccession

__all__ = [
    "Agency",
    "Enterprise",
    "EnterpriseAddress",
    "EnterpriseStatus",
    "Headcount",
    "MassOrganisation",
    "Ward",
    "WardAssignment",
    "WardSuccession",
]
