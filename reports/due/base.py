"""What a deadline is: its kind, whom it is about, its day, who acts."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from reports.due.book import Deadline

BRANCH, OFFICE, BOTH = "Chi bộ", "Văn phòng", "Chi bộ, văn phòng"


@dataclass(frozen=True)
class Found:
    """A deadline as its kind finds it; `row` is the id of the row it comes from."""

    row: int
    deadline: Deadline
    subject: str
    branch: int | None
    member: int | None = None
    place: str = ""  # the branch's name where it is none of the day's branches
    candidate: int | None = None
    case: int | None = None  # of outreach; found among those that the asker may see


@dataclass(frozen=True)
class Kind:
    """A kind of deadline, declared once.

    `find(outlook)` yields the `Found` that are open on its day, by one query. What
    comes by itself (a discipline lapses) is not late: it is kept `kept` days after
    its day; None: until the register shows that it was done.
    """

    code: str
    label: str
    actor: str
    rights: tuple
    find: Callable
    kept: int | None = None

    def open(self, outlook):
        """What is still to be shown on the day."""
        if self.kept is None:
            return self.find(outlook)
        first = outlook.day - dt.timedelta(days=self.kept)
        return (
            found
            for found in self.find(outlook)
            if found.deadline.due_on is None or found.deadline.due_on >= first
        )


@dataclass(frozen=True)
class Item:
    """One line of the list. `key` names it for ever: a snooze hangs on it.

    `reminders` are the days on which it is told, none where it is told from the start;
    `snooze` is the row that puts it off on the day, or None.
    """

    kind: Kind
    key: str
    due_on: dt.date | None
    left: str
    subject: str
    url: str
    branch: int | None
    place: str
    words: str
    reminders: tuple = ()
    snooze: object = None

    @property
    def snooze_url(self):
        """Where it is put off."""
        return reverse("reports:due-snooze", args=self.key.split(":"))

    def is_ahead(self, day):
        """Its first reminder has not come; what is overdue is never ahead."""
        is_early = bool(self.reminders) and self.reminders[0] > day
        return is_early and not self.is_overdue(day)

    def is_awake(self, day):
        """Whether it stands on the list: reminded, and not put off."""
        return self.snooze is None and not self.is_ahead(day)

    def is_overdue(self, day):
        return self.due_on is not None and self.due_on < day


def not_by(field, day):
    """Condition: `field` is empty or lies after the day."""
    return Q(**{field: None}) | Q(**{f"{field}__gt": day})


def seeing(model):
    """The rights that a line about a member's rows of this kind needs."""
    return ("members.view_member", f"members.view_{model}")
