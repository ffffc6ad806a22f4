"""The last entries of the register that a user may see: when, who, what."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q
from django.urls import reverse

from accounts.history import words
from accounts.history.changes import places_of
from accounts.log.context import split_actor
from accounts.models import LogEvent, User
from branches.models import Branch, BranchEvent
from members.events import by_code
from members.models import MemberEvent

SHOWN = 10


@dataclass(frozen=True)
class Entry:
    """One entry; `who` is empty when the log does not name a person."""

    at: dt.datetime
    what: str
    about: str
    url: str
    who: str = ""


def entries(user):
    """[Entry], the newest first, at most `SHOWN`; the log says when and who."""
    rows = [*_of_members(user), *_of_branches(user)]
    logged = _logged([row for row, *_ in rows], user)
    found = [
        (number, Entry(at, *texts, who))
        for row, *texts in rows
        if (known := logged.get((row._meta.db_table, str(row.pk))))
        for number, at, who in [known]
    ]
    # By the number in the log: a clock can go back, or give two rows one time.
    found.sort(key=lambda one: one[0], reverse=True)
    return [entry for _, entry in found[:SHOWN]]


def _of_members(user):
    if not user.has_perms(["members.view_memberevent", "members.view_member"]):
        return
    rows = MemberEvent.objects.visible_to(user).annotate(name=F("member__full_name"))
    for row in rows.order_by("-pk")[:SHOWN]:
        event = by_code.get(row.kind)
        url = reverse("members:member-detail", args=[row.member_id])
        yield row, event.label if event else row.kind, row.name, url


def _of_branches(user):
    """A branch that the user may not see is not named, even beside one that is."""
    if not user.has_perms(["branches.view_branchevent", "branches.view_branch"]):
        return
    seen = Branch.objects.visible_to(user)
    rows = (
        BranchEvent.objects.visible_to(user)
        .prefetch_related(
            Prefetch("successors", seen, "seen_after"),
            Prefetch("predecessors", seen, "seen_before"),
        )
        .order_by("-pk")[:SHOWN]
    )
    for row in rows:
        branches = row.seen_after or row.seen_before
        about = ", ".join(branch.name for branch in branches[:2])
        more = f" và {len(branches) - 2} chi bộ khác" if len(branches) > 2 else ""
        yield (
            row,
            row.get_kind_display(),
            f"{about}{more}",
            branches[0].get_absolute_url(),
        )


def _logged(rows, user):
    """{(table, id): (number, when, who)} of the first writing of each row."""
    wanted = Q(pk=None)
    for table in {row._meta.db_table for row in rows}:
        ids = [str(row.pk) for row in rows if row._meta.db_table == table]
        wanted |= Q(table=table, row__in=ids)
    events = LogEvent.objects.filter(wanted, kind=LogEvent.Kind.INSERT)
    found = list(events.only("pk", "table", "row", "at", "user_id", "actor"))
    names = User.objects.filter(pk__in={e.user_id for e in found if e.user_id})
    names, places = dict(names.values_list("pk", "full_name")), places_of(found, user)
    return {(e.table, e.row): (e.pk, e.at, _who(e, names, places)) for e in found}


def _who(event, names, places):
    who, place = names.get(event.user_id, ""), split_actor(event.actor)[1]
    return f"{who}, {words.in_place(place, places)}" if place else who
