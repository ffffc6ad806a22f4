"""What happens to a branch: the event, and the dated facts it opens and closes."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.desk import written
from branches import actions
from branches.models import Branch, BranchEvent, OrgType
from branches.tests.factories import FOUNDED, BranchFactory, CommitteeFactory
from enterprises.tests.factories import EnterpriseFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2020, 3, 2)
DECISION = {"number": "12-QĐ/ĐUK", "decided_on": DAY}
KIND = BranchEvent.Kind


def periods(rows):
    return list(rows.order_by("started_on").values_list("started_on", "ended_on"))


def new_branch(**changes):
    facts = {
        "code": "CB-M",
        "name": "Chi bộ Mới",
        "org_type": OrgType.SUBORDINATE_CELL,
        "committee": CommitteeFactory(),
        **DECISION,
    }
    return actions.found(**{**facts, **changes})


def test_founding_begins_every_fact_on_the_decision():
    firms = EnterpriseFactory.create_batch(2)
    branch = new_branch(enterprises=firms)
    event = branch.events_as_successor.get()
    assert (event.kind, event.effective_on) == (KIND.FOUNDED, DAY)
    for facts in (branch.names, branch.types, branch.links):
        assert periods(facts) == [(DAY, None)]
    hosts = branch.enterprise_links.values_list("enterprise", "is_host")
    assert dict(hosts) == {firms[0].pk: True, firms[1].pk: False}
    assert branch.links.get().begun_by == event
    assert Branch.objects.get(pk=branch.pk).name == "Chi bộ Mới"


def test_founding_under_a_known_code_writes_nothing():
    new_branch()
    before = written()
    with pytest.raises(IntegrityError), transaction.atomic():
        new_branch(committee=Branch.objects.get().links.get().committee)
    assert written() == before


def test_founding_can_not_take_effect_on_another_day():
    name = "branch_event_founding_on_decision"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        new_branch(effective_on=DAY + dt.timedelta(days=1))
    assert not Branch.objects.exists()


def test_opening_balance_is_no_founding():
    branch = new_branch(kind=KIND.OPENING)
    assert branch.events_as_successor.get().kind == KIND.OPENING


def test_hand_over_closes_and_opens_the_link_and_nothing_else():
    branches = BranchFactory.create_batch(2)
    to = CommitteeFactory()
    event = actions.hand_over(branches=branches, committee=to, **DECISION)
    for branch in branches:
        old, new = branch.links.order_by("started_on")
        assert periods(branch.links) == [(FOUNDED, DAY), (DAY, None)]
        assert (old.ended_by, new.begun_by, new.committee) == (event, event, to)
        assert periods(branch.names) == periods(branch.types) == [(FOUNDED, None)]
    assert set(event.predecessors.all()) == set(event.successors.all())
    assert set(event.successors.all()) == set(branches)


@pytest.mark.parametrize("kind", [KIND.DISSOLVED, KIND.DISBANDED, KIND.MERGED])
def test_closing_ends_every_fact(kind):
    branch = BranchFactory(enterprises=EnterpriseFactory.create_batch(2))
    event = actions.close(branch=branch, kind=kind, **DECISION)
    assert event.kind == kind
    for facts in (branch.names, branch.types, branch.links):
        assert periods(facts) == [(FOUNDED, DAY)]
    assert periods(branch.enterprise_links) == [(FOUNDED, DAY)] * 2
    assert branch.links.get().ended_by == event
    assert Branch.objects.get(pk=branch.pk).name == branch.names.get().name


def test_closing_takes_effect_on_its_own_day():
    branch = BranchFactory()
    later = DAY + dt.timedelta(days=30)
    actions.close(branch=branch, effective_on=later, **DECISION)
    assert branch.links.get().ended_on == later


def test_closing_leaves_facts_that_had_ended_alone():
    branch = BranchFactory()
    actions.rename(
        branch=branch, name="Hai", number="1", decided_on=dt.date(2018, 1, 1)
    )
    actions.close(branch=branch, **DECISION)
    middle = dt.date(2018, 1, 1)
    assert periods(branch.names) == [(FOUNDED, middle), (middle, DAY)]


def test_renaming_changes_the_name_and_nothing_else():
    branch = BranchFactory()
    event = actions.rename(branch=branch, name="Chi bộ Hai", **DECISION)
    assert periods(branch.names) == [(FOUNDED, DAY), (DAY, None)]
    assert periods(branch.links) == [(FOUNDED, None)]
    assert (event.kind, *event.predecessors.all()) == (KIND.RENAMED, branch)
    assert Branch.objects.get(pk=branch.pk).name == "Chi bộ Hai"


@pytest.mark.parametrize(
    "act",
    [
        lambda branch: actions.close(branch=branch, number="1", decided_on=FOUNDED),
        lambda branch: actions.rename(
            branch=branch, name="B", number="1", decided_on=FOUNDED
        ),
        lambda branch: actions.hand_over(
            branches=[branch],
            committee=branch.links.get().committee,
            number="1",
            decided_on=FOUNDED - dt.timedelta(days=1),
        ),
    ],
    ids=["close", "rename", "hand_over"],
)
def test_act_on_or_before_the_first_day_writes_nothing(act):
    branch = BranchFactory()
    before = written()
    with pytest.raises(IntegrityError), transaction.atomic():
        act(branch)
    assert written() == before
