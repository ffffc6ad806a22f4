"""What one figure is: its rows, its condition, and how they are counted."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, Q, Value

from hoangmai_party.periods import in_force
from reports import sources

FLOW, STOCK = "flow", "stock"
NO_WARD = 0  # in an address: the rows whose branch or enterprise has none


@dataclass(frozen=True)
class Indicator:
    """One figure.

    `where(span)` is the condition of the rows of `source(scope)` that count; `key`
    what is counted of them (a row, or each enterprise once); `branch` the lookup
    from a row to its branch, None when the figure belongs to no branch; `day` the
    lookup to the day that decides the ward (a stock takes the last day).
    """

    code: str
    label: str
    unit: str
    explain: str
    source: Callable
    where: Callable
    kind: str = FLOW
    key: str = "pk"
    branch: str | None = "branch"
    enterprise: str | None = None
    day: str = "day"
    model: type | None = None

    def rows(self, scope, span, ward=None):
        """The list behind the number: its `count()` is the number.

        `ward` is an id for the ward's part of it, NO_WARD for rows without one.
        """
        rows = self.source(scope).filter(self.where(span))
        if ward is not None:
            rows = self.with_ward(rows, span)
            rows = rows.filter(ward=ward) if ward else rows.filter(ward__isnull=True)
        if self.key == "pk":
            return rows
        return self.model.objects.filter(pk__in=rows.order_by().values(self.key))

    @property
    def has_ward(self):
        """Whether its rows are anywhere: a class or a seat has no ward."""
        return bool(self.branch or self.enterprise)

    def with_ward(self, rows, span):
        """Add `ward`: where the branch or enterprise of a row was on its day.

        An enterprise (or its case) that is counted once, whatever its rows, is where
        it was last.
        """
        if not self.has_ward:
            return rows.annotate(ward=Value(None, output_field=IntegerField()))
        day = span.last if self.kind == STOCK else self.day
        if self.enterprise and self.key != "pk":
            ward = sources.last_ward_of_enterprise(self.enterprise, span.last)
            return rows.annotate(ward=ward)
        if self.enterprise:
            return rows.annotate(ward=sources.ward_of_enterprise(self.enterprise, day))
        return rows.annotate(ward=sources.ward_of_branch(self.branch, day))

    def count(self, span):
        """The number as an aggregate over `source`, equal to `rows().count()`."""
        return Count(self.key, filter=self.where(span), distinct=self.key != "pk")


def in_days(**extra):
    """Rows whose `day` lies in the span, both ends included."""
    return lambda span: Q(day__range=span.days, **extra)


def on_last_day(span):
    """Dated rows that hold at the end of the span."""
    return in_force(span.last)
