"""Build a register from a plan: always the same one."""

from django.db import connection, transaction

from accounts.models import Register
from branches.models import OrgType
from reports.demo import (
    background,
    bodies,
    fieldwork,
    letterhead,
    lives,
    organisations,
    outreach,
    papers,
    people,
    source_lists,
    work,
    year,
)
from reports.demo.days import days
from reports.demo.organisations import BODY, DISTRICT
from reports.demo.roster import MIN_OFFICIAL, Pool, World
from reports.models import Target

GUESTS = 6  # placements for a while


@transaction.atomic
def build(plan):
    """Write the whole register of `plan`; returns the world it was made in."""
    world = World.of(plan)
    organisations.make_committees(world)
    _make_pools(world)
    for key in ("older", "newer", "state"):
        _open(world, world.pools[key], getattr(plan, key).opening)
    _live(world)
    people.recognise_all(world)
    people.visit_for_a_while(world, GUESTS)
    background.make(world)
    outreach.make(world)
    work.make(world)
    bodies.make(world)
    letterhead.make(world)
    papers.make(world)
    year.make(world)
    _count_rows()
    fieldwork.make(world)
    _make_targets(world)
    _tell_register(plan)
    _count_rows()
    source_lists.make(world)
    _count_rows()
    return world


def _tell_register(plan):
    facts = {
        "is_demo": True,
        "stands_on": plan.stands_on,
        "complete_from": plan.complete_from,
    }
    Register.objects.update_or_create(pk=Register.ONLY, defaults=facts)


def _count_rows():
    """Tell the planner how full the tables are now.

    PostgreSQL learns it by itself only minutes after the commit, and plans as for
    empty tables until then: measured, the figures take ten times as long.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _make_pools(world):
    district, body = world.committees[DISTRICT], world.committees[BODY]
    cell = OrgType.GRASSROOTS_CELL
    world.pools = {
        "older": Pool(district, cell),
        "newer": Pool(district, cell),
        "state": Pool(district, cell, is_state=True),
        "body": Pool(body, OrgType.SUBORDINATE_CELL),
    }


def _open(world, pool, opening):
    """Branches of before: founders first, then some who came, some admitted."""
    if opening is None:
        return
    spread = world.days.spread(opening.first, opening.last, opening.branches)
    for day in spread:
        lives.found(world, pool, day, founders=MIN_OFFICIAL)
    last = world.plan.complete_from - days(5)
    for index in range(opening.members - pool.size):
        chapter = world.weighted(pool.open(last))
        if index % 3:
            since = chapter.opened_on + days(60)
            people.newcomer(world, chapter, world.days.pick(since, last))
        else:
            since = max(chapter.opened_on, last - days(300)) + days(60)
            day = world.days.pick(since, last)
            decided_on = world.days.on_or_before(day - days(12))
            people.admit(world, chapter, day, decided_on)


def _live(world):
    """All phases by their first day; the Khối begins in between."""
    pools, plan = world.pools, world.plan
    todo = [
        (phase.first, order, key, phase)
        for order, key in enumerate(("older", "newer", "body", "state"))
        for phase in getattr(plan, key).phases
    ]
    united = False
    for first, _, key, phase in sorted(todo, key=lambda entry: entry[:2]):
        if first > plan.body_on and not united:
            lives.unite(world, [pools["older"], pools["newer"]], pools["body"])
            united = True
        lives.live(world, pools[key], phase)


def _make_targets(world):
    body = world.committees[BODY]
    rows = [
        Target(
            indicator=row.indicator,
            committee=body,
            level=row.level,
            year=row.year,
            value=row.value,
            value_max=row.value_max,
            decided_on=row.decided_on,
            number=row.number,
        )
        for row in world.plan.targets
    ]
    Target.objects.bulk_create(rows + _targets_of_branches(world))


def _targets_of_branches(world):
    """Of the year that the plan names: each of the oldest branches registers one."""
    registered = [
        row
        for row in world.plan.targets
        if row.year == world.plan.with_branch_targets
        and (row.indicator, row.level) == ("T02", "registered")
    ]
    chapters = world.pools["body"].chapters
    return [
        Target(
            indicator=row.indicator,
            committee=world.committees[BODY],
            branch=chapter.branch,
            level=row.level,
            year=row.year,
            value=1,
            decided_on=row.decided_on,
        )
        for row in registered
        for chapter in chapters[: row.value]
    ]
