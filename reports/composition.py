"""Cơ cấu đội ngũ đảng viên as of a day: each cell a condition, so each is a list.

Rows are those of Biểu 3 that the register keeps (organisation.md §6.3); everyone
counts once, at the highest level held on the day.
"""

from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Q, Subquery

from hoangmai_party.periods import add_months
from members import roll
from members.codes import KINH
from members.models import Qualification
from members.models.background import GeneralLevel, ProfessionLevel, TheoryLevel
from reports.sources import owner_on

# Bands of Biểu 3: (first full year of age, last), None = open.
AGE_BANDS = (
    (None, 17),
    (18, 30),
    (31, 35),
    (36, 40),
    (41, 45),
    (46, 50),
    (51, 55),
    (56, 60),
    (61, None),
)
_KIND = Qualification.Kind


@dataclass(frozen=True)
class Cell:
    """One line of the table: its key, label and condition on annotated rows."""

    key: str
    label: str
    where: Q


@dataclass(frozen=True)
class Group:
    """Lines that together make the whole (a check), or stand alone."""

    title: str
    cells: tuple
    is_partition: bool = True


def people(scope, day):
    """The roll of `day` with the highest levels held then and `owns`."""
    rows = roll.roll(scope.reach).filter(roll.on(day))
    return rows.annotate(
        general=_highest(_KIND.GENERAL, day),
        profession=_highest(_KIND.PROFESSION, day),
        theory=_highest(_KIND.THEORY, day),
        owns=owner_on(day),
    )


def _highest(kind, day):
    held = Qualification.objects.filter(
        member=OuterRef("member"), kind=kind, granted_on__lte=day
    )
    return Subquery(
        held.order_by().values("member").annotate(top=Max("level")).values("top")
    )


def groups(day):
    """The table's groups for a day."""
    return (
        Group(
            "Đảng tịch",
            (
                Cell("official", "Chính thức", roll.official_on(day)),
                Cell("probationary", "Dự bị", roll.probationary_on(day)),
            ),
        ),
        Group(
            "Giới tính",
            (
                Cell("male", "Nam", Q(member__sex="male")),
                Cell("female", "Nữ", Q(member__sex="female")),
            ),
        ),
        Group("Tuổi đời", tuple(_age_cell(day, *band) for band in AGE_BANDS)),
        Group(
            "Dân tộc",
            (
                Cell("kinh", "Kinh", Q(member__ethnicity=KINH)),
                Cell("minority", "Dân tộc thiểu số", ~Q(member__ethnicity=KINH)),
            ),
        ),
        Group("Học vấn phổ thông", _levels("general", GeneralLevel)),
        Group("Chuyên môn, nghiệp vụ", _levels("profession", ProfessionLevel)),
        Group("Lý luận chính trị", _levels("theory", TheoryLevel)),
        Group(
            "Chủ doanh nghiệp",
            (
                Cell("owner", "Chủ doanh nghiệp", Q(owns=True)),
                Cell("not_owner", "Không là chủ doanh nghiệp", Q(owns=False)),
            ),
        ),
    )


def _age_cell(day, low, high):
    """Full years of age on `day`: born after / on or before the birthdays."""
    where = Q()
    if low is not None:
        where &= Q(member__born_on__lte=add_months(day, -12 * low))
    if high is not None:
        where &= Q(member__born_on__gt=add_months(day, -12 * (high + 1)))
    if low is None:
        label = f"Dưới {high + 1} tuổi"
    elif high is None:
        label = f"Trên {low - 1} tuổi"
    else:
        label = f"Từ {low} đến {high} tuổi"
    return Cell(f"age_{low or 0}", label, where)


def _levels(column, choices):
    cells = [
        Cell(f"{column}_{level.value}", level.label, Q(**{column: level.value}))
        for level in choices
    ]
    none = Cell(f"{column}_0", "Chưa qua hoặc chưa ghi", Q(**{column: None}))
    return (*cells, none)


def table(scope, day):
    """({key: number}, total): one query."""
    counts = {
        cell.key: Count("pk", filter=cell.where)
        for group in groups(day)
        for cell in group.cells
    }
    numbers = people(scope, day).aggregate(total=Count("pk"), **counts)
    return numbers, numbers.pop("total")


def rows_of(scope, day, key):
    """The list behind one cell."""
    return people(scope, day).filter(_cell(day, key).where)


def label_of(day, key):
    """The label of one cell."""
    return _cell(day, key).label


def _cell(day, key):
    return {cell.key: cell for group in groups(day) for cell in group.cells}[key]
