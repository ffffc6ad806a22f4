"""Who is where while lives are made: what the builder keeps in mind, not in tables."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from hoangmai_party.periods import FAR
from reports.demo.days import Days, days
from reports.demo.plan import Plan

# A branch needs so many official members; nobody goes who would leave it with fewer.
MIN_OFFICIAL = 3


@dataclass(eq=False)
class Person:
    """A member and the row of the placement that is open."""

    member: object
    spell: object
    placement: object = None
    chapter: object = None
    official_from: dt.date = FAR  # counts as official, by the papers or as planned
    recognise_on: dt.date | None = None  # a recognition that is still to be written
    is_owner: bool = False
    stays: list = field(default_factory=list)

    def is_official(self, day):
        """Whether the person counts as official on `day`."""
        return self.official_from <= day

    def is_placed(self, day):
        """Whether the person was on a roll of this register on `day`."""
        return any(stay.holds(day) for stay in self.stays)


@dataclass(eq=False)
class Stay:
    """A person in a branch from `first` until `last` (excluded)."""

    person: Person
    chapter: object
    first: dt.date
    last: dt.date = FAR

    def holds(self, day):
        """Whether the person was there at the end of `day`."""
        return self.first <= day < self.last


@dataclass(eq=False)
class Chapter:
    """A branch with its people; `pull` says how much it grows."""

    branch: object
    enterprises: list
    opened_on: dt.date
    pull: float
    founding: object = None
    is_named: bool = False
    closed_on: dt.date = FAR  # gave up or went to another body
    is_frozen: bool = False
    people: list = field(default_factory=list)
    stays: list = field(default_factory=list)

    @property
    def host(self):
        """The enterprise that the branch counts at."""
        return self.enterprises[0]

    def there(self, day):
        """The stays that hold on `day`."""
        return [stay for stay in self.stays if stay.holds(day)]

    def officials(self, day):
        """How many count as official on `day`."""
        return sum(person.is_official(day) for person in self.people)

    def is_quiet(self, day):
        """Whether nobody has come on `day` or since."""
        return all(stay.first < day for stay in self.stays)


@dataclass(eq=False)
class Pool:
    """Branches lived through together."""

    committee: object
    org_type: str
    chapters: list = field(default_factory=list)
    is_state: bool = False

    @property
    def size(self):
        """People on the roll now."""
        return sum(len(chapter.people) for chapter in self.chapters)

    def open(self, day):
        """Branches that people can come to on `day`."""
        return [c for c in self.chapters if c.opened_on <= day and not c.is_frozen]


@dataclass(eq=False)
class World:
    """The plan, the dice and everybody made so far."""

    plan: Plan
    rng: Random
    days: Days
    committees: dict = field(default_factory=dict)
    wards: list = field(default_factory=list)
    enterprises: list = field(default_factory=list)
    chapters: list = field(default_factory=list)
    people: list = field(default_factory=list)
    gone: list = field(default_factory=list)  # (person, reason, day, chapter)
    pools: dict = field(default_factory=dict)
    numbers: Counter = field(default_factory=Counter)
    dice: Random | None = None  # of the rows beside the lives (work, year)

    @classmethod
    def of(cls, plan):
        """An empty world for `plan`."""
        rng = Random(plan.seed)
        years = range(2000, plan.stands_on.year + 2)
        return cls(plan, rng, Days(rng, years, plan.quiet))

    def count(self, name):
        """1, 2, 3 … for each name."""
        self.numbers[name] += 1
        return self.numbers[name]

    def paper(self, day, symbol):
        """The next number of a kind of paper in the committee's term: 12-QĐ/QU.

        Terms of five years from one congress to the next (DOC-01).
        """
        step = self.rng.randint(1, 4)
        key = (day.year - (day.month < 7)) // 5, symbol
        self.numbers[key] += step
        return f"{self.numbers[key]:02}-{symbol}"

    def works(self, chapter, day):
        """Whether the branch has people on `day` and stands under the body."""
        began = max(chapter.opened_on, self.plan.body_on)
        return bool(began <= day < chapter.closed_on and chapter.there(day))

    def weighted(self, chapters):
        """One of the branches, those that grow more often."""
        return self.rng.choices(chapters, [chapter.pull for chapter in chapters])[0]

    def leavers(self, pool, day, *, settled=90):
        """Those who may go on `day` without breaking their branch."""
        return [
            person
            for chapter in pool.open(day)
            for person in chapter.people
            if person.placement.started_on < day - days(settled)
            and (not person.is_official(day) or chapter.officials(day) > MIN_OFFICIAL)
        ]
