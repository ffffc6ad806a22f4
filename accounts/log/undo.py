"""Undo: a change set of the log reversed as a whole, itself logged.

Only what nobody has changed since can be undone: an older entry waits until the
newer ones are undone. A new business row is voided, never deleted.
"""

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from accounts.log.context import change_set as new_change_set
from accounts.models import LogEvent
from accounts.records import Record, VoidError

# Who writes the same content under another key (`accounts.rotation`).
RESEALER = "system:rotate_keys"


class UndoError(Exception):
    """The change set can't be undone; the message tells the clerk why."""


@transaction.atomic
def undo(change_set, *, by, reason):
    """Reverse every change of `change_set`, the last one first."""
    if not reason.strip():
        raise UndoError("Phải ghi lý do.")
    events = LogEvent.objects.filter(change_set=change_set, kind__in=LogEvent.CHANGES)
    events = list(events.order_by("-id"))
    if not events:
        raise UndoError("Không tìm thấy nội dung đã ghi trong nhật ký.")
    for event in events:
        _refuse_if_changed_since(event, change_set)
    with new_change_set(reason=reason):
        for event in events:
            _reverse(event, by, reason)


def _refuse_if_changed_since(event, change_set):
    """A later change of the same columns of the row stands in the way.

    But for one that was undone since, and a change of keys: the content is the same.
    """
    later = LogEvent.objects.filter(
        table=event.table, row=event.row, id__gt=event.id, kind__in=LogEvent.CHANGES
    ).exclude(Q(change_set=change_set) | Q(actor=RESEALER))
    later = list(later.order_by("id"))
    changed = _changed_in_all(later)
    if changed if event.kind == LogEvent.Kind.INSERT else _changed(event) & changed:
        raise UndoError(
            "Nội dung này đã được sửa tiếp vào lúc "
            f"{later[0].at:%d/%m/%Y}: hãy hủy lần ghi sau trước."
        )


def _changed_in_all(events):
    """Columns that differ after all `events` from what they were before the first."""
    first, last = {}, {}
    for event in events:
        before, after = event.before or {}, event.after or {}
        for name in _changed(event):
            first.setdefault(name, before.get(name))
            last[name] = after.get(name)
    return {name for name in first if first[name] != last[name]}


def _changed(event):
    before, after = event.before or {}, event.after or {}
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def _reverse(event, by, reason):
    model = _models()[event.table]
    if event.kind == LogEvent.Kind.DELETE:
        _write(model(), event.before, force_insert=True)
        return
    row = model._base_manager.get(pk=event.row)
    if event.kind == LogEvent.Kind.UPDATE:
        changed = _changed(event)
        _write(row, {name: event.before[name] for name in changed})
    elif not isinstance(row, Record):
        row.delete()
    elif not row.voided_at:
        try:
            row.void(by=by, reason=reason)
        except VoidError as error:
            raise UndoError(str(error)) from error


def _models():
    return {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}


def _write(row, values, **kwargs):
    """Set columns to logged values; sealed ones come as their token."""
    fields = {field.column: field for field in row._meta.concrete_fields}
    for column, value in values.items():
        field = fields.get(column)
        if field is None or field.generated:
            continue
        if hasattr(field, "from_db_value"):
            value = field.from_db_value(value, None, None)
        setattr(row, field.attname, field.to_python(value))
    row.save(**kwargs)
