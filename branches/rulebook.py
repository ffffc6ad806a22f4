"""The rules of many days, read once: for lists that ask one for each of their lines."""

import datetime as dt
from functools import cached_property

from branches.models import Holiday, Rule
from hoangmai_party.periods import FAR, add_months
from hoangmai_party.workdays import Calendar


class RuleBook:
    """Every rule row (of some codes, where they are named) and the office's own days.

    `row(code, day)` is the row that `Rule.objects.value` would take, from memory.
    """

    def __init__(self, *codes):
        self._codes = codes
        self._calendars = {}

    def row(self, code, day):
        """The rule in force on `day`, or None: never the newest instead of it."""
        for row in self._rows.get(code, ()):
            if row.started_on <= day < (row.ended_on or FAR):
                return row
        return None

    def rows(self, code):
        """Every row of a code, the oldest first."""
        return tuple(self._rows.get(code, ()))

    def value(self, code, day):
        """Its value as a whole number, or None."""
        row = self.row(code, day)
        return int(row.value) if row else None

    def due(self, row, day):
        """The last day that a rule allows to what began on `day`, by its unit."""
        number = int(row.value)
        if row.unit == Rule.Unit.WORKDAYS:
            return self.calendar(day).add(day, number)
        if row.unit == Rule.Unit.DAYS:
            return day + dt.timedelta(days=number)
        return add_months(day, number * (12 if row.unit == Rule.Unit.YEARS else 1))

    def calendar(self, *days):
        """Working days of the years of `days`, with the office's own days."""
        years = frozenset(range(min(days).year, max(days).year + 1))
        if years not in self._calendars:
            self._calendars[years] = Calendar.of(years, *self._own_days)
        return self._calendars[years]

    @cached_property
    def _rows(self):
        known = Rule.objects.order_by("started_on")
        known = known.filter(code__in=self._codes) if self._codes else known
        rows = {}
        for row in known:
            rows.setdefault(row.code, []).append(row)
        return rows

    @cached_property
    def _own_days(self):
        """(days off, worked days) that the office entered."""
        days = list(Holiday.objects.values_list("day", "is_workday"))
        return [d for d, works in days if not works], [d for d, works in days if works]
