"""Biểu số 1: tăng, giảm đảng viên.

Moves to and from organisations of the same district stand in no row of the central
form; without them D would not balance (STAT-01), so they are rows of our own.
"""

from members import roll
from members.models import Placement
from reports.forms.figure import Form, Tie, adds_up, given, line
from reports.forms.sources import CAME, ROLL, WENT
from reports.models import TransferPlace

_B, _E, _AREA = Placement.Began, Placement.Ended, TransferPlace.Area
_MOVED_IN = (_B.TRANSFERRED.value, roll.WITH_BRANCH)
_MOVED_OUT = (_E.TRANSFERRED.value, roll.WITH_BRANCH)
_INSIDE = (roll.INSIDE, roll.BRANCH_INSIDE)


def _came(*kinds, **more):
    return {"source": CAME, "given": given(came=kinds, **more)}


def _went(*kinds, **more):
    return {"source": WENT, "given": given(went=kinds, **more)}


def _moves(code, way, kind, whom):
    """By where the place lies; the last three are not of the central form."""
    places = (
        ("A", "a)", "Tỉnh, thành phố khác", (_AREA.PROVINCE,)),
        ("B", "b)", "Quận, huyện khác trong tỉnh, thành phố", (_AREA.DISTRICT,)),
        ("C", "*", "Trong quận", (_AREA.OWN,)),
        ("D", "*", "Chưa phân loại nơi chuyển", (None,)),
    )
    return (
        *(
            line(
                mark,
                label,
                f"{code}{letter}",
                level=2,
                is_extra=letter in "CD",
                is_rare=letter == "D",
                **way(kind, area=area),
            )
            for letter, mark, label, area in places
        ),
        line(
            "*",
            f"Cùng chi bộ {whom}",
            f"{code}E",
            level=2,
            is_extra=True,
            is_rare=True,
            **way(roll.WITH_BRANCH),
        ),
    )


_IN = _moves("1.B2", _came, _B.TRANSFERRED.value, "tiếp nhận")
_OUT = _moves("1.C5", _went, _E.TRANSFERRED.value, "chuyển giao")
_RARE = {"level": 1, "is_extra": True, "is_rare": True}
_INS = (
    line(
        "1",
        "Kết nạp, kết nạp lại",
        "1.B1",
        level=1,
        **_came(_B.ADMITTED.value, _B.READMITTED.value),
    ),
    line("2", "Chuyển đến", "1.B2", level=1, **_came(*_MOVED_IN)),
    line("3", "Phục hồi đảng tịch", "1.B3", level=1, **_came(_B.RESTORED.value)),
    line("*", "Số dư khi mở sổ", "1.B4", **_RARE, **_came(_B.OPENING.value)),
    line("*", "Từ chi bộ khác trong đảng bộ", "1.B5", **_RARE, **_came(*_INSIDE)),
)
_OUTS = (
    line("1", "Từ trần", "1.C1", level=1, **_went(_E.DIED.value)),
    line("2", "Khai trừ", "1.C2", level=1, **_went(_E.EXPELLED.value)),
    line("3", "Xóa tên", "1.C3", level=1, **_went(_E.STRUCK_OFF.value)),
    line("4", "Ra khỏi Đảng", "1.C4", level=1, **_went(_E.RESIGNED.value)),
    line("5", "Chuyển đi", "1.C5", level=1, **_went(*_MOVED_OUT)),
    line("*", "Hủy kết nạp", "1.C6", **_RARE, **_went(_E.CANCELLED.value)),
    line("*", "Sang chi bộ khác trong đảng bộ", "1.C7", **_RARE, **_went(*_INSIDE)),
)
_PROBATIONARY = line(
    "-",
    "Trong đó: đảng viên dự bị",
    "1.C3A",
    level=2,
    **_went(_E.STRUCK_OFF.value, was_official=(False,)),
)

FORM = Form(
    "1",
    "Tăng, giảm đảng viên",
    (
        line(
            "A",
            "Tổng số đảng viên cuối kỳ trước chuyển sang",
            "1.A",
            ROLL,
            where=lambda span: roll.on(span.opening_day),
        ),
        line("B", "Đảng viên tăng trong kỳ", "1.B", CAME),
        *_INS[:2],
        *_IN,
        *_INS[2:],
        line("C", "Đảng viên giảm trong kỳ", "1.C", WENT),
        *_OUTS[:3],
        _PROBATIONARY,
        *_OUTS[3:5],
        *_OUT,
        *_OUTS[5:],
        line(
            "D",
            "Tổng số đảng viên cuối kỳ báo cáo",
            "1.D",
            ROLL,
            where=lambda span: roll.on(span.last),
        ),
    ),
    (
        Tie(
            "Cuối kỳ = cuối kỳ trước + tăng − giảm (D = A + B − C)",
            "1.D",
            "1.A + 1.B - 1.C",
        ),
        adds_up("Tăng = cộng các dòng tăng", "1.B", _INS),
        adds_up("Giảm = cộng các dòng giảm", "1.C", _OUTS),
        adds_up("Chuyển đến = cộng theo nơi chuyển", "1.B2", _IN),
        adds_up("Chuyển đi = cộng theo nơi chuyển", "1.C5", _OUT),
        Tie("Kết nạp = Chỉ tiêu và kết quả (T02)", "1.B1", "T02"),
        Tie("Cuối kỳ = Chỉ tiêu và kết quả (S02)", "1.D", "S02"),
    ),
    notes=(
        (
            "Kết nạp tính theo ngày lễ kết nạp; chuyển đi tính theo ngày cấp giấy. Chuyển "
            "giữa hai chi bộ của đảng bộ không tính là tăng, giảm của đảng bộ."
        ),
    ),
)
