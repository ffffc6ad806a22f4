"""What is due, what waits, what is overdue, as of a day."""

import datetime as dt

import pytest

from branches.models import Rule
from surveys.cases import acts, queries
from surveys.cases.stages import C
from surveys.tests.cases.world import DAYS, D
from surveys.tests.factories import ProposalFactory, VisitFactory

DUE = D(2021, 5, 10)
PROMISED = {"next_action": "Gửi mẫu đơn", "next_by": "Khảo", "next_on": DUE}
DAY = dt.timedelta(days=1)


@pytest.fixture
def promised(world):
    return VisitFactory(case=world.case, visited_on=D(2021, 5, 1), **PROMISED)


def due(day, until=None):
    return list(queries.due_actions(day, until))


def test_an_action_is_due_from_its_day(promised):
    assert due(DUE - DAY) == []
    assert due(DUE) == [promised]
    assert due(DUE + 90 * DAY) == [promised]


def test_an_action_comes_into_a_longer_look(promised):
    assert due(DUE - DAY, until=DUE) == [promised]
    assert due(D(2021, 4, 30), until=DUE) == []  # nobody had promised it yet


def test_an_action_that_was_done_is_due_before_alone(promised, world):
    acts.do_next(visit=promised, done_on=DUE + 2 * DAY, by=world.by)
    assert due(DUE + DAY) == [promised]
    assert due(DUE + 2 * DAY) == []


def test_a_visit_without_an_action_is_never_due(world):
    VisitFactory(case=world.case, visited_on=D(2021, 5, 1), next_on=DUE)
    assert due(DUE) == []


def test_nothing_is_due_of_a_closed_an_excluded_and_a_voided_case(promised, world):
    world.lead_to(C.EXCLUDED)
    assert due(DUE) == []
    world.go(C.LISTED, D(2021, 5, 11))
    assert due(D(2021, 5, 11)) == [promised]
    world.case.closed_on = D(2021, 5, 12)
    world.case.save()
    assert due(D(2021, 5, 11)) == [promised]
    assert due(D(2021, 5, 12)) == []


def test_nothing_is_due_of_a_voided_case(promised, world):
    world.case.void(by=world.by, reason="Nhầm")
    assert due(DUE) == []


def test_a_case_that_rests_is_looked_at_again(world):
    world.lead_to(C.DEFERRED)
    [step] = queries.due_reviews(D(2021, 9, 1))
    assert step.case == world.case
    assert not queries.due_reviews(D(2021, 8, 31)).exists()
    world.go(C.OUTREACH, D(2021, 9, 2))
    assert queries.due_reviews(D(2021, 9, 1)).get() == step
    assert not queries.due_reviews(D(2021, 9, 2)).exists()


def test_cases_say_where_they_stood(world, promised):
    world.lead_to(C.AGREED)
    row = queries.cases(D(2021, 5, 1)).get()
    said = (row.stage, row.stage_since, row.visited, row.attitude, row.next_on)
    assert said == ("agreed", DAYS[C.AGREED], D(2021, 5, 1), "agree", DUE)
    before = queries.cases(D(2021, 4, 5)).get()
    said = (before.stage, before.visited, before.next_action)
    assert said == ("outreach", D(2021, 3, 15), None)
    assert not queries.cases(D(2021, 2, 28)).exists()


# (day, open, not forwarded, forwarded, answered) of one kiến nghị
STATES = [
    (D(2021, 5, 2), 0, 0, 0, 0),
    (D(2021, 5, 3), 1, 1, 0, 0),
    (D(2021, 5, 9), 1, 1, 0, 0),
    (D(2021, 5, 10), 1, 0, 1, 0),
    (D(2021, 6, 19), 1, 0, 1, 0),
    (D(2021, 6, 20), 0, 0, 0, 1),
]


@pytest.fixture
def asked(world):
    return ProposalFactory(
        case=world.case,
        raised_on=D(2021, 5, 3),
        forwarded_to="UBND phường",
        forwarded_on=D(2021, 5, 10),
        answered_on=D(2021, 6, 20),
        answer="Đã bố trí",
    )


@pytest.mark.parametrize(("day", "is_open", "new", "sent", "done"), STATES)
def test_a_proposal_has_the_state_of_the_day(asked, day, is_open, new, sent, done):
    kinds = (
        queries.open_proposals,
        queries.not_forwarded,
        queries.forwarded,
        queries.answered,
    )
    assert [kind(day).count() for kind in kinds] == [is_open, new, sent, done]


def late_on(day):
    return queries.overdue_proposals(day).exists()


def test_a_proposal_is_late_when_it_lies_longer_than_the_rules_say(asked):
    """Seven days to forward, thirty to answer."""
    asked.forwarded_on = D(2021, 5, 12)
    asked.save()
    days = [D(2021, 5, 10), D(2021, 5, 11), D(2021, 5, 12), D(2021, 6, 11)]
    days += [D(2021, 6, 12), D(2021, 6, 19), D(2021, 6, 20)]
    assert [late_on(day) for day in days] == [0, 1, 0, 0, 1, 1, 0]


def test_a_proposal_is_judged_by_the_rule_of_the_day_it_came(asked):
    rule = Rule.objects.get(code=Rule.Code.PROPOSAL_FORWARD)
    assert not late_on(D(2021, 5, 9))
    Rule.objects.filter(pk=rule.pk).update(value=3)
    assert late_on(D(2021, 5, 9))
    Rule.objects.filter(pk=rule.pk).update(ended_on=D(2021, 5, 3))
    assert not late_on(D(2021, 5, 9))
