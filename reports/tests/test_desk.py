"""The first page of the desk: what is due, the last entries, the register's health."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.log import acting_as
from accounts.models import Register, User
from branches import actions as branch_actions
from branches.tests.factories import AccessFactory
from hoangmai_party import clock
from members.events.record import record, take_back
from reports.tests.due import DueWorld

TODAY = dt.date(2022, 1, 14)
APPS = ("enterprises", "branches", "members", "surveys", "reports")
MARK = "Kín Miệng"


@pytest.fixture
def world(db):
    Register.objects.update_or_create(
        pk=1, defaults={"is_demo": True, "stands_on": TODAY}
    )
    with clock.fixed(TODAY):
        yield DueWorld()


def staff(name, full_name, **where):
    user = User.objects.create_user(name, full_name=full_name, is_staff=True)
    views = Permission.objects.filter(codename__startswith="view_")
    user.user_permissions.set(views.filter(content_type__app_label__in=APPS))
    AccessFactory(user=user, **where)
    return user


@pytest.fixture
def office(world):
    return staff("lan", "Phạm Thị Lan", committee=world.committee)


@pytest.fixture
def secretary(world):
    return staff("thu", "Bí thư", branch=world.one)


def opened(client, user):
    client.force_login(user)
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    return response


def died(member, day=dt.date(2022, 1, 10)):
    return record(member=member, code="death", data={"happened_on": day, "number": ""})


# What is due


def test_ten_most_urgent_and_counts_with_their_lists(client, world, office):
    for number in range(12):
        world.put("card", name=f"Nguyễn Văn {number}")  # due on 18/01/2022
    world.put("recognition", name="Trần Thị Muộn")  # due on 28/02/2022
    context = opened(client, office).context
    assert len(context["due_items"]) == 10
    codes = [item.kind.code for item, _ in context["due_items"]]
    assert codes == ["card"] * 9 + ["recognition"]
    numbers = {label: number for label, number, _ in context["due_counts"]}
    assert numbers == {
        "Quá hạn": 0,
        "Đến hạn trong 30 ngày": 12,
        "Đang nhắc": 15,
        "Đang hoãn nhắc": 0,
    }
    for _, number, url in context["due_counts"]:
        assert len(client.get(url).context["tables"][0].rows) == number


def test_one_kind_does_not_hide_the_others(client, world, office):
    for number in range(12):
        world.put("card", name=f"Nguyễn Văn {number}")
    for kind in (
        "recognition",
        "absence",
        "congress",
        "guest",
        "transfer",
        "follow_up",
    ):
        world.put(kind)
    shown = opened(client, office).context["due_items"]
    codes = [item.kind.code for item, _ in shown]
    assert codes[:4] == ["card"] * 4
    assert set(codes[4:]) == {"transfer", "absence", "follow_up", "recognition"} | {
        "guest",
        "congress",
    }
    assert [i.due_on for i, _ in shown] == sorted(i.due_on for i, _ in shown)


def test_late_items_come_first_and_are_marked(client, world, office):
    world.put("card")
    late = world.put("congress")
    late.held_on = dt.date(2019, 6, 1)
    late.save()
    shown = opened(client, office).context["due_items"]
    assert [(item.kind.code, is_late) for item, is_late in shown] == [
        ("congress", True),
        ("card", False),
    ]


def test_items_without_a_day_are_left_to_the_list(client, world, office):
    """The first congresses of two old branches: no rule tells their day."""
    context = opened(client, office).context
    assert context["due_items"] == []
    assert context["due_counts"][2][1] == 2


# The last entries


def latest(client, user):
    return [
        (entry.what, entry.about, entry.who)
        for entry in opened(client, user).context["latest"]
    ]


def test_entries_say_who_and_what_the_newest_first(client, world, office):
    spell = world.official(world.one, "Trần Văn Đức")
    with acting_as(user=office):
        died(spell.member)
        branch_actions.rename(
            branch=world.one, name="Chi bộ Mới", decided_on=dt.date(2022, 1, 11)
        )
    found = latest(client, office)
    assert found[:2] == [
        ("Đổi tên", "Chi bộ Mới", "Phạm Thị Lan"),
        ("Từ trần", "Trần Văn Đức", "Phạm Thị Lan"),
    ]
    assert found[2][0::2] == ("Thành lập mới", "")  # by no person


def test_entry_leads_to_whom_it_is_about(client, world, office):
    member = world.official(world.one, "Trần Văn Đức").member
    died(member)
    [entry, *_] = opened(client, office).context["latest"]
    assert entry.url == member.get_absolute_url()
    assert client.get(entry.url).status_code == 200


def test_entry_taken_back_is_gone(client, world, office):
    entry = died(world.official(world.one, "Trần Văn Đức").member)
    take_back(entry=entry, by=office, reason="Nhập nhầm")
    assert "Từ trần" not in [what for what, *_ in latest(client, office)]


def test_ten_entries_at_most(client, world, office):
    for number in range(12):
        died(world.official(world.one, f"Nguyễn Văn {number}").member)
    found = latest(client, office)
    assert [about for _, about, _ in found] == [
        f"Nguyễn Văn {number}" for number in range(11, 1, -1)
    ]


def test_secretary_reads_the_own_entries_alone(client, world, secretary, office):
    day = dt.date(2022, 1, 11)
    for branch, name in ((world.one, "Trần Văn Đức"), (world.two, f"Lê Thị {MARK}")):
        spell = world.official(branch, name)
        data = {"happened_on": day, "number": "1", "card_number": ""}
        data["card_number"] = f"0123456{branch.pk % 10}"
        record(member=spell.member, code="card", data=data)
    branch_actions.rename(branch=world.two, name=f"Chi bộ {MARK}", decided_on=day)
    page = opened(client, secretary)
    assert MARK not in page.content.decode()
    abouts = {entry.about for entry in page.context["latest"]}
    assert abouts == {"Trần Văn Đức", world.one.name}
    assert MARK in opened(client, office).content.decode()


def test_merged_foreign_branch_is_not_named(client, world, secretary):
    branch_actions.rename(
        branch=world.two, name=f"Chi bộ {MARK}", decided_on=dt.date(2021, 1, 5)
    )
    branch_actions.close(
        branch=world.two,
        kind="merged",
        successors=[world.one],
        decided_on=dt.date(2022, 1, 11),
    )
    page = opened(client, secretary)
    newest = page.context["latest"][0]
    assert (newest.what, newest.about) == (
        "Sáp nhập, hợp nhất",
        world.one.name,
    )
    assert MARK not in page.content.decode()


def test_without_rights_the_desk_is_bare(client, world):
    user = User.objects.create_user("x", full_name="X", is_staff=True)
    AccessFactory(user=user, committee=world.committee)
    world.put("card")
    context = opened(client, user).context
    assert "due_items" not in context
    assert (context["latest"], context["health"]) == ([], [])


# The register's health


def test_health_leads_to_its_page(client, world, office):
    [(label, number, url)] = opened(client, office).context["health"]
    assert (url, number >= 0) == (reverse("reports:health"), True)
    assert f"{label}: " in client.get(reverse("admin:index")).content.decode()


# Query counts


@pytest.mark.parametrize("count", [1, 3])
def test_desk_query_count(client, world, office, count):
    for number in range(count):
        branch = world.founded(dt.date(2021, 10, 11))
        for kind in ("card", "recognition", "follow_up", "transfer", "discipline"):
            world.put(kind, branch, name=f"Nguyễn Văn {number}")
        with acting_as(user=office):
            died(world.official(branch, f"Trần Văn {number}").member)
    client.force_login(office)
    client.get(reverse("admin:index"))  # content types are asked for once
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("admin:index"))
    assert len(captured) == 83
