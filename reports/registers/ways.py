"""Registers of who came and who went: members.md §1.6, lists 6 and 7."""

from django.db.models import Q

from members import roll
from members.models import Placement
from reports import sources
from reports.people import branch_names
from reports.registers.register import Column
from reports.registers.roll import (
    BORN,
    BRANCH,
    DECIDED,
    DECISION,
    JOINED_PARTY,
    NAME,
    OFFICIAL,
    SEX,
    RollRegister,
    on_roll,
    with_people,
)

_B, _E = Placement.Began, Placement.Ended
_IN, _OUT = ("joined_on", "member__order", "pk"), ("left_on", "member__order", "pk")


def came(*kinds):
    """Condition: the first day on the roll lies in the span, by one of the ways."""
    return lambda span: roll.joined(*span.days) & Q(came__in=kinds)


def went(*kinds):
    """Condition: the first day off the roll lies in the span, by one of the ways."""
    return lambda span: roll.left(*span.days) & Q(went__in=kinds)


def _register(slug, title, columns, where, **more):
    more = {"order": _IN, "prepare": with_people, "branch": "branch", **more}
    return RollRegister(slug, title, Placement, on_roll, columns, where=where, **more)


_INTRODUCED = Column("Người giới thiệu", lambda row: row.spell.introducers)
_ADMITTED = (NAME, BORN, SEX, BRANCH, DECISION, DECIDED, JOINED_PARTY, _INTRODUCED)
_CAME_ON = Column("Đến ngày", lambda row: row.joined_on)
_LEFT_ON = Column("Từ ngày", lambda row: row.left_on)
_PAPER_IN = Column("Số giấy giới thiệu", lambda row: row.began_number)
_PAPER_OUT = Column("Số văn bản", lambda row: row.spell.end_number or row.ended_number)

ADMITTED = _register("ket-nap", "Kết nạp đảng viên", _ADMITTED, came(_B.ADMITTED.value))
READMITTED = _register(
    "ket-nap-lai", "Kết nạp lại", _ADMITTED, came(_B.READMITTED.value)
)
RECOGNISED = _register(
    "cong-nhan-chinh-thuc",
    "Công nhận đảng viên chính thức",
    (
        NAME,
        BORN,
        SEX,
        BRANCH,
        JOINED_PARTY,
        Column("Số quyết định công nhận", lambda row: row.spell.recognised_number),
        Column("Ngày quyết định", lambda row: row.spell.recognised_on),
        OFFICIAL,
    ),
    lambda span: roll.recognised(*span.days),
    order=("spell__counts_official_on", "member__order", "pk"),
)
RESTORED = _register(
    "phuc-hoi",
    "Phục hồi đảng tịch",
    (
        *(NAME, BORN, BRANCH, JOINED_PARTY),
        Column("Số quyết định", lambda row: row.began_number),
        Column("Từ ngày", lambda row: row.joined_on),
    ),
    came(_B.RESTORED.value),
)
ARRIVED = _register(
    "chuyen-den",
    "Đảng viên chuyển đến",
    (
        *(NAME, BORN, BRANCH, JOINED_PARTY, OFFICIAL, _CAME_ON, _PAPER_IN),
        Column("Nơi chuyển đi", lambda row: row.came_from),
        Column("Cách chuyển", lambda row: roll.CAME_LABELS[row.came]),
    ),
    came(_B.TRANSFERRED.value, roll.WITH_BRANCH),
)
GONE = _register(
    "chuyen-di",
    "Đảng viên chuyển đi",
    (
        *(NAME, BORN, BRANCH, JOINED_PARTY, OFFICIAL, _LEFT_ON),
        Column("Số giấy giới thiệu", lambda row: row.ended_number),
        Column("Nơi chuyển đến", lambda row: row.went_to),
        Column("Cách chuyển", lambda row: roll.WENT_LABELS[row.went]),
    ),
    went(_E.TRANSFERRED.value, roll.WITH_BRANCH),
    order=_OUT,
)


def _with_origin(rows, day):
    """Each row with `origin`: the branch that the member left on the same day."""
    names = branch_names(day)
    before = Placement.objects.filter(
        member__in=[row.member_id for row in rows], kind=Placement.Kind.OFFICIAL
    )
    before = before.exclude(ended_on=None).values_list("member", "ended_on", "branch")
    found = {(member, ended): branch for member, ended, branch in before}
    for row in rows:
        row.origin = names.get(found.get((row.member_id, row.started_on)), "")
    return rows


MOVED = _register(
    "chuyen-noi-bo",
    "Chuyển sinh hoạt trong nội bộ",
    (
        *(NAME, BORN, JOINED_PARTY),
        Column("Từ chi bộ", lambda row: row.origin),
        Column("Đến chi bộ", lambda row: row.branch_name),
        *(_CAME_ON, _PAPER_IN),
    ),
    came(roll.INSIDE),
    on_day=_with_origin,
)


def guests(scope):
    """Người từ nơi khác đến sinh hoạt tạm thời: on no roll, hence not `on_roll`."""
    rows = Placement.objects.filter(kind=Placement.Kind.TEMPORARY)
    return sources.of_branches(rows, scope, "started_on")


GUESTS = RollRegister(
    "tam-thoi-den",
    "Sinh hoạt tạm thời từ nơi khác đến",
    Placement,
    guests,
    (
        *(NAME, BORN, BRANCH, JOINED_PARTY),
        Column("Từ ngày", lambda row: row.started_on),
        _PAPER_IN,
        Column("Nơi sinh hoạt chính thức", lambda row: row.came_from),
        Column("Thôi từ ngày", lambda row: row.ended_on or ""),
    ),
    prepare=with_people,
    order=("day", "member__order", "pk"),
    branch="branch",
    notes=("Không tính vào đảng số của chi bộ.",),
)
DEAD = _register(
    "tu-tran",
    "Đảng viên từ trần",
    (
        *(NAME, BORN, SEX, BRANCH, JOINED_PARTY, OFFICIAL),
        Column("Từ trần ngày", lambda row: row.left_on),
        _PAPER_OUT,
    ),
    went(_E.DIED.value),
    order=_OUT,
)
OUT_OF_PARTY = _register(
    "ra-khoi-dang",
    "Khai trừ, xóa tên, ra khỏi Đảng",
    (
        *(NAME, BORN, SEX, BRANCH, JOINED_PARTY),
        Column("Hình thức", lambda row: roll.WENT_LABELS[row.went]),
        *(_LEFT_ON, _PAPER_OUT),
    ),
    went(
        *(_E.EXPELLED.value, _E.STRUCK_OFF.value),
        *(_E.RESIGNED.value, _E.CANCELLED.value),
    ),
    order=_OUT,
)
