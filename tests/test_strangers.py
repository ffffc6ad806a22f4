"""Open rights over a branch whose holder has no office there: function and page."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.groups import LEADER, OFFICE, SECRETARY
from branches.tests.factories import AccessFactory
from members import officers
from members.models import Position
from tests.cast import TODAY, somebody

SINCE = dt.date(2021, 4, 1)
WORDS = "còn phụ trách chi bộ mà không giữ chức"


@pytest.fixture
def holder(body):
    """The bí thư of `mine`, whose account bears the member's name."""
    member = body.spell.member
    Position.objects.create(
        member=member,
        branch=body.mine,
        role="secretary",
        basis="elected",
        started_on=SINCE,
    )
    user = somebody("bithu", member.full_name.upper())
    AccessFactory(user=user, branch=body.mine, started_on=SINCE)
    return user


def found():
    return officers.strangers(TODAY)


def page_for(client, body, group):
    reader = somebody("doc", "Người đọc")
    reader.groups.add(Group.objects.get(name=group))
    where = {"branch": body.mine} if group == SECRETARY else {"committee": body.own}
    AccessFactory(user=reader, **where)
    client.force_login(reader)
    url = reverse("members:branch-detail", args=[body.mine.pk])
    return client.get(url).content.decode()


def end_office():
    Position.objects.update(ended_on=dt.date(2022, 1, 10))


def test_holder_of_the_office_is_no_stranger(holder):
    assert found() == []


def test_ended_office_leaves_an_open_right(holder, body):
    end_office()
    assert found() == [(body.mine.pk, holder)]


def test_office_elsewhere_does_not_count(holder, body):
    Position.objects.update(branch=body.theirs)
    assert found() == [(body.mine.pk, holder)]


def test_committee_member_is_no_secretary(holder, body):
    Position.objects.update(role="committee")
    assert found() == [(body.mine.pk, holder)]


@pytest.mark.parametrize("state", ["ended", "given", "inactive", "voided"])
def test_right_that_is_not_open_is_not_found(holder, state):
    end_office()
    row = holder.access_rows.get()
    if state == "ended":
        row.ended_on = dt.date(2022, 1, 12)
        row.save()
    elif state == "given":
        row.given_by = holder
        row.save()
    elif state == "voided":
        row.void(by=None, reason="Nhầm")
    else:
        holder.is_active = False
        holder.save()
    assert found() == []


@pytest.mark.parametrize(
    ("group", "is_told"), [(LEADER, True), (OFFICE, True), (SECRETARY, False)]
)
def test_page_of_the_branch_warns_who_may_know(client, holder, body, group, is_told):
    end_office()
    assert (WORDS in page_for(client, body, group)) is is_told


def test_page_says_nothing_while_the_office_is_held(client, holder, body):
    assert WORDS not in page_for(client, body, LEADER)


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_twice_however_many_there_are(
    count, holder, body, django_assert_num_queries
):
    for number in range(count):
        user = somebody(f"cu{number}", f"Người Cũ {number}")
        AccessFactory(user=user, branch=body.mine, started_on=SINCE)
    with django_assert_num_queries(2):
        assert len(found()) == count
