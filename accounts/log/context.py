"""Who acts: a context variable that the triggers read through the connection.

A thread starts with no context, so a write there is refused until it names its own.
"""

import contextlib
import contextvars
import json
import re
import uuid
from dataclasses import asdict, dataclass, replace
from functools import cached_property

_context = contextvars.ContextVar("log_context", default=None)

IP_LENGTH = 64
# Behind the user in `actor`: in whose place the act was done. Not a column of its own:
# the seals are made over the columns, and old ones have to stay good.
BEHALF = " for "
_FOR = re.compile(rf"{BEHALF}(?P<table>\w+):(?P<row>\d+)$")


@dataclass(frozen=True)
class Context:
    """What an event says about the act; the field names are its column names."""

    actor: str
    user_id: int | None
    ip: str
    reason: str
    change_set: str

    @cached_property
    def as_json(self):
        """The form PostgreSQL gets; computed once, sent before every write."""
        return json.dumps(asdict(self), ensure_ascii=False)


def current():
    """The context of the writes made here and now, or None: they are refused."""
    return _context.get()


@contextlib.contextmanager
def acting_as(user=None, system=None, ip=None, reason=""):
    """Log every write of the block under this actor and one change set.

    Exactly one of `user` (a saved User) and `system` (a name like "manage.py
    seed_demo"). A block inside another block is part of the same act: it keeps the
    outer change set, and the outer address and reason where it names none.
    """
    outer = current()
    actor, user_id = _actor(user, system)
    inner = Context(
        actor=actor,
        user_id=user_id,
        ip=_clean(ip)[:IP_LENGTH] or (outer.ip if outer else ""),
        reason=_clean(reason) or (outer.reason if outer else ""),
        change_set=outer.change_set if outer else uuid.uuid4().hex,
    )
    with _using(inner):
        yield inner


@contextlib.contextmanager
def change_set(reason="", on_behalf_of=None):
    """A change set of its own under the same actor: one row of an import, say.

    `on_behalf_of` (a branch) says that the actor enters a step that is another's to
    enter ("nhập thay"); change sets inside this one say the same.
    """
    outer = current()
    if outer is None:
        raise RuntimeError("change_set() needs an actor: use acting_as() around it")
    inner = replace(
        outer,
        actor=_in_place(outer.actor, on_behalf_of),
        reason=_clean(reason) or outer.reason,
        change_set=uuid.uuid4().hex,
    )
    with _using(inner):
        yield inner


def _in_place(actor, row):
    if row is None:
        return actor
    return f"{split_actor(actor)[0]}{BEHALF}{row._meta.db_table}:{row.pk}"


def split_actor(actor):
    """(who acted, (table, row) in whose place, or None) of an event's `actor`."""
    found = _FOR.search(actor)
    return (actor[: found.start()], found.groups()) if found else (actor, None)


@contextlib.contextmanager
def _using(context):
    token = _context.set(context)
    try:
        yield context
    finally:
        _context.reset(token)


def _actor(user, system):
    if (user is None) == (system is None):
        raise ValueError("acting_as() takes either a user or a system name")
    if user is None:
        return f"system:{system}", None
    if user.pk is None:
        raise ValueError("acting_as() needs a saved user")
    return f"user:{user.pk} {user.get_username()}", user.pk


def _clean(text):
    # A NUL can't be stored by PostgreSQL: it would make every write of the act fail.
    return (text or "").replace("\0", "")
