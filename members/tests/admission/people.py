"""A branch that can admit, its people, and a file taken along the way."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from accounts.groups import OFFICE, SECRETARY
from accounts.log import acting_as
from accounts.models import User
from branches.tests.factories import (
    AccessFactory,
    BranchFactory,
    CommitteeFactory,
)
from members.admission import acts
from members.models import (
    Candidate,
    CandidatePaper,
    Help,
    Introduction,
    StepKind,
    Vetting,
)
from members.tests.factories import PlacementFactory, SpellFactory

K = StepKind
D = dt.date
STARTED = D(2020, 1, 6)
BORN = D(1992, 3, 5)
FIVE = {"base": 5, "present": 5, "in_favour": 5, "against": 0, "vote_form": "ballot"}
# A life that keeps every rule: each step, its day, what was typed.
LIFE = (
    (K.CHOSEN, D(2020, 2, 3), {"number": "01-NQ/CB"}),
    (K.CLASS, D(2020, 5, 4), {"number": "12/GCN"}),
    (K.ALLOWED, D(2020, 6, 1), {"number": "03-NQ/ĐU"}),
    (K.FILED, D(2020, 7, 1), {}),
    (K.VETTED, D(2020, 8, 3), {}),
    (K.OPINIONS, D(2020, 8, 4), {}),
    (K.BRANCH_VOTE, D(2020, 9, 7), {"number": "05-NQ/CB", **FIVE}),
    (K.COMMITTEE_VOTE, D(2020, 9, 21), {"number": "08-NQ/ĐU", **FIVE}),
    (
        K.DECISION,
        D(2020, 10, 12),
        {"number": "101-QĐ/QU", "received_on": D(2020, 10, 19)},
    ),
    (K.CEREMONY, D(2020, 11, 9), {}),
    (K.PROFILE, D(2020, 12, 1), {}),
    (K.NEW_CLASS, D(2021, 5, 10), {"number": "44/GCN"}),
    (K.SELF_REVIEW, D(2021, 11, 10), {}),
    (K.RECOGNITION_VOTE, D(2021, 11, 15), {"number": "09-NQ/CB", **FIVE}),
    (K.RECOGNITION_COMMITTEE, D(2021, 11, 29), {"number": "21-NQ/ĐU", **FIVE}),
    (K.RECOGNITION, D(2021, 12, 13), {"number": "155-QĐ/QU"}),
    (K.PUBLISHED, D(2022, 1, 4), {}),
)


def user_of(name, group):
    user = User.objects.create(username=name, full_name=name, is_staff=group == OFFICE)
    user.groups.add(Group.objects.get(name=group))
    return user


@dataclass
class World:
    """A committee with a branch of five official members, its bí thư and the office."""

    committee: object
    branch: object
    office: object
    secretary: object
    members: list = field(default_factory=list)

    def candidate(self, **person):
        """A file that lacks nothing but its steps."""
        later = Candidate.objects.count()  # nobody is born on the same day twice
        person = {
            "full_name": "Lê Thị Mơ",
            "sex": "female",
            "born_on": BORN + dt.timedelta(days=later),
            "education": "upper",
            "unions": "trade",
            "employed_on": D(2015, 1, 5),
        } | person
        with acting_as(user=self.office):
            made = acts.add(
                branch=self.branch, started_on=STARTED, by=self.office, **person
            )
        self.fill(made)
        return made

    def fill(self, candidate):
        Help.objects.create(
            candidate=candidate, member=self.members[0], started_on=STARTED
        )
        Introduction.objects.create(
            candidate=candidate,
            kind="member",
            member=self.members[0],
            introduced_on=D(2020, 7, 1),
            together_since=D(2016, 1, 1),
        )
        Introduction.objects.create(
            candidate=candidate,
            kind="trade",
            name="Công đoàn cơ sở",
            introduced_on=D(2020, 7, 1),
        )
        Vetting.objects.create(
            candidate=candidate,
            about="self",
            committee="Đảng ủy xã Bình Minh",
            sent_on=D(2020, 7, 2),
            replied_on=D(2020, 7, 30),
        )
        for kind in ("diploma", "birth", "application", "background"):
            CandidatePaper.objects.create(
                candidate=candidate, kind=kind, dated_on=D(2010, 6, 1)
            )

    def enter(self, candidate, kind, day, by=None, **typed):
        by = by or self.office
        with acting_as(user=by):
            return acts.enter(
                candidate=candidate, kind=kind, by=by, happened_on=day, **typed
            )

    def live(self, candidate, until, **changed):
        """Take a file along LIFE up to and with `until`; returns its last step."""
        step = None
        for kind, day, typed in LIFE:
            step = self.enter(candidate, kind, day, **typed | changed)
            if kind == until:
                return step
        return step


def make_world(officials=5):
    committee = CommitteeFactory(code="DBK", is_own=True)
    branch = BranchFactory(code="CB01", committee=committee)
    office, secretary = user_of("vp", OFFICE), user_of("bt", SECRETARY)
    AccessFactory(user=office, committee=committee)
    AccessFactory(user=secretary, branch=branch)
    world = World(committee, branch, office, secretary)
    for _ in range(officials):
        world.members.append(official(branch))
    return world


def official(branch, **life):
    """An official member of the branch since 2016."""
    spell = SpellFactory(
        decision_on=D(2015, 12, 1),
        ceremony_on=D(2016, 1, 1),
        official_on=D(2017, 1, 1),
        recognised_on=D(2017, 2, 1),
    )
    PlacementFactory(spell=spell, branch=branch, **life)
    return spell.member
