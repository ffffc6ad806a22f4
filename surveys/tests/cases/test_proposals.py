"""Kiến nghị: what the acts refuse, in words, with nothing written."""

import datetime as dt

import pytest

from members.actions import NotPossibleError
from surveys.cases import proposals
from surveys.models import Proposal
from surveys.tests.cases.world import OPENED, D
from surveys.tests.factories import ProposalFactory

DAY = dt.timedelta(days=1)
RAISED, SENT = D(2021, 5, 15), D(2021, 5, 20)


@pytest.fixture
def asked(world):
    return ProposalFactory(case=world.case, raised_on=RAISED)


def stored(row):
    return Proposal.every.filter(pk=row.pk).values().get()


def refused(words, act, row, **said):
    """The act says so and leaves the row as it was."""
    before = stored(row)
    with pytest.raises(NotPossibleError, match=words):
        act(proposal=row, **said)
    assert stored(row) == before


def add(world, day):
    return proposals.add(
        case=world.case, raised_on=day, content="Chỗ để xe", by=world.by
    )


def test_nothing_is_raised_before_the_case_is_opened(world):
    with pytest.raises(NotPossibleError, match="trước ngày mở hồ sơ 01/03/2021"):
        add(world, OPENED - DAY)
    assert not Proposal.every.exists()
    assert add(world, OPENED).raised_on == OPENED


def test_an_answer_is_given_once(world, asked):
    said = {"answered_on": SENT, "answer": "Đã bố trí", "by": world.by}
    proposals.answer(proposal=asked, **said)
    refused("đã trả lời 20/05/2021", proposals.answer, asked, **said)


def test_nothing_is_answered_before_it_was_forwarded(world, asked):
    proposals.forward(
        proposal=asked, forwarded_to="UBND quận", forwarded_on=SENT, by=world.by
    )
    early = {"answered_on": SENT - DAY, "answer": "Đã bố trí", "by": world.by}
    refused("trước ngày chuyển 20/05/2021", proposals.answer, asked, **early)
    row = proposals.answer(proposal=asked, **early | {"answered_on": SENT})
    assert row.answered_on == SENT


def test_what_was_voided_goes_nowhere(world, asked):
    asked.void(by=world.by, reason="Nhầm")
    said = {"forwarded_to": "UBND quận", "forwarded_on": SENT, "by": world.by}
    refused("đã bị hủy", proposals.forward, asked, **said)
