"""What the database refuses, whoever writes; and how branches are called on a day."""

import datetime as dt

import pytest

from accounts.tests.raw import change, constraints_of, copy, refused
from branches.models import Branch
from branches.tests import test_work_models
from branches.tests.factories import FOUNDED

pytestmark = pytest.mark.django_db

DAY = dt.date(2018, 1, 1)  # of the second name
BEFORE = FOUNDED - dt.timedelta(days=1)

# constraint: (how it is written, which row of the house, columns)
REFUSED = {
    "branches_committeesuperior_period": (change, "superior", {"ended_on": FOUNDED}),
    "branches_branchname_period": (change, "first_name", {"ended_on": FOUNDED}),
    "branches_branchtype_period": (change, "type", {"ended_on": BEFORE}),
    "branches_branchenterprise_period": (change, "host", {"ended_on": BEFORE}),
    "branches_rule_period": (change, "rule", {"ended_on": dt.date(2000, 1, 1)}),
    "branches_access_period": (change, "access", {"ended_on": FOUNDED}),
    "branch_name_no_overlap": (
        copy,
        "first_name",
        {"started_on": DAY, "ended_on": None},
    ),
    "branch_type_no_overlap": (copy, "type", {"started_on": DAY}),
    "branch_link_no_overlap": (copy, "link", {"started_on": DAY}),
    "branch_enterprise_no_overlap": (copy, "guest", {"started_on": DAY}),
    "branch_one_host": (change, "guest", {"is_host": True}),
    "committee_superior_no_overlap": (copy, "superior", {"started_on": DAY}),
    "rule_no_overlap": (copy, "rule", {"started_on": DAY, "value": 5}),
    "branch_code": (copy, "branch", {}),
    "committee_code": (copy, "upper", {}),
    "holiday_day": (copy, "holiday", {"name": "Khác"}),
    "committee_one_own": (change, "upper", {"is_own": True}),
    "committee_ends_after_start": (change, "upper", {"dissolved_on": FOUNDED}),
    "branch_event_ceremony_after_decision": (change, "event", {"ceremony_on": BEFORE}),
    "branch_event_founding_on_decision": (change, "event", {"effective_on": DAY}),
}


@pytest.fixture(autouse=True)
def _own_body(house):
    change(house.lower, is_own=True)


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name, house):
    write, row, columns = REFUSED[name]
    row = getattr(house, row)
    with refused(type(row), name):
        write(row, **columns)


def test_database_refuses_a_committee_above_itself(house):
    with refused(type(house.superior), "committee_not_own_superior"):
        change(house.superior, superior=house.superior.committee_id)


def test_database_refuses_an_end_of_a_link_before_its_start(house):
    with refused(type(house.link), "branches_branchlink_period"):
        change(house.link, ended_on=FOUNDED, ended_by=house.event)


def test_database_refuses_an_end_of_a_link_without_event(house):
    with refused(type(house.link), "branch_link_end_has_event"):
        change(house.link, ended_on=DAY)
    with refused(type(house.link), "branch_link_end_has_event"):
        change(house.link, ended_by=house.event)


def test_database_refuses_access_to_nothing_and_to_both(house):
    with refused(type(house.access), "access_branch_or_committee"):
        change(house.access, committee=house.lower)
    with refused(type(house.access), "access_branch_or_committee"):
        change(house.access, branch=None)


def test_every_constraint_has_a_refusal():
    alone = {
        "branches_branchlink_period",
        "committee_not_own_superior",
        "branch_link_end_has_event",
        "access_branch_or_committee",
    }
    of_the_work = {*test_work_models.REFUSED}
    assert constraints_of("branches") == {*REFUSED, *alone, *of_the_work}


@pytest.mark.parametrize("row", ["superior", "type", "link", "guest", "host", "rule"])
def test_period_may_begin_on_the_day_the_other_ends(row, house):
    row = getattr(house, row)
    end = {"ended_by": house.event} if row == house.link else {}
    change(row, ended_on=DAY, **end)
    after = copy(row, started_on=DAY, ended_on=None, **dict.fromkeys(end))
    assert type(row).objects.on(DAY).get(pk=after.pk) == after
    assert not type(row).objects.on(DAY).filter(pk=row.pk).exists()


@pytest.mark.parametrize("row", ["branch", "lower", "holiday"])
def test_voided_row_frees_its_number(row, house):
    row = getattr(house, row)
    change(row, voided_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC), void_reason="Nhầm")
    free = copy(
        row, voided_at=None, **({"is_own": False} if row == house.lower else {})
    )
    assert type(row).objects.filter(pk__in=[row.pk, free.pk]).get() == free


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (FOUNDED, "first"),
        (DAY - dt.timedelta(days=1), "first"),
        (DAY, "Chi bộ Mới"),
        (dt.date(2030, 1, 1), "Chi bộ Mới"),
        (BEFORE, "Chi bộ Mới"),  # it had no name yet: today's
    ],
)
def test_branch_is_called_as_on_that_day(day, name, house):
    names = dict(Branch.objects.named_on(day).values_list("pk", "day_name"))
    first = house.first_name.name
    assert names[house.branch.pk] == (first if name == "first" else name)
    assert names[house.other.pk] == house.other.names.get().name


def test_branch_takes_the_newest_live_name(house):
    house.branch.refresh_from_db()
    assert (house.branch.name, house.branch.search[:10]) == ("Chi bộ Mới", "chi bo moi")
    house.second_name.void(by=None, reason="Nhập nhầm")
    house.branch.refresh_from_db()
    assert house.branch.name == house.first_name.name
