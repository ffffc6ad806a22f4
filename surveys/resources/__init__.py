"""Import and export of surveys and outreach, a module a room."""

from surveys.resources.cases import ProposalResource, VisitResource
from surveys.resources.records import (
    SurveyedOrganisationResource,
    SurveyRecordResource,
)

__all__ = [
    "ProposalResource",
    "SurveyRecordResource",
    "SurveyedOrganisationResource",
    "VisitResource",
]
