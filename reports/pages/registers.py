"""Sổ theo dõi: the list of registers, and one register of a period."""

from reports.registers import REGISTERS
from reports.tables import Cell, Row, Table, cells, heads


def index(asked, user):
    """The registers that the user may open, with how many rows each has."""
    mine = [register for register in REGISTERS if user.has_perm(register.right)]
    rows = tuple(
        Row(
            cells(
                number,
                Cell(register.title, asked.url("register", register.slug)),
                register.rows(asked).count(),
            )
        )
        for number, register in enumerate(mine, start=1)
    )
    table = Table(
        "Các sổ theo dõi",
        heads("TT", "Sổ", "Số dòng trong kỳ", numbers=(2,)),
        rows,
        name="so-theo-doi",
        head_column=1,
        empty="Không có sổ nào thuộc quyền của đồng chí.",
    )
    return {"tables": [table]}


def book(asked, user):
    """Sổ năm: all registers of the user's right, to be printed and bound."""
    mine = [register for register in REGISTERS if user.has_perm(register.right)]
    tables = [page(asked, register, user)["tables"][0] for register in mine]
    contents = Table(
        "Mục lục",
        heads("TT", "Sổ", "Số dòng trong kỳ", numbers=(2,)),
        tuple(
            Row(cells(number, table.title, len(table.rows)))
            for number, table in enumerate(tables, start=1)
        ),
        name="muc-luc",
        head_column=1,
        empty="Không có sổ nào thuộc quyền của đồng chí.",
    )
    title = f"Sổ theo dõi năm {asked.year}"
    return {"title": title, "tables": [contents, *tables], "is_book": True}


def page(asked, register, user):
    """One register with its rows of the period."""
    rows = register.rows(asked)
    table = register.table(rows, title=register.title, day=asked.span.last, user=user)
    return {"tables": [table], "total": len(table.rows)}
