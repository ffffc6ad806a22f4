"""Generated lives: a small world in which everything that can happen happens.

The operations go through the same actions as the clerks' forms; what is impossible
is refused there and left out. Days lie around 29/02/2020.
"""

import datetime as dt

from hypothesis import strategies as st

from branches import actions as branch_actions
from branches.tests.factories import BranchFactory, CommitteeFactory, SuperiorFactory
from hoangmai_party.periods import in_force
from members import actions
from members.models import Placement, Spell
from members.tests.factories import MemberFactory, SpellFactory

FIRST = dt.date(2019, 11, 1)
DAYS = 300
_ENDED = Placement.Ended
_LEAVES = [
    _ENDED.TRANSFERRED,
    _ENDED.DIED,
    _ENDED.EXPELLED,
    _ENDED.STRUCK_OFF,
    _ENDED.RESIGNED,
    _ENDED.CANCELLED,
]

operations = st.lists(
    st.tuples(
        st.sampled_from(
            ["admit", "arrive", "move", "leave", "recognise", "restore", "readmit"]
            + ["hand_over", "merge", "correct", "void", "admit", "move", "recognise"]
            + ["guest"]
        ),
        st.integers(0, 99),
        st.integers(0, 99),
        st.integers(0, DAYS),
    ),
    min_size=5,
    max_size=30,
)


class World:
    """Two committees, one under the other, and four branches under them."""

    def __init__(self):
        self.upper = CommitteeFactory(founded_on=dt.date(2010, 1, 1))
        self.own = CommitteeFactory(founded_on=dt.date(2015, 9, 17))
        SuperiorFactory(committee=self.own, superior=self.upper)
        early = dt.date(2018, 1, 1)
        self.branches = [
            BranchFactory(committee=committee, founded_on=early)
            for committee in (self.own, self.own, self.upper, self.own)
        ]
        self.moved = set()

    def play(self, steps):
        """Apply the operations in turn; impossible ones change nothing."""
        for name, one, two, offset in steps:
            day = FIRST + dt.timedelta(days=offset)
            getattr(self, name)(one, two, day)

    def _branch(self, number, day):
        open_ones = [b for b in self.branches if b.links.filter(in_force(day)).exists()]
        return open_ones[number % len(open_ones)] if open_ones else None

    def _open_placement(self, number, day):
        rows = list(
            Placement.objects.filter(
                kind="official", ended_on=None, started_on__lt=day
            ).order_by("pk")
        )
        return rows[number % len(rows)] if rows else None

    def admit(self, one, two, day):
        if branch := self._branch(one, day):
            actions.admit(
                member=MemberFactory(),
                branch=branch,
                decision_on=day,
                ceremony_on=day + dt.timedelta(days=two % 20),
            )

    def arrive(self, one, two, day):
        if branch := self._branch(one, day):
            spell = SpellFactory(
                decision_on=None, ceremony_on=day - dt.timedelta(days=400 + two)
            )
            actions.arrive(spell=spell, branch=branch, on=day)

    def move(self, one, two, day):
        placement, branch = self._open_placement(one, day), self._branch(two, day)
        if placement and branch and placement.branch_id != branch.pk:
            actions.move(placement=placement, to=branch, on=day)

    def leave(self, one, two, day):
        if placement := self._open_placement(one, day):
            reason = _LEAVES[two % len(_LEAVES)]
            actions.leave(placement=placement, on=day, reason=reason)

    def recognise(self, one, two, day):
        spells = list(Spell.objects.filter(recognised_on=None).order_by("pk"))
        if spells:
            spell = spells[one % len(spells)]
            late = max(day, actions.official_day(spell.ceremony_on))
            if not spell.ended_on or late < spell.ended_on:
                actions.recognise(spell=spell, recognised_on=late)

    def restore(self, one, two, day):
        ended = list(
            Placement.objects.filter(ended="struck_off", ended_on__lte=day).order_by(
                "pk"
            )
        )
        branch = self._branch(two, day)
        if not (ended and branch):
            return
        spell = ended[one % len(ended)].spell
        if _has_later_spell(spell):
            return
        if not spell.placements.filter(ended_on=None, kind="official").exists() and (
            not spell.placements.filter(ended_on__gt=day).exists()
        ):
            actions.arrive(spell=spell, branch=branch, on=day, began="restored")

    def readmit(self, one, two, day):
        """The same person again: a second spell after the first one ended."""
        ended = list(Spell.objects.filter(ended_on__lt=day).order_by("pk"))
        branch = self._branch(two, day)
        if not (ended and branch):
            return
        member = ended[one % len(ended)].member
        later = member.spells.exclude(ended_on__lte=day)
        if not later.exists():
            actions.admit(
                member=member,
                branch=branch,
                decision_on=day,
                ceremony_on=day,
                again=True,
            )

    def guest(self, one, two, day):
        placement, branch = self._open_placement(one, day), self._branch(two, day)
        if placement and branch:
            Placement.objects.create(
                spell=placement.spell,
                branch=branch,
                kind="temporary",
                began="temporary",
                started_on=day,
            )

    def hand_over(self, one, two, day):
        branch = self._branch(one, day)
        if not branch or branch.pk in self.moved:
            return
        self.moved.add(branch.pk)
        link = branch.links.get(ended_on=None)
        to = self.upper if link.committee_id == self.own.pk else self.own
        branch_actions.hand_over(branches=[branch], committee=to, decided_on=day)

    def merge(self, one, two, day):
        branch, into = self._branch(one, day), self._branch(two, day)
        later = branch and branch.placements.filter(started_on__gte=day).exists()
        later = later or (
            branch and branch.placements.filter(ended_on__gt=day).exists()
        )
        if not into or branch == into or later or branch.pk in self.moved:
            return
        self.moved.add(branch.pk)
        actions.merge(branch=branch, into=into, number="1-QĐ", decided_on=day)

    def correct(self, one, two, day):
        """A past day turns out to have been another one."""
        rows = list(Placement.objects.filter(ended__in=["died", "struck_off"]))
        if rows:
            row = rows[one % len(rows)]
            possible = row.started_on < day and row.spell.ceremony_on < day
            if possible and not _has_later_spell(row.spell):
                row.ended_on = row.spell.ended_on = day
                later = row.spell.placements.filter(started_on__gt=row.started_on)
                if not later.exists():
                    row.save()
                    if row.spell.end_reason:
                        row.spell.save()

    def void(self, one, two, day):
        rows = list(Spell.objects.order_by("pk"))
        if rows and two % 4 == 0:
            rows[one % len(rows)].void(by=None, reason="Nhập nhầm người")


def _has_later_spell(spell):
    """Whether the person was readmitted after this spell: it can't be reopened."""
    later = spell.member.spells.filter(ceremony_on__gt=spell.ceremony_on)
    return later.exists()
