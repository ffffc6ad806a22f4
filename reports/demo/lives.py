"""Living through a phase: each act picks who and where, and writes it."""

import datetime as dt

from branches import actions as branch_actions
from branches.models import BranchEvent, BranchType, OrgType
from enterprises.models import Enterprise
from hoangmai_party.periods import add_months
from members import actions as member_actions
from members.models import Placement
from reports.demo import organisations, people
from reports.demo.agenda import Agenda
from reports.demo.days import days
from reports.demo.plan import PlanError
from reports.demo.roster import Pool

_ENDED = Placement.Ended
_FORM = Enterprise.LegalForm
# After so many months somebody who lost the đảng tịch may be admitted again.
MONTHS_APART = 36


def live(world, pool, phase):
    """Carry out a phase and see that it ends where the plan says."""
    for event in Agenda(world, pool, phase).in_order():
        ACTS[event.act](world, pool, event.day, **event.facts)
    if pool.size != phase.closing:
        raise PlanError(f"{phase.last}: {pool.size} members, not {phase.closing}")


def chapter_for(world, pool, day):
    """A branch that can take somebody in on `day`."""
    return world.weighted(pool.open(day))


def found(world, pool, day, *, founders, named=None, is_joint=False):
    ceremony = {"ceremony_on": named.ceremony_on} if named else {}
    number = world.paper(day, "QĐ/ĐU" if pool.committee.is_own else "QĐ/QU")
    chapter = organisations.found_branch(
        world, pool, day, named=named, is_joint=is_joint, number=number, **ceremony
    )
    for _ in range(founders):
        people.newcomer(world, chapter, day)


def arrive(world, pool, day):
    official = world.rng.random() > 0.06
    people.newcomer(world, chapter_for(world, pool, day), day, official=official)


def cross(world, pool, day):
    """From a State branch of the same Quận ủy."""
    state = world.pools["state"]
    person = world.rng.choice(world.leavers(state, day))
    people.move(world, person, chapter_for(world, pool, day), day)


def admit(world, pool, day, *, decided_before=False, owner=False, at=None):
    chapter = _chapter_at(pool, at) if at else chapter_for(world, pool, day)
    if decided_before:
        decided_on = world.days.pick(dt.date(day.year - 1, 12, 15), day - days(4))
        decided_on = min(decided_on, dt.date(day.year - 1, 12, 31))
    else:
        decided_on = day - days(world.rng.randint(3, 20))
    decided_on = world.days.on_or_before(decided_on)
    people.admit(world, chapter, day, decided_on, owner=owner)


def _chapter_at(pool, name):
    for chapter in pool.chapters:
        if chapter.host.name == name:
            return chapter
    raise PlanError(f"no branch at {name}")


def readmit(world, pool, day):
    """Kết nạp lại somebody who was struck off or resigned long enough ago."""
    reasons = (_ENDED.STRUCK_OFF, _ENDED.RESIGNED)
    decided_on = world.days.on_or_before(day - days(10))
    person, chapter = _one_gone(
        world, reasons, lambda _, ended: add_months(ended, MONTHS_APART) < decided_on
    )
    chapter = chapter if chapter in pool.open(day) else chapter_for(world, pool, day)
    people.admit(world, chapter, day, decided_on, again=person)


def restore(world, pool, day):
    """Phục hồi đảng tịch of an official member, within two years."""
    reasons = (_ENDED.EXPELLED, _ENDED.STRUCK_OFF)

    def fits(person, ended):
        in_time = ended + days(30) < day < ended + days(720)
        return in_time and person.is_official(ended)

    person, chapter = _one_gone(world, reasons, fits)
    chapter = chapter if chapter in pool.open(day) else chapter_for(world, pool, day)
    people.restore(world, person, chapter, day)


def _one_gone(world, reasons, fits):
    for entry in world.gone:
        person, reason, day, chapter = entry
        if reason in reasons and fits(person, day):
            world.gone.remove(entry)
            return person, chapter
    raise PlanError("nobody to come back")


def leave(world, pool, day, *, reason):
    known = world.leavers(pool, day)
    if reason == _ENDED.CANCELLED:
        known = [p for p in known if not p.is_official(day)]
    elif reason == _ENDED.EXPELLED:
        known = [p for p in known if p.is_official(day)]
    if not known:
        raise PlanError(f"{day}: nobody to leave ({reason})")
    some = world.rng.sample(known, min(6, len(known)))
    if reason == _ENDED.DIED:
        person = min(some, key=lambda p: p.member.born_on)
    else:
        person = some[0]
    people.leave(world, person, day, reason)


def move(world, pool, day):
    person = world.rng.choice(world.leavers(pool, day))
    others = [c for c in pool.open(day) if c is not person.chapter]
    people.move(world, person, world.weighted(others), day)


def _ripe(pool, day):
    """Small branches first: those that may give up."""
    known = [
        c
        for c in pool.open(day - days(700))
        if not c.is_named and c.is_quiet(day) and c.people
    ]
    return sorted(known, key=lambda c: (len(c.people), c.branch.code))


def merge(world, pool, day):
    """Sáp nhập the smallest branch into another one, with its people."""
    given, into, *_ = _ripe(pool, day)
    member_actions.merge(
        branch=given.branch,
        into=into.branch,
        number=world.paper(day, "QĐ/ĐU"),
        decided_on=day,
        issuer=pool.committee,
        note="Hai doanh nghiệp sáp nhập.",
    )
    for person in list(given.people):
        people.follow(world, person, into, people.placement_now(person.spell))
    _remove(pool, given, day)


def dissolve(world, pool, day):
    """Giải thể: the people go to two other branches first."""
    given = _ripe(pool, day)[0]
    others = [c for c in pool.open(day) if c is not given]
    targets = world.rng.sample(others, 2)
    for index, person in enumerate(list(given.people)):
        people.move(world, person, targets[index % 2], day)
    branch_actions.close(
        branch=given.branch,
        number=world.paper(day, "QĐ/ĐU"),
        decided_on=day,
        issuer=pool.committee,
        note="Doanh nghiệp chấm dứt hoạt động.",
    )
    given.host.statuses.update(ended_on=day)
    given.host.statuses.create(
        status="closed", started_on=day, source="Thông báo của Chi cục Thuế"
    )
    _remove(pool, given, day)


def rename(world, pool, day):
    """A limited company becomes a joint-stock company, and its branch follows."""
    limited = (_FORM.LLC_SINGLE, _FORM.LLC_MULTI)
    known = [c for c in pool.open(day - days(400)) if c.host.legal_form in limited]
    chapter = min(known, key=lambda c: c.branch.code)
    host = chapter.host
    rest = host.name.removeprefix("Công ty TNHH ").removeprefix("MTV ")
    host.name, host.legal_form = f"Công ty Cổ phần {rest}", _FORM.JOINT_STOCK
    host.stat_row = ""
    host.save()
    branch_actions.rename(
        branch=chapter.branch,
        name=f"Chi bộ {host}",
        number=world.paper(day, "QĐ/ĐU"),
        decided_on=day,
        issuer=pool.committee,
    )


def hand_over(world, pool, day, *, chapter):
    """The branch goes to a body beside the Khối, with its people."""
    branch_actions.hand_over(
        branches=[chapter.branch],
        committee=world.committees[organisations.WARD_BODY],
        number=world.paper(day, "QĐ/QU"),
        decided_on=day,
        issuer=world.committees[organisations.DISTRICT],
    )
    _remove(pool, chapter, day)


def receive(world, pool, day, *, size):
    """A branch comes with its people; the first one from outside the Quận ủy."""
    is_first = world.count("received") == 1
    key = organisations.ELSEWHERE if is_first else organisations.OFFICES
    there = Pool(world.committees[key], pool.org_type)
    since = world.days.on_or_after(day - days(500))
    kind = BranchEvent.Kind.OPENING if is_first else BranchEvent.Kind.FOUNDED
    chapter = organisations.found_branch(
        world, there, since, kind=kind, number=world.paper(since, "QĐ/ĐU")
    )
    for index in range(size):
        on = world.days.pick(since, since + days(200)) if index > 3 else since
        people.newcomer(world, chapter, on)
    branch_actions.hand_over(
        branches=[chapter.branch],
        committee=pool.committee,
        number=world.paper(day, "QĐ/QU"),
        decided_on=day,
        issuer=world.committees[organisations.DISTRICT],
    )
    pool.chapters.append(chapter)


def unite(world, pools, body):
    """The Khối begins: it receives the branches of the district, with their people."""
    plan = world.plan
    chapters = [chapter for pool in pools for chapter in pool.chapters]
    for chapter in chapters:
        BranchType.objects.on(plan.body_on).filter(branch=chapter.branch).update(
            ended_on=plan.body_on
        )
        chapter.branch.types.create(
            kind=OrgType.SUBORDINATE_CELL, started_on=plan.body_on
        )
        body.chapters.append(chapter)
    branch_actions.hand_over(
        branches=[chapter.branch for chapter in chapters],
        committee=body.committee,
        number=plan.body_number,
        decided_on=plan.body_on,
        issuer=world.committees[organisations.DISTRICT],
    )


def _remove(pool, chapter, day):
    chapter.closed_on = day
    pool.chapters.remove(chapter)


ACTS = {
    "found": found,
    "arrive": arrive,
    "cross": cross,
    "admit": admit,
    "readmit": readmit,
    "restore": restore,
    "leave": leave,
    "move": move,
    "merged": merge,
    "dissolved": dissolve,
    "renamed": rename,
    "hand_over": hand_over,
    "receive": receive,
}
