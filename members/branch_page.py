"""What the page of one branch shows: facts of today and the line of its year."""

import datetime as dt

from django.db.models import Count, Q

from branches.models import BranchEvent, Meeting, OrgType, RuleMissingError
from hoangmai_party.periods import in_force
from members import officers, roll
from members.models import Member, Placement, Position, Rating


def facts(branch, user, today):
    """Context of the page; a constant number of queries."""
    people = Placement.objects.filter(in_force(today), branch=branch)
    link = branch.links.filter(in_force(today)).select_related("committee").first()
    held = list(
        Position.objects.filter(in_force(today), branch=branch).select_related("member")
    )
    people_rows = list(
        people.select_related("member", "spell").order_by("kind", "member__order")
    )
    return {
        "link": link,
        "hosts": branch.enterprise_links.filter(in_force(today)).select_related(
            "enterprise"
        ),
        "officers": held,
        "officer_faults": _officer_faults(people_rows, held, today) if link else [],
        "people": people_rows,
        "open_now": Member.objects.open_to(user, people.values("member")),
        "events": _events(branch),
        "year": year_line(branch, link, today) if link else None,
        "term": _term(branch, today),
        "regulations": branch.regulations.filter(in_force(today)).select_related(
            "enterprise"
        ),
        "ratings": Rating.objects.filter(branch=branch, member=None)[:5],
        "meetings": _meetings(branch, today),
    }


def _events(branch):
    part = Q(predecessors=branch) | Q(successors=branch)
    return BranchEvent.objects.filter(part).distinct().order_by("-effective_on")


def _officer_faults(people, held, today):
    """Warnings of ORG-13…19, each with the rule it rests on."""
    official = sum(
        row.kind == Placement.Kind.OFFICIAL
        and row.spell.counts_official_on is not None
        and row.spell.counts_official_on <= today
        for row in people
    )
    pairs = [(row.member_id, row.role) for row in held]
    limits = officers.Limits.on(today)
    return list(officers.faults(official, pairs, limits))


def year_line(branch, link, today):
    """Opening, in, out and closing of the year so far, of which admitted."""
    first = dt.date(today.year, 1, 1)
    reach = roll.Reach(frozenset({link.committee_id}), frozenset({branch.pk}))
    before = first - dt.timedelta(days=1)
    conditions = {
        "opening": roll.on(before),
        "joined": roll.joined(first, today),
        "admitted": roll.admitted(first, today),
        "left": roll.left(first, today),
        "closing": roll.on(today),
    }
    counts = {name: Count("pk", filter=what) for name, what in conditions.items()}
    named = {"year": today.year, "last_year": today.year - 1}
    return {**named, **roll.roll(reach).aggregate(**counts)}


def _term(branch, today):
    """The last congress and when the next is due, or the words of the missing rule."""
    last = branch.congresses.filter(held_on__lte=today).first()
    if last is None:
        return None
    kind = branch.types.filter(in_force(last.held_on)).values_list("kind", flat=True)
    try:
        due = last.next_due_on(kind.first() or OrgType.SUBORDINATE_CELL)
    except RuleMissingError as error:
        return {"last": last, "problem": str(error)}
    return {"last": last, "due": due, "is_late": due < today}


def _meetings(branch, today):
    """Sittings of this year by kind: [(label, how many)]."""
    labels = dict(Meeting.Kind.choices)
    rows = branch.meetings.filter(held_on__year=today.year).order_by()
    counted = rows.values("kind").annotate(number=Count("pk")).order_by("kind")
    return [(labels[row["kind"]], row["number"]) for row in counted]
