"""What an appendix is, and the cells that all of them share."""

from dataclasses import dataclass

from reports.annual.sentences import shown
from reports.documents.tree import Cell, Table

SMALL = 10  # points
NO_WARD = "Chưa ghi địa chỉ"


@dataclass(frozen=True)
class Appendix:
    """A numbered appendix: its blocks, and whether it lies."""

    number: int
    blocks: tuple
    is_wide: bool = False


def caption(number, title):
    return f"PHỤ LỤC {number}. {title}"


def table(number, title, head, rows, widths, aligns, **more):
    """The table that an appendix is made of."""
    return Table(
        caption=caption(number, title),
        head=head,
        rows=tuple(rows),
        widths=widths,
        aligns=aligns,
        size=more.pop("size", SMALL),
        **more,
    )


def count(number):
    """A number of a table: 0 and none are a dash, as on every page."""
    return shown(number) if number else "–"


def day(value):
    return f"{value:%d/%m/%Y}" if value else ""


def tall(text):
    """A heading over both lines of the head."""
    return Cell(text, rows=2)


def wide(text, columns):
    """A heading over several columns."""
    return Cell(text, columns=columns)


def total(label, columns, cells):
    """The closing line: its label over the first columns."""
    return ((Cell(label, columns=columns, bold=True), *cells),)
