"""Thống kê số liệu theo chi bộ: members.md §1.6, list 4, as of the last day."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from branches.models import BranchLink
from hoangmai_party.periods import in_force
from members import roll
from members.codes import KINH
from members.models import (
    Absence,
    Badge,
    Exemption,
    Grade,
    Placement,
    Position,
    Qualification,
    Rating,
)
from members.models.background import TheoryLevel
from reports import sources
from reports.composition import highest
from reports.indicators.indicator import on_last_day
from reports.registers.register import Column, Register

_ROLES = (Position.Role.SECRETARY, Position.Role.DEPUTY, Position.Role.COMMITTEE)
_THEORY = {
    "elementary": Q(theory=TheoryLevel.ELEMENTARY),
    "intermediate": Q(theory=TheoryLevel.INTERMEDIATE),
    "advanced": Q(theory=TheoryLevel.ADVANCED),
}


@dataclass(frozen=True)
class BranchRegister(Register):
    """One line a branch: its name leads to its page, where links of it are seen."""

    def _addresses(self, rows, user):
        return {row.pk: row.branch.get_absolute_url() for row in rows}


def _with_numbers(rows, day):
    """Each link with the numbers of its branch on `day`; seven queries for all."""
    branches = [row.branch_id for row in rows]
    committees = frozenset(row.committee_id for row in rows)
    people = roll.roll(roll.Reach(committees, frozenset(branches)))
    people = people.filter(roll.on(day))
    found = {}
    for counts in (
        _people(people, day),
        _officers(branches, day),
        _away(branches, day),
        _guests(branches, day),
        _ratings(branches, day),
    ):
        for line in counts:
            found.setdefault(line.pop("branch"), {}).update(line)
    badges = _badges(people, day)
    for row in rows:
        row.numbers = found.get(row.branch_id, {})
        row.badges = badges.get(row.branch_id, "")
    return rows


def _people(people, day):
    exempt = Exemption.objects.filter(in_force(day), member=OuterRef("member"))
    rows = people.annotate(
        theory=highest(Qualification.Kind.THEORY, day), exempted=Exists(exempt)
    )
    counts = {
        "members": Q(),
        "women": Q(member__sex="female"),
        "minority": ~Q(member__ethnicity=KINH),
        "probationary": roll.probationary_on(day),
        "exempt": Q(exempted=True),
        **_THEORY,
    }
    counts = {name: Count("pk", filter=where) for name, where in counts.items()}
    return rows.order_by().values("branch").annotate(**counts)


def _officers(branches, day):
    rows = Position.objects.filter(in_force(day), branch__in=branches, role__in=_ROLES)
    rows = rows.order_by().values("branch")
    return rows.annotate(officers=Count("member", distinct=True))


def _away(branches, day):
    rows = Absence.objects.filter(
        in_force(day), placement__voided_at=None, placement__branch__in=branches
    )
    rows = rows.order_by().values(branch=F("placement__branch"))
    return rows.annotate(away=Count("pk"))


def _guests(branches, day):
    kind = Placement.Kind.TEMPORARY
    rows = Placement.objects.filter(in_force(day), branch__in=branches, kind=kind)
    return rows.order_by().values("branch").annotate(guests=Count("pk"))


def _ratings(branches, day):
    """Of the members, in the year of the day."""
    rows = Rating.objects.filter(
        branch__in=branches, year=day.year, counts_on__lte=day, member__isnull=False
    )
    counts = {g: Count("pk", filter=Q(grade=g)) for g in Grade.values}
    return rows.order_by().values("branch").annotate(**counts)


def _badges(people, day):
    """{branch: "30 năm: 2; 40 năm: 1"}: of the people there, each by the highest."""
    ids = people.order_by().values("member")
    held = Badge.objects.filter(member__in=ids, awarded_on__lte=day)
    held = held.order_by().values("member").annotate(top=Max("years"))
    top = dict(held.values_list("member", "top"))
    numbers = {}
    for branch, member in people.order_by().values_list("branch", "member"):
        if years := top.get(member):
            of_branch = numbers.setdefault(branch, {})
            of_branch[years] = of_branch.get(years, 0) + 1
    return {
        branch: "; ".join(f"{years} năm: {n}" for years, n in sorted(found.items()))
        for branch, found in numbers.items()
    }


def _number(label, key, group=""):
    def value(row):
        return row.numbers.get(key, 0)

    return Column(label, value, True, lambda rows: sum(map(value, rows)), group)


_RATED, _TAUGHT = "Xếp loại đảng viên", "Lý luận chính trị"
_STAYS = "Sinh hoạt tạm thời"

BRANCHES = BranchRegister(
    "so-lieu-chi-bo",
    "Thống kê số liệu theo chi bộ",
    BranchLink,
    sources.branches,
    (
        Column("Chi bộ", lambda row: row.branch_name),
        _number("Cấp ủy", "officers"),
        _number("Đảng viên", "members"),
        _number("Nữ", "women"),
        _number("Dân tộc thiểu số", "minority"),
        _number("Dự bị", "probationary"),
        _number("Miễn công tác và sinh hoạt đảng", "exempt"),
        _number("Đi", "away", _STAYS),
        _number("Đến", "guests", _STAYS),
        Column("Huy hiệu Đảng", lambda row: row.badges),
        _number("Xuất sắc", Grade.EXCELLENT, _RATED),
        _number("Tốt", Grade.GOOD, _RATED),
        _number("Hoàn thành", Grade.DONE, _RATED),
        _number("Không hoàn thành", Grade.NOT_DONE, _RATED),
        _number("Sơ cấp", "elementary", _TAUGHT),
        _number("Trung cấp", "intermediate", _TAUGHT),
        _number("Cao cấp", "advanced", _TAUGHT),
    ),
    where=on_last_day,
    prepare=lambda rows: rows.select_related("branch"),
    on_day=_with_numbers,
    order=("branch__code", "pk"),
    branch="branch",
    notes=(
        "Vào ngày tính số liệu; huy hiệu tính theo bậc cao nhất của từng người.",
        "Xếp loại của năm đó; lý luận chính trị cao cấp gồm cả cử nhân.",
    ),
)
