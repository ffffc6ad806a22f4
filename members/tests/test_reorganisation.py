"""Biến động tổ chức: each kind once, its effect on the roll, refusals, undo."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.log.undo import UndoError
from accounts.models import LogEvent
from branches.models import Branch, BranchEvent
from branches.tests.factories import CommitteeFactory
from members import roll
from members.actions import NotPossibleError
from members.models import Placement
from members.reorganisation import record
from members.reorganisation.forms import HandOverForm

DAY = dt.date(2021, 9, 1)
DECISION = {"number": "20-QĐ/ĐUK", "decided_on": DAY, "effective_on": DAY}


def stocks(world, day=DAY):
    """({branch id: members}, number of branches) under the committee that day."""
    reach = roll.Reach(frozenset({world.committee.pk}))
    rows = roll.roll(reach).filter(roll.on(day)).values_list("branch", flat=True)
    found = list(rows)
    return {pk: found.count(pk) for pk in set(found)}, roll.links(reach).on(day).count()


def write(act, branch=None, **data):
    return record.record(code=act, branch=branch, data=data, decision=DECISION)


def test_merger_moves_everybody_and_ends_the_branch(world):
    write("merger", world.one, into=world.two)
    assert stocks(world) == ({world.two.pk: 2}, 1)
    assert stocks(world, DAY - dt.timedelta(days=1)) == ({world.one.pk: 2}, 2)


def test_hand_over_of_all_branches_keeps_earlier_years(world):
    upper = CommitteeFactory()
    before = stocks(world, dt.date(2020, 12, 31))
    write("hand_over", branches=[world.one, world.two], committee=upper)
    assert stocks(world) == ({}, 0)
    assert stocks(world, dt.date(2020, 12, 31)) == before
    there = roll.roll(roll.Reach(frozenset({upper.pk}))).filter(roll.on(DAY))
    assert there.count() == 2


def test_dissolution_moves_who_is_left(world):
    write("dissolution", world.one, into=world.two)
    assert stocks(world) == ({world.two.pk: 2}, 1)
    assert BranchEvent.objects.get(kind="dissolved").predecessors.get() == world.one


def test_dissolution_with_people_and_nowhere_to_go_is_refused(world):
    before = LogEvent.objects.count()
    with pytest.raises(NotPossibleError, match="còn 2 đảng viên"):
        write("dissolution", world.one, into=None)
    assert LogEvent.objects.count() == before


def test_split_takes_the_chosen_people(world):
    people = Placement.objects.filter(member=world.official)
    write(
        "split",
        world.one,
        code="CB900",
        name="Chi bộ Mới",
        people=people,
        enterprise=None,
    )
    new = Branch.objects.get(code="CB900")
    assert stocks(world) == ({world.one.pk: 1, new.pk: 1}, 3)


def test_renaming_keeps_the_branch(world):
    write("renaming", world.one, name="Chi bộ Tên Khác")
    world.one.refresh_from_db()
    assert world.one.name == "Chi bộ Tên Khác"
    named = Branch.objects.named_on(DAY - dt.timedelta(days=1)).get(pk=world.one.pk)
    assert named.day_name == f"Chi bộ {world.one.code}"


@pytest.mark.parametrize("code", ["merger", "dissolution", "renaming", "hand_over"])
def test_undo_restores_branches_and_people(world, clerk, code):
    data = {
        "merger": {"into": world.two},
        "dissolution": {"into": world.two},
        "renaming": {"name": "Tên khác"},
        "hand_over": {"branches": [world.one], "committee": CommitteeFactory()},
    }[code]
    before = stocks(world), names(world)
    branch = None if code == "hand_over" else world.one
    event = write(code, branch, **data)
    assert (stocks(world), names(world)) != before
    record.take_back(event=event, by=clerk, reason="Nhầm quyết định")
    assert (stocks(world), names(world)) == before


def names(world):
    return [Branch.objects.get(pk=b.pk).name for b in (world.one, world.two)]


def test_undo_happens_once(world, clerk):
    event = write("merger", world.one, into=world.two)
    record.take_back(event=event, by=clerk, reason="Nhầm")
    event.refresh_from_db()
    with pytest.raises(UndoError):
        record.take_back(event=event, by=clerk, reason="Nhầm")


def test_preview_names_every_branch_that_changes(world):
    effects = record.preview(lambda: write("merger", world.one, into=world.two), DAY)
    assert {(e.where, e.before, e.after) for e in effects} == {
        (world.one.name, 2, None),
        (world.two.name, 0, 2),
        ("Toàn Đảng bộ: đảng viên", 2, 2),
        ("Toàn Đảng bộ: chi bộ", 2, 1),
    }
    assert not BranchEvent.objects.filter(kind="merged").exists()


@pytest.fixture
def office(clerk):
    rights = Permission.objects.filter(codename__in=["change_branch", "view_branch"])
    clerk.user_permissions.add(*rights)
    return clerk


def test_page_asks_twice_and_writes_once(client, world, office):
    client.force_login(office)
    url = reverse("members:branch-act-create", args=[world.one.pk, "merger"])
    data = {"number": "20-QĐ", "decided_on": "01/09/2021", "into": world.two.pk}
    assert "xem trước" in client.post(url, data).content.decode()
    assert not BranchEvent.objects.filter(kind="merged").exists()
    client.post(url, {**data, "confirmed": "on"})
    assert BranchEvent.objects.get(kind="merged").number == "20-QĐ"


def test_founding_with_too_few_officials_warns(client, world, office):
    client.force_login(office)
    url = reverse("members:act-create", args=["founding"])
    data = {
        "number": "21-QĐ",
        "decided_on": "01/09/2021",
        "code": "CB901",
        "name": "Chi bộ Mới",
        "people": [Placement.objects.get(member=world.official).pk],
        "confirmed": "on",
    }
    page = client.post(url, data).content.decode()
    assert "cần ít nhất 3" in page
    assert not Branch.objects.filter(code="CB901").exists()
    client.post(url, {**data, "as_on_paper": "Theo quyết định đã ký"})
    assert stocks(world)[0][Branch.objects.get(code="CB901").pk] == 1


BAD = [
    ("merger", {"number": ""}, "number"),
    ("merger", {"decided_on": "31/02/2021"}, "decided_on"),
    ("merger", {"decided_on": "15/01/2022"}, "decided_on"),
    ("merger", {"effective_on": "31/08/2021"}, "effective_on"),
    ("merger", {"into": ""}, "into"),
    ("merger", {"into": "999999"}, "into"),
    ("renaming", {"name": ""}, "name"),
    ("renaming", {"name": "x" * 256}, "name"),
    ("split", {"code": "CB001 ", "name": "A"}, None),
    ("dissolution", {}, "__all__"),
]


@pytest.mark.parametrize(("code", "change", "field"), BAD)
def test_bad_entry_is_refused_at_its_field(client, world, office, code, change, field):
    client.force_login(office)
    url = reverse("members:branch-act-create", args=[world.one.pk, code])
    before = LogEvent.objects.count()
    data = {"number": "20-QĐ", "decided_on": "01/09/2021", "confirmed": "on"}
    if code == "merger":
        data["into"] = world.two.pk
    form = client.post(url, {**data, **change}).context["form"]
    assert form.errors
    assert field is None or field in form.errors
    assert LogEvent.objects.count() == before


def test_hand_over_to_the_same_committee_is_refused(world, clerk):
    data = {
        "number": "1",
        "decided_on": "01/09/2021",
        "committee": world.committee.pk,
        "branches": [world.one.pk],
    }
    form = HandOverForm(data, user=clerk)
    assert set(form.errors) == {"branches"}


def test_branch_page_lists_its_people(client, world, office):
    client.force_login(office)
    page = client.get(world.one.get_absolute_url()).content.decode()
    assert world.official.full_name in page
    assert "Đảng viên (2)" in page
