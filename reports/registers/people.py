"""Registers of people's years: classes, ratings, awards, badges, discipline."""

from django.db.models import Count, Q

from members.models import Attendance, Award, Badge, Course, Discipline, Rating
from reports import sources
from reports.registers.register import Column, Register, adds


def _who(row):
    return row.member.full_name if row.member_id else "Tập thể chi bộ"


def _branch(row):
    return row.branch_name


def _with_people(rows):
    live = Q(attendances__voided_at=None)
    passed = live & Q(attendances__result="passed")
    return rows.annotate(
        sat=Count("attendances", filter=live & ~Q(attendances__result="absent")),
        passed=Count("attendances", filter=passed),
        certified=Count("attendances", filter=passed & ~Q(attendances__certificate="")),
    )


COURSES = Register(
    "lop-boi-duong",
    "Lớp bồi dưỡng",
    Course,
    sources.courses,
    (
        Column("Tên lớp", lambda row: row.name),
        Column("Loại lớp", lambda row: row.get_kind_display()),
        Column("Đơn vị tổ chức", lambda row: row.organiser),
        Column("Khai giảng", lambda row: row.started_on),
        Column("Bế giảng", lambda row: row.finished_on),
        Column("Triệu tập", lambda row: row.summoned, True, adds("summoned")),
        Column("Dự học", lambda row: row.sat, True, adds("sat")),
        Column("Hoàn thành", lambda row: row.passed, True, adds("passed")),
        Column("Có chứng nhận", lambda row: row.certified, True, adds("certified")),
    ),
    prepare=_with_people,
)

ATTENDANCES = Register(
    "hoc-vien",
    "Học viên các lớp bồi dưỡng",
    Attendance,
    sources.attendances,
    (
        Column("Họ và tên", lambda row: row.name),
        Column("Đối tượng", lambda row: "Đảng viên" if row.member_id else "Quần chúng"),
        Column("Chi bộ cử đi", _branch),
        Column("Lớp", lambda row: row.course.name),
        Column("Bế giảng", lambda row: row.course.finished_on),
        Column("Kết quả", lambda row: row.get_result_display()),
        Column("Số giấy chứng nhận", lambda row: row.certificate),
        Column("Ngày cấp", lambda row: row.certified_on or ""),
    ),
    branch="branch",
    prepare=lambda rows: rows.select_related("course", "member", "branch"),
    order=("day", "course", "member__order", "full_name", "pk"),
)

RATINGS = Register(
    "xep-loai",
    "Xếp loại chất lượng",
    Rating,
    sources.ratings,
    (
        Column("Đảng viên, tập thể", _who),
        Column("Chi bộ", _branch),
        Column("Năm", lambda row: str(row.year)),
        Column("Tự nhận", lambda row: row.get_self_grade_display()),
        Column("Mức xếp loại", lambda row: row.get_grade_display()),
        Column("Không xếp loại vì", lambda row: row.get_unrated_display()),
        Column("Số quyết định", lambda row: row.number),
        Column("Ghi chú", lambda row: row.note),
    ),
    branch="branch",
    prepare=lambda rows: rows.select_related("member", "branch"),
    order=("year", "branch__code", "member__order", "pk"),
)

AWARDS = Register(
    "khen-thuong",
    "Khen thưởng",
    Award,
    sources.awards,
    (
        Column("Đảng viên, tập thể", _who),
        Column("Chi bộ", _branch),
        Column("Hình thức", lambda row: row.get_kind_display()),
        Column("Cấp khen thưởng", lambda row: row.get_level_display()),
        Column("Số quyết định", lambda row: row.number),
        Column("Ngày", lambda row: row.decided_on),
        Column("Thành tích", lambda row: row.reason),
    ),
    branch="branch",
    prepare=lambda rows: rows.select_related("member", "branch"),
    order=("day", "branch__code", "member__order", "pk"),
)

BADGES = Register(
    "huy-hieu",
    "Huy hiệu Đảng đã trao",
    Badge,
    sources.badges,
    (
        Column("Đảng viên", lambda row: row.member.full_name),
        Column("Chi bộ", _branch),
        Column("Huy hiệu", lambda row: row.get_years_display()),
        Column("Cách tặng", lambda row: row.get_manner_display()),
        Column("Ngày trao", lambda row: row.awarded_on),
        Column("Số quyết định", lambda row: row.number),
        Column("Số huy hiệu", lambda row: row.badge_number),
    ),
    branch="branch",
    prepare=lambda rows: rows.select_related("member", "branch"),
    order=("day", "years", "member__order", "pk"),
)

DISCIPLINES = Register(
    "ky-luat",
    "Kỷ luật",
    Discipline,
    sources.disciplines,
    (
        Column("Đảng viên, tập thể", _who),
        Column("Chi bộ", _branch),
        Column("Hình thức", lambda row: row.get_form_display()),
        Column("Cấp quyết định", lambda row: row.body),
        Column("Số quyết định", lambda row: row.number),
        Column("Ngày quyết định", lambda row: row.decided_on),
        Column("Ngày công bố", lambda row: row.announced_on),
        Column("Hết hiệu lực từ", lambda row: row.lapses_on or ""),
    ),
    # What was done wrong is sealed: it is not even read for a list.
    branch="branch",
    prepare=lambda rows: rows.select_related("member", "branch").defer("content"),
    order=("day", "pk"),
)
