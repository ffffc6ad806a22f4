"""Danh sách giao ban bí thư: what is due as paper, a block for each branch."""

from itertools import groupby

from reports.tables import Row, Table, cells, heads

_HEADS = heads(
    "TT", "Việc đến hạn", "Về ai, việc gì", "Hạn", "Còn lại", "Ai thực hiện",
    "Ý kiến, ký nhận",
)  # fmt: skip
SIGNED = "Bí thư chi bộ (ký, ghi rõ họ tên): ……………………………………"
TO_WRITE_ON = "…" * 26  # gives the column its room on every paper
NO_BRANCH = "Không thuộc chi bộ nào"


def tables(items, day):
    """[Table] of the branches that have something due, in the order of their names."""
    ordered = sorted(items, key=lambda i: (i.place or NO_BRANCH, i.branch or 0))
    groups = groupby(ordered, key=lambda i: (i.place or NO_BRANCH, i.branch or 0))
    return [
        _block(number, place, list(lines), day)
        for number, ((place, _), lines) in enumerate(groups, start=1)
    ]


def _block(number, place, lines, day):
    late = sum(item.is_overdue(day) for item in lines)
    count = f"{len(lines)} việc" + (f", {late} việc quá hạn" if late else "")
    return Table(
        f"{place}: {count}",
        _HEADS,
        tuple(
            Row(_line(place, item), is_bad=item.is_overdue(day))
            for place, item in enumerate(lines, start=1)
        ),
        notes=(SIGNED,),
        name=f"giao-ban-{number}",
        is_wide=True,
        head_column=1,
    )


def _line(number, item):
    return cells(
        number,
        item.kind.label,
        item.subject,
        item.due_on or "",
        item.left,
        item.kind.actor,
        TO_WRITE_ON,
    )
