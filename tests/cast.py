"""The cast of the tests that cross apps: one small body, and who may look at it.

A plugin of the top conftest. Rights are granted one by one, never by the name of a
group: what a group may do is the office's to change, what a right opens is not.
"""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.groups import SYSTEM_ADMIN
from accounts.models import Register, User
from branches.models import Access, Branch, Committee
from branches.tests.factories import (
    AccessFactory,
    BranchFactory,
    CommitteeFactory,
    SuperiorFactory,
)
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock
from members import actions
from members.models import Spell
from members.tests.factories import MemberFactory

TODAY = dt.date(2022, 1, 14)  # the demo register stands there; 2021 is asked
ADMITTED = dt.date(2021, 3, 2)

_REGISTER = ("enterprises", "branches", "members", "surveys", "reports")
_OF_A_BRANCH = ("enterprises", "branches", "members", "reports")


@dataclass(frozen=True)
class Body:
    """Two committees, one above the other, and two branches of the lower one."""

    upper: Committee
    own: Committee
    mine: Branch
    theirs: Branch
    spell: Spell  # of somebody of `mine`


@pytest.fixture
def body(db):
    """A body as it stood on 14/01/2022, with one member in the branch `mine`."""
    Register.objects.update_or_create(
        pk=Register.ONLY, defaults={"is_demo": True, "stands_on": TODAY}
    )
    with clock.fixed(TODAY):
        upper, own = CommitteeFactory(), CommitteeFactory(is_own=True)
        SuperiorFactory(committee=own, superior=upper)
        mine, theirs = (
            BranchFactory(committee=own, enterprises=[AddressFactory().enterprise])
            for _ in range(2)
        )
        spell = actions.admit(
            member=MemberFactory(full_name="Nguyễn Văn Của Mình"),
            branch=mine,
            ceremony_on=ADMITTED,
        )
        yield Body(upper, own, mine, theirs, spell)


def grant(user, *apps, actions=("view",)):
    """Give every right of these kinds over the apps, but for who may look where."""
    rights = Permission.objects.filter(content_type__app_label__in=apps)
    rights = rights.exclude(content_type__model=Access._meta.model_name)
    user.user_permissions.add(
        *(right for right in rights if right.codename.split("_")[0] in actions)
    )


def somebody(username, full_name, **extra):
    """A user without any right."""
    return User.objects.create_user(username, full_name=full_name, **extra)


def in_group(name, **where):
    """Somebody of the real group, on the staff: at the desk most could slip."""
    user = somebody(f"nhom{Group.objects.get(name=name).pk}", name, is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    if where:
        AccessFactory(user=user, **where)
    return user


@pytest.fixture
def system_admin(body):
    """Keeps the accounts, looks after no branch."""
    return in_group(SYSTEM_ADMIN)


@pytest.fixture
def outsider(db):
    """Somebody who can log in and has been given nothing."""
    return somebody("khanh", "Khách")


@pytest.fixture
def secretary(body):
    """A bí thư: sees, and that in the branch `mine` alone."""
    user = somebody("thu", "Bí thư")
    grant(user, *_OF_A_BRANCH)
    AccessFactory(user=user, branch=body.mine)
    return user


@pytest.fixture
def bold_secretary(body):
    """A bí thư with every right of the office: only the scope is left to hold."""
    user = somebody("cao", "Bí thư được giao quá quyền", is_staff=True)
    grant(user, *_REGISTER, actions=("view", "add", "change", "delete"))
    AccessFactory(user=user, branch=body.mine)
    return user


@pytest.fixture
def committee(body):
    """A clerk of the office, for the whole body."""
    user = somebody("lan", "Văn phòng", is_staff=True)
    grant(user, *_REGISTER, actions=("view", "add", "change", "delete"))
    AccessFactory(user=user, committee=body.own)
    return user
