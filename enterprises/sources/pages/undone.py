"""What the undoing of an act takes back, line by line, with the enterprise of each."""

from accounts.history.changes import told
from enterprises.models import Enterprise


def lines(events, user):
    """[(Entry, the enterprise or None)]; one query for the enterprises."""
    entries = told(events, user)
    keys = [_key(entry.event) for entry in entries]
    seen = Enterprise.every.visible_to(user).in_bulk({key for key in keys if key})
    return [(entry, seen.get(key)) for entry, key in zip(entries, keys, strict=True)]


def _key(event):
    """The key of the enterprise that a row is of, or None."""
    if event.table == Enterprise._meta.db_table:
        return int(event.row)
    return {**(event.before or {}), **(event.after or {})}.get("enterprise_id")
