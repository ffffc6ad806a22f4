"""What a form is made of: sources of rows, figures over them, rows, columns, ties."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

NOT_KEPT = "không theo dõi"


def everything(span):
    """The condition of a figure that counts every row of its source."""
    return Q()


@dataclass(frozen=True)
class Source:
    """Rows that figures count: `rows(scope, span)`.

    With `columns` they are counted by the values of these (each may be a subquery,
    asked once a row), else by the conditions of the figures. `has_list`: whether the
    rows can be opened as a list.
    """

    rows: Callable
    columns: tuple = ()
    has_list: bool = True


@dataclass(frozen=True)
class Figure:
    """A number of a form: a condition on a source, a sum, or why it is not kept.

    `code` is the form's number and the row's code ("1.B2A"); it is the key of the
    list behind the number and names the cell in the office's own workbook.
    """

    code: str
    source: Source | None = None
    where: Callable = everything
    given: tuple = ()  # ((column of the source, the values that count), …)
    parts: tuple = ()  # codes of the same form that it adds
    why: str = ""  # why the register does not keep it
    is_age: bool = False  # the average of `age`, not the number of rows

    @property
    def key(self):
        """Its part of an address."""
        return self.code.replace(".", "-")

    def takes(self, line):
        """Whether it counts a line {column: value} of its source's groups."""
        return all(line[column] in values for column, values in self.given)

    def condition(self, span):
        """The same as a condition on the rows of its source."""
        found = self.where(span)
        for column, values in self.given:
            known = Q(**{f"{column}__in": [v for v in values if v is not None]})
            if None in values:
                known |= Q(**{f"{column}__isnull": True})
            found &= known
        return found

    def rows(self, scope, span):
        """The list behind the number."""
        return self.source.rows(scope, span).filter(self.condition(span))


@dataclass(frozen=True)
class Row:
    """A line of a form; without figures it is a heading.

    `is_extra`: not a row of the central form, but needed here; `is_rare`: shown only
    when there is something in it.
    """

    mark: str
    label: str
    figures: tuple = ()
    level: int = 0
    is_extra: bool = False
    is_rare: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a form that has its own (Biểu 5): its code and its heading."""

    code: str
    label: str


@dataclass(frozen=True)
class Tie:
    """Two terms that must be one number; "1.A + 1.B - 1.C", "T02"."""

    label: str
    left: str
    right: str


@dataclass(frozen=True)
class Form:
    """One form: its rows, its own columns if it has any, and what must hold."""

    number: str
    title: str
    rows: tuple
    ties: tuple = ()
    columns: tuple = ()  # none: kỳ này, cùng kỳ năm trước, tỷ lệ
    notes: tuple = ()
    is_stock: bool = False  # stated for a day, not for a period

    @property
    def figures(self):
        """All its figures."""
        return tuple(figure for row in self.rows for figure in row.figures)

    @property
    def name(self):
        """ "Biểu số 1-BTCTW"."""
        return f"Biểu số {self.number}-BTCTW"


def given(**columns):
    """((column, values), …) of columns and the values that count."""
    return tuple((column, frozenset(values)) for column, values in columns.items())


def line(mark, label, code, source, *, level=0, is_extra=False, is_rare=False, **what):
    """A row with the one figure that it is about."""
    figure = Figure(code, source, **what)
    return Row(mark, label, (figure,), level, is_extra, is_rare)


def not_kept(mark, label, code, why, *, level=0):
    """A row of the central form that the register does not keep, with the reason."""
    return Row(mark, label, (Figure(code, why=why),), level)


def heading(mark, label, level=0):
    """A line that only names what follows."""
    return Row(mark, label, level=level)


def adds_up(label, whole, rows):
    """The tie of a whole and the rows that make it."""
    codes = [figure.code for row in rows for figure in row.figures]
    return Tie(label, whole, " + ".join(codes))
