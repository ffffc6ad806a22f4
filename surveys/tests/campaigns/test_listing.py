"""The frozen list: who goes on it, in which order, and that it stays as it was."""

import datetime as dt

import pytest

from accounts.log import current
from accounts.models import LogEvent
from branches.tests.factories import BranchFactory
from enterprises.models import EnterpriseAddress, EnterpriseStatus
from enterprises.tests.factories import AddressFactory
from members.actions import NotPossibleError
from surveys.campaigns import acts, listing
from surveys.models import ListedEnterprise
from surveys.tests.campaigns.conftest import LISTED, firm
from surveys.tests.factories import AssignmentFactory, SurveyRecordFactory, TeamFactory

LATER = dt.date(2021, 9, 1)


def put(world, day=LISTED, **question):
    return acts.list_enterprises(
        campaign=world.campaign, day=day, by=world.user, **question
    )


def on_list(world, ward=None):
    rows = world.campaign.listed.filter(ward=ward or world.here).order_by("number")
    return [(row.number, row.name, row.address) for row in rows]


@pytest.mark.parametrize(
    ("address", "road"),
    [
        ("Số 9 phố Ba", "Ba"),
        ("Số 30, ngõ 5 đường Ánh", "Ánh"),
        ("12A Giải Phóng", "Giải Phóng"),
        ("Tầng 3, số 5 phố Tân Mai", "Tân Mai"),
        ("Chợ Đồng Tâm", "Chợ Đồng Tâm"),
        ("", ""),
    ],
)
def test_road_of_an_address(address, road):
    assert listing.street(address) == road


def test_list_is_numbered_in_each_ward_by_road_and_name(world):
    put(world)
    assert on_list(world) == [
        (1, "Công ty Bình", "Số 30, ngõ 5 đường Ánh"),
        (2, "Công ty An", "Số 2 phố Ba"),
        (3, "Công ty Đức", "Số 9 phố Ba"),
    ]
    assert on_list(world, world.there) == [(1, "Công ty Xa", "Số 1 phố Xa")]
    assert {row.listed_on for row in ListedEnterprise.objects.all()} == {LISTED}


@pytest.mark.parametrize("status", ["closed", "relocated"])
def test_who_is_gone_or_elsewhere_on_the_day_is_not_listed(world, status):
    gone, suspended = (
        firm(name, world.here, "Số 1 phố Cũ") for name in ("Đã đi", "Tạm ngừng")
    )
    for row, state in ((gone, status), (suspended, "suspended")):
        EnterpriseStatus.objects.create(enterprise=row, status=state, started_on=LISTED)
    firm("Phường khác", world.beyond, "Số 1 phố Khác")
    firm("Chưa đến", world.here, "Số 1 phố Mới", started_on=LATER)
    names = {row.name for row in put(world)}
    assert names == {"Tạm ngừng", *(f.name for f in world.firms)}


def test_only_those_without_a_branch(world):
    BranchFactory(enterprises=[world.firms[0]])
    names = {row.name for row in put(world, without_branch=True)}
    assert names == {"Công ty An", "Công ty Bình", "Công ty Xa"}


def test_later_ones_go_on_behind_the_last_number(world):
    put(world, chosen=[world.firms[0].pk])
    out = world.campaign.listed.get()
    acts.take_out(out, by=world.user, reason="Ghi nhầm")
    put(world)
    assert [number for number, *_ in on_list(world)] == [2, 3]
    put(world, chosen=[world.firms[0].pk])
    assert on_list(world)[-1] == (4, "Công ty Đức", "Số 9 phố Ba")


def test_nothing_to_list_is_said(world):
    put(world)
    with pytest.raises(NotPossibleError, match="Không có doanh nghiệp nào"):
        put(world)


def test_list_stays_when_the_enterprise_moves_and_the_ward_ends(world):
    put(world)
    before = list(world.campaign.listed.order_by("pk").values())
    moved = world.firms[1]
    moved.addresses.update(ended_on=LATER)
    AddressFactory(enterprise=moved, ward=world.there, started_on=LATER, line="Mới")
    moved.name = "Công ty Đổi tên"
    moved.save()
    world.here.ended_on = LATER
    world.here.save()
    assert list(world.campaign.listed.order_by("pk").values()) == before
    assert on_list(world)[1] == (2, "Công ty An", "Số 2 phố Ba")
    assert EnterpriseAddress.objects.filter(enterprise=moved).count() == 2


def test_taking_out_asks_why_and_keeps_the_row(world):
    row = put(world)[0]
    with pytest.raises(NotPossibleError, match="Phải ghi lý do hủy."):
        acts.take_out(row, by=world.user, reason=" ")
    acts.take_out(row, by=world.user, reason="Trùng")
    kept = ListedEnterprise.every.get(pk=row.pk)
    assert (kept.void_reason, kept.voided_by) == ("Trùng", world.user)


def test_surveyed_enterprise_is_not_taken_out(world):
    row = put(world)[0]
    SurveyRecordFactory(campaign=world.campaign, enterprise=row.enterprise)
    with pytest.raises(NotPossibleError, match="đã có phiếu khảo sát trong đợt này"):
        acts.take_out(row, by=world.user, reason="Trùng")


def test_listing_is_one_change_set(world):
    put(world)
    events = LogEvent.objects.filter(table="surveys_listedenterprise", kind="insert")
    assert events.count() == 4
    sets = set(events.values_list("change_set", flat=True))
    assert len(sets) == 1
    assert sets != {current().change_set}


def test_whole_ward_and_range_go_to_teams(world):
    put(world)
    other = AssignmentFactory(
        team=TeamFactory(campaign=world.campaign), ward=world.here
    )
    assert acts.share(assignment=world.given, by=world.user) == 3
    assert acts.share(assignment=other, by=world.user, first=2, last=3) == 2
    numbers = {
        given: [n for (n,) in given.listed.order_by("number").values_list("number")]
        for given in (world.given, other)
    }
    assert numbers == {world.given: [1], other: [2, 3]}
    with pytest.raises(NotPossibleError, match="Không có dòng nào để giao thêm"):
        acts.share(assignment=world.given, by=world.user)


def test_pasted_list_is_known_by_code_or_name(world):
    code = world.firms[0].tax_code
    text = "\n".join(
        (f"1\tx\t{code[1:]}", "công ty an", "", "Công ty Lạ", f"{code[:4]} {code[4:]}")
    )
    found, faults = listing.named_in(text)
    assert found == [world.firms[0].pk, world.firms[1].pk]
    assert faults == [(4, "Công ty Lạ", "không có trong sổ")]
    twin = firm("Công ty An", world.there, "Số 8")
    assert listing.named_in("Công ty An")[1] == [
        (1, "Công ty An", "có 2 doanh nghiệp cùng tên: hãy ghi mã số thuế")
    ]
    assert twin.pk not in found
