"""Events as lines people read: when, who, why, and each column before → after.

Names of related rows come in through `visible_to`; a row out of scope has no name
here, whoever once could see it.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from accounts.history import words
from accounts.log.context import split_actor
from accounts.models import LogEvent, User
from accounts.scope import PUBLIC, SYSTEM


@dataclass(frozen=True)
class Line:
    """One column: before and after; `before` empty for a new row."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One event in words."""

    event: LogEvent
    at: str
    who: str
    what: str
    where: str
    why: str
    lines: tuple
    facts: tuple
    is_outside: bool = False

    @property
    def is_change(self):
        return self.event.kind in LogEvent.CHANGES

    @property
    def is_update(self):
        return self.event.kind == LogEvent.Kind.UPDATE

    @property
    def is_delete(self):
        return self.event.kind == LogEvent.Kind.DELETE


def told(events, user):
    """[Entry] of events; one query for the names of users, one a related model."""
    events = list(events)
    known, users = words.tables(), _users(events)
    names, places = _names(events, known, user), places_of(events, user)
    return [_entry(event, known, users, names, places) for event in events]


def told_within(events, user):
    """The same for events of any row: of one out of scope only that it happened."""
    events = list(events)
    seen = _seen(events, user)
    within = iter(told([e for e in events if e.pk in seen], user))
    users = _users(events)
    return [
        next(within) if event.pk in seen else _outside(event, users) for event in events
    ]


def places_of(events, user):
    """{(table, key): name} of the rows in whose place somebody acted."""
    known, keys = words.tables(), defaultdict(set)
    for event in events:
        if place := split_actor(event.actor)[1]:
            keys[place[0]].add(place[1])
    return {
        (table, str(row.pk)): str(row)
        for table, rows in keys.items()
        if table in known
        for row in _visible(known[table], user).filter(pk__in=rows)
    }


def _outside(event, users):
    """When and who; neither what changed nor why: a reason may name the person."""
    entry = _entry(event, {}, users, {}, {})
    return replace(entry, why=words.OUT_OF_SCOPE, lines=(), facts=(), is_outside=True)


def _seen(events, user):
    """The keys of the events whose row the user may see; one query a table."""
    known, rows = words.tables(), defaultdict(set)
    for event in events:
        rows[event.table].add(event.row)
    seen = {table: _seen_rows(known.get(table), rows[table], user) for table in rows}
    return {event.pk for event in events if event.row in seen[event.table]}


def _seen_rows(model, keys, user):
    if model is None or getattr(model, "SCOPE", SYSTEM) == SYSTEM:
        return keys
    if not user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
        return keys & {""}  # an export or an import as a whole
    digits = {key for key in keys if key.isdigit()}
    rows = _visible(model, user).filter(pk__in=digits).values_list("pk", flat=True)
    return {""} | set(map(str, rows))


def _entry(event, known, users, names, places):
    is_change = event.kind in LogEvent.CHANGES
    model = known.get(event.table)
    return Entry(
        event=event,
        at=words.moment(event.at),
        who=words.actor(event, users, places),
        what=words.kind(event),
        where=words.table(event.table),
        why=event.reason,
        lines=tuple(_lines(event, model, names)) if is_change and model else (),
        facts=() if is_change else tuple(words.facts(event)),
    )


def _users(events):
    ids = {event.user_id for event in events if event.user_id is not None}
    rows = User.objects.filter(pk__in=ids) if ids else ()
    return {user.pk: str(user) for user in rows}


def _changed(event, model):
    """(field, before, after) of the columns that the event shows."""
    before, after = event.before or {}, event.after or {}
    is_update = event.kind == LogEvent.Kind.UPDATE
    for column, field in words.columns(model).items():
        old, new = before.get(column), after.get(column)
        # A code may mean another thing since another column of its row changed.
        is_other = old != new or words.is_told(field)
        if is_other if is_update else (old or new):
            yield field, old, new


def _lines(event, model, names):
    for field, old, new in _changed(event, model):
        was = words.value(field, old, names, event.before)
        now = words.value(field, new, names, event.after)
        if was != now or old != new:
            yield Line(words.label(field), was, now)


def _names(events, known, user):
    """{(model, key): name} of every related row that the lines speak of."""
    wanted = defaultdict(set)
    for event in events:
        model = known.get(event.table)
        if model is None or event.kind not in LogEvent.CHANGES:
            continue
        for field, *keys in _changed(event, model):
            if field.is_relation:
                wanted[field.related_model].update(k for k in keys if k is not None)
    return {
        (model, str(row.pk)): words.name(row)
        for model, keys in wanted.items()
        for row in _visible(model, user).filter(pk__in=keys)
    }


def _visible(model, user):
    """The rows of a model that may be named, with what their own names are made of."""
    rows = model._base_manager.all()
    if getattr(model, "SCOPE", SYSTEM) not in (SYSTEM, PUBLIC):
        rows = getattr(model, "every", model._default_manager).visible_to(user)
    return rows.select_related(*_part_of_name(model))


def _part_of_name(model):
    return [f.name for f in model._meta.fields if f.is_relation and f.editable]
