"""Gán đơn vị mới: by a person, from those that took people over, and taken back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.models import LogEvent, User
from accounts.records import VoidError
from accounts.tests.raw import copy, refused
from enterprises.models import EnterpriseAddress, Ward, WardAssignment
from enterprises.succession import acts, waiting
from enterprises.succession.acts import ALREADY, NotAssignedError
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock

TODAY, SPLIT = dt.date(2025, 8, 1), dt.date(2025, 7, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db):
    with clock.fixed(TODAY):
        yield User.objects.create(username="lan")


def old(code):
    return Ward.objects.get(code=code, ended_on=SPLIT)


def new(code):
    return Ward.objects.get(code=code, started_on=SPLIT)


def at(code, **facts):
    return AddressFactory(ward=old(code), **facts)


def assign(clerk, *choices, opens=False):
    return acts.assign(
        choices=choices, source="Đối chiếu bản đồ", opens=opens, by=clerk
    )


def rows_of(enterprise):
    """[(ward, from, until)] of its live addresses."""
    return [
        (row.ward, row.started_on, row.ended_on) for row in enterprise.addresses.all()
    ]


def test_candidates_are_the_units_that_people_went_to():
    found = acts.candidates()
    assert found[old("00316").pk] == [new("00316")]  # three more took land alone
    assert found[old("00340").pk] == [new(c) for c in ("00331", "00340", "00640")]
    assert len(found) == 14


def test_same_code_is_another_place(clerk):
    """00301 was Thanh Trì and is Vĩnh Hưng: the old ward is no unit of today."""
    assert (old("00301").name, new("00301").name) == ("Thanh Trì", "Vĩnh Hưng")
    address = at("00301")
    with pytest.raises(NotAssignedError, match="không có dân cư chuyển về Phường"):
        assign(clerk, (address, old("00301")))
    [row] = assign(clerk, (address, new("00301")))
    assert (row.address, row.ward) == (address, new("00301"))


def test_an_assignment_says_who_when_and_by_what(clerk):
    address = at("00313")
    [row] = assign(clerk, (address, new("00322")))
    assert WardAssignment.objects.get() == row
    said = (row.source, row.assigned_on, row.assigned_by, row.opened)
    assert said == ("Đối chiếu bản đồ", TODAY, clerk, None)
    assert rows_of(address.enterprise) == [(old("00313"), address.started_on, None)]


def test_a_unit_that_took_land_alone_is_refused(clerk):
    address = at("00340")
    with pytest.raises(NotAssignedError) as error:
        assign(clerk, (address, new("00328")))
    words = "Phường cũ của địa chỉ không có dân cư chuyển về Phường Lĩnh Nam."
    assert error.value.faults == {address.pk: words}
    with pytest.raises(ValidationError, match="không có dân cư chuyển về"):
        WardAssignment(
            address=address, ward=new("00328"), assigned_on=TODAY
        ).full_clean()


def test_one_bad_line_writes_none(clerk):
    good, taken = at("00313"), at("00313")
    assign(clerk, (taken, new("00322")))
    with pytest.raises(NotAssignedError) as error:
        assign(clerk, (good, new("00331")), (taken, new("00331")))
    assert error.value.faults == {taken.pk: ALREADY}
    assert [row.address for row in WardAssignment.objects.all()] == [taken]


def test_database_refuses_a_second_one(clerk):
    [row] = assign(clerk, (at("00313"), new("00322")))
    with refused(WardAssignment, "ward_assignment_once"):
        copy(row, ward=new("00331"))


def test_opening_ends_the_old_row_that_day(clerk):
    address = at("00313")
    [row] = assign(clerk, (address, new("00322")), opens=True)
    assert rows_of(address.enterprise) == [
        (old("00313"), address.started_on, SPLIT),
        (new("00322"), SPLIT, None),
    ]
    assert row.opened.line == address.line


def test_a_row_that_was_over_opens_nothing(clerk):
    address = at("00313", ended_on=dt.date(2020, 1, 1))
    [row] = assign(clerk, (address, new("00322")), opens=True)
    assert row.opened is None
    assert len(rows_of(address.enterprise)) == 1


def test_a_row_begun_after_the_end_of_its_ward_is_refused(clerk):
    address = at("00313", started_on=SPLIT)
    with pytest.raises(NotAssignedError, match="sửa phường ngay trên dòng địa chỉ"):
        assign(clerk, (address, new("00322")), opens=True)
    assert not WardAssignment.objects.exists()


def test_all_of_an_act_is_one_change_set(clerk):
    first, second = at("00313"), at("00319")
    before = set(LogEvent.objects.values_list("pk", flat=True))
    assign(clerk, (first, new("00322")), (second, new("00331")), opens=True)
    events = LogEvent.objects.exclude(pk__in=before)
    assert {e.reason for e in events} == {"Gán đơn vị mới: Đối chiếu bản đồ"}
    assert len({e.change_set for e in events}) == 1
    assert events.count() == 6  # two rows ended, two opened, two assigned


def test_taking_back_leaves_everything_as_before(clerk):
    address = at("00313")
    [row] = assign(clerk, (address, new("00322")), opens=True)
    acts.take_back(assignment=row, by=clerk, reason="Chọn nhầm")
    assert rows_of(address.enterprise) == [(old("00313"), address.started_on, None)]
    assert not WardAssignment.objects.exists()
    assert WardAssignment.every.get().void_reason == "Chọn nhầm"
    assert len(assign(clerk, (address, new("00331")))) == 1  # it waits again


def test_taking_back_keeps_a_later_move(clerk):
    """The enterprise moved on meanwhile: the old row ends where the opened one did."""
    address, moved_on = at("00313"), dt.date(2025, 7, 20)
    [row] = assign(clerk, (address, new("00322")), opens=True)
    row.opened.ended_on = moved_on
    row.opened.save()
    AddressFactory(
        enterprise=address.enterprise, ward=new("00340"), started_on=moved_on
    )
    row.refresh_from_db()
    acts.take_back(assignment=row, by=clerk, reason="Chọn nhầm")
    assert rows_of(address.enterprise) == [
        (old("00313"), address.started_on, moved_on),
        (new("00340"), moved_on, None),
    ]


def test_opened_row_is_not_voided_apart(clerk):
    [row] = assign(clerk, (at("00313"), new("00322")), opens=True)
    with pytest.raises(VoidError, match="1 gán đơn vị mới"):
        row.opened.void(by=clerk, reason="Nhầm")


def test_voiding_the_enterprise_takes_all_along(clerk):
    address = at("00313")
    assign(clerk, (address, new("00322")), opens=True)
    address.enterprise.void(by=clerk, reason="Trùng")
    assert not WardAssignment.objects.exists()
    assert not EnterpriseAddress.objects.exists()


def test_ward_of_an_assigned_address_stays(clerk):
    address = at("00313")
    assign(clerk, (address, new("00322")))
    address.ward = old("00319")
    with pytest.raises(ValidationError, match="hãy hủy việc gán trước"):
        address.full_clean()
    address.ward = old("00313")
    address.full_clean()


def test_waiting_are_old_addresses_without_a_unit(clerk, office):
    first, second, gone = at("00313"), at("00319"), at("00313")
    AddressFactory(ward=new("00322"))
    assign(clerk, (gone, new("00322")))
    assert {*waiting.addresses(office)} == {first, second}
    numbers = {ward.code: n for ward, n in waiting.by_ward(office)}
    assert {code: n for code, n in numbers.items() if n} == {"00313": 1, "00319": 1}
    assert len(numbers) == 14


@pytest.fixture
def office(desk):
    return desk.user
