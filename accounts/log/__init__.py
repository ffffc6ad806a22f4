"""The log of changes: database triggers write it, an actor is always named.

    with acting_as(user=request.user, ip="10.0.0.5"):
        branch.save()                       # one event, one change set

- `context`: who acts, in whose place, why, in which change set;
- `tables`: what is logged; `sqlite`, `postgres`: the triggers as SQL;
- `triggers`: installs them after each migrate; `check`: finds those that are gone;
- `connect`: hands the context to the database; `hold`: keeps every writer out.

This module may be imported before Django is set up: it names `context` alone.
"""

from accounts.log.context import acting_as, change_set, current

__all__ = ["acting_as", "change_set", "current"]
