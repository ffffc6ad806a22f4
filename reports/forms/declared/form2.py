"""Biểu số 2: đảng viên mới kết nạp, as they were on the day of the ceremony."""

from django.db.models import Q

from branches.models import OrgType
from members.codes import KINH
from members.models import Placement
from reports import composition
from reports.forms.declared import parts
from reports.forms.figure import (
    Figure,
    Form,
    Row,
    Tie,
    adds_up,
    given,
    heading,
    line,
    not_kept,
)
from reports.forms.sources import ADMITTED, ADMITTED_AS, BRANCHES, COMMITTEES

_COMMITTEE, _CELL = OrgType.GRASSROOTS.value, OrgType.GRASSROOTS_CELL.value
_NO_ONE = "sổ không theo dõi số quần chúng còn lại của từng đơn vị"


def _band(low, high):
    """A band of Biểu 3, by the age on the day of the ceremony."""
    if low is None:
        return 0, f"Dưới {high + 1} tuổi", lambda span: Q(age__lte=high)
    if high is None:
        return low, f"Trên {low - 1} tuổi", lambda span: Q(age__gte=low)
    label = f"Từ {low} đến {high} tuổi"
    return low, label, lambda span: Q(age__range=(low, high))


def _of_new(mark, label, code, where):
    return line(mark, label, code, ADMITTED, level=1, where=lambda span: where)


_JOBS, _JOB_TIES = parts.occupations("2", ADMITTED_AS)
_AGES, _AGE_PARTS = parts.ages(
    "2", ADMITTED, [_band(*band) for band in composition.AGE_BANDS]
)
_LEARNING, _GENERAL, _PROFESSION = parts.learning("2", ADMITTED_AS, 3)


def _organisations():
    of_committee, of_cell = given(kind=(_COMMITTEE,)), given(org_type=(_CELL,))
    admits = given(admits=(True,))
    return (
        Row(
            "III",
            "Số tổ chức cơ sở đảng cuối kỳ",
            (Figure("2.III", parts=("2.III_1", "2.III_2")),),
        ),
        line("1", "Đảng bộ cơ sở", "2.III_1", COMMITTEES, level=1, given=of_committee),
        line(
            "-",
            "Có kết nạp đảng viên",
            "2.III_1A",
            COMMITTEES,
            level=2,
            given=of_committee + admits,
        ),
        not_kept("-", "Không còn quần chúng", "2.III_1B", _NO_ONE, level=2),
        line("2", "Chi bộ cơ sở", "2.III_2", BRANCHES, level=1, given=of_cell),
        line(
            "-",
            "Có kết nạp đảng viên",
            "2.III_2A",
            BRANCHES,
            level=2,
            given=of_cell + admits,
        ),
        not_kept("-", "Không còn quần chúng", "2.III_2B", _NO_ONE, level=2),
    )


FORM = Form(
    "2",
    "Đảng viên mới kết nạp",
    (
        line("I", "Tổng số đảng viên mới kết nạp", "2.I", ADMITTED),
        line(
            "*",
            "Nữ",
            "2.I1",
            ADMITTED,
            level=1,
            is_extra=True,
            where=lambda span: Q(member__sex="female"),
        ),
        _of_new("-", "Dân tộc thiểu số", "2.I2", ~Q(member__ethnicity=KINH)),
        not_kept("-", "Đoàn viên TNCS Hồ Chí Minh", "2.I3", parts.YOUTH, level=1),
        line(
            "-",
            "Chủ doanh nghiệp tư nhân",
            "2.I4",
            ADMITTED_AS,
            level=1,
            given=given(owner_on_joining=(True,)),
        ),
        not_kept(
            "-", "Vi phạm kế hoạch hóa gia đình", "2.I5", parts.RELATIVES, level=1
        ),
        not_kept(
            "-", "Hôn nhân với người nước ngoài", "2.I6", parts.RELATIVES, level=1
        ),
        _of_new("-", "Kết nạp lại", "2.I7", Q(began=Placement.Began.READMITTED)),
        heading("II", "Phân tích đảng viên mới kết nạp"),
        heading("1", "Nghề nghiệp"),
        *_JOBS,
        heading("2", "Tuổi đời"),
        *_AGES,
        *_LEARNING,
        *_organisations(),
    ),
    (
        Tie("Tổng số = Biểu 1, dòng B.1", "2.I", "1.B1"),
        Tie("Tổng số = Chỉ tiêu và kết quả (T02)", "2.I", "T02"),
        Tie("Chủ doanh nghiệp = Chỉ tiêu và kết quả (T03)", "2.I4", "T03"),
        *_JOB_TIES,
        adds_up("Tổng số = cộng theo tuổi", "2.I", _AGE_PARTS),
        adds_up("Tổng số = cộng theo học vấn phổ thông", "2.I", _GENERAL),
        adds_up("Tổng số = cộng theo chuyên môn", "2.I", _PROFESSION),
        Tie("Số tổ chức cơ sở đảng = Biểu 5, cột 2, dòng cộng", "2.III", "5.SUM_2"),
    ),
    notes=(
        (
            "Tuổi, nghề nghiệp, trình độ tính vào ngày lễ kết nạp; mỗi người tính một lần "
            "ở bậc cao nhất."
        ),
    ),
)
