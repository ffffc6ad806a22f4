from members.models.background import Employment, Ownership, Position, Qualification
from members.models.member import Member
from members.models.placement import Placement
from members.models.spell import Spell

__all__ = [
    "Employment",
    "Member",
    "Ownership",
    "Placement",
    "Position",
    "Qualification",
    "Spell",
]
