"""What goes in and out by spreadsheet for members and their years."""

from members.resources.people import (
    CARD,
    MEMBER,
    MEMBER_CELLS,
    MEMBER_FIELDS,
    MEMBER_TITLES,
    EmploymentResource,
    MemberResource,
    OwnershipResource,
    PlacementResource,
    PositionResource,
    QualificationResource,
    SpellResource,
)
from members.resources.year import (
    AttendanceResource,
    AwardResource,
    BadgeResource,
    CourseResource,
    DisciplineResource,
    RatingCapResource,
    RatingResource,
)

__all__ = [
    "CARD",
    "MEMBER",
    "MEMBER_CELLS",
    "MEMBER_FIELDS",
    "MEMBER_TITLES",
    "AttendanceResource",
    "AwardResource",
    "BadgeResource",
    "CourseResource",
    "DisciplineResource",
    "EmploymentResource",
    "MemberResource",
    "OwnershipResource",
    "PlacementResource",
    "PositionResource",
    "QualificationResource",
    "RatingCapResource",
    "RatingResource",
    "SpellResource",
]
