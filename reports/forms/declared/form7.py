"""Biểu số 7: nghiệp vụ công tác đảng viên, as far as awards, badges and cards exist."""

from branches.models import OrgType
from members import roll
from members.models import Award, Placement
from members.models.honours import BADGE_YEARS
from reports.forms.figure import Figure, Form, Row, Tie, adds_up, given, line, not_kept
from reports.forms.sources import ABSENCES, AWARDS, BADGES, CAME, CARDS, GUESTS, WENT

_OWN = "sổ ghi khen thưởng của chi bộ và đảng viên, chưa ghi của chính đảng bộ"
_ABOVE = "không thuộc cấp của đảng bộ này"
_CARD = "sổ giữ ngày cấp của thẻ đang dùng, không giữ lý do phát, đổi, cấp lại"
_ODD = "chưa có định nghĩa được xác nhận"
_KIND = Award.Kind
_NAMED = (_KIND.BANNER.value, _KIND.MERIT.value, _KIND.COMMENDATION.value)
_ALSO = tuple(kind.value for kind in _KIND if kind.value not in _NAMED)
_CELL = OrgType.GRASSROOTS_CELL.value
_NOT_CELL = (OrgType.SUBORDINATE_CELL.value, None)


def _awards(code, label, *, level, of_branch, mark="-", **more):
    return line(
        mark,
        label,
        code,
        AWARDS,
        level=level,
        given=given(of_branch=(of_branch,), **more),
    )


def _to_branches():
    is_extra = {"level": 3, "is_extra": True, "is_rare": True}
    subordinate = {"of_branch": (True,), "org_type": _NOT_CELL}
    return (
        _awards(
            "7.I1D1",
            "Bằng khen",
            level=3,
            of_branch=True,
            org_type=_NOT_CELL,
            kind=(_KIND.MERIT.value,),
        ),
        _awards(
            "7.I1D2",
            "Giấy khen",
            level=3,
            of_branch=True,
            org_type=_NOT_CELL,
            kind=(_KIND.COMMENDATION.value,),
        ),
        line(
            "*",
            "Cờ",
            "7.I1D3",
            AWARDS,
            **is_extra,
            given=given(**subordinate, kind=(_KIND.BANNER.value,)),
        ),
        line(
            "*",
            "Hình thức khác",
            "7.I1D4",
            AWARDS,
            **is_extra,
            given=given(**subordinate, kind=_ALSO),
        ),
    )


_BRANCHES = _awards(
    "7.I1D", "Chi bộ trực thuộc", level=2, of_branch=True, mark="d)", org_type=_NOT_CELL
)
_BRANCH_KINDS = _to_branches()
_CELLS = line(
    "*",
    "Chi bộ cơ sở",
    "7.I1E",
    AWARDS,
    level=2,
    is_extra=True,
    is_rare=True,
    given=given(of_branch=(True,), org_type=(_CELL,)),
)
_TO_ORGANISATIONS = _awards("7.I1", "Tổ chức đảng", level=1, mark="1", of_branch=True)
_TO_MEMBERS = _awards("7.I2", "Đảng viên", level=1, mark="2", of_branch=False)
_MEMBER_KINDS = (
    _awards("7.I2A", "Bằng khen", level=2, of_branch=False, kind=(_KIND.MERIT.value,)),
    _awards(
        "7.I2B", "Giấy khen", level=2, of_branch=False, kind=(_KIND.COMMENDATION.value,)
    ),
    line(
        "*",
        "Hình thức khác",
        "7.I2C",
        AWARDS,
        level=2,
        is_extra=True,
        is_rare=True,
        given=given(of_branch=(False,), kind=(*_ALSO, _KIND.BANNER.value)),
    ),
)


def _not_ours(mark, label, code, why, *kinds):
    """An organisation whose awards are in no row of the register."""
    yield Row(mark, label, (Figure(code, why=why),), 2)
    for number, kind in enumerate(kinds, start=1):
        yield not_kept("-", kind, f"{code}{number}", why, level=3)


_BADGES = tuple(
    line(
        "-",
        f"{years} năm",
        f"7.II_{years}",
        BADGES,
        level=1,
        given=given(years=(years,)),
    )
    for years in BADGE_YEARS
)
_TRANSFERRED = Placement.Began.TRANSFERRED.value, Placement.Ended.TRANSFERRED.value
_IV = (
    line("1", "Giới thiệu sinh hoạt đảng tạm thời: đi", "7.IV1A", ABSENCES, level=1),
    line("", "Giới thiệu sinh hoạt đảng tạm thời: đến", "7.IV1B", GUESTS, level=1),
    line(
        "2",
        "Giới thiệu sinh hoạt đảng chính thức: đi",
        "7.IV2A",
        WENT,
        level=1,
        given=given(went=(_TRANSFERRED[1], roll.WITH_BRANCH)),
    ),
    line(
        "",
        "Giới thiệu sinh hoạt đảng chính thức: đến",
        "7.IV2B",
        CAME,
        level=1,
        given=given(came=(_TRANSFERRED[0], roll.WITH_BRANCH)),
    ),
    not_kept(
        "3", "Các trường hợp giới thiệu không đúng quy định", "7.IV3", _ODD, level=1
    ),
)

FORM = Form(
    "7",
    "Nghiệp vụ công tác đảng viên",
    (
        line("I", "Khen thưởng tổ chức đảng và đảng viên", "7.I", AWARDS),
        _TO_ORGANISATIONS,
        *_not_ours(
            "a)",
            "Cấp trên trực tiếp của tổ chức cơ sở đảng",
            "7.I1A",
            _ABOVE,
            "Cờ",
            "Bằng khen",
        ),
        *_not_ours(
            "b)", "Tổ chức cơ sở đảng", "7.I1B", _OWN, "Cờ", "Bằng khen", "Giấy khen"
        ),
        *_not_ours("c)", "Đảng bộ bộ phận", "7.I1C", _OWN, "Bằng khen", "Giấy khen"),
        _BRANCHES,
        *_BRANCH_KINDS,
        _CELLS,
        _TO_MEMBERS,
        *_MEMBER_KINDS,
        line("II", "Tặng Huy hiệu Đảng", "7.II", BADGES),
        *_BADGES,
        line("III", "Thẻ đảng viên có ngày cấp trong kỳ", "7.III", CARDS),
        not_kept("1", "Phát thẻ", "7.III1", _CARD, level=1),
        not_kept("2", "Cấp lại thẻ", "7.III2", _CARD, level=1),
        not_kept("3", "Đổi thẻ", "7.III3", _CARD, level=1),
        Row("IV", "Giới thiệu sinh hoạt đảng"),
        *_IV,
    ),
    (
        Tie("Khen thưởng = sổ khen thưởng (K04)", "7.I", "K04"),
        adds_up(
            "Khen thưởng = tổ chức đảng + đảng viên",
            "7.I",
            (_TO_ORGANISATIONS, _TO_MEMBERS),
        ),
        adds_up(
            "Tổ chức đảng = chi bộ trực thuộc + chi bộ cơ sở",
            "7.I1",
            (_BRANCHES, _CELLS),
        ),
        adds_up("Chi bộ trực thuộc = cộng các hình thức", "7.I1D", _BRANCH_KINDS),
        adds_up("Đảng viên = cộng các hình thức", "7.I2", _MEMBER_KINDS),
        Tie("Huy hiệu Đảng = sổ huy hiệu (K05)", "7.II", "K05"),
        adds_up("Huy hiệu Đảng = cộng các loại", "7.II", _BADGES),
        Tie("Giới thiệu đi chính thức = Biểu 1, dòng C.5", "7.IV2A", "1.C5"),
        Tie("Giới thiệu đến chính thức = Biểu 1, dòng B.2", "7.IV2B", "1.B2"),
    ),
    notes=("Thẻ đảng viên: người trong danh sách có thẻ đang dùng cấp trong kỳ.",),
)
