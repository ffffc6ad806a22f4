"""Rows that forms 2 and 3 share: occupation, age, learning."""

from enterprises.models import Enterprise
from members.models import Employment
from members.models.background import GeneralLevel, ProfessionLevel, TheoryLevel
from reports.forms.figure import adds_up, given, heading, line, not_kept

RELATIVES = "sổ không lưu dữ liệu về gia đình, quan hệ nước ngoài của đảng viên"
YOUTH = "sổ ghi ngày vào Đoàn, không ghi ngày trưởng thành Đoàn"
TITLES = "sổ không lưu học hàm"

_JOB, _UNIT = Employment.Job, Enterprise.StatRow
_NONPUBLIC = (_UNIT.NONPUBLIC.value,)
_FIRMS = tuple(u.value for u in _UNIT if u != _UNIT.NONPUBLIC)
_LEADING = (_JOB.OWNER.value, _JOB.EXECUTIVE.value, _JOB.MANAGER.value)
_INDIRECT = (_JOB.STAFF.value, _JOB.TEACHER.value, _JOB.HEALTH.value)
_DIRECT = (_JOB.WORKER.value,)
_IN_FIRMS = (
    ("A", "Lãnh đạo, quản lý doanh nghiệp", _LEADING),
    ("B", "Nhân viên, lao động gián tiếp", _INDIRECT),
    ("C", "Công nhân, lao động trực tiếp sản xuất", _DIRECT),
)
_WORKING = (*_LEADING, *_INDIRECT, *_DIRECT)
_RETIRED = (_JOB.RETIRED.value, _JOB.RETIRED_CONTRACT.value)


def occupations(form, source, *retired):
    """(the rows, the ties that they make); `retired`: what stands under the retired."""

    def row(mark, label, code, jobs, *, level=1, rare=False, **unit):
        code = f"{form}.JOB_{code}"
        what = {"given": given(job=jobs, **unit), "is_extra": rare, "is_rare": rare}
        return line(mark, label, code, source, level=level, **what)

    school = "Người lao động trong đơn vị sự nghiệp ngoài công lập"
    firm = "Lãnh đạo, quản lý và người lao động trong doanh nghiệp"
    working = row("-", firm, "2", _WORKING, unit=_FIRMS)
    kinds = tuple(
        row("+", label, f"2{letter}", jobs, level=2, unit=_FIRMS)
        for letter, label, jobs in _IN_FIRMS
    )
    outside = (
        row("-", school, "1", _WORKING, unit=_NONPUBLIC),
        row("-", "Nghề nghiệp khác", "3", (_JOB.OTHER.value,)),
        row("-", "Đã nghỉ hưu", "4", _RETIRED),
        row("*", "Chưa ghi nghề nghiệp", "0", (None,), rare=True),
    )
    first, *others, unknown = outside
    whole = (first, working, *others, unknown)
    ties = (
        adds_up("Tổng số = cộng theo nghề nghiệp", f"{form}.I", whole),
        adds_up("Trong doanh nghiệp = cộng ba loại", f"{form}.JOB_2", kinds),
    )
    return (first, working, *kinds, *others, *retired, unknown), ties


def ages(form, source, bands):
    """The bands as (key, label, condition by span) and the average."""
    rows = tuple(
        line(
            "*" if low == 0 else "-",
            label,
            f"{form}.AGE_{low:02d}",
            source,
            level=1,
            where=where,
            is_extra=low == 0,
            is_rare=low == 0,
        )
        for low, label, where in bands
    )
    average = line(
        "-", "Tuổi bình quân", f"{form}.AGE_AVG", source, level=1, is_age=True
    )
    return (*rows, average), rows


def levels(form, source, column, choices, *, none="Chưa qua hoặc chưa ghi"):
    """A line a level; who has none stands in a row of our own."""
    code = column.upper()
    return (
        *(
            line(
                "-",
                label,
                f"{form}.{code}_{level}",
                source,
                level=1,
                given=given(**{column: (level,)}),
            )
            for level, label in choices.choices
        ),
        line(
            "*",
            none,
            f"{form}.{code}_0",
            source,
            level=1,
            is_extra=True,
            given=given(**{column: (None,)}),
        ),
    )


def learning(form, source, first):
    """[(title, rows)] of general and professional learning, and the titles not kept."""
    general = levels(form, source, "general", GeneralLevel)
    profession = levels(form, source, "profession", ProfessionLevel)
    titles = (
        not_kept("-", "Phó giáo sư", f"{form}.TITLE_1", TITLES, level=1),
        not_kept("-", "Giáo sư", f"{form}.TITLE_2", TITLES, level=1),
    )
    rows = (
        heading(f"{first}", "Học vấn phổ thông"),
        *general,
        heading(f"{first + 1}", "Chuyên môn, nghiệp vụ (cao nhất)"),
        *profession,
        heading(f"{first + 2}", "Chức danh khoa học"),
        *titles,
    )
    return rows, general, profession


def theory(form, source, first):
    """The rows of political theory."""
    rows = levels(form, source, "theory", TheoryLevel)
    return (heading(f"{first}", "Lý luận chính trị (cao nhất)"), *rows), rows
