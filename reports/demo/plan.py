"""A plan of lives: the numbers that steer what `build` makes, and nothing else.

A plan says how many came, went and were founded in each phase; transfers in are what
is left over, solved so that each phase ends with the stock it names. No report reads
a plan.
"""

import datetime as dt
from dataclasses import dataclass, field


class PlanError(Exception):
    """The numbers of a plan can't be lived by anybody."""


@dataclass(frozen=True)
class Phase:
    """One span of days of one group of branches; both ends included."""

    first: dt.date
    last: dt.date
    closing: int  # members on the roll at the end of `last`
    admitted: int = 0  # by the day of the ceremony, the readmitted among them
    founded: int = 0
    owners: int = 0  # of the admitted: owners on the day of the ceremony
    decided_before: int = 0  # of the admitted: decided in December, lễ in January
    readmitted: int = 0  # of the admitted
    restored: int = 0
    left: int = 0  # transferred out
    died: int = 0
    struck_off: int = 0
    expelled: int = 0
    resigned: int = 0
    cancelled: int = 0
    moved: int = 0  # between branches of the group
    from_state: int = 0  # arrivals that come from a State branch of the same Quận ủy
    joint: int = 0  # of the founded: chi bộ ghép
    merged: int = 0
    dissolved: int = 0
    renamed: int = 0
    handed_over: int = 0
    received: tuple = ()  # one number for each branch received: its people


@dataclass(frozen=True)
class Opening:
    """Branches and members that were there before the first phase."""

    branches: int
    members: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Group:
    """Branches that are lived through together."""

    phases: tuple
    opening: Opening | None = None


@dataclass(frozen=True)
class NamedUnit:
    """A unit that has to be there by its name."""

    name: str
    unit_kind: str
    decided_on: dt.date
    ceremony_on: dt.date
    owner_admitted_on: dt.date | None = None


@dataclass(frozen=True)
class Survey:
    """A campaign and the visits of its year."""

    first: dt.date
    last: dt.date
    planned_on: dt.date
    surveyed: int
    in_depth: int
    owners_met: int
    others_met: int
    wards: int


@dataclass(frozen=True)
class TargetRow:
    """A target as it was decided on a day."""

    indicator: str
    level: str
    year: int
    value: int
    decided_on: dt.date
    number: str = ""
    value_max: int | None = None


@dataclass(frozen=True)
class Plan:
    """Everything that steers one register."""

    seed: int
    complete_from: dt.date
    body_on: dt.date  # the founding day of the Khối
    body_number: str
    stands_on: dt.date
    older: Group
    newer: Group  # founded by the Quận ủy in the years of the resolution
    state: Group  # branches of enterprises with State capital; never of the Khối
    body: Group
    named: tuple = ()
    surveys: tuple = ()
    targets: tuple = ()
    with_branch_targets: int | None = None  # the year of the targets of branches
    other_enterprises: int = 0
    quiet: tuple = field(default=())  # spans of days without any event
