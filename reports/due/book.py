"""The rules and holidays, read once: a list of deadlines asks them for every row."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from branches.models import Holiday, Rule
from hoangmai_party.periods import add_months
from hoangmai_party.workdays import Calendar

_UNITS = dict(Rule.Unit.choices)
_LABELS = dict(Rule.Code.choices)


@dataclass(frozen=True)
class Deadline:
    """A day and the words of the rule that sets it; None where no rule holds."""

    due_on: dt.date | None
    words: str
    in_workdays: bool = False

    def left(self, day, book):
        """How late it is on `day`, in words."""
        if self.due_on is None:
            return "chưa tính được hạn"
        if self.due_on == day:
            return "đến hạn hôm nay"
        if self.due_on < day:
            return f"quá hạn {(day - self.due_on).days} ngày"
        if self.in_workdays:
            return f"còn {book.workdays(day, self.due_on)} ngày làm việc"
        return f"còn {(self.due_on - day).days} ngày"


class Book:
    """Every rule row and the office's own days, in memory."""

    @cached_property
    def _rows(self):
        rows = {}
        for row in Rule.objects.order_by("started_on"):
            rows.setdefault(row.code, []).append(row)
        return rows

    @cached_property
    def _days(self):
        """(days off, worked days) that the office entered."""
        days = list(Holiday.objects.values_list("day", "is_workday"))
        return [d for d, works in days if not works], [d for d, works in days if works]

    @cached_property
    def _calendars(self):
        return {}

    def rule(self, code, day):
        """The row of `Rule.objects.value(code, day)`, or None."""
        for row in self._rows.get(code, ()):
            if row.started_on <= day and (row.ended_on is None or row.ended_on > day):
                return row
        return None

    def deadline(self, code, day, since):
        """The deadline that rule `code` sets for an event of `day`, called `since`."""
        row = self.rule(code, day)
        if row is None:
            return Deadline(
                None,
                f"Chưa có quy định “{_LABELS[code]}” cho ngày {day:%d/%m/%Y}: "
                "văn phòng bổ sung ở mục Quy định",
            )
        number = int(row.value)
        words = f"{number} {_UNITS[row.unit]} từ {since} {day:%d/%m/%Y} ({row.source})"
        in_workdays = row.unit == Rule.Unit.WORKDAYS
        return Deadline(self._later(day, number, row.unit), words, in_workdays)

    def _later(self, day, number, unit):
        if unit == Rule.Unit.WORKDAYS:
            return self._calendar(day).add(day, number)
        if unit == Rule.Unit.DAYS:
            return day + dt.timedelta(days=number)
        return add_months(day, number * (12 if unit == Rule.Unit.YEARS else 1))

    def workdays(self, day, until):
        """Working days after `day` up to `until`."""
        return self._calendar(day, until).between(day, until)

    def _calendar(self, *days):
        years = frozenset(range(min(days).year, max(days).year + 1))
        if years not in self._calendars:
            self._calendars[years] = Calendar.of(years, *self._days)
        return self._calendars[years]
