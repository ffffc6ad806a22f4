"""What the page of a founding dossier shows, and what its preview tells."""

from django.db.models import Q

from hoangmai_party import clock
from members.models import Member, Position
from surveys.cases import dossier
from surveys.cases.stages import stage_of
from surveys.foundings import acts, checks
from surveys.models import CaseStage


def context(case, user):
    """Context of the page; a constant number of queries."""
    day = case.founding.decided_on if case.founding_id else clock.today()
    lines, people = dossier.lines(case, day), dossier.named(case, day)
    stage = stage_of(case)
    lacking = [] if case.founding_id else _lacking(case, lines, people, day)
    keys = [who.person.member_id for who in people if who.person.member_id]
    may_change = user.has_perms(acts.KEEP) and not (case.founding_id or case.closed_on)
    return {
        "case": case,
        "stage": stage,
        "steps": case.steps.select_related("entered_by"),
        "lines": lines,
        "people": people,
        "official": sum(who.is_official for who in people),
        "open_now": Member.objects.open_to(user, keys),
        "lacking": lacking,
        "day": day,
        "may_change": may_change,
        "may_search": may_change and user.has_perm("members.view_member"),
        "branch": _branch(case),
        **_next(case, stage, user),
    }


def _lacking(case, lines, people, day):
    found = checks.papers_lacking(lines, day)
    found += checks.people_lacking(case, people, day)
    return sorted(found, key=lambda one: not one.refuses)


def _next(case, stage, user):
    """Which of the office's two acts is next, if any."""
    may = acts.may_found(user)
    return {
        "may_found": may and stage == CaseStage.SUBMITTED and not case.founding_id,
        "may_announce": may and stage == CaseStage.DECIDED and bool(case.founding_id),
    }


def _branch(case):
    return case.founding.successors.first() if case.founding_id else None


def moves(case, day):
    """[(Named, what happens to the person)] of the preview."""
    return [(who, _said(who)) for who in dossier.named(case, day)]


def _said(who):
    if who.person.member is None:
        return f"Tiếp nhận từ {who.where}"
    if who.placement is None:
        return f"Chuyển đến từ {who.where}"
    return f"Chuyển từ {who.where}"


def ended_offices(branch, day):
    """The offices that the people of a new branch left on that day."""
    there = Q(member__placements__branch=branch, member__placements__started_on=day)
    return (
        Position.objects.filter(there, ended_on=day).exclude(branch=branch).distinct()
    )
