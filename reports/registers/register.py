"""What one register is: its rows in a span, its columns, its closing line."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Exists, OuterRef, Q
from django.urls import NoReverseMatch, reverse

from hoangmai_party.periods import in_force
from members.roll import links
from reports.people import branch_names
from reports.tables import Cell, Head, Row, Table, cells


def within(span):
    """Rows whose `day` lies in the span."""
    return Q(day__range=span.days)


def adds(name):
    """The total of a column: the sum of an attribute over all rows."""
    return lambda rows: sum(getattr(row, name) or 0 for row in rows)


@dataclass(frozen=True)
class Column:
    """A heading, and what a row shows under it: `value(row)`; `total` adds it up.

    Neighbours with the same `group` stand under that heading together.
    """

    label: str
    value: Callable
    is_number: bool = False
    total: Callable | None = None
    group: str = ""


@dataclass(frozen=True)
class Register:
    """One register; `prepare` adds what the columns read, so that no row asks again."""

    slug: str
    title: str
    model: type
    source: Callable
    columns: tuple
    where: Callable = within
    prepare: Callable = lambda rows: rows
    order: tuple = ("day", "pk")
    notes: tuple = ()
    head_column: int = 1
    of_last_day: bool = False  # of the branches of the last day, whenever it began
    branch: str = ""  # lookup to the branch, where a column names it
    on_day: Callable = lambda rows, day: rows  # a list, with what holds on the day

    @property
    def right(self):
        """The right without which nobody opens it."""
        opts = self.model._meta
        return f"{opts.app_label}.view_{opts.model_name}"

    def rows(self, asked):
        """The rows of the period, as far as the asker sees."""
        rows = self.source(asked.scope).filter(self.where(asked.span))
        if not self.of_last_day:
            return rows
        held = links(asked.scope.reach).filter(
            in_force(asked.span.last), branch=OuterRef("branch")
        )
        return rows.filter(Exists(held))

    def table(self, rows, *, title, day, user):
        """The rows as a table; the first column leads where `_addresses` says."""
        rows = self.on_day(list(self.prepare(rows.order_by(*self.order))), day)
        self._name_branches(rows, day)
        addresses = self._addresses(rows, user)
        return Table(
            title,
            _head((Column("TT", None), *self.columns)),
            tuple(
                Row((Cell(number), *self._cells(row, addresses)))
                for number, row in enumerate(rows, start=1)
            ),
            total=self._total(rows),
            notes=self.notes,
            name=self.slug,
            is_wide=True,
            head_column=self.head_column,
            empty=f"Không có dòng nào trong sổ “{self.title.lower()}” của kỳ này.",
        )

    def _name_branches(self, rows, day):
        """Give each row `branch_name`: how its branch was called on `day`."""
        names = branch_names(day) if self.branch else {}
        key = attrgetter(f"{self.branch}_id".replace("__", "."))
        for row in rows:
            row.branch_name = names.get(key(row), "") if self.branch else ""

    def _cells(self, row, addresses):
        values = [c.value(row) for c in self.columns]
        if address := addresses.get(row.pk):
            values[0] = Cell(values[0], address)
        return cells(*values)

    def _addresses(self, rows, user):
        """{key of a row: its page}: the row at the desk, for who may."""
        if not (user.is_staff and user.has_perm(self.right)):
            return {}
        opts = self.model._meta
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        try:
            return {row.pk: reverse(name, args=[row.pk]) for row in rows}
        except NoReverseMatch:
            return {}

    def _total(self, rows):
        if not rows or not any(c.total for c in self.columns):
            return None
        sums = [c.total(rows) if c.total else "" for c in self.columns]
        sums[self.head_column - 1] = "Cộng"
        return Row(cells("", *sums))


def _head(columns):
    """The headings in one line, or in two where some stand in groups."""
    if not any(c.group for c in columns):
        return (tuple(Head(c.label, is_number=c.is_number) for c in columns),)
    above, below = [], []
    for group, ours in itertools.groupby(columns, key=attrgetter("group")):
        ours = list(ours)
        if group:
            above.append(Head(group, columns=len(ours)))
            below += [Head(c.label, is_number=c.is_number) for c in ours]
        else:
            above += [Head(c.label, rows=2, is_number=c.is_number) for c in ours]
    return tuple(above), tuple(below)
