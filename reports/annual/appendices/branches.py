"""PL2 by branch, and PL3 the branches founded."""

from enterprises.models import Enterprise, Headcount, MassOrganisation
from hoangmai_party.periods import in_force
from members.models import Grade
from reports import movement
from reports.annual import charts, sentences
from reports.annual.appendices.appendix import (
    Appendix,
    count,
    day,
    table,
    tall,
    total,
    wide,
)

GRADES = {
    Grade.EXCELLENT: "XS",
    Grade.GOOD: "T",
    Grade.DONE: "HT",
    Grade.NOT_DONE: "K",
}
ADMITTED = ("in_admitted", "in_readmitted")
CAME = tuple(f"in_{kind}" for kind in movement.INS if f"in_{kind}" not in ADMITTED)
_WAYS = ("transferred", "inside", "with_branch", "branch_inside")
WENT = tuple(f"out_{kind}" for kind in _WAYS)
LOST = tuple(f"out_{kind}" for kind in movement.OUTS if kind not in _WAYS)
# What the short headings of PL2 mean, by branch and by ward.
PEOPLE_SAID = (
    "TS: tổng số; CT: chính thức; DB: dự bị; KH: kế hoạch; TH: thực hiện; CN: công nhận "
    "chính thức; đến, đi: chuyển sinh hoạt, kể cả nội bộ; giảm: từ trần, đưa ra khỏi Đảng."
)
GRADES_SAID = (
    "XS, T, HT, K: hoàn thành xuất sắc, hoàn thành tốt, hoàn thành, không hoàn thành "
    "nhiệm vụ."
)
WHOLE_SAID = "Dòng cộng là số của cả Đảng bộ."
_UNION, _YOUTH = (
    MassOrganisation.Kind.TRADE_UNION,
    MassOrganisation.Kind.YOUTH_UNION,
)


def sums(line, cells):
    """Several cells of a line of the movement, both kinds of members together."""
    return sum(line.get(cell, None) for cell in cells) if line else 0


def stock(line):
    """(all, official, probationary) at the end."""
    parts = [line.get("closing", official) if line else 0 for official in (True, False)]
    return sum(parts), *parts


def by_branch(roster):
    """One line a branch; the totals are the body's own."""
    lines, whole = roster.movement
    rows = [
        (
            str(number),
            _named(roster, pk, name),
            (roster.hosts.get(pk) or [""] * 4)[3] or "",
            *_numbers(roster, pk, lines.get(pk)),
            GRADES.get(roster.ratings.get(pk), ""),
            roster.note(pk),
        )
        for number, (pk, _, name) in enumerate(roster.branches, start=1)
    ]
    made = table(
        2,
        "TỔNG HỢP THEO CHI BỘ",
        _HEAD,
        rows,
        _PERCENT,
        "cll" + "r" * 4 + "l" + "r" * 7 + "cl",
        foot=total("Cộng", 3, _whole(roster, whole)),
        notes=(
            (
                f"{PEOPLE_SAID} XL: xếp loại; {GRADES_SAID} TL: thành lập trong kỳ; TN: "
                f"tiếp nhận. {WHOLE_SAID}"
            ),
            *roster.allotment,
        ),
    )
    return Appendix(2, (made,), is_wide=True)


def drawn(roster):
    """What PL2 shows at a glance, on an upright sheet; None where it shows nothing."""
    chart = charts.members_by_branch(roster.figures)
    return Appendix(2, (chart,)) if chart else None


# Whole percents, as the browser takes them.
_PERCENT = (3, 27, 9, *(3,) * 4, 13, 3, 3, 6, 3, 4, 3, 5, 3, 6)
_HEAD = (
    (
        tall("TT"),
        tall("Chi bộ (doanh nghiệp)"),
        tall("Phường"),
        wide("Đảng viên", 4),
        tall("Bí thư"),
        wide("Kết nạp", 3),
        wide("Biến động", 4),
        tall("XL"),
        tall("Ghi chú"),
    ),
    ("TS", "CT", "DB", "Nữ", "KH", "TH", "%", "CN", "Đến", "Đi", "Giảm"),
)


def _named(roster, pk, name):
    """The name without "Chi bộ", with the enterprise where it does not say it."""
    host = (roster.hosts.get(pk) or [None, ""])[1]
    short = name.removeprefix("Chi bộ ")
    short = short[:1].upper() + short[1:]
    return short if not host or host in name else f"{short} ({host})"


def _numbers(roster, pk, line):
    goal, admitted = roster.goals.get(pk), sums(line, ADMITTED)
    return (
        *map(count, stock(line)),
        count(roster.women.get(pk)),
        roster.secretaries.get(pk, ""),
        count(goal),
        count(admitted),
        sentences.share(admitted, goal or 0),
        count(line.get("recognised", True) if line else 0),
        *(count(sums(line, cells)) for cells in (CAME, WENT, LOST)),
    )


def _whole(roster, line):
    goal = roster.figures.goal("T02")
    admitted = sums(line, ADMITTED)
    return (
        *map(count, stock(line)),
        count(roster.figures.number("S05")),
        "",
        count(goal and goal.value),
        count(admitted),
        sentences.share(admitted, goal.value if goal else 0),
        count(line.get("recognised", True)),
        *(count(sums(line, cells)) for cells in (CAME, WENT, LOST)),
        "",
        "",
    )


def founded(roster):
    """The branches whose founding was decided in the period."""
    new = [row for row in roster.branches if roster.founding(row[0])]
    hosts = {pk: roster.hosts[pk] for pk, *_ in new if pk in roster.hosts}
    workers, bodies = _at(hosts, roster.span.last)
    rows = [
        _founded(roster, number, branch, workers, bodies)
        for number, branch in enumerate(new, start=1)
    ]
    made = table(
        3,
        f"CHI BỘ THÀNH LẬP MỚI {roster.question.said.upper()}",
        (
            (
                tall("TT"),
                tall("Chi bộ"),
                tall("Loại hình"),
                tall("Số, ngày quyết định"),
                tall("Ngày công bố"),
                tall("Phường"),
                wide("Đảng viên", 2),
                tall("Bí thư"),
                tall("Số lao động"),
                wide("Đoàn thể (*)", 2),
            ),
            ("CT", "DB", "CĐ", "ĐTN"),
        ),
        rows,
        (7, 31, 19, 20, 19.5, 15.5, 7, 7, 14.5, 9.5, 7.5, 9.5),
        "cllcclrrlrcc",
        notes=("(*) CĐ: công đoàn; ĐTN: Đoàn Thanh niên.",) if rows else (),
        empty="Trong kỳ không có chi bộ nào được thành lập.",
    )
    return Appendix(3, (made,))


def _founded(roster, number, branch, workers, bodies):
    pk, _, name = branch
    event = roster.founding(pk).begun_by
    host, _, form, ward = roster.hosts.get(pk) or (None, "", "", "")
    _, official, probationary = stock(roster.movement[0].get(pk))
    return (
        str(number),
        name,
        dict(Enterprise.LegalForm.choices).get(form, ""),
        f"{event.number}, {day(event.decided_on)}",
        day(event.ceremony_on),
        ward or "",
        count(official),
        count(probationary),
        roster.secretaries.get(pk, ""),
        count(workers.get(host)),
        *("có" if (host, kind) in bodies else "–" for kind in (_UNION, _YOUTH)),
    )


def _at(hosts, last):
    """({enterprise: workers by the last count}, {(enterprise, kind of đoàn thể)})."""
    ids = [host[0] for host in hosts.values()]
    counts = Headcount.objects.filter(
        enterprise__in=ids, counted_on__lte=last, workers__isnull=False
    ).order_by("counted_on", "pk")
    held = MassOrganisation.objects.filter(in_force(last), enterprise__in=ids)
    workers = dict(counts.values_list("enterprise", "workers"))
    return workers, set(held.values_list("enterprise", "kind"))
