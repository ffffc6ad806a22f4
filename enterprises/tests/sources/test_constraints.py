"""What the database refuses of the lists of agencies, and what a person reads of it."""

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.raw import change, copy, refused
from enterprises.models import SourceMatch, SourceRow
from enterprises.sources import acts
from enterprises.sources.steps import NotTakenError

# constraint: (how it is written, which row, columns)
REFUSED = {
    "source_list_file_once": (copy, "list", {"period": "khác"}),
    "source_match_one_a_row": (copy, "match", {"how": "chosen"}),
    "source_match_names_enterprise": (change, "match", {"enterprise": None}),
    "source_decision_once": (copy, "decision", {"shown": "khác"}),
    "source_decision_names_enterprise": (change, "decision", {"verdict": "skipped"}),
}
# Of rows that are written once and have no `every`.
OF_ROWS = {"source_row_number_once"}


@pytest.fixture
def rows(stored, register):
    match = SourceMatch.objects.get(row__list=stored, row__number=6)
    decision = stored.agency.source_decisions.create(
        key="ten:a|",
        shown="A",
        verdict="enterprise",
        enterprise=register.same,
        decided_on=stored.received_on,
    )
    return {"list": stored, "match": match, "decision": decision}


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name, rows):
    write, row, columns = REFUSED[name]
    with refused(type(rows[row]), name):
        write(rows[row], **columns)


def test_database_refuses_a_number_twice(stored):
    row = SourceRow.objects.get(list=stored, number=6)
    row.pk, row._state.adding = None, True
    said = "source_row_number_once|UNIQUE constraint failed: enterprises_sourcerow"
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("source_match_one_a_row", "Dòng này đã được khớp."),
        ("source_decision_once", "Đã có quyết định về dòng này của cơ quan này."),
    ],
)
def test_refusal_of_the_database_is_said_in_words(name, message, rows):
    """Two clerks at one row: what the second reads."""
    write, row, columns = REFUSED[name]
    with pytest.raises(NotTakenError, match=message), acts.in_words():
        write(rows[row], **columns)


def test_voided_list_frees_its_file(stored, clerk):
    stored.void(by=clerk, reason="Nhầm")
    assert copy(stored, voided_at=None).pk != stored.pk
