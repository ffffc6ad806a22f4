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
    """One line of the table: its key, label and condition on annotated rows.

    `value` is that of the group's column, where it has one.
    """

    key: str
    label: str
    where: Q
    value: object = None


@dataclass(frozen=True)
class Group:
    """Lines that together make the whole (a check), or stand alone.

    `column` names the annotation whose values the lines are, if it is a subquery.
    """

    title: str
    cells: tuple
    is_partition: bool = True
    column: str = ""


def people(scope, day):
    """The roll of `day` with the highest levels held then and `owns`."""
    return _on_roll(scope, day).annotate(
        general=highest(_KIND.GENERAL, day),
        profession=highest(_KIND.PROFESSION, day),
        theory=highest(_KIND.THEORY, day),
        owns=owner_on(day),
    )


def _on_roll(scope, day):
    return roll.roll(scope.reach).filter(roll.on(day))


def highest(kind, day):
    """The highest level of a kind held on `day` (a date, or an `OuterRef` of a row)."""
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
        _levels("Học vấn phổ thông", "general", GeneralLevel),
        _levels("Chuyên môn, nghiệp vụ", "profession", ProfessionLevel),
        _levels("Lý luận chính trị", "theory", TheoryLevel),
        Group(
            "Chủ doanh nghiệp",
            (
                Cell("owner", "Chủ doanh nghiệp", Q(owns=True), True),
                Cell("not_owner", "Không là chủ doanh nghiệp", Q(owns=False), False),
            ),
            column="owns",
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


def _levels(title, column, choices):
    cells = [
        Cell(f"{column}_{level}", label, Q(**{column: level}), level)
        for level, label in choices.choices
    ]
    none = Cell(f"{column}_0", "Chưa qua hoặc chưa ghi", Q(**{column: None}))
    return Group(title, (*cells, none), column=column)


def table(scope, day):
    """({key: number}, total): two queries."""
    parts = groups(day)
    plain = {
        cell.key: Count("pk", filter=cell.where)
        for group in parts
        if not group.column
        for cell in group.cells
    }
    numbers = _on_roll(scope, day).aggregate(total=Count("pk"), **plain)
    numbers |= _by_column(scope, day, [group for group in parts if group.column])
    return numbers, numbers.pop("total")


def _by_column(scope, day, parts):
    """{key: number} of the groups with a column, counted by the columns' values.

    As conditions of counts PostgreSQL would run each subquery once a cell.
    """
    keys = {g.column: {cell.value: cell.key for cell in g.cells} for g in parts}
    numbers = {key: 0 for found in keys.values() for key in found.values()}
    rows = people(scope, day).order_by().values(*keys)
    for row in rows.annotate(number=Count("pk")):
        for column, found in keys.items():
            numbers[found[row[column]]] += row["number"]
    return numbers


def rows_of(scope, day, key):
    """The list behind one cell."""
    return people(scope, day).filter(_cell(day, key).where)


def label_of(day, key):
    """The label of one cell."""
    return _cell(day, key).label


def _cell(day, key):
    return {cell.key: cell for group in groups(day) for cell in group.cells}[key]
