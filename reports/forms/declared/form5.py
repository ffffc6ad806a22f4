"""Biểu số 5: tổ chức đảng và đảng viên theo loại hình cơ sở, on the last day.

Only the stored `OrgType` says which column an organisation stands in (STAT-02).
Branches and their members stand in the row of the enterprise that hosts them; in which
row a đảng bộ cơ sở itself belongs is not confirmed, so it stands under "Khác".
"""

from branches.models import OrgType
from enterprises.models import Enterprise
from reports.forms.figure import Column, Figure, Form, Row, Tie, adds_up, given
from reports.forms.sources import BRANCHES, COMMITTEES, PEOPLE_BY_UNIT

_UNIT = Enterprise.StatRow
_CAPITAL = "sổ không lưu tỷ lệ vốn của doanh nghiệp"
_ALL = (*(unit.value for unit in _UNIT), None)
_FIRMS = tuple(unit.value for unit in _UNIT if unit.value.startswith("9b"))

COLUMNS = (
    Column("2", "Tổng số tổ chức cơ sở đảng"),
    Column("3", "Đảng bộ cơ sở"),
    Column("4", "Chi bộ cơ sở"),
    Column("5", "Đảng bộ bộ phận"),
    Column("6", "Chi bộ trực thuộc"),
    Column("7", "Tổng số đảng viên"),
)


def _committees(code, kind, *, counts):
    """Of a row without committees the sum of nothing: no question is asked."""
    if not counts:
        return Figure(code, BRANCHES, given=given(org_type=()))
    return Figure(code, COMMITTEES, given=given(kind=(kind.value,)))


def _branches(code, kind, units):
    return Figure(code, BRANCHES, given=given(org_type=(kind.value,), unit=units))


def _row(mark, label, code, units=(), *, level=0, bodies=False):
    """`units` are the rows of enterprises it takes, `bodies` whether the committees."""
    code = f"5.{code}"
    return Row(
        mark,
        label,
        (
            Figure(f"{code}_2", parts=(f"{code}_3", f"{code}_4")),
            _committees(f"{code}_3", OrgType.GRASSROOTS, counts=bodies),
            _branches(f"{code}_4", OrgType.GRASSROOTS_CELL, units),
            _committees(f"{code}_5", OrgType.SECTIONAL, counts=bodies),
            _branches(f"{code}_6", OrgType.SUBORDINATE_CELL, units),
            Figure(f"{code}_7", PEOPLE_BY_UNIT, given=given(unit=units)),
        ),
        level,
    )


def _shares(mark, label, code, level=2):
    figures = tuple(Figure(f"5.{code}_{c.code}", why=_CAPITAL) for c in COLUMNS)
    return Row(mark, label, figures, level)


_OF_UNITS = "467"  # columns that are counted by the enterprise of a branch
_SINGLE = (
    _row("1", "Xã", "1"),
    _row("2", "Phường", "2"),
    _row("3", "Thị trấn", "3"),
    _row("4", "Cơ quan Đảng, Mặt trận Tổ quốc, đoàn thể", "4"),
    _row("5", "Cơ quan nhà nước", "5"),
)
_PUBLIC = _row("a)", "Công lập", "6A", level=1)
_NONPUBLIC = _row("b)", "Ngoài công lập", "6B", (_UNIT.NONPUBLIC.value,), level=1)
_ARMED = (_row("7", "Quân đội", "7"), _row("8", "Công an", "8"))
_STATE = _row("a)", "Doanh nghiệp có vốn nhà nước", "9A", (_UNIT.STATE.value,), level=1)
_KINDS = (
    _row("-", "Công ty cổ phần", "9B_CP", (_UNIT.JOINT_STOCK.value,), level=2),
    _row("-", "Doanh nghiệp tư nhân", "9B_TN", (_UNIT.PRIVATE.value,), level=2),
    _row("-", "Công ty TNHH", "9B_TNHH", (_UNIT.LLC.value,), level=2),
    _row("-", "Công ty hợp danh", "9B_HD", (_UNIT.PARTNERSHIP.value,), level=2),
    _row(
        "-", "Doanh nghiệp có vốn nước ngoài", "9B_NN", (_UNIT.FOREIGN.value,), level=2
    ),
)
_NON_STATE = _row("b)", "Doanh nghiệp ngoài khu vực nhà nước", "9B", _FIRMS, level=1)
_COOPERATIVE = _row("c)", "Hợp tác xã", "9C", (_UNIT.COOPERATIVE.value,), level=1)
_ENTERPRISES = _row(
    "9",
    "Doanh nghiệp, hợp tác xã",
    "9",
    (_UNIT.STATE.value, *_FIRMS, _UNIT.COOPERATIVE.value),
)
_ABROAD = _row("10", "Tổ chức đảng ở ngoài nước", "10")
_OTHER = _row("11", "Khác", "11", (_UNIT.OTHER.value, None), bodies=True)
_UNITS = _row("6", "Đơn vị sự nghiệp", "6", (_UNIT.NONPUBLIC.value,))
_SUM = _row("", "Cộng", "SUM", _ALL, bodies=True)
_WHOLE = (*_SINGLE, _UNITS, *_ARMED, _ENTERPRISES, _ABROAD, _OTHER)


def _column(place, rows):
    return [Row("", "", (row.figures[place],)) for row in rows]


def _ties(whole, rows, label, codes):
    return tuple(
        adds_up(
            f"{label}, cột {column.code}",
            whole.figures[place].code,
            _column(place, rows),
        )
        for place, column in enumerate(COLUMNS)
        if column.code in codes
    )


FORM = Form(
    "5",
    "Tổ chức đảng và đảng viên theo loại hình cơ sở",
    (
        *_SINGLE,
        _UNITS,
        _PUBLIC,
        _NONPUBLIC,
        *_ARMED,
        _ENTERPRISES,
        _STATE,
        _shares("-", "100% vốn nhà nước", "9A_1"),
        _shares("-", "Từ 50% vốn nhà nước trở lên", "9A_2"),
        _shares("-", "Dưới 50% vốn nhà nước", "9A_3"),
        _NON_STATE,
        *_KINDS,
        _shares("+", "Trong đó: 100% vốn nước ngoài", "9B_NN1", level=3),
        _COOPERATIVE,
        _ABROAD,
        _OTHER,
        _SUM,
    ),
    (
        Tie("Tổng số đảng viên = Biểu 3, mục I", "5.SUM_7", "3.I"),
        Tie(
            "Chi bộ cơ sở + chi bộ trực thuộc = Chỉ tiêu và kết quả (S01)",
            "5.SUM_4 + 5.SUM_6",
            "S01",
        ),
        *_ties(_SUM, _WHOLE, "Cộng = cộng các loại hình", "234567"),
        *_ties(_UNITS, (_PUBLIC, _NONPUBLIC), "Đơn vị sự nghiệp = a + b", _OF_UNITS),
        *_ties(
            _ENTERPRISES,
            (_STATE, _NON_STATE, _COOPERATIVE),
            "Doanh nghiệp, hợp tác xã = a + b + c",
            _OF_UNITS,
        ),
        *_ties(_NON_STATE, _KINDS, "Ngoài khu vực nhà nước = cộng các loại", _OF_UNITS),
    ),
    COLUMNS,
    notes=(
        (
            "Chi bộ và đảng viên xếp theo loại hình của doanh nghiệp, đơn vị có chi bộ; đảng "
            "bộ cơ sở xếp ở dòng “Khác”, chờ cấp trên xác nhận. Chi bộ chưa ghi đơn vị chủ "
            "trì cũng xếp ở dòng “Khác”."
        ),
    ),
    is_stock=True,
)
