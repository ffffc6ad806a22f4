"""Which days things happen on: working days, never in a quiet span."""

import datetime as dt
import itertools

from hoangmai_party.workdays import Calendar

ONE_DAY = dt.timedelta(days=1)


def days(count):
    """A length of time."""
    return dt.timedelta(days=count)


class Days:
    """Draws days; the same plan draws the same ones."""

    def __init__(self, rng, years, quiet):
        self.rng = rng
        self.calendar = Calendar.of(years)
        self.quiet = quiet

    def is_open(self, day):
        """Whether offices work on `day`."""
        hushed = any(first <= day <= last for first, last in self.quiet)
        return not hushed and self.calendar.is_workday(day)

    def pick(self, first, last):
        """An open day of the span, both ends included."""
        found = [day for day in self._between(first, last) if self.is_open(day)]
        return self.rng.choice(found or [last])

    def any(self, first, last):
        """Any day of the span: people are born and die on all days."""
        return first + days(self.rng.randint(0, max((last - first).days, 0)))

    def spread(self, first, last, count):
        """`count` open days, one in each equal part of the span."""
        length = (last - first).days
        bounds = [first + days(length * n // max(count, 1)) for n in range(count + 1)]
        return [self.pick(a, b) for a, b in itertools.pairwise(bounds)]

    def on_or_after(self, day):
        """The next open day from `day` on."""
        while not self.is_open(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day):
        """The last open day up to `day`."""
        while not self.is_open(day):
            day -= ONE_DAY
        return day

    def workday(self, year, month, day):
        """The working day of the calendar from that date on, in quiet spans too."""
        found = dt.date(year, month, day)
        while not self.calendar.is_workday(found):
            found += ONE_DAY
        return found

    @staticmethod
    def _between(first, last):
        return [first + days(n) for n in range((last - first).days + 1)]
