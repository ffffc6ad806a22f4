"""The office ends and the account still looks: the clerk who ends it is told at once."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import WARNING
from django.urls import reverse

from accounts.log.undo import undo
from accounts.tests.desk import Desk
from branches.models import Access
from branches.tests.factories import AccessFactory
from hoangmai_party import clock
from members import officers
from members.models import Position
from members.tests.factories import MemberFactory
from tests.cast import TODAY, somebody

SINCE = dt.date(2021, 4, 1)
ENDED = dt.date(2022, 1, 10)
OVER = "đã hết từ ngày 10/01/2022, nhưng"
WORDS = "tài khoản bithu (NGUYỄN VĂN CỦA MÌNH) còn phụ trách chi bộ này (từ ngày 01/04/2021)"


def office(member, branch, role="secretary"):
    return Position.objects.create(
        member=member, branch=branch, role=role, basis="elected", started_on=SINCE
    )


@pytest.fixture
def position(body):
    return office(body.spell.member, body.mine)


@pytest.fixture
def access(position, body):
    """The right of the bí thư, whose account bears the member's name."""
    user = somebody("bithu", position.member.full_name.upper())
    return AccessFactory(user=user, branch=body.mine, started_on=SINCE)


def warned(client):
    """The warnings that the next page shows."""
    shown = client.get(reverse("roles")).context["messages"]
    return [str(message) for message in shown if message.level == WARNING]


def enter(client, clerk, member, code="death", **data):
    client.force_login(clerk)
    clerk.user_permissions.add(Permission.objects.get(codename="view_user"))
    url = reverse("members:event-create", args=[member.pk, code])
    data = {"happened_on": "10/01/2022", "number": "7", "confirmed": "on", **data}
    answer = client.post(url, data)
    assert answer.status_code == 302, answer.content.decode()
    return warned(client)


def at_the_desk(client, clerk, row, **typed):
    """Save the page of a position, or of its member, and read the warnings."""
    clerk.user_permissions.add(Permission.objects.get(codename="view_user"))
    answer = Desk(client, clerk).save(type(row), row, **typed)
    assert answer.is_saved, answer
    return warned(client)


LEAVING = {
    "death": {},
    "transfer_out": {"destination": "Đảng bộ A"},
    "strike_off": {},
    "expulsion": {"as_on_paper": "Quyết định đã ký"},
    "resignation": {},
    "move": {},
}


@pytest.mark.parametrize("code", LEAVING)
def test_entry_that_ends_the_office_tells_of_the_account(
    code, client, committee, position, access, body
):
    data = LEAVING[code] | ({"branch": body.theirs.pk} if code == "move" else {})
    [said] = enter(client, committee, position.member, code, **data)
    assert said.startswith(f"Bí thư {body.mine} {OVER} {WORDS}")
    position.refresh_from_db()
    assert position.ended_on == ENDED


@pytest.mark.parametrize("whose", ["position", "member"])
def test_desk_that_ends_the_office_tells_of_the_account(
    whose, client, committee, position, access, body
):
    name = "ended_on" if whose == "position" else "positions-0-ended_on"
    row = position if whose == "position" else position.member
    [said] = at_the_desk(client, committee, row, **{name: "10/01/2022"})
    assert said.startswith(f"Bí thư {body.mine} {OVER} {WORDS}")


def test_undone_entry_gives_the_office_back(client, committee, position, access):
    enter(client, committee, position.member)
    entry = position.member.events.get()
    undo(entry.change_set, by=committee, reason="Ghi nhầm người")
    position.refresh_from_db()
    assert position.ended_on is None
    assert officers.strangers(TODAY) == []


def test_only_who_may_open_it_gets_the_way_there(client, committee, position, access):
    [without] = enter(client, committee, position.member)
    assert "<a " not in without
    Position.objects.update(ended_on=None)
    rights = Permission.objects.filter(codename__in=["view_access", "view_user"])
    committee.user_permissions.add(*rights)
    [said] = at_the_desk(client, committee, position, ended_on="10/01/2022")
    url = reverse("admin:branches_access_change", args=[access.pk])
    assert f'<a href="{url}">Mở phạm vi phụ trách</a>' in said


def test_names_are_shown_as_text_not_as_code(client, committee, position, access):
    access.user.full_name = position.member.full_name = "<b>Tên</b>"
    access.user.save()
    position.member.save()
    [said] = enter(client, committee, position.member)
    assert "<b>" not in said
    assert "&lt;b&gt;Tên" in said


def test_clerk_who_may_not_know_is_told_nothing(client, committee, position, access):
    rights = Permission.objects.filter(codename="change_position")
    committee.user_permissions.remove(*rights)
    assert enter(client, committee, position.member) == []


@pytest.mark.parametrize(
    "state", ["no account", "ended", "given", "inactive", "another name", "chi ủy"]
)
def test_nothing_is_said_where_nothing_is_open(
    state, client, committee, position, access, body
):
    if state == "no account":
        access.void(by=None, reason="Nhầm")
    elif state == "ended":
        Access.objects.filter(pk=access.pk).update(ended_on=TODAY)
    elif state == "given":
        Access.objects.filter(pk=access.pk).update(given_by=committee)
    elif state == "inactive":
        access.user.is_active = False
        access.user.save()
    elif state == "another name":
        access.user.full_name = "Người Khác"
        access.user.save()
    else:
        Position.objects.update(role="committee")
    assert enter(client, committee, position.member) == []


def test_nothing_is_said_when_no_office_ends(client, committee, position, access):
    assert (
        enter(
            client,
            committee,
            position.member,
            "temporary_away",
            destination="Đảng bộ A",
        )
        == []
    )
    assert at_the_desk(client, committee, position, number="12") == []
    position.refresh_from_db()
    assert position.ended_on is None


def test_office_that_ends_later_is_not_over_yet(client, committee, position, access):
    assert at_the_desk(client, committee, position, ended_on="31/12/2022") == []


def test_other_office_in_the_branch_keeps_the_right(
    client, committee, position, access, body
):
    office(position.member, body.mine, "deputy")
    assert at_the_desk(client, committee, position, ended_on="10/01/2022") == []


def test_office_of_the_branch_left_behind_alone_ends(
    client, committee, position, access, body
):
    """What somebody is in another branch is another matter."""
    other = office(position.member, body.theirs, "deputy")
    enter(client, committee, position.member)
    other.refresh_from_db()
    assert other.ended_on is None


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_twice_however_many_offices_end(count, body, django_assert_num_queries):
    positions = []
    for number in range(count):
        member = MemberFactory(full_name=f"Người {number}")
        positions.append(office(member, body.mine))
        user = somebody(f"u{number}", member.full_name)
        AccessFactory(user=user, branch=body.mine, started_on=SINCE)
    Position.objects.update(ended_on=ENDED)
    with django_assert_num_queries(2):
        found = officers.left_open(positions, clock.today())
    assert len(found) == count
    with django_assert_num_queries(0):
        assert officers.left_open([], clock.today()) == []
        [str(access.branch) + str(access.user) for _, access in found]
