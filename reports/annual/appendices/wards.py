"""PL2 in brief: the branches and their members, a line a ward."""

from collections import Counter

from hoangmai_party.text import reading_key
from reports.annual import sentences
from reports.annual.appendices.appendix import (
    NO_WARD,
    Appendix,
    count,
    table,
    tall,
    total,
    wide,
)
from reports.annual.appendices.branches import (
    ADMITTED,
    CAME,
    GRADES,
    GRADES_SAID,
    LOST,
    PEOPLE_SAID,
    WENT,
    WHOLE_SAID,
    stock,
    sums,
)

_HEAD = (
    (
        tall("Phường"),
        tall("Chi bộ"),
        wide("Đảng viên", 4),
        wide("Kết nạp", 3),
        wide("Biến động", 4),
        wide("Xếp loại chi bộ", len(GRADES)),
    ),
    (
        *("TS", "CT", "DB", "Nữ"),
        *("KH", "TH", "%"),
        *("CN", "Đến", "Đi", "Giảm"),
        *GRADES.values(),
    ),
)
_NOTE = f"{PEOPLE_SAID} {GRADES_SAID} {WHOLE_SAID}"


def branches_by_ward(roster):
    """One line a ward; the totals are the body's own."""
    groups = {}
    for pk, *_ in roster.branches:
        ward = (roster.hosts.get(pk) or [None] * 4)[3] or NO_WARD
        groups.setdefault(ward, []).append(pk)
    names = sorted(groups.keys() - {NO_WARD}, key=reading_key)
    names += [NO_WARD] if NO_WARD in groups else []
    lines, whole = roster.movement
    everyone = [pk for pks in groups.values() for pk in pks]
    made = table(
        2,
        "TỔNG HỢP CHI BỘ, ĐẢNG VIÊN THEO PHƯỜNG",
        _HEAD,
        [(name, *_ward(roster, lines, groups[name])) for name in names],
        (25, 9, 9, 9, 8, 9, 8, 8, 15, 8, 9, 8, 11, 7.5, 7.5, 7.5, 7.5),
        "l" + "r" * 16,
        foot=total("Cộng", 1, _whole(roster, whole, everyone)),
        notes=(" ".join((_NOTE, *roster.allotment)),),
        empty="Trong kỳ không có chi bộ nào.",
    )
    return Appendix(2, (made,))


def _ward(roster, lines, branches):
    here = [lines[pk] for pk in branches if pk in lines]
    members = map(sum, zip((0, 0, 0), *map(stock, here), strict=True))
    goals = [roster.goals[pk] for pk in branches if pk in roster.goals]
    return _cells(
        roster,
        branches,
        (*members, sum(roster.women.get(pk) or 0 for pk in branches)),
        sum(goals),
        lambda cells: sum(sums(line, cells) for line in here),
        sum(line.get("recognised", True) for line in here),
    )


def _whole(roster, line, branches):
    goal = roster.figures.goal("T02")
    return _cells(
        roster,
        branches,
        (*stock(line), roster.figures.number("S05")),
        goal.value if goal else 0,
        lambda cells: sums(line, cells),
        line.get("recognised", True),
    )


def _cells(roster, branches, people, goal, moved, recognised):
    grades = Counter(roster.ratings.get(pk) for pk in branches)
    held = sum(roster.is_held(pk) for pk in branches)
    return (
        *map(count, (held, *people, goal, moved(ADMITTED))),
        sentences.share(moved(ADMITTED), goal),
        *map(count, (recognised, *map(moved, (CAME, WENT, LOST)))),
        *(count(grades[grade]) for grade in GRADES),
    )
