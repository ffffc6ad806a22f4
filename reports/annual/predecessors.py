"""Whether last year's number was made by the same set of branches (HIST-06).

Founding and dissolving is growth, to be compared. When branches were received, handed
over, merged or split since last year's last day, or the body itself began after last
year's first day, the two numbers are of different sets: a note stands for the
percentage and names what changed.
"""

from dataclasses import dataclass

from django.db.models import Q

from branches.models import BranchEvent
from members.roll import links
from reports.indicators import STOCK

_K = BranchEvent.Kind
CHANGING = (_K.RECEIVED, _K.MERGED, _K.SPLIT)
NAMED = 3


@dataclass(frozen=True)
class Change:
    """What changed, in words, and which figures it touches.

    `moved`: branches came or went with their people; `was_part`: the body did not
    exist in all of last year's days; `was_none`: nor on the last one of them.
    """

    notes: tuple[str, ...]
    moved: bool = False
    was_part: bool = False
    was_none: bool = False

    def touches(self, indicator):
        """A figure that no branch takes part in changes with the body alone."""
        is_new = self.was_none if indicator.kind == STOCK else self.was_part
        return is_new or (self.moved and indicator.branch is not None)

    @property
    def note(self):
        """The footnote."""
        return f"Không so sánh tỷ lệ với cùng kỳ năm trước: {'; '.join(self.notes)}."


def change(scope, committee, span, before):
    """The `Change` from the days `before` to those of `span`, or None; one query."""
    if before is None:
        return None
    began = committee.founded_on
    moves = tuple(_moves(scope, before.last, span.last))
    was_part = bool(began and began > before.first)
    was_none = bool(began and began > before.last)
    founded = (f"Đảng bộ thành lập ngày {began:%d/%m/%Y}",) if was_part else ()
    if not (founded or moves):
        return None
    return Change((*founded, *moves), bool(moves), was_part, was_none)


def _moves(scope, after, last):
    began = Q(begun_by__kind__in=CHANGING, started_on__gt=after, started_on__lte=last)
    ended = Q(ended_by__kind__in=CHANGING, ended_on__gt=after, ended_on__lte=last)
    rows = links(scope.reach).filter(began | ended).order_by("started_on", "pk")
    found = {}
    for row in rows.select_related("branch", "begun_by", "ended_by"):
        if row.begun_by.kind in CHANGING and after < row.started_on <= last:
            key = _IN[row.begun_by.kind], row.started_on
            found.setdefault(key, []).append(row.branch.name)
        if row.ended_by_id and _is_out(row, after, last):
            key = _OUT[row.ended_by.kind], row.ended_on
            found.setdefault(key, []).append(row.branch.name)
    for (said, day), names in found.items():
        named = ", ".join(names) if len(names) <= NAMED else ""
        listed = f" ({named})" if named else ""
        yield f"{said} {len(names)} chi bộ ngày {day:%d/%m/%Y}{listed}"


def _is_out(row, after, last):
    return row.ended_by.kind in CHANGING and after < row.ended_on <= last


_IN = {
    _K.RECEIVED: "tiếp nhận",
    _K.MERGED: "hình thành do sáp nhập",
    _K.SPLIT: "hình thành do chia tách",
}
_OUT = {
    _K.RECEIVED: "chuyển giao",
    _K.MERGED: "sáp nhập",
    _K.SPLIT: "chia tách",
}
