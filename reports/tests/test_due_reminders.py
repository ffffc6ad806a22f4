"""Rows 1–16 of members.md §3.2: who is reminded, and from which day."""

import datetime as dt

import pytest

from hoangmai_party import clock
from reports import due
from reports.due.base import BOTH, BRANCH, OFFICE
from reports.due.reminders import REMINDERS
from reports.tests.due import DueWorld
from reports.tests.test_due import DUE, TODAY

D = dt.date
ONE = dt.timedelta(days=1)
# {kind: (row of §3.2, to whom, every day on which the row of `DueWorld` is told)}
TOLD = {
    "file_certificate": (1, BRANCH, (D(2021, 8, 15), D(2021, 12, 15))),
    "certificate": (1, BRANCH, (D(2026, 2, 15), D(2026, 6, 15))),
    "file_age": (2, BRANCH, (D(2021, 11, 17), D(2022, 1, 16))),
    # Sent on 10/01; Tết from 31/01 to 04/02.
    "file_vetting": (3, BOTH, (D(2022, 2, 14), D(2022, 2, 28))),
    "file_age_max": (4, BOTH, (D(2021, 2, 28), D(2021, 8, 28))),
    "file_youth": (5, BRANCH, (D(2021, 11, 15),)),
    "file_unsent": (6, BRANCH, (D(2022, 1, 13),)),
    "file_committee": (7, OFFICE, (D(2022, 2, 7), D(2022, 2, 16))),
    "file_decision": (8, OFFICE, (D(2022, 2, 28), D(2022, 3, 14))),
    "file_ceremony": (9, BRANCH, (D(2022, 1, 24), D(2022, 2, 14), D(2022, 2, 23))),
    "file_profile": (10, BRANCH, (D(2022, 1, 24), D(2022, 2, 14))),
    "file_new_class": (11, BOTH, (D(2021, 6, 15), D(2021, 10, 15), D(2021, 12, 15))),
    "probation": (12, BOTH, (D(2021, 12, 31), D(2022, 1, 30), D(2022, 3, 1))),
    "recognition": (
        13,
        BOTH,
        (D(2022, 1, 10), D(2022, 1, 24), D(2022, 2, 14), D(2022, 2, 24)),
    ),
    "file_recognition": (14, OFFICE, (D(2022, 2, 14), D(2022, 2, 23))),
    "card": (15, OFFICE, (D(2021, 11, 20), D(2021, 12, 20), D(2022, 1, 20))),
    "card_exchange": (
        16,
        OFFICE,
        (D(2021, 12, 15), D(2022, 3, 15), D(2022, 6, 15), D(2022, 9, 15)),
    ),
}


@pytest.fixture
def world(db):
    with clock.fixed(TODAY):
        yield DueWorld()


def test_table_has_the_sixteen_rows_and_the_worklist_is_made_of_them():
    assert {row for row, _, _ in TOLD.values()} == set(range(1, 17))
    assert set(REMINDERS) == set(TOLD)
    at_once = {"file_returned", "file_submitted"}
    assert set(TOLD) | at_once == due.WORKLIST


def found(kind, day):
    return [i for i in due.items(None, day) if i.kind.code == kind]


@pytest.mark.parametrize("kind", TOLD)
def test_row_says_whom_and_when(world, kind):
    row = world.put(kind)
    everything = due.everything(None, DUE[kind][0], {kind})
    [item] = [i for i in everything if i.key == f"{kind}:{row.pk}"]
    reminder = REMINDERS[kind]
    assert reminder.to == item.kind.actor
    assert (reminder.row, reminder.to, item.reminders) == TOLD[kind]


@pytest.mark.parametrize("kind", sorted(set(TOLD) - {"recognition"}))
def test_line_appears_on_its_first_reminder_day(world, kind):
    row, first = world.put(kind), TOLD[kind][2][0]
    key = f"{kind}:{row.pk}"
    shown = [[i.key for i in found(kind, day)] for day in (first - ONE, first)]
    assert [key in keys for keys in shown] == [False, True]


def test_vote_is_told_from_the_day_after_the_probation(world):
    row = world.put("recognition")
    key = f"recognition:{row.pk}"
    days = (D(2022, 1, 10), D(2022, 1, 11))
    assert [key in [i.key for i in found("recognition", d)] for d in days] == [
        False,
        True,
    ]
