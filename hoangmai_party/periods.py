"""Half-open periods `[started_on, ended_on)`: the time of every dated fact.

A row is in force on day D when `started_on <= D` and (`ended_on` is empty or
`ended_on > D`): the state at the end of D (design.md, "How time is counted").
"""

import calendar
import datetime as dt

from django.db.models import Q

FAR = dt.date(9999, 12, 31)


def in_force(day, prefix=""):
    """Q of the rows in force at the end of `day`; `prefix` like "links__".

    `day` may be an expression (an `F` or `OuterRef`) too.
    """
    started = Q(**{f"{prefix}started_on__lte": day})
    ended = Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": day})
    return started & ended


def overlapping(started_on, ended_on, start="started_on"):
    """Q of the rows that share at least one day with `[started_on, ended_on)`."""
    not_over = Q(ended_on=None) | Q(ended_on__gt=started_on)
    return not_over & Q(**{f"{start}__lt": ended_on or FAR})


def add_months(day, months):
    """The same day `months` later (or earlier); 31/01 + 1 = 28/02, 29/02 + 12 = 28/02.

    Months are calendar months (members.md R3.1).
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
