"""What is to happen in a phase and when: the quotas of the plan laid out in days."""

import datetime as dt
from dataclasses import dataclass, field

from members.models import Placement
from reports.demo.days import days
from reports.demo.plan import PlanError
from reports.demo.roster import MIN_OFFICIAL

_ENDED = Placement.Ended
# Fields of `Phase` that count departures, with the reason of each.
DEPARTURES = {
    "left": _ENDED.TRANSFERRED,
    "died": _ENDED.DIED,
    "struck_off": _ENDED.STRUCK_OFF,
    "expelled": _ENDED.EXPELLED,
    "resigned": _ENDED.RESIGNED,
    "cancelled": _ENDED.CANCELLED,
}
# A founding is prepared for some weeks, and survey and visits come before it.
PREPARATION = 75
MOST_FOUNDERS = 5


@dataclass(order=True)
class Event:
    """One thing on one day; `rank` puts beginnings first."""

    day: dt.date
    rank: int
    order: int
    act: str = field(compare=False)
    facts: dict = field(compare=False, default_factory=dict)


class Agenda:
    """The events of one phase of one pool."""

    def __init__(self, world, pool, phase):
        self.world, self.pool, self.phase = world, pool, phase
        self.events = []
        self.given = self._chapter_to_give()
        arrivals = self._arrivals()
        founders = self._foundings(arrivals)
        self._people(arrivals - founders)
        self._departures()
        self._branches()

    def in_order(self):
        """The events by day."""
        return sorted(self.events)

    def _add(self, day, act, *, rank=5, **facts):
        self.events.append(Event(day, rank, len(self.events), act, facts))

    def _chapter_to_give(self):
        """Chosen and left alone from the start, so that its size is known."""
        if not self.phase.handed_over:
            return None
        old_enough = self.phase.first - days(700)
        known = [
            c
            for c in self.pool.open(old_enough)
            if not c.is_named and c.officials(self.phase.first) >= MIN_OFFICIAL
        ]
        chapter = min(known, key=lambda c: (abs(len(c.people) - 6), c.branch.code))
        chapter.is_frozen = True
        return chapter

    def _arrivals(self):
        """Transfers in: what the other quotas leave open."""
        phase = self.phase
        given = len(self.given.people) if self.given else 0
        ins = phase.admitted + phase.restored + sum(phase.received)
        outs = given + sum(getattr(phase, name) for name in DEPARTURES)
        arrivals = phase.closing - self.pool.size - ins + outs
        if arrivals < MIN_OFFICIAL * phase.founded + phase.from_state:
            raise PlanError(f"{phase.first}: {arrivals} arrivals are too few")
        return arrivals

    def _foundings(self, arrivals):
        """Returns how many of the arrivals are founders."""
        phase, rng = self.phase, self.world.rng
        first = phase.first + days(PREPARATION if phase.founded else 0)
        named = [unit for unit in self._named() if unit]
        spread = self.world.days.spread(
            min(first, phase.last - days(20)),
            phase.last - days(10),
            phase.founded - len(named),
        )
        spare = arrivals - phase.from_state - MIN_OFFICIAL * phase.founded
        units = [(unit.decided_on, unit) for unit in named]
        founders = 0
        for index, (day, unit) in enumerate([*units, *((d, None) for d in spread)]):
            extra = min(rng.randint(0, MOST_FOUNDERS - MIN_OFFICIAL), spare)
            spare -= extra
            founders += MIN_OFFICIAL + extra
            is_joint = index >= phase.founded - phase.joint
            facts = {"founders": MIN_OFFICIAL + extra, "named": unit}
            self._add(day, "found", rank=1, is_joint=is_joint, **facts)
        return founders

    def _named(self):
        if self.pool.is_state or not self.phase.founded:
            return []
        first, last = self.phase.first, self.phase.last
        units = self.world.plan.named
        return [unit for unit in units if first <= unit.decided_on <= last]

    def _start(self):
        """From when people can come: not before there is a branch."""
        if self.pool.open(self.phase.first):
            return self.phase.first
        return min(e.day for e in self.events if e.act == "found") + days(1)

    def _people(self, singles):
        phase, pick = self.phase, self.world.days.pick
        start = self._start()
        for _ in range(singles - phase.from_state):
            self._add(pick(start, phase.last), "arrive")
        for _ in range(phase.from_state):
            self._add(pick(phase.last - days(8), phase.last), "cross", rank=9)
        for _ in range(phase.decided_before):
            day = pick(phase.first + days(1), phase.first + days(7))
            self._add(day, "admit", decided_before=True)
        for _ in range(phase.readmitted):
            self._add(pick(start + days(90), phase.last), "readmit")
        for day, at in self._owners(start):
            self._add(day, "admit", owner=True, at=at)
        special = phase.decided_before + phase.readmitted + phase.owners
        for day in self._ceremonies(start, phase.admitted - special):
            self._add(day, "admit")
        for _ in range(phase.restored):
            self._add(pick(start + days(60), phase.last), "restore")

    def _owners(self, start):
        """(day, name of the unit): where the plan says so, else anywhere."""
        phase = self.phase
        known = [
            (unit.owner_admitted_on, unit.name)
            for unit in self.world.plan.named
            if phase.owners
            and unit.owner_admitted_on
            and phase.first <= unit.owner_admitted_on <= phase.last
        ]
        pick = self.world.days.pick
        last = phase.last
        rest = range(phase.owners - len(known))
        return known + [(pick(start + days(30), last), None) for _ in rest]

    def _ceremonies(self, start, count):
        """One on 29 February where the phase has one: its year has no such day."""
        phase, first = self.phase, start + days(25)
        year = phase.last.year
        leap = dt.date(year, 2, 29) if year % 4 == 0 else None
        found = []
        if leap and count and phase.first <= leap and self.pool.open(leap):
            found.append(leap)
        rest = range(count - len(found))
        return found + [self.world.days.pick(first, phase.last) for _ in rest]

    def _departures(self):
        phase, pick = self.phase, self.world.days.pick
        length = (phase.last - phase.first).days
        start = self._start() + days(min(100, length // 3))
        for name, reason in DEPARTURES.items():
            for _ in range(getattr(phase, name)):
                is_death = reason == _ENDED.DIED
                draw = self.world.days.any if is_death else pick
                self._add(draw(start, phase.last), "leave", rank=7, reason=reason)
        for _ in range(phase.moved):
            self._add(pick(start, phase.last), "move", rank=6)

    def _branches(self):
        phase, pick = self.phase, self.world.days.pick
        first, last = phase.first + days(60), phase.last - days(40)
        for size in phase.received:
            self._add(pick(first, last), "receive", size=size)
        if self.given:
            self._add(pick(first, last), "hand_over", chapter=self.given)
        for act in ("merged", "dissolved", "renamed"):
            for _ in range(getattr(phase, act)):
                self._add(pick(first, last), act, rank=8)
