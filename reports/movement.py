"""Tăng, giảm: opening + ins by kind − outs by kind = closing, per branch.

Members (official and probationary apart) and branches. Each cell has a condition,
so each number opens the rows it counted. Opening and closing are counted on their
own days, never derived, so that a line that does not close shows itself.
"""

from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, Count, F, Q, Value, When

from branches.models import BranchEvent
from members import roll

INS, OUTS = roll.CAME_LABELS, roll.WENT_LABELS
OPENING, RECOGNISED, CLOSING = "opening", "recognised", "closing"


@dataclass
class Line:
    """One branch (or the total): numbers by (cell, official?)."""

    branch: int | None
    numbers: dict = field(default_factory=dict)

    def get(self, cell, official):
        """The number of a cell; `official` True, False or None for both."""
        if official is None:
            return self.get(cell, True) + self.get(cell, False)
        return self.numbers.get((cell, official), 0)

    def add(self, cell, official, number):
        """Add to a cell."""
        self.numbers[cell, official] = self.get(cell, official) + number

    def computed_closing(self, official):
        """Opening + ins − outs, with the recognitions moved between the two."""
        if official is None:
            return self.computed_closing(True) + self.computed_closing(False)
        ins = sum(self.get(f"in_{kind}", official) for kind in INS)
        outs = sum(self.get(f"out_{kind}", official) for kind in OUTS)
        recognised = self.get(RECOGNISED, True)
        return (
            self.get(OPENING, official)
            + ins
            - outs
            + (recognised if official else -recognised)
        )

    def closes(self):
        """Whether the line closes, official and probationary apart."""
        return all(
            self.computed_closing(status) == self.get(CLOSING, status)
            for status in (True, False)
        )


def rows_of(scope, span, cell, official=None, branch=None):
    """The list behind one cell of the table."""
    rows = roll.with_ways(roll.roll(scope.reach), scope.reach)
    rows = rows.filter(_condition(cell, span, official))
    return rows if branch is None else rows.filter(branch=branch)


def _condition(cell, span, official):
    if cell == RECOGNISED:
        return roll.recognised(*span.days)
    if cell in (OPENING, CLOSING):
        day = span.opening_day if cell == OPENING else span.last
        status = _status(official, roll.official_on(day), roll.probationary_on(day))
        return roll.on(day) & status
    way, kind = cell.split("_", 1)
    if way == "in":
        came = _status(official, roll.CAME_OFFICIAL, roll.CAME_PROBATIONARY)
        return roll.joined(*span.days) & Q(came=kind) & came
    went = _status(official, roll.WENT_OFFICIAL, roll.WENT_PROBATIONARY)
    return roll.left(*span.days) & Q(went=kind) & went


def _status(official, if_official, if_probationary):
    if official is None:
        return Q()
    return if_official if official else if_probationary


def members(scope, span):
    """[Line per branch] and the total Line; four grouped queries."""
    lines = {}
    rows = roll.roll(scope.reach).order_by()
    ways = roll.with_ways(rows, scope.reach)
    _add_stocks(lines, rows, span)
    joined = ways.filter(roll.joined(*span.days))
    _add_ways(lines, joined, "in", "came", roll.CAME_OFFICIAL)
    left = ways.filter(roll.left(*span.days))
    _add_ways(lines, left, "out", "went", roll.WENT_OFFICIAL)
    total = Line(None)
    for line in lines.values():
        for (cell, official), number in line.numbers.items():
            total.add(cell, official, number)
    return list(lines.values()), total


def _add_stocks(lines, rows, span):
    counts = {
        f"{cell}_{'official' if official else 'probationary'}": Count(
            "pk", filter=_condition(cell, span, official)
        )
        for cell in (OPENING, CLOSING)
        for official in (True, False)
    }
    recognised = Count("pk", filter=_condition(RECOGNISED, span, None))
    grouped = rows.values("branch").annotate(**counts, recognised_yes=recognised)
    for row in grouped:
        line = lines.setdefault(row["branch"], Line(row["branch"]))
        line.add(RECOGNISED, True, row["recognised_yes"])
        for cell in (OPENING, CLOSING):
            line.add(cell, True, row[f"{cell}_official"])
            line.add(cell, False, row[f"{cell}_probationary"])


def _add_ways(lines, rows, way, column, is_official):
    grouped = (
        rows.annotate(
            was_official=Case(
                When(is_official, then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            )
        )
        .values("branch", column, "was_official")
        .annotate(number=Count("pk"))
    )
    for row in grouped:
        line = lines.setdefault(row["branch"], Line(row["branch"]))
        line.add(f"{way}_{row[column]}", row["was_official"], row["number"])


# Tăng, giảm tổ chức đảng

_K = BranchEvent.Kind
BRANCH_INS = {
    _K.FOUNDED.value: "Thành lập mới",
    _K.RECEIVED.value: "Tiếp nhận",
    _K.MERGED.value: "Hình thành do sáp nhập",
    _K.SPLIT.value: "Hình thành do chia tách",
    _K.OPENING.value: "Số dư khi mở sổ",
}
BRANCH_OUTS = {
    _K.RECEIVED.value: "Chuyển giao đi",
    _K.MERGED.value: "Sáp nhập",
    _K.SPLIT.value: "Chia tách",
    _K.DISSOLVED.value: "Giải thể",
    _K.DISBANDED.value: "Giải tán",
}


def branch_condition(cell, span):
    """The links that one cell of the branches' table counts."""
    if cell in (OPENING, CLOSING):
        day = span.opening_day if cell == OPENING else span.last
        return Q(started_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))
    way, kind = cell.split("_", 1)
    if way == "in":
        return Q(started_on__range=span.days, begun_by__kind=kind)
    return Q(ended_on__range=span.days, ended_by__kind=kind)


def branch_cells():
    """The cells of the branches' table in their order."""
    ins = [f"in_{kind}" for kind in BRANCH_INS]
    outs = [f"out_{kind}" for kind in BRANCH_OUTS]
    return [OPENING, *ins, *outs, CLOSING]


def branches(scope, span):
    """{cell: number} of the branches' table; one query."""
    counts = {
        cell: Count("pk", filter=branch_condition(cell, span))
        for cell in branch_cells()
    }
    return roll.links(scope.reach).aggregate(**counts)


def branch_rows(scope, span, cell):
    """The list behind one cell of the branches' table."""
    rows = roll.links(scope.reach).filter(branch_condition(cell, span))
    return rows.select_related("branch", "begun_by", "ended_by").order_by(
        F("started_on"), "branch__code"
    )


def unexplained(scope, span, branch):
    """Rows of a branch that came or went in the span in a way no column counts."""
    rows = roll.with_ways(roll.roll(scope.reach), scope.reach).filter(branch=branch)
    came = roll.joined(*span.days) & ~Q(came__in=INS)
    went = roll.left(*span.days) & ~Q(went__in=OUTS)
    return rows.filter(came | went)
