"""Việc đến hạn: one declaration a kind of deadline, one list of what is due.

`KINDS` is the menu in its order. A new kind is a `Kind` with a finder of one query
(the badges need a few: tuổi Đảng is counted from several tables).
"""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from reports.due import admission, honours, outreach, people, places, stays
from reports.due.base import Item
from reports.due.outlook import Outlook
from reports.due.reminders import REMINDERS

KINDS = (
    *admission.KINDS,
    *people.KINDS,
    *stays.KINDS,
    *honours.KINDS,
    *places.KINDS,
    *outreach.KINDS,
)
# Rows 1–16 of §3.2: the way into the Party, to the card; the worklist of the branches.
WORKLIST = frozenset({kind.code for kind in admission.KINDS} | REMINDERS.keys())
# What no branch reads: it stays off the paper of their secretaries' meeting.
OUTREACH = frozenset(kind.code for kind in outreach.KINDS)
BY_CODE = {kind.code: kind for kind in KINDS}
SOON = 30  # days ahead


@dataclass(frozen=True)
class Open:
    """Whose pages the asker may open: keys of members and of candidates."""

    members: set
    candidates: set


def kinds_for(user):
    """The kinds that this user may read; None is the register itself."""
    return [kind for kind in KINDS if user is None or user.has_perms(kind.rights)]


def items(user, day, only=None):
    """[Item] on the list of `day` for this user: reminded by now, and not put off."""
    return [item for item in everything(user, day, only) if item.is_awake(day)]


def everything(user, day, only=None):
    """[Item] open on `day` for this user, the most urgent first; one query a kind.

    Also what is put off and what is not reminded yet. `only`: some kinds by code. The
    kinds of files share one load of them.
    """
    outlook = Outlook(user, day)
    kinds = [k for k in kinds_for(user) if only is None or k.code in only]
    found = [(kind, one) for kind in kinds for one in kind.open(outlook)]
    open_ = Open(
        outlook.open_members({one.member for _, one in found if one.member}),
        outlook.open_candidates({one.candidate for _, one in found if one.candidate}),
    )
    order = {kind.code: number for number, kind in enumerate(KINDS)}
    snoozes = outlook.snoozes()
    lines = [_item(outlook, kind, one, open_, snoozes) for kind, one in found]
    far = dt.date.max
    return sorted(lines, key=lambda i: (i.due_on or far, order[i.kind.code], i.place))


def _item(outlook, kind, found, open_, snoozes):
    known = outlook.branches.get(found.branch)
    key = f"{kind.code}:{found.row}"
    return Item(
        kind=kind,
        key=key,
        due_on=found.deadline.due_on,
        left=found.deadline.left(outlook.day, outlook.book),
        subject=found.subject,
        url=_url(outlook, found, open_),
        branch=found.branch,
        place=known[1] if known else found.place,
        words=found.deadline.words,
        reminders=_reminders(kind, found.deadline, outlook.book),
        snooze=snoozes.get((key, found.branch)),
    )


def _reminders(kind, deadline, book):
    """The days on which the line is told; what lacks its rule is told at once."""
    reminder = REMINDERS.get(kind.code)
    if reminder is None or deadline.due_on is None:
        return ()
    return tuple(reminder.days(deadline, book.calendar))


def _url(outlook, found, open_):
    if found.case:
        return reverse("surveys:case", args=[found.case])
    if found.candidate:
        is_open = found.candidate in open_.candidates
        return reverse("members:candidate", args=[found.candidate]) if is_open else ""
    if found.member:
        is_open = found.member in open_.members
        return reverse("members:member-detail", args=[found.member]) if is_open else ""
    if found.branch and outlook.may(["branches.view_branch"]):
        return reverse("members:branch-detail", args=[found.branch])
    return ""


def is_soon(item, day):
    """Due on the day or within the days that follow."""
    if item.due_on is None or item.due_on < day:
        return False
    return (item.due_on - day).days <= SOON
