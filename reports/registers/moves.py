"""Registers of papers and stays: giấy giới thiệu, sinh hoạt tạm thời, miễn."""

from members.models import Absence, Exemption, Transfer
from reports import sources
from reports.registers.register import Column, Register


def _member(row):
    return row.placement.member.full_name


TRANSFERS = Register(
    "giay-gioi-thieu",
    "Giấy giới thiệu chuyển đi",
    Transfer,
    sources.transfers,
    (
        Column("Số giấy", lambda row: row.number),
        Column("Ngày cấp", lambda row: row.issued_on),
        Column("Họ và tên", _member),
        Column("Chi bộ", lambda row: row.branch_name),
        Column("Chuyển đến", lambda row: row.destination),
        Column("Nơi đến xác nhận ngày", lambda row: row.confirmed_on or ""),
    ),
    branch="placement__branch",
    prepare=lambda rows: rows.select_related("placement__member"),
    head_column=3,
)

ABSENCES = Register(
    "sinh-hoat-tam-thoi",
    "Sinh hoạt tạm thời nơi khác",
    Absence,
    sources.absences,
    (
        Column("Họ và tên", _member),
        Column("Chi bộ", lambda row: row.branch_name),
        Column("Nơi sinh hoạt tạm thời", lambda row: row.destination),
        Column("Số giấy", lambda row: row.number),
        Column("Từ ngày", lambda row: row.started_on),
        Column("Dự kiến đến", lambda row: row.until or ""),
        Column("Trở về ngày", lambda row: row.ended_on or ""),
    ),
    branch="placement__branch",
    prepare=lambda rows: rows.select_related("placement__member"),
)

EXEMPTIONS = Register(
    "mien-sinh-hoat",
    "Miễn công tác và sinh hoạt đảng",
    Exemption,
    sources.exemptions,
    (
        Column("Họ và tên", lambda row: row.member.full_name),
        Column("Chi bộ", lambda row: row.branch_name),
        Column("Loại", lambda row: row.get_kind_display()),
        Column("Số nghị quyết, quyết định", lambda row: row.number),
        Column("Từ ngày", lambda row: row.started_on),
        Column("Dự kiến đến", lambda row: row.until or ""),
        Column("Thôi miễn từ", lambda row: row.ended_on or ""),
    ),
    branch="branch",
    prepare=lambda rows: rows.select_related("member"),
)
