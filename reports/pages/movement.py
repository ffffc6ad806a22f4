"""Tăng, giảm đảng viên and tổ chức đảng."""

from reports import movement
from reports.asked import of_branch
from reports.people import branch_names, named_branches
from reports.tables import Cell, Head, Row, Table, cells, heads

BY_BRANCH = "theo-chi-bo"
STATUSES = {"": None, "official": True, "probationary": False}
STATUS_LABELS = {
    "": "Chính thức và dự bị",
    "official": "Chính thức",
    "probationary": "Dự bị",
}
# Columns always shown; the others only when something happened.
_USUAL_IN = ("admitted", "transferred")
_USUAL_OUT = ("died", "struck_off", "transferred")


def members_page(asked, status):
    """The table by branch and the one by kind; a line that does not close is named."""
    lines, total = movement.members(asked.scope, asked.span)
    return {
        "tables": [
            _summary(asked, total),
            _by_branch(asked, lines, total, status),
        ],
        "statuses": [
            (asked.url("movement", status=key), label, key == status)
            for key, label in STATUS_LABELS.items()
        ],
        "open_lines": _open_lines(asked, lines),
    }


def _cell(asked, line, cell, status):
    return Cell(_number(line, cell, status), _address(asked, cell, status))


def _branch_cells(line, columns, status):
    """The cells of a branch; `columns` are (cell, the address of its total)."""
    return [
        Cell(_number(line, cell, status), of_branch(address, line.branch))
        for cell, address in columns
    ]


def _number(line, cell, status):
    if cell == movement.RECOGNISED:
        return line.get(cell, True)
    return line.get(cell, STATUSES[status])


def _address(asked, cell, status, **changes):
    status = None if cell == movement.RECOGNISED else status or None
    return asked.url("list", "movement", cell, status=status, **changes)


def _kinds(total):
    ins = [k for k in movement.INS if k in _USUAL_IN or total.get(f"in_{k}", None)]
    outs = [k for k in movement.OUTS if k in _USUAL_OUT or total.get(f"out_{k}", None)]
    return ins, outs


def _summary(asked, total):
    ins, outs = _kinds(total)
    rows = [
        _kind_row(asked, total, movement.OPENING, "Đầu kỳ"),
        *(_kind_row(asked, total, f"in_{k}", f"+ {movement.INS[k]}") for k in ins),
        *(_kind_row(asked, total, f"out_{k}", f"− {movement.OUTS[k]}") for k in outs),
        _recognised_row(asked, total),
    ]
    return Table(
        "Tổng hợp toàn đảng bộ" if asked.scope.is_whole else "Tổng hợp",
        heads("Biến động", "Chính thức", "Dự bị", "Cộng", numbers=(1, 2, 3)),
        tuple(rows),
        total=_kind_row(asked, total, movement.CLOSING, "Cuối kỳ"),
        notes=(
            (
                f"Đầu kỳ là cuối ngày {asked.span.opening_day:%d/%m/%Y}, "
                f"cuối kỳ là cuối ngày {asked.span.last:%d/%m/%Y}."
            ),
            "Kết nạp tính theo ngày lễ kết nạp; chuyển đi tính theo ngày cấp giấy.",
        ),
        name="tong-hop",
    )


def _kind_row(asked, total, cell, label):
    keys = ("official", "probationary", "")
    return Row(
        cells(label, *(_cell(asked, total, cell, key) for key in keys)),
        is_part=cell not in (movement.OPENING, movement.CLOSING),
    )


def _recognised_row(asked, total):
    number = total.get(movement.RECOGNISED, True)
    url = asked.url("list", "movement", movement.RECOGNISED)
    return Row(
        cells("Chuyển đảng chính thức", Cell(number, url), Cell(-number, url), 0),
        is_part=True,
    )


def _by_branch(asked, lines, total, status):
    ins, outs = _kinds(total)
    columns = [
        movement.OPENING,
        *(f"in_{k}" for k in ins),
        *(f"out_{k}" for k in outs),
        *((movement.RECOGNISED,) if status else ()),
        movement.CLOSING,
    ]
    addressed = [(c, _address(asked, c, status, branch=None)) for c in columns]
    found = {line.branch: line for line in lines if any(line.numbers.values())}
    rows = tuple(
        Row(
            cells(code, name, *_branch_cells(found[pk], addressed, status)),
            is_bad=not found[pk].closes(),
        )
        for pk, code, name in named_branches(asked.span.last, asked.scope.reach)
        if pk in found
    )
    return Table(
        f"Theo chi bộ – {STATUS_LABELS[status].lower()}",
        _two_heads(ins, outs, status),
        rows,
        total=Row(
            cells("", "Cộng", *(_cell(asked, total, c, status) for c in columns)),
            is_bad=not total.closes(),
        ),
        name=BY_BRANCH,
        is_wide=True,
        head_column=1,
    )


def _two_heads(ins, outs, status):
    recognised = "Công nhận chính thức"
    middle = (Head(recognised, rows=2, is_number=True),) if status else ()
    return (
        (
            Head("Mã", rows=2),
            Head("Chi bộ", rows=2),
            Head("Đầu kỳ", rows=2, is_number=True),
            Head("Tăng", columns=len(ins)),
            Head("Giảm", columns=len(outs)),
            *middle,
            Head("Cuối kỳ", rows=2, is_number=True),
        ),
        (
            *(Head(movement.INS[k], is_number=True) for k in ins),
            *(Head(movement.OUTS[k], is_number=True) for k in outs),
        ),
    )


def _open_lines(asked, lines):
    """[(branch name, difference, [names])] of lines that do not close."""
    broken = [line for line in lines if not line.closes()]
    if not broken:
        return []
    names = branch_names(asked.span.last, asked.scope.reach)
    return [
        (
            names[line.branch],
            line.get(movement.CLOSING, None) - line.computed_closing(None),
            _unexplained(asked, line.branch),
        )
        for line in broken
    ]


def _unexplained(asked, branch):
    """People who came or went in a way that no column knows."""
    rows = movement.unexplained(asked.scope, asked.span, branch)
    names = rows.select_related("member").order_by("member__order")
    return [row.member.full_name for row in names]


def branches_page(asked):
    """Opening + founded + received − … = closing, of the branches."""
    numbers = movement.branches(asked.scope, asked.span)
    labels = {
        movement.OPENING: "Đầu kỳ",
        **{f"in_{k}": f"+ {v}" for k, v in movement.BRANCH_INS.items()},
        **{f"out_{k}": f"− {v}" for k, v in movement.BRANCH_OUTS.items()},
    }
    rows = tuple(
        Row(
            cells(label, Cell(numbers[cell], asked.url("list", "branches", cell))),
            is_part=cell != movement.OPENING,
        )
        for cell, label in labels.items()
    )
    closing = Cell(numbers["closing"], asked.url("list", "branches", "closing"))
    ins = sum(n for cell, n in numbers.items() if cell.startswith("in_"))
    outs = sum(n for cell, n in numbers.items() if cell.startswith("out_"))
    is_bad = numbers["opening"] + ins - outs != numbers["closing"]
    table = Table(
        "Tăng, giảm tổ chức đảng",
        heads("Biến động", "Số chi bộ", numbers=(1,)),
        rows,
        total=Row(cells("Cuối kỳ", closing), is_bad=is_bad),
        notes=(
            (
                "Thành lập mới tính theo ngày quyết định; chi bộ tiếp nhận từ nơi khác "
                "không tính là thành lập mới."
            ),
        ),
        name="to-chuc-dang",
    )
    return {"tables": [table]}
