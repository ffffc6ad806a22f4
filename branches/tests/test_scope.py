"""Where an `Access` row lets a user look: branches, what hangs on them, committees."""

import datetime as dt

import pytest

from accounts.tests.raw import change
from branches import actions
from branches.models import (
    Access,
    Branch,
    BranchEvent,
    BranchName,
    Committee,
    Holiday,
    Rule,
)
from branches.tests.factories import (
    AccessFactory,
    BranchFactory,
    CommitteeFactory,
    SuperiorFactory,
)
from enterprises.models import Enterprise, EnterpriseAddress
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 1, 14)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create(username="a")


@pytest.fixture
def tree(db):
    """Thành ủy → Quận ủy → Khối, a stranger, and a branch with a firm under each."""

    class Tree:
        city, district, body, stranger = CommitteeFactory.create_batch(4)
        SuperiorFactory(committee=district, superior=city)
        SuperiorFactory(committee=body, superior=district)

        def __init__(self):
            for name in ("city", "district", "body", "stranger"):
                firm = AddressFactory().enterprise
                branch = BranchFactory(
                    committee=getattr(self, name), enterprises=[firm]
                )
                setattr(self, f"of_{name}", branch)

    return Tree()


def firms(*branches):
    return {branch.enterprise_links.get().enterprise for branch in branches}


def test_without_access_only_public_rows_are_seen(user, tree):
    loose = AddressFactory().enterprise
    for model in (Branch, BranchEvent, BranchName, Enterprise, EnterpriseAddress):
        assert model.objects.exists()
        assert not model.objects.visible_to(user).exists()
    assert loose not in Enterprise.objects.visible_to(user)
    for model in (Rule, Committee):
        assert set(model.objects.visible_to(user)) == set(model.objects.all())


def test_branch_access_reaches_the_branch_and_what_hangs_on_it(user, tree):
    AccessFactory(user=user, branch=tree.of_body)
    assert list(Branch.objects.visible_to(user)) == [tree.of_body]
    assert set(Enterprise.objects.visible_to(user)) == firms(tree.of_body)
    addresses = EnterpriseAddress.objects.visible_to(user)
    assert {address.enterprise for address in addresses} == firms(tree.of_body)
    assert [n.branch for n in BranchName.objects.visible_to(user)] == [tree.of_body]
    [event] = BranchEvent.objects.visible_to(user)
    assert list(event.successors.all()) == [tree.of_body]


@pytest.mark.parametrize(
    ("at", "seen"),
    [
        ("city", {"of_city", "of_district", "of_body"}),
        ("district", {"of_district", "of_body"}),
        ("body", {"of_body"}),
        ("stranger", {"of_stranger"}),
    ],
)
def test_committee_reaches_what_is_below(at, seen, user, tree):
    AccessFactory(user=user, committee=getattr(tree, at))
    branches = {getattr(tree, name) for name in seen}
    assert set(Branch.objects.visible_to(user)) == branches
    assert set(Enterprise.objects.visible_to(user)) == firms(*branches)


def test_committee_sees_what_has_no_branch_yet(user, tree):
    AccessFactory(user=user, committee=tree.body)
    loose = AddressFactory().enterprise
    assert set(Enterprise.objects.visible_to(user)) == {loose, *firms(tree.of_body)}


def test_voided_link_gives_no_sight_and_takes_none(user, django_user_model, tree):
    """A firm entered at the wrong branch: not that branch's, and again nobody's."""
    AccessFactory(user=user, branch=tree.of_body)
    office = django_user_model.objects.create(username="b")
    AccessFactory(user=office, committee=tree.stranger)
    [firm] = firms(tree.of_body)
    tree.of_body.enterprise_links.get().void(by=None, reason="Nhầm chi bộ")
    assert firm not in Enterprise.objects.visible_to(user)
    assert firm in Enterprise.objects.visible_to(office)


def test_committee_keeps_a_branch_handed_over(user, tree):
    AccessFactory(user=user, committee=tree.stranger)
    actions.hand_over(
        branches=[tree.of_stranger], committee=tree.body, decided_on=dt.date(2020, 1, 1)
    )
    assert list(Branch.objects.visible_to(user)) == [tree.of_stranger]


@pytest.mark.parametrize(
    ("first", "last", "sees"),
    [
        (TODAY, None, True),
        (TODAY - DAY, TODAY + DAY, True),
        (TODAY + DAY, None, False),
        (TODAY - 2 * DAY, TODAY, False),
    ],
)
@pytest.mark.parametrize("at", ["branch", "committee"])
def test_access_counts_while_it_is_in_force(first, last, sees, at, user, tree):
    where = {"branch": tree.of_body, "committee": tree.body}
    AccessFactory(user=user, started_on=first, ended_on=last, **{at: where[at]})
    assert Branch.objects.visible_to(user).exists() is sees
    assert BranchEvent.objects.visible_to(user).exists() is sees


def test_voided_access_gives_nothing(user, tree):
    access = AccessFactory(user=user, committee=tree.city)
    access.void(by=user, reason="Nhầm người")
    assert not Branch.objects.visible_to(user).exists()


def test_voided_superior_is_no_way_down(user, tree):
    AccessFactory(user=user, committee=tree.city)
    tree.body.superiors.get().void(by=user, reason="Nhầm cấp trên")
    seen = {tree.of_city, tree.of_district}
    assert set(Branch.objects.visible_to(user)) == seen


def test_inactive_user_sees_nothing(user, tree):
    AccessFactory(user=user, committee=tree.city)
    user.is_active = False
    for model in (Branch, BranchEvent, Enterprise, Rule):
        assert not model.objects.visible_to(user).exists()


def test_two_ways_to_a_row_show_it_once(user, tree):
    AccessFactory(user=user, branch=tree.of_body)
    AccessFactory(user=user, committee=tree.body)
    AccessFactory(user=user, committee=tree.city)
    [event] = BranchEvent.objects.filter(successors=tree.of_body)
    event.predecessors.add(tree.of_body, tree.of_city)
    assert list(BranchEvent.objects.visible_to(user)).count(event) == 1
    assert list(Branch.objects.visible_to(user)).count(tree.of_body) == 1


def test_voided_branch_is_not_shown(user, tree):
    AccessFactory(user=user, branch=tree.of_body)
    change(tree.of_body, voided_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC))
    assert not Branch.objects.visible_to(user).exists()


def test_rights_themselves_are_no_business_rows(user, tree):
    AccessFactory(user=user, committee=tree.city)
    Holiday.objects.create(day=TODAY, name="Nghỉ")
    assert not Access.objects.visible_to(user).exists()
    assert Holiday.objects.visible_to(user).count() == 1
