"""Classes, ratings, awards, badges and discipline by spreadsheet."""

from accounts.port.find import Reference
from accounts.port.resource import RegisterResource
from branches.resources import BRANCH, BRANCH_TITLES
from members.models import (
    Attendance,
    Award,
    Badge,
    Course,
    Discipline,
    Rating,
    RatingCap,
)
from members.resources.people import MEMBER_CELLS, MEMBER_FIELDS, MEMBER_TITLES

COURSE = Reference(Course, (("name", "started_on"), ("name",)))


class CourseResource(RegisterResource):
    """Lớp bồi dưỡng, known by kind, name and first day."""

    ways = (("kind", "name", "started_on"),)

    class Meta:
        model = Course
        name = "Lớp bồi dưỡng"
        fields = (
            "kind",
            "name",
            "organiser",
            "number",
            "started_on",
            "finished_on",
            "sessions",
            "place",
            "lecturers",
            "summoned",
        )


class AttendanceResource(RegisterResource):
    """Học viên: a member, or the name of a quần chúng, in one class."""

    ways = (("course", "member"), ("course", "full_name", "born_on"))
    optional = ("born_on",)
    titles = (
        MEMBER_TITLES
        | BRANCH_TITLES
        | {
            "course": "Tên lớp",
            "course__started_on": "Khai giảng ngày",
            "member": "Họ và tên đảng viên",
            "member__born_on": "Sinh ngày của đảng viên",
            "born_on": "Sinh ngày của quần chúng",
        }
    )
    cells = MEMBER_CELLS | {"course": COURSE, "branch": BRANCH}
    related = ("course", "member", "branch")
    owner = "course"

    class Meta:
        model = Attendance
        name = "Học viên"
        fields = (
            "course",
            "course__started_on",
            *MEMBER_FIELDS,
            "full_name",
            "born_on",
            "branch",
            "branch__name",
            "result",
            "certificate",
            "certified_on",
        )


class _OfMemberOrBranch(RegisterResource):
    """A row of a member at a branch, or of the branch where no member is named."""

    titles = MEMBER_TITLES | BRANCH_TITLES
    cells = MEMBER_CELLS | {"branch": BRANCH}
    related = ("member", "branch")


class RatingResource(_OfMemberOrBranch):
    """Xếp loại: one a year of each member and each branch."""

    ways = (("branch", "member", "year"),)
    optional = ("member",)

    class Meta:
        model = Rating
        name = "Xếp loại chất lượng"
        fields = (
            "year",
            "branch",
            "branch__name",
            *MEMBER_FIELDS,
            "self_grade",
            "proposed",
            "grade",
            "unrated",
            "points",
            "number",
            "decided_on",
            "note",
        )


class RatingCapResource(RegisterResource):
    """Tỷ lệ hoàn thành xuất sắc, known by subject and first day."""

    ways = (("subject", "started_on"),)

    class Meta:
        model = RatingCap
        name = "Tỷ lệ hoàn thành xuất sắc"
        fields = (
            "subject",
            "percent",
            "base",
            "within",
            "rounding",
            "source",
            "is_confirmed",
            "started_on",
            "ended_on",
        )


class AwardResource(_OfMemberOrBranch):
    """Khen thưởng, known by who was honoured, the number and the day."""

    ways = (("branch", "member", "number", "decided_on"),)
    optional = ("member",)

    class Meta:
        model = Award
        name = "Khen thưởng"
        fields = (
            "branch",
            "branch__name",
            *MEMBER_FIELDS,
            "kind",
            "level",
            "number",
            "decided_on",
            "year",
            "reason",
        )


class BadgeResource(_OfMemberOrBranch):
    """Huy hiệu Đảng, known by member and years."""

    ways = (("member", "years"),)

    class Meta:
        model = Badge
        name = "Huy hiệu Đảng"
        fields = (
            *MEMBER_FIELDS,
            "branch",
            "branch__name",
            "years",
            "manner",
            "awarded_on",
            "number",
            "decided_on",
            "badge_number",
            "returned_on",
        )


class DisciplineResource(_OfMemberOrBranch):
    """Kỷ luật; what was done wrong is sealed and neither comes nor goes by file."""

    ways = (("branch", "member", "number", "decided_on"),)
    optional = ("member",)
    fixed = ("lapses_on",)

    class Meta:
        model = Discipline
        name = "Kỷ luật"
        fields = (
            "branch",
            "branch__name",
            *MEMBER_FIELDS,
            "form",
            "body",
            "number",
            "decided_on",
            "announced_on",
            "appealed_on",
            "settled_on",
            "is_relapse",
            "lapses_on",
        )
