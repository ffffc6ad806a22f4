"""Gán đơn vị mới through a branch: the own enterprise's addresses alone."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from branches.tests.factories import AccessFactory, BranchFactory
from enterprises.models import Ward, WardAssignment
from enterprises.succession.forms import NONE_CHOSEN
from enterprises.tests.factories import AddressFactory

SPLIT = dt.date(2025, 7, 1)


@pytest.fixture
def wards(db):
    return (
        Ward.objects.get(code="00313", ended_on=SPLIT),
        Ward.objects.get(code="00322", started_on=SPLIT),
    )


@pytest.fixture
def rows(wards):
    """(an address of the own branch's enterprise, a foreign one)."""
    return [AddressFactory(ward=wards[0]) for _ in range(2)]


@pytest.fixture
def secretary(rows):
    mine, _ = [BranchFactory(enterprises=[row.enterprise]) for row in rows]
    user = User.objects.create(username="thu")
    names = ("add_wardassignment", "delete_wardassignment")
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    AccessFactory(user=user, branch=mine)
    return user


def test_a_bold_secretary_finds_the_own_enterprise_alone(
    client, secretary, rows, wards
):
    old, new = wards
    mine, theirs = rows
    client.force_login(secretary)
    page = f"{reverse('enterprises:ward-assign')}?old={old.pk}"
    assert list(client.get(page).context["page"]) == [mine]
    sent = {"source": "Bản đồ", f"to-{theirs.pk}": new.pk}
    answer = client.post(page, sent)
    assert answer.context["form"].non_field_errors() == [NONE_CHOSEN]
    assert not WardAssignment.objects.exists()


def test_a_foreign_assignment_does_not_open(client, secretary, rows, wards):
    facts = {"ward": wards[1], "assigned_on": SPLIT}
    own, foreign = (WardAssignment.objects.create(address=r, **facts) for r in rows)
    client.force_login(secretary)
    pages = [
        client.get(reverse("enterprises:ward-unassign", args=[row.pk]))
        for row in (own, foreign)
    ]
    assert [page.status_code for page in pages] == [200, 404]
