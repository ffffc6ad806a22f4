"""What the database refuses of enterprises and wards, whoever writes."""

import datetime as dt

import pytest

from accounts.tests.raw import change, constraints_of, copy, refused
from enterprises.models import Enterprise
from enterprises.tests.conftest import OPENED
from enterprises.tests.factories import EnterpriseFactory
from enterprises.tests.sources import test_constraints

pytestmark = pytest.mark.django_db

DAY = dt.date(2015, 1, 1)

# constraint: (how it is written, which row, columns)
REFUSED = {
    "enterprise_tax_code": (copy, "enterprise", {"name": "Công ty Khác"}),
    "enterprises_enterprisestatus_period": (change, "status", {"ended_on": OPENED}),
    "enterprise_status_no_overlap": (copy, "status", {"started_on": DAY}),
    "enterprises_enterpriseaddress_period": (change, "address", {"ended_on": OPENED}),
    "enterprise_address_no_overlap": (copy, "address", {"started_on": DAY}),
    "headcount_once_a_day": (copy, "headcount", {"workers": 31}),
    "headcount_once_a_day_no_source": (copy, "sourceless", {"workers": 31}),
    "enterprises_massorganisation_period": (change, "union", {"ended_on": OPENED}),
    "enterprises_ward_period": (change, "ward", {"ended_on": dt.date(2003, 1, 1)}),
    "ward_code_from": (copy, "ward", {"name": "Khác"}),
    "ward_succession_pair": (copy, "succession", {}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name, firm):
    write, row, columns = REFUSED[name]
    row = getattr(firm, row)
    with refused(type(row), name):
        write(row, **columns)


def test_every_constraint_has_a_refusal():
    elsewhere = {*test_constraints.REFUSED, *test_constraints.OF_ROWS}
    elsewhere |= {"ward_assignment_once"}  # in test_succession
    assert constraints_of("enterprises") == {*REFUSED, *elsewhere}


@pytest.mark.parametrize("row", ["enterprise", "headcount", "ward", "succession"])
def test_voided_row_frees_its_number(row, firm):
    row = getattr(firm, row)
    change(row, voided_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC), void_reason="Nhầm")
    free = copy(row, voided_at=None)
    assert type(row).objects.filter(pk__in=[row.pk, free.pk]).get() == free


def test_address_of_another_kind_may_overlap(firm):
    other = copy(firm.address, kind="registered")
    assert firm.enterprise.addresses.on(DAY).filter(pk=other.pk).exists()


def test_household_may_have_a_number_of_12_digits(firm):
    firm.household.tax_code = "001 090 000 001"
    firm.household.full_clean()
    assert firm.household.tax_code == "001090000001"


def test_enterprises_without_tax_code_may_be_many(firm):
    EnterpriseFactory.create_batch(2)
    assert Enterprise.objects.filter(tax_code="").count() == 3


def test_voiding_an_enterprise_voids_its_facts(firm):
    firm.enterprise.void(by=None, reason="Nhập trùng")
    for row in (firm.address, firm.status, firm.union, firm.headcount, firm.sourceless):
        row.refresh_from_db()
        assert (row.void_reason, bool(row.voided_at)) == ("Nhập trùng", True)
