from members.models.background import Employment, Ownership, Position, Qualification
from members.models.event import Absence, Exemption, MemberEvent, Transfer
from members.models.member import Member
from members.models.placement import Placement
from members.models.spell import Spell

__all__ = [
    "Absence",
    "Employment",
    "Exemption",
    "Member",
    "MemberEvent",
    "Ownership",
    "Placement",
    "Position",
    "Qualification",
    "Spell",
    "Transfer",
]
