import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from hoangmai_party import clock
from members import actions
from members.tests.factories import MemberFactory

TODAY = dt.date(2022, 1, 14)


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
