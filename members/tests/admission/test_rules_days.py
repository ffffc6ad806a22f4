"""Rules about days: order, working days with Tết, before and after 01/7/2025."""

import pytest

from accounts.log import acting_as
from branches.tests.factories import BranchFactory
from hoangmai_party import clock
from members.admission import acts
from members.models import CandidatePaper, Spell
from members.tests.admission.ask import ask, put
from members.tests.admission.people import D, K


@pytest.fixture
def in_2026(monkeypatch):
    """The rules of 2025 can be asked."""
    monkeypatch.setattr(clock, "today", lambda: D(2026, 11, 2))


def test_order_of_days(world):
    candidate = world.candidate()
    put(world, candidate, K.CLASS, D(2020, 5, 4))
    said = ask(world, candidate, "order_of_days", K.ALLOWED, D(2020, 5, 3))
    assert "trước bước" in said
    assert ask(world, candidate, "order_of_days", K.ALLOWED, D(2020, 5, 4)) == ""


def test_ceremony_before_decision(world):
    candidate = world.candidate()
    put(world, candidate, K.DECISION, D(2020, 10, 12))
    name = "ceremony_before_decision"
    assert ask(world, candidate, name, K.CEREMONY, D(2020, 10, 12)) == ""
    assert "trước quyết định" in ask(
        world, candidate, name, K.CEREMONY, D(2020, 10, 11)
    )


# 25 working days after Monday 11/01/2021: 20 to Monday 08/02, Tuesday 09/02 is the 21st,
# Tết takes 10–16/02, so 22–24 are Wednesday to Friday 17–19/02, the 25th Monday 22/02.
@pytest.mark.parametrize(
    ("day", "is_kept"), [(D(2021, 2, 22), True), (D(2021, 2, 23), False)]
)
def test_committee_late(world, day, is_kept):
    candidate = world.candidate()
    put(world, candidate, K.BRANCH_VOTE, D(2021, 1, 11))
    said = ask(world, candidate, "committee_late", K.COMMITTEE_VOTE, day)
    assert (said == "") == is_kept


@pytest.mark.parametrize(
    ("day", "is_kept"), [(D(2021, 12, 20), True), (D(2021, 12, 21), False)]
)
def test_committee_late_on_a_recognition(world, day, is_kept):
    """Twenty-five working days after Monday 15/11/2021."""
    candidate = world.candidate()
    put(world, candidate, K.RECOGNITION_VOTE, D(2021, 11, 15))
    said = ask(world, candidate, "committee_late", K.RECOGNITION_COMMITTEE, day)
    assert (said == "") == is_kept


# Without a holiday between: 60 working days are 12 weeks, 45 are 9 weeks.
@pytest.mark.parametrize(
    ("vote", "day", "is_kept"),
    [
        (D(2020, 5, 4), D(2020, 7, 27), True),
        (D(2020, 5, 4), D(2020, 7, 28), False),
        (D(2025, 6, 30), D(2025, 9, 24), True),  # 60; 01/9 and 02/9 are off
        (D(2025, 7, 1), D(2025, 9, 4), True),
        (D(2025, 7, 1), D(2025, 9, 5), False),
    ],
)
def test_decision_late(world, in_2026, vote, day, is_kept):
    candidate = world.candidate()
    put(world, candidate, K.BRANCH_VOTE, vote)
    assert (ask(world, candidate, "decision_late", K.DECISION, day) == "") == is_kept


def test_decision_late_but_extended(world, in_2026):
    candidate = world.candidate()
    put(world, candidate, K.BRANCH_VOTE, D(2025, 9, 8))
    day = D(2025, 11, 20)  # the 53rd working day
    assert "45 ngày" in ask(world, candidate, "decision_late", K.DECISION, day)
    CandidatePaper.objects.create(
        candidate=candidate, kind="extension", dated_on=D(2025, 11, 5)
    )
    assert ask(world, candidate, "decision_late", K.DECISION, day) == ""
    assert "60 ngày" in ask(
        world, candidate, "decision_late", K.DECISION, D(2025, 12, 2)
    )


@pytest.mark.parametrize(
    ("day", "is_kept"), [(D(2020, 11, 30), True), (D(2020, 12, 1), False)]
)
def test_ceremony_late(world, day, is_kept):
    """Thirty working days from the receipt, Monday 19/10/2020; later by consent only."""
    candidate = world.candidate()
    put(world, candidate, K.DECISION, D(2020, 10, 12), received_on=D(2020, 10, 19))
    assert (ask(world, candidate, "ceremony_late", K.CEREMONY, day) == "") == is_kept
    candidate.papers.create(kind="ceremony_consent", dated_on=D(2020, 11, 27))
    assert ask(world, candidate, "ceremony_late", K.CEREMONY, day) == ""


def test_decision_after_move(world):
    candidate = world.candidate()
    put(world, candidate, K.BRANCH_VOTE, D(2020, 9, 7))
    to = BranchFactory(committee=world.committee)
    with acting_as(user=world.office):
        acts.move(candidate=candidate, to=to, on=D(2020, 9, 21), by=world.office)
    name = "decision_after_move"
    assert ask(world, candidate, name, K.DECISION, D(2020, 11, 2)) == ""
    assert "21/09/2020" in ask(world, candidate, name, K.DECISION, D(2020, 11, 3))


def test_forwarding(world):
    """Fifteen working days after the move: Tết (10–16/02/2021) does not count."""
    candidate, day = world.candidate(), D(2021, 2, 1)
    assert ask(world, candidate, "forwarding", K.GONE, day) == ""
    put(world, candidate, K.COMMITTEE_VOTE, D(2021, 1, 20))
    assert "01/03/2021" in ask(world, candidate, "forwarding", K.GONE, day)
    put(world, candidate, K.DECISION, D(2021, 1, 29))
    assert ask(world, candidate, "forwarding", K.GONE, day) == ""


# Probation ends 09/11/2021; 30 working days more end on 21/12/2021.
@pytest.mark.parametrize(
    ("day", "is_kept"), [(D(2021, 12, 21), True), (D(2021, 12, 22), False)]
)
def test_recognition_late(world, day, is_kept):
    candidate = world.candidate()
    put(world, candidate, K.CEREMONY, D(2020, 11, 9))
    name = "recognition_late"
    assert (ask(world, candidate, name, K.RECOGNITION_VOTE, day) == "") == is_kept


@pytest.mark.parametrize(
    ("day", "is_kept"), [(D(2021, 12, 9), True), (D(2021, 12, 10), False)]
)
def test_probation_long(world, day, is_kept):
    candidate = world.candidate()
    put(world, candidate, K.CEREMONY, D(2020, 11, 9))
    name = "probation_long"
    assert (ask(world, candidate, name, K.RECOGNITION_VOTE, day) == "") == is_kept


# Thirty working days after Monday 01/11/2021: Monday 13/12/2021.
@pytest.mark.parametrize(
    ("day", "is_kept"), [(D(2021, 12, 13), True), (D(2021, 12, 14), False)]
)
def test_recognition_decision_late(world, day, is_kept):
    candidate = world.candidate()
    put(world, candidate, K.RECOGNITION_VOTE, D(2021, 11, 1))
    name = "recognition_decision_late"
    assert (ask(world, candidate, name, K.RECOGNITION, day) == "") == is_kept


def test_cancelling(world):
    said = ask(world, world.candidate(), "cancelling", K.CANCELLED, D(2021, 2, 1))
    assert "làm lại bước sai" in said


def test_the_official_day_of_29_february(world):
    candidate = world.candidate(is_old=True)
    world.enter(candidate, K.DECISION, D(2020, 2, 3), number="1")
    world.enter(candidate, K.CEREMONY, D(2020, 2, 29))
    world.enter(candidate, K.RECOGNITION, D(2021, 3, 15), number="2")
    spell = Spell.objects.get(member__candidates=candidate)
    assert spell.official_on == D(2021, 2, 28)
