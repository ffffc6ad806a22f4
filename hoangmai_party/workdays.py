"""Working days, for deadlines counted in ngày làm việc.

Source: domain/members.md R3.4. A working day is Monday to Friday without the
public holidays (Tết and the days off given in exchange included), plus the
weekend days worked in exchange; day 1 is the next working day after the event.
The office has the last word through the days that it enters itself.
"""

import datetime as dt
from dataclasses import dataclass

import holidays

SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


def vietnam_holidays(years):
    """Return the public days off of `years`, Tết and exchanged days included."""
    return set(holidays.country_holidays("VN", years=years))


def vietnam_worked_weekends(years):
    """Return the weekend days of `years` worked in exchange for a day off."""
    known = holidays.country_holidays("VN", years=years).weekend_workdays
    return {day for day in known if day.year in years}


@dataclass(frozen=True)
class Calendar:
    """Days off and worked weekends; `years` are those it may be asked about."""

    off: frozenset = frozenset()
    worked: frozenset = frozenset()
    years: frozenset = frozenset()

    @classmethod
    def of(cls, years, off=(), worked=()):
        """Calendar of `years` and a year on each side, with the office's own days."""
        off, worked = frozenset(off), frozenset(worked)
        if off & worked:
            raise ValueError("Một ngày không thể vừa là ngày nghỉ vừa là ngày làm bù.")
        # A deadline that starts in December ends after Tết of the next year.
        years = range(min(years) - 1, max(years) + 2)
        return cls(
            off=(vietnam_holidays(years) | off) - worked,
            worked=(vietnam_worked_weekends(years) | worked) - off,
            years=frozenset(years),
        )

    def is_workday(self, day):
        if self.years and day.year not in self.years:
            raise ValueError(f"Lịch nghỉ năm {day.year} chưa được nạp.")
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def add(self, day, count):
        """Return the working day number `count` after `day`; day 1 is the next one."""
        if count < 0:
            raise ValueError("Số ngày làm việc không được âm.")
        while count:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day

    def between(self, start, end):
        """Count working days after `start` up to `end`; negative if it is before."""
        if end < start:
            return -self.between(end, start)
        days = range(1, (end - start).days + 1)
        return sum(self.is_workday(start + n * ONE_DAY) for n in days)


def add_workdays(day, count, off):
    return Calendar(off=frozenset(off)).add(day, count)


def workdays_between(start, end, off):
    return Calendar(off=frozenset(off)).between(start, end)
