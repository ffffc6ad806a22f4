"""Spans of days of a report: both ends included, cut at the as-of day."""

import datetime as dt
from dataclasses import dataclass

from hoangmai_party.periods import add_months


@dataclass(frozen=True)
class Span:
    """`first` to `last`, both included. A stock figure is asked on `last`."""

    first: dt.date
    last: dt.date

    @property
    def opening_day(self):
        """The day before: opening is the stock at its end."""
        return self.first - dt.timedelta(days=1)

    def a_year_before(self):
        """The same days of the year before (29/02 becomes 28/02)."""
        return Span(add_months(self.first, -12), add_months(self.last, -12))

    def cut(self, day):
        """The part up to `day`; empty when it had not begun then."""
        return Span(self.first, min(self.last, day))

    def since(self, day):
        """From `day` to the end of this span (từ khi thành lập đến nay)."""
        return Span(day, self.last)

    @property
    def days(self):
        """(first, last), as the conditions of `members.roll` take it."""
        return self.first, self.last


def year_span(year):
    """1 January to 31 December."""
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))


def last_whole_month(day):
    """Number (12 · year + month) of the last month that is over at the end of `day`."""
    tomorrow = day + dt.timedelta(days=1)
    return 12 * tomorrow.year + tomorrow.month - 1
