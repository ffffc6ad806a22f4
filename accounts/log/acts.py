"""Acts that change no row but must be known: a look at a person, an export, a print."""

import datetime as dt

from django.utils import timezone

from accounts.log.context import current
from accounts.models import LogEvent
from accounts.sealed import mask

# A page loaded again within this time is the same look at the same person.
SAME_LOOK = dt.timedelta(minutes=5)
# So many digits in a row are the number of a person (CMND, CCCD, telephone), not of a
# page, a year or a row.
PERSONAL_DIGITS = 9
FREE_TEXT = ("q",)  # what was typed into a search box: mostly a name


def log_act(kind, model, row="", reason="", **facts):
    """Write one event under the actor of the moment; `facts` say what was done.

    `model` None: the act is about no table (a page of figures).
    """
    context = current()
    if context is None:
        raise RuntimeError("log_act() needs an actor: use acting_as() around it")
    return LogEvent.objects.create(
        actor=context.actor,
        user_id=context.user_id,
        ip=context.ip,
        reason=reason or context.reason,
        change_set=context.change_set,
        kind=kind,
        table=model._meta.db_table if model else "",
        row=str(row),
        after=facts,
    )


def log_look(row, kind=LogEvent.Kind.VIEW):
    """Note that the actor opened this row's page, once in `SAME_LOOK`.

    One read by an index and, for a new look, one insert: in autocommit, so on SQLite
    it waits for a writer (`timeout`), it never fails for having read before.
    """
    context, model = current(), type(row)
    if context is None:
        raise RuntimeError("log_look() needs an actor: use acting_as() around it")
    seen = LogEvent.objects.filter(
        table=model._meta.db_table,
        row=str(row.pk),
        kind=kind,
        actor=context.actor,
        at__gt=timezone.now() - SAME_LOOK,
    )
    if not seen.exists():
        log_act(kind, model, row.pk)


def asked(query):
    """The query of an address as the log keeps it: no free text, no person's number."""
    kept = query.copy()
    for name, values in kept.lists():
        kept.setlist(name, [_asked(name, value) for value in values])
    kept.pop("csrfmiddlewaretoken", None)
    return kept.urlencode()


def _asked(name, value):
    if name in FREE_TEXT and value:
        return "…"
    digits = [c for c in value if c.isdigit()]
    return mask("".join(digits)) if len(digits) >= PERSONAL_DIGITS else value
