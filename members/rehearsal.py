"""A rehearsal: write for real, look, and throw it away.

The preview of an entry runs the very code that will write it, so that it can't
promise anything else.
"""

from django.db import models, transaction

from branches.models import Committee
from members import roll


class _OverError(Exception):
    """Ends the rehearsal: its transaction is thrown away."""


def rehearse(write, look):
    """(before, after): what `look()` returns around `write()`; nothing stays written.

    What `write` raises passes on to the caller.
    """
    seen = []
    try:
        with transaction.atomic():
            seen.append(look())
            write()
            seen.append(look())
            raise _OverError
    except _OverError:
        return tuple(seen)


def own_reach(day):
    """Reach of the body that keeps the register, with those below it on `day`."""
    own = Committee.objects.own()
    ids = Committee.objects.subtree_ids(own, day, day) if own else ()
    return roll.Reach(frozenset(ids))


def stocks(reach, day):
    """{branch id: members on the roll at the end of `day`}; branches with none lack."""
    rows = roll.roll(reach).filter(roll.on(day)).order_by().values("branch")
    counted = rows.annotate(number=models.Count("pk"))
    return dict(counted.values_list("branch", "number"))
