"""Why a row differs from what was signed: the facts of the log since then.

Looked for from near to far: the row itself, what it is about, what lies beside it
(the person's other rows, the branch's links and names), then any row of the same
person, branch or enterprise.
"""

from collections import defaultdict

from django.db.models import Q

from accounts.history.changes import told_within
from accounts.models import LogEvent
from branches.models import Branch, BranchEnterprise, BranchLink, BranchName
from enterprises.models import Enterprise
from members.models import Member, Ownership, Placement, Spell
from reports.books import rows
from reports.books.figures import key_of

_SUBJECTS = {Member: "member", Branch: "branch", Enterprise: "enterprise"}
_FAR = (Branch, Enterprise)  # much is changed there that moves no figure
_BESIDE = {
    "member": (Placement, Spell, Ownership),
    "branch": (BranchName, BranchLink, BranchEnterprise),
    "enterprise": (),
}
UNKNOWN = (
    "Nhật ký không ghi việc nào làm đổi dòng này: cách tính đã đổi, hoặc có người sửa "
    "ngoài phần mềm."
)


def reasons(keys, mark, user):
    """{key: [Entry]} of what happened to a row since the event `mark`."""
    left, found = set(keys), {}
    known = _about(left)
    for way in (_itself, _above, _beside):
        near = way({key: known[key] for key in left})
        events = _events({row for rows_ in near.values() for row in rows_}, mark)
        hits = {key: [e for row in near[key] for e in events[row]] for key in left}
        found |= {key: events for key, events in hits.items() if events}
        left -= found.keys()
    found |= _of_subjects({key: known[key] for key in left}, mark)
    return _told(found, user)


def _told(found, user):
    events = {event.pk: event for hits in found.values() for event in hits}
    entries = {entry.event.pk: entry for entry in told_within(events.values(), user)}
    return {key: _acts(hits, entries) for key, hits in found.items()}


def _acts(events, entries):
    """One entry an act: rows that were written together have one reason."""
    acts = {}
    for event in sorted(events, key=lambda event: event.pk):
        acts.setdefault(event.change_set, entries[event.pk])
    return list(acts.values())


def _about(keys):
    """{key: {"rows": keys above it, "member": ids, "branch": ids, …}}."""
    found = rows.read(keys)
    known = {}
    for key in keys:
        above, step = set(), {key}
        for _ in range(rows.STEPS):
            step = {up for one in step for up in _up(found.get(one))} - above
            above |= step
        ids = {name: set() for name in _SUBJECTS.values()}
        for one in {key, *above}:
            if name := _SUBJECTS.get(rows.model_of(one)):
                ids[name].add(rows.pk_of(one))
        known[key] = {"rows": above, **ids}
    return known


def _up(row):
    if row is None:
        return
    for field in rows.parents(type(row)):
        if pk := getattr(row, field.attname):
            yield key_of(field.related_model, pk)


def _itself(known):
    return {key: {key} for key in known}


def _above(known):
    return {
        key: {row for row in about["rows"] if rows.model_of(row) not in _FAR}
        for key, about in known.items()
    }


def _beside(known):
    """What else is told of the same person or branch; one query a table."""
    found = defaultdict(set)
    for name, models in _BESIDE.items():
        ids = {pk for about in known.values() for pk in about[name]}
        for model in models:
            held = model.every.filter(**{f"{name}__in": ids}) if ids else ()
            for row in held:
                found[name, getattr(row, f"{name}_id")].add(key_of(model, row.pk))
    return {
        key: {row for row in about["rows"] if rows.model_of(row) in _FAR}.union(
            *(found[name, pk] for name in _BESIDE for pk in about[name])
        )
        for key, about in known.items()
    }


def _events(keys, mark):
    """{key: its changes since the mark}; one query."""
    found = defaultdict(list)
    condition = Q()
    for model, pks in rows.by_model(keys).items():
        condition |= Q(table=model._meta.db_table, row__in=map(str, pks))
    if condition:
        for event in _since(mark).filter(condition):
            found[f"{event.table}:{event.row}"].append(event)
    return found


def _since(mark):
    return LogEvent.objects.filter(pk__gt=mark, kind__in=LogEvent.CHANGES).order_by(
        "pk"
    )


def _of_subjects(known, mark):
    """The changes of any row that names the same person, branch or enterprise."""
    condition = Q()
    for name in _BESIDE:
        if ids := {pk for about in known.values() for pk in about[name]}:
            condition |= Q(**{f"after__{name}_id__in": sorted(ids)})
    if not condition:
        return {}
    events, found = list(_since(mark).filter(condition)), {}
    for key, about in known.items():
        hits = [event for event in events if _names(event, about)]
        found |= {key: hits} if hits else {}
    return found


def _names(event, about):
    return any(event.after.get(f"{name}_id") in about[name] for name in _BESIDE)
