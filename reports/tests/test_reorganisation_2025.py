"""The reorganisation of 01/7/2025: every branch goes to a ward's new committee.

Through the form, as the office will do it (ORG-28). What was reported of the years
before must not move by one, and the new committees must add up to what left.
"""

import datetime as dt
from collections import defaultdict
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from accounts.log import acting_as
from accounts.models import Register, User
from branches.models import BranchEvent, BranchLink, Committee, OrgType
from enterprises.models import WardSuccession
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from reports import indicators
from reports.scope import committee_scope
from reports.sources import ward_of_branch
from reports.spans import Span
from reports.tests import identities
from reports.tests.identities import number

pytestmark = pytest.mark.django_db

DAY = dt.date(2025, 7, 1)
TODAY = dt.date(2025, 7, 14)
EVE = DAY - dt.timedelta(days=1)
PAGES = ("targets", "movement", "branches", "composition", "growth", "roster")
YEARS = (2016, 2019, 2021, 2024)


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """The demo register, which then stands some days after the reorganisation."""
    with django_db_blocker.unblock(), transaction.atomic():
        with acting_as(system="test"), pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.conf.settings.DEBUG", True)
            call_command("seed_demo", stdout=StringIO())
            Register.objects.update(stands_on=TODAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(client):
    client.force_login(User.objects.get(username="vanphong"))
    with clock.fixed(TODAY):
        yield client


@pytest.fixture
def by_ward():
    """{new ward committee: its branches}, by where each host works."""
    links = BranchLink.objects.filter(
        in_force(EVE), committee=Committee.objects.own()
    ).annotate(ward=ward_of_branch("branch", EVE))
    first_heir = {}
    for heir in WardSuccession.objects.select_related("new").order_by("-pk"):
        first_heir[heir.old_id] = heir.new
    found = defaultdict(list)
    for link in links:
        found[first_heir[link.ward]].append(link.branch_id)
    return {_committee(ward): branches for ward, branches in found.items()}


def _committee(ward):
    return Committee.objects.create(
        code=f"DBP-{ward.code}",
        name=f"Đảng bộ {ward}",
        executive=f"Đảng ủy {ward}",
        kind=OrgType.SUPERIOR,
        founded_on=DAY,
    )


def reported(client, year):
    """Every table of every page of a year, as it stood at the year's end."""
    query = {
        "year": year,
        "as_of": f"31/12/{year}",
        "committee": Committee.objects.own().pk,
    }
    tables = {
        name: client.get(reverse(f"reports:{name}"), query).context["tables"]
        for name in PAGES
    }
    assert all(tables.values())
    return tables


def hand_over(client, committee, branches):
    """Both steps of the form; returns what the second one answered."""
    url = reverse("members:act-create", args=["hand_over"])
    data = {
        "number": "1656-QĐ/TU",
        "decided_on": "16/06/2025",
        "effective_on": "01/07/2025",
        "committee": committee.pk,
        "branches": branches,
    }
    first = client.post(url, data)
    assert not first.context["form"].errors, first.context["form"].errors
    return first, client.post(url, {**data, "confirmed": "1", "as_on_paper": "Đủ"})


def stock(committee, day):
    span = Span(day, day)
    return number("S01", committee, span), number("S02", committee, span)


def test_years_before_do_not_move_and_the_wards_add_up(office, by_ward):
    own = Committee.objects.own()
    had = stock(own, EVE)
    before = {year: reported(office, year) for year in YEARS}
    for committee, branches in by_ward.items():
        first, second = hand_over(office, committee, branches)
        assert first.context["effects"]
        assert second.status_code == 302
    assert {year: reported(office, year) for year in YEARS} == before
    assert stock(own, EVE) == had
    assert stock(own, DAY) == (0, 0)
    sums = [sum(part) for part in zip(*(stock(c, DAY) for c in by_ward), strict=True)]
    assert tuple(sums) == had
    _closes(own, *by_ward)


def _closes(*committees):
    """In every committee opening + in − out is closing, and lists are their figures."""
    span = Span(dt.date(2025, 1, 1), TODAY)
    for committee in committees:
        assert list(identities.faults_of(committee, span)) == []


def test_one_decision_is_one_event_that_can_be_taken_back(office, by_ward):
    own = Committee.objects.own()
    had = stock(own, TODAY)
    committee, branches = next(iter(by_ward.items()))
    hand_over(office, committee, branches)
    event = BranchEvent.objects.get(number="1656-QĐ/TU", issuer=None)
    assert event.predecessors.count() == len(branches)
    assert stock(own, TODAY)[0] == had[0] - len(branches)
    url = reverse("members:act-undo", args=[event.pk])
    assert office.post(url, {"reason": "Nhầm quyết định"}).status_code == 302
    assert stock(own, TODAY) == had


def test_members_of_all_branches_are_seen_once(office, by_ward):
    span = Span(DAY, DAY)
    for committee, branches in by_ward.items():
        hand_over(office, committee, branches)
    members = [
        row.member_id
        for committee in by_ward
        for row in indicators.BY_CODE["S02"].rows(
            committee_scope(committee, span), span
        )
    ]
    assert len(members) == len(set(members)) > 0
