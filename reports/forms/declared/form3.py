"""Biểu số 3: đội ngũ đảng viên on the last day; everyone counts once."""

import datetime as dt

from django.db.models import Q

from members.codes import KINH, NO_RELIGION
from reports import composition
from reports.forms.declared import parts
from reports.forms.figure import Form, Tie, adds_up, given, heading, line, not_kept
from reports.forms.sources import PEOPLE, PEOPLE_AS

# (first day, last day) of the ceremony; the days are those of the form.
_ERAS = (
    (None, dt.date(1945, 8, 18), "Trước 19/8/1945"),
    (dt.date(1945, 8, 19), dt.date(1954, 7, 20), "Từ 19/8/1945 đến 20/7/1954"),
    (dt.date(1954, 7, 21), dt.date(1975, 4, 30), "Từ 21/7/1954 đến 30/4/1975"),
    (dt.date(1975, 5, 1), None, "Từ 01/5/1975 đến nay"),
)


def _held(key):
    """The condition of a cell of Cơ cấu đội ngũ, so that the two can't disagree."""

    def where(span):
        cells = (c for g in composition.groups(span.last) for c in g.cells)
        return next(cell.where for cell in cells if cell.key == key)

    return where


def _band(low, high):
    key = f"age_{low or 0}"
    if low is None:
        return 0, f"Dưới {high + 1} tuổi", _held(key)
    label = f"Trên {low - 1} tuổi" if high is None else f"Từ {low} đến {high} tuổi"
    return low, label, _held(key)


def _era(first, last):
    where = Q()
    if first:
        where &= Q(spell__ceremony_on__gte=first)
    if last:
        where &= Q(spell__ceremony_on__lte=last)
    return lambda span: where


def _of_people(mark, label, code, where):
    return line(mark, label, code, PEOPLE, level=1, where=where)


_EXEMPT = line(
    "+",
    "Trong đó: được miễn công tác và sinh hoạt đảng",
    "3.JOB_4A",
    PEOPLE_AS,
    level=2,
    given=given(job=("retired", "retired_contract"), is_exempt=(True,)),
)
_JOBS, _JOB_TIES = parts.occupations("3", PEOPLE_AS, _EXEMPT)
_AGES, _AGE_PARTS = parts.ages(
    "3", PEOPLE, [_band(*band) for band in composition.AGE_BANDS]
)
_JOINED = tuple(
    _of_people("-", label, f"3.ERA_{number}", _era(first, last))
    for number, (first, last, label) in enumerate(_ERAS, start=1)
)
_LEARNING, _GENERAL, _PROFESSION = parts.learning("3", PEOPLE_AS, 4)
_THEORY_ROWS, _THEORY = parts.theory("3", PEOPLE_AS, 7)

FORM = Form(
    "3",
    "Đội ngũ đảng viên",
    (
        line("I", "Đảng viên trong danh sách cuối kỳ", "3.I", PEOPLE),
        _of_people("-", "Nữ", "3.I1", _held("female")),
        _of_people("-", "Đảng viên dự bị", "3.I2", _held("probationary")),
        _of_people(
            "-", "Dân tộc thiểu số", "3.I3", lambda span: ~Q(member__ethnicity=KINH)
        ),
        _of_people(
            "-", "Tôn giáo", "3.I4", lambda span: ~Q(member__religion=NO_RELIGION)
        ),
        not_kept("-", "Đoàn viên TNCS Hồ Chí Minh", "3.I5", parts.YOUTH, level=1),
        line(
            "-",
            "Chủ doanh nghiệp tư nhân",
            "3.I6",
            PEOPLE_AS,
            level=1,
            given=given(owns=(True,)),
        ),
        not_kept(
            "-", "Hôn nhân với người nước ngoài", "3.I7", parts.RELATIVES, level=1
        ),
        heading("II", "Phân tích đội ngũ đảng viên"),
        heading("1", "Nghề nghiệp"),
        *_JOBS,
        heading("2", "Tuổi đời"),
        *_AGES,
        heading("3", "Thời gian vào Đảng"),
        *_JOINED,
        *_LEARNING,
        *_THEORY_ROWS,
    ),
    (
        Tie("Tổng số = Biểu 1, dòng D", "3.I", "1.D"),
        Tie("Tổng số = Chỉ tiêu và kết quả (S02)", "3.I", "S02"),
        Tie("Nữ = Chỉ tiêu và kết quả (S05)", "3.I1", "S05"),
        Tie("Dự bị = Chỉ tiêu và kết quả (S04)", "3.I2", "S04"),
        Tie("Chủ doanh nghiệp = Chỉ tiêu và kết quả (S06)", "3.I6", "S06"),
        *_JOB_TIES,
        adds_up("Tổng số = cộng theo tuổi", "3.I", _AGE_PARTS),
        adds_up("Tổng số = cộng theo thời gian vào Đảng", "3.I", _JOINED),
        adds_up("Tổng số = cộng theo học vấn phổ thông", "3.I", _GENERAL),
        adds_up("Tổng số = cộng theo chuyên môn", "3.I", _PROFESSION),
        adds_up("Tổng số = cộng theo lý luận chính trị", "3.I", _THEORY),
    ),
    notes=("Mỗi người tính một lần ở bậc cao nhất có đến ngày tính số liệu.",),
    is_stock=True,
)
