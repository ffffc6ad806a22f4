"""Who has looked at a person: views, unmaskings, prints, files that held the person."""

from accounts.history.changes import told
from accounts.history.desk import events_of
from accounts.log.tables import logged_tables
from accounts.models import LogEvent

LOOKS = (LogEvent.Kind.VIEW, LogEvent.Kind.UNMASK, LogEvent.Kind.PRINT)
SHOWN = 50


def holding(model, pks):
    """{fact: the keys of the rows that a file holds}, as `looks` finds them."""
    found = sorted({int(pk) for pk in pks})
    return {_fact(model): f",{','.join(map(str, found))},"} if found else {}


def _fact(model):
    return f"ids_{model._meta.db_table}"


def looks(row, keys, user):
    """([Entry], whether there are more): the last looks at a row and its parts."""
    seen = events_of(keys).filter(kind__in=LOOKS)
    # The pair of table and row is what the log is indexed by.
    tables = ["", *(table.name for table in logged_tables())]
    exported = LogEvent.objects.filter(
        table__in=tables,
        row="",
        kind=LogEvent.Kind.EXPORT,
        **{f"after__{_fact(type(row))}__icontains": f",{row.pk},"},
    )
    events = list((seen | exported).order_by("-id")[: SHOWN + 1])
    return told(events[:SHOWN], user), len(events) > SHOWN
