"""When each deadline of the way into the Party is first told (members.md §3.2).

The deadline is a rule of the office (`Rule`); how long before it a reminder comes is
the proposal of §3.2, declared here by row. A line stands on the list from its first
reminder day on; until then it is under «Chưa đến ngày nhắc».
"""

import datetime as dt
from dataclasses import dataclass

from hoangmai_party.periods import add_months
from reports.due.base import BOTH, BRANCH, OFFICE

SOURCE = "members.md §3.2, đề xuất của sổ"


@dataclass(frozen=True)
class Lead:
    """One reminder: so many months, days or working days from an end of the time."""

    number: int
    unit: str
    is_before: bool  # before the deadline; else after the event that it counts from

    def on(self, deadline, calendar):
        """The day of the reminder, or None where that end is not known."""
        anchor = deadline.due_on if self.is_before else deadline.since
        if anchor is None:
            return None
        number = -self.number if self.is_before else self.number
        if self.unit == "months":
            return add_months(anchor, number)
        if self.unit == "days":
            return anchor + dt.timedelta(days=number)
        return calendar(anchor).add(anchor, number)


def _leads(unit, is_before):
    return lambda *numbers: tuple(Lead(n, unit, is_before) for n in numbers)


_months_before, _months_after = _leads("months", True), _leads("months", False)
_days_before, _workdays_after = _leads("days", True), _leads("workdays", False)


@dataclass(frozen=True)
class Reminder:
    """A row of §3.2: its number, whom it reminds, when."""

    row: int
    to: str
    leads: tuple

    def days(self, deadline, calendar):
        """The days on which it is told, the first one first."""
        found = (lead.on(deadline, calendar) for lead in self.leads)
        return sorted(day for day in found if day)


REMINDERS = {
    "certificate": Reminder(1, BRANCH, _months_before(6, 2)),
    "file_certificate": Reminder(1, BRANCH, _months_before(6, 2)),
    "file_age": Reminder(2, BRANCH, _days_before(90, 30)),
    "file_vetting": Reminder(3, BOTH, _workdays_after(20, 30)),
    "file_age_max": Reminder(4, BOTH, _months_before(12, 6)),
    "file_youth": Reminder(5, BRANCH, _months_before(3)),
    "file_unsent": Reminder(6, BRANCH, _workdays_after(3)),
    "file_committee": Reminder(7, OFFICE, _workdays_after(15, 22)),
    "file_decision": Reminder(8, OFFICE, _workdays_after(30, 40)),
    "file_ceremony": Reminder(9, BRANCH, _workdays_after(10, 20, 27)),
    "file_profile": Reminder(10, BRANCH, _workdays_after(10, 20)),
    "file_new_class": Reminder(11, BOTH, _months_after(4, 8, 10)),
    "probation": Reminder(12, BOTH, _days_before(60, 30, 0)),
    # Row 12 is told on the last day; the vote goes on from it, that nothing is silent.
    "recognition": Reminder(13, BOTH, _workdays_after(0, 10, 20, 28)),
    "file_recognition": Reminder(14, OFFICE, _workdays_after(20, 27)),
    "card": Reminder(15, OFFICE, _months_after(1, 2, 3)),
    "card_exchange": Reminder(16, OFFICE, _months_after(0, 3, 6, 9)),
}
