"""Registers of inspections, of the members inspected, and of mass organisations."""

from django.db.models import Count, Q

from branches.models import Inspection
from enterprises.models import MassOrganisation
from members.models import InspectedMember
from reports import sources
from reports.registers.register import Column, Register, adds


def _with_follow_ups(rows):
    live = Q(follow_ups__voided_at=None)
    return rows.select_related("branch", "inspector").annotate(
        asked=Count("follow_ups", filter=live),
        done=Count("follow_ups", filter=live & Q(follow_ups__done_on__isnull=False)),
    )


def _followed(row):
    return f"{row.done}/{row.asked}" if row.asked else ""


INSPECTIONS = Register(
    "kiem-tra-giam-sat",
    "Kiểm tra, giám sát",
    Inspection,
    sources.inspections,
    (
        Column("Ngày bắt đầu", lambda row: row.began_on),
        Column("Hình thức", lambda row: row.get_kind_display()),
        Column("Chi bộ", lambda row: row.branch_name),
        Column(
            "Chủ trì",
            lambda row: row.inspector.executive if row.inspector_id else "Chi bộ",
        ),
        Column("Nội dung", lambda row: row.topic),
        Column("Chương trình", lambda row: row.programme or "đột xuất"),
        Column("Số quyết định", lambda row: row.number),
        Column("Số kết luận", lambda row: row.conclusion_number),
        Column("Ngày kết luận", lambda row: row.concluded_on or ""),
        Column("Khắc phục (xong/phải làm)", _followed),
    ),
    branch="branch",
    prepare=_with_follow_ups,
)


def _yes(value):
    return "có" if value else ""


INSPECTED = Register(
    "dang-vien-duoc-kiem-tra",
    "Đảng viên được kiểm tra, giám sát",
    InspectedMember,
    sources.inspected,
    (
        Column("Đảng viên", lambda row: row.member.full_name),
        Column("Chi bộ", lambda row: row.branch_name),
        Column("Hình thức", lambda row: row.inspection.get_kind_display()),
        Column("Ngày bắt đầu", lambda row: row.inspection.began_on),
        Column("Có vi phạm", lambda row: _yes(row.has_violation)),
        Column("Phải kỷ luật", lambda row: _yes(row.needs_discipline)),
    ),
    branch="inspection__branch",
    prepare=lambda rows: rows.select_related("member", "inspection__branch"),
    order=("day", "member__order", "pk"),
)


MASS_ORGANISATIONS = Register(
    "doan-the",
    "Đoàn thể thành lập trong kỳ",
    MassOrganisation,
    sources.mass_organisations,
    (
        Column("Doanh nghiệp", lambda row: row.enterprise.name),
        Column("Đoàn thể", lambda row: row.get_kind_display()),
        Column("Tên", lambda row: row.name),
        Column("Thành lập ngày", lambda row: row.started_on),
        Column("Kết thúc từ", lambda row: row.ended_on or ""),
        Column("Đoàn viên, hội viên", lambda row: row.members, True, adds("members")),
        Column("Người đứng đầu", lambda row: row.head),
    ),
    prepare=lambda rows: rows.select_related("enterprise"),
    order=("day", "enterprise__search", "pk"),
)
