from members.models.admission import CandidateStep, StepKind, Why
from members.models.admission_file import (
    CandidatePaper,
    Help,
    Introduction,
    Vetting,
)
from members.models.background import Employment, Ownership, Position, Qualification
from members.models.candidate import Candidate, CandidateBranch
from members.models.discipline import Discipline
from members.models.event import Absence, Exemption, MemberEvent, Transfer
from members.models.honours import Award, Badge, BadgeRound
from members.models.member import Member
from members.models.placement import Placement
from members.models.rating import Grade, Rating, RatingCap
from members.models.spell import Spell
from members.models.training import Attendance, Course
from members.models.watched import InspectedMember, MissedMeeting

__all__ = [
    "Absence",
    "Attendance",
    "Award",
    "Badge",
    "BadgeRound",
    "Candidate",
    "CandidateBranch",
    "CandidatePaper",
    "CandidateStep",
    "Course",
    "Discipline",
    "Employment",
    "Exemption",
    "Grade",
    "Help",
    "InspectedMember",
    "Introduction",
    "Member",
    "MemberEvent",
    "MissedMeeting",
    "Ownership",
    "Placement",
    "Position",
    "Qualification",
    "Rating",
    "RatingCap",
    "Spell",
    "StepKind",
    "Transfer",
    "Vetting",
    "Why",
]
