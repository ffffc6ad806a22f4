from surveys.models.campaign import Assignment, Campaign, ListedEnterprise, Team
from surveys.models.case import CaseStage, CaseStep, OutreachCase
from surveys.models.founding import FoundingItem, FoundingPaper, FoundingPerson
from surveys.models.ranking import RankingWeight
from surveys.models.record import SurveyRecord
from surveys.models.record_parts import SurveyDraft, SurveyedOrganisation
from surveys.models.visit import Proposal, Visit

__all__ = [
    "Assignment",
    "Campaign",
    "CaseStage",
    "CaseStep",
    "FoundingItem",
    "FoundingPaper",
    "FoundingPerson",
    "ListedEnterprise",
    "OutreachCase",
    "Proposal",
    "RankingWeight",
    "SurveyDraft",
    "SurveyRecord",
    "SurveyedOrganisation",
    "Team",
    "Visit",
]
