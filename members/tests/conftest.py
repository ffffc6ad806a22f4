import datetime as dt
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission

from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from enterprises.tests.factories import EnterpriseFactory
from hoangmai_party import clock
from members import actions
from members.models import (
    Absence,
    Employment,
    Exemption,
    Ownership,
    Position,
    Qualification,
    Transfer,
)
from members.tests.factories import MemberFactory
from members.tests.year import rows_of

TODAY = dt.date(2022, 1, 14)
ADMITTED = dt.date(2019, 5, 1)
LEFT = dt.date(2021, 7, 1)
# Of a man born in Hà Nội in 1990, and of an invented one.
CITIZEN_ID, OTHER_ID = "001090000001", "001090000002"


class World:
    """One committee, two branches, an official member and a probationary one."""

    def __init__(self):
        self.committee = CommitteeFactory(is_own=True)
        self.one, self.two = (BranchFactory(committee=self.committee) for _ in range(2))
        self.spell = self.admit(self.one, dt.date(2019, 5, 1))
        actions.recognise(spell=self.spell, recognised_on=dt.date(2020, 5, 20))
        self.official = self.spell.member
        self.probationer = self.admit(self.one, dt.date(2021, 6, 1)).member

    def admit(self, branch, day):
        """Someone new, admitted in `branch` on `day`."""
        return actions.admit(
            member=MemberFactory(), branch=branch, decision_on=day, ceremony_on=day
        )


@pytest.fixture
def world(db):
    with clock.fixed(TODAY):
        yield World()


@pytest.fixture
def clerk(world, django_user_model):
    """A user of the office: the whole committee, may record what happens."""
    user = django_user_model.objects.create_user("clerk", full_name="Văn phòng")
    rights = ["add_member", "change_member", "view_member"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    AccessFactory(user=user, committee=world.committee)
    return user


@pytest.fixture
def people(db):
    """A man with a row of each kind, moved on 01/07/2021, and a woman who stayed."""
    first, second = BranchFactory.create_batch(2)
    man = MemberFactory(
        citizen_id=CITIZEN_ID, old_card_number="01234567", profile_number="000123HN"
    )
    woman = MemberFactory(sex="female")
    day = {"decision_on": ADMITTED, "ceremony_on": ADMITTED}
    spell = actions.admit(member=man, branch=first, **day)
    before = spell.placements.get()
    return SimpleNamespace(
        first=first,
        second=second,
        man=man,
        woman=woman,
        spell=spell,
        hers=actions.admit(member=woman, branch=first, **day),
        after=actions.move(placement=before, to=second, on=LEFT),
        before=before,
        **background(man, first, before),
    )


def background(man, branch, placement):
    """One row of each kind that stands beside spell and placement."""
    of_him = {"member": man, "started_on": ADMITTED}
    work = {**of_him, "enterprise": EnterpriseFactory()}
    away = {"placement": placement, "destination": "Đảng bộ A"}
    excused = {**of_him, "branch": branch, "kind": "fixed", "until": LEFT}
    office = {**of_him, "branch": branch, "role": "secretary", "basis": "elected"}
    degree = {"kind": "theory", "level": 2, "granted_on": ADMITTED}
    return {
        "employment": Employment.objects.create(**work, job=Employment.Job.OWNER),
        "ownership": Ownership.objects.create(**work, basis="director", share=60),
        "position": Position.objects.create(**office),
        "qualification": Qualification.objects.create(member=man, **degree),
        "transfer": Transfer.objects.create(**away, number="7", issued_on=LEFT),
        "absence": Absence.objects.create(**away, started_on=ADMITTED),
        "exemption": Exemption.objects.create(**excused),
    }


@pytest.fixture
def year(people):
    """The people, with one row of each kind of a year's work."""
    vars(people).update(rows_of(people))
    return people


@pytest.fixture
def desk(desk, people):
    """The clerk looks after the committees of both branches too."""
    for branch in (people.first, people.second):
        AccessFactory(user=desk.user, committee=branch.links.get().committee)
    return desk
