"""A table once, for the screen, for paper, for Excel and for the terminal."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reports.percent import text as percent_text

# Thousands with a dot, and a minus as wide as the plus beside it.
_VIETNAMESE = str.maketrans({",": ".", "-": "−"})


@dataclass(frozen=True)
class Percent:
    """A percentage as a value of a cell; None prints "–"."""

    value: Decimal | None

    def __str__(self):
        return percent_text(self.value)


@dataclass(frozen=True)
class Cell:
    """A value, and where it leads: the list behind the number."""

    value: object = ""
    url: str = ""
    is_number: bool = False

    @property
    def css(self):
        """The class of the cell on the screen, by what the value is."""
        if self.is_number or self.value is None:
            return "num"
        if isinstance(self.value, bool):
            return "text"
        if isinstance(self.value, int | Decimal):
            return "num zero" if self.value == 0 else "num"
        if isinstance(self.value, Percent):
            return "pct"
        return "mid" if isinstance(self.value, dt.date) else "text"

    @property
    def shown(self):
        """The value as people read it; a 0 in a table is a dash."""
        if self.value is None or self.value == 0:
            return "–"
        if isinstance(self.value, dt.date):
            return f"{self.value:%d/%m/%Y}"
        if isinstance(self.value, int):
            return f"{self.value:,}".translate(_VIETNAMESE)
        return str(self.value)


@dataclass(frozen=True)
class Head:
    """A heading of one or more columns or rows of the head."""

    label: str
    columns: int = 1
    rows: int = 1
    is_number: bool = False


@dataclass(frozen=True)
class Row:
    """Cells of a line; `is_part` is a line "trong đó", `is_bad` one that is wrong."""

    cells: tuple
    is_part: bool = False
    is_bad: bool = False


@dataclass(frozen=True)
class Table:
    """Title, head (one or two rows of `Head`), lines, the total line, notes."""

    title: str
    head: tuple
    rows: tuple
    total: Row | None = None
    notes: tuple = ()
    name: str = ""
    empty: str = ""
    is_wide: bool = False  # landscape on paper, the total stays in view
    head_column: int = 0  # the cell that names the line; those before it are narrow

    @property
    def width(self):
        """Number of columns."""
        return sum(head.columns for head in self.head[0])

    def placed(self):
        """(line of the head, first column, `Head`) of each heading, from the left."""
        taken = set()
        for line, heads in enumerate(self.head):
            column = 0
            for head in heads:
                while (line, column) in taken:
                    column += 1
                yield line, column, head
                below = range(line, line + head.rows)
                taken |= {(l, column + i) for l in below for i in range(head.columns)}
                column += head.columns

    def lines(self):
        """All lines, the total last."""
        return (*self.rows, *((self.total,) if self.total else ()))


def right(value, url=""):
    """A cell that stands to the right like a number, whatever its value is."""
    return Cell(value, url, is_number=True)


def heads(*labels, numbers=()):
    """One row of plain headings; `numbers` are the positions of numeric columns."""
    return (
        tuple(Head(label, is_number=i in numbers) for i, label in enumerate(labels)),
    )


def cells(*values):
    """Cells from plain values and ready cells."""
    return tuple(v if isinstance(v, Cell) else Cell(v) for v in values)
