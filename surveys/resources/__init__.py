"""Survey records and visits by spreadsheet."""

from surveys.resources.cases import VisitResource
from surveys.resources.records import (
    SurveyedOrganisationResource,
    SurveyRecordResource,
)

__all__ = ["SurveyRecordResource", "SurveyedOrganisationResource", "VisitResource"]
