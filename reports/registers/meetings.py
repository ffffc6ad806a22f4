"""Registers of branches: meetings, congresses, regulations, Ban Chỉ đạo 09."""

from django.db.models import F

from branches.models import Congress, CoordinationRegulation, Meeting, SteeringSeat
from reports import percent, sources
from reports.indicators.indicator import on_last_day
from reports.registers.register import Column, Register, adds
from reports.tables import Percent


def _who(row):
    return row.branch_name or (row.committee.executive if row.committee_id else "")


def _rate(present, due):
    return Percent(percent.ratio(present, due))


def _rate_of_all(rows):
    """Over the sittings where both were counted: a missing count is not a nought."""
    counted = [r for r in rows if r.due is not None and r.present is not None]
    return _rate(sum(r.present for r in counted), sum(r.due for r in counted))


MEETINGS = Register(
    "sinh-hoat",
    "Sinh hoạt, hội nghị",
    Meeting,
    sources.meetings,
    (
        Column("Ngày", lambda row: row.held_on),
        Column("Loại hình", lambda row: row.get_kind_display()),
        Column("Chi bộ, Đảng ủy", _who),
        Column("Nội dung", lambda row: row.topic),
        Column("Thời lượng (phút)", lambda row: row.minutes, is_number=True),
        Column("Phải dự", lambda row: row.due, True, adds("due")),
        Column("Có mặt", lambda row: row.present, True, adds("present")),
        Column("Vắng có lý do", lambda row: row.excused, True, adds("excused")),
        Column("Vắng không lý do", lambda row: row.absent, True, adds("absent")),
        Column("Tỷ lệ dự", lambda row: _rate(row.present, row.due), True, _rate_of_all),
        Column("Số nghị quyết, kết luận", lambda row: row.number),
        Column("Chất lượng", lambda row: row.get_quality_display()),
    ),
    branch="branch",
    prepare=lambda rows: rows.select_related("branch", "committee"),
    notes=("Tỷ lệ dự tính trên các buổi có ghi số phải dự và số có mặt.",),
)


def _congresses(scope):
    return sources.of_branches(Congress.objects, scope, "held_on")


CONGRESSES = Register(
    "dai-hoi",
    "Đại hội chi bộ",
    Congress,
    _congresses,
    (
        Column("Ngày", lambda row: row.held_on),
        Column("Chi bộ", lambda row: row.branch_name),
        Column("Nhiệm kỳ", lambda row: row.term),
        Column("Triệu tập", lambda row: row.summoned, True, adds("summoned")),
        Column("Có mặt", lambda row: row.present, True, adds("present")),
        Column(
            "Trong đó chính thức",
            lambda row: row.present_official,
            True,
            adds("present_official"),
        ),
        Column("Số quyết định chuẩn y", lambda row: row.number),
        Column("Ngày chuẩn y", lambda row: row.approved_on or ""),
    ),
    branch="branch",
    prepare=lambda rows: rows.select_related("branch"),
)


def _regulations(scope):
    return CoordinationRegulation.objects.annotate(day=F("started_on"))


def _contents(row):
    """The agreed points by their own names."""
    fields = [f for f in row._meta.fields if f.name.startswith("on_")]
    return "; ".join(f.verbose_name for f in fields if getattr(row, f.name))


REGULATIONS = Register(
    "quy-che-phoi-hop",
    "Quy chế phối hợp",
    CoordinationRegulation,
    _regulations,
    (
        Column("Chi bộ", lambda row: row.branch_name),
        Column("Doanh nghiệp", lambda row: row.enterprise.name),
        Column("Bên phối hợp", lambda row: row.get_counterpart_display()),
        Column("Số", lambda row: row.number),
        Column("Ngày ký", lambda row: row.signed_on),
        Column("Hết hiệu lực từ", lambda row: row.ended_on or ""),
        Column("Nội dung phối hợp", _contents),
        Column("Rà soát gần nhất", lambda row: row.reviewed_on or ""),
    ),
    where=on_last_day,
    of_last_day=True,
    branch="branch",
    prepare=lambda rows: rows.select_related("branch", "enterprise"),
    order=("branch__code", "started_on"),
    notes=("Quy chế còn hiệu lực vào cuối kỳ.",),
)

SEATS = Register(
    "ban-chi-dao-09",
    "Ban Chỉ đạo 09",
    SteeringSeat,
    sources.seats,
    (
        Column("Họ và tên", lambda row: row.full_name),
        Column("Vai trò", lambda row: row.get_role_display()),
        Column("Chức vụ công tác", lambda row: row.title),
        Column("Cơ quan", lambda row: row.agency.name if row.agency_id else ""),
        Column("Từ ngày", lambda row: row.started_on),
        Column("Theo quyết định", lambda row: row.steering.number),
    ),
    where=on_last_day,
    prepare=lambda rows: rows.select_related("agency", "steering"),
    order=("steering", "pk"),
    notes=("Người có tên trong Ban Chỉ đạo vào cuối kỳ.",),
)
