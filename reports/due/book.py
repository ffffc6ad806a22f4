"""What the rules of a day make due, and how late it is in words."""

import datetime as dt
from dataclasses import dataclass

from branches.models import Rule
from branches.rulebook import RuleBook

_UNITS = dict(Rule.Unit.choices)
_LABELS = dict(Rule.Code.choices)


@dataclass(frozen=True)
class Deadline:
    """A day and the words of the rule that sets it; None where no rule holds.

    `since` is the day of the event that it counts from.
    """

    due_on: dt.date | None
    words: str
    in_workdays: bool = False
    since: dt.date | None = None

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


class Book(RuleBook):
    """The rules as deadlines."""

    def deadline(self, code, day, since):
        """The deadline that rule `code` sets for an event of `day`, called `since`."""
        row = self.row(code, day)
        if row is None:
            return Deadline(
                None,
                f"Chưa có quy định “{_LABELS[code]}” cho ngày {day:%d/%m/%Y}: "
                "văn phòng bổ sung ở mục Quy định",
                since=day,
            )
        number = int(row.value)
        words = f"{number} {_UNITS[row.unit]} từ {since} {day:%d/%m/%Y} ({row.source})"
        in_workdays = row.unit == Rule.Unit.WORKDAYS
        return Deadline(self.due(row, day), words, in_workdays, day)

    def workdays(self, day, until):
        """Working days after `day` up to `until`."""
        return self.calendar(day, until).between(day, until)
