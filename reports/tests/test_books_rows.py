"""Terms, numbers of papers, parts of a book: what a form and the database refuse."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reports.models import CommitteeTerm, IssuedDocument
from reports.tests.signing import signed, submitted

pytestmark = pytest.mark.usefixtures("quick_files")


def document(term, **changes):
    whole = {
        "kind": "QĐ",
        "number": 5,
        "dated_on": dt.date(2021, 3, 1),
        "summary": "về việc",
        "signer": "A",
        "signer_role": "B",
    }
    return IssuedDocument(term=term, **{**whole, **changes})


# What a clerk may type wrong: {constraint: (row, message)}.
BAD = {
    "committee_term_no_overlap": (
        lambda term: CommitteeTerm(
            committee=term.committee, name="2021", started_on=dt.date(2021, 1, 1)
        ),
        "Đã có nhiệm kỳ trong thời gian này.",
    ),
    "reports_committeeterm_period": (
        lambda term: CommitteeTerm(
            committee=term.committee,
            name="2010",
            started_on=dt.date(2010, 1, 1),
            ended_on=dt.date(2010, 1, 1),
        ),
        "phải sau “từ ngày”",
    ),
    "issued_document_number": (document, "Số này đã cấp"),
    "issued_document_from_one": (
        lambda term: document(term, number=0),
        "Số văn bản bắt đầu từ 01.",
    ),
}
# What only a second signing or a fault of ours could write.
TWICE = {"frozen_figure_once": "figures", "kept_file_once": "files"}


@pytest.mark.parametrize("name", BAD)
def test_bad_row_is_refused_by_form_and_database(term, name):
    document(term).save()
    make, message = BAD[name]
    with pytest.raises(ValidationError, match=message):
        make(term).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        make(term).save()


@pytest.mark.parametrize("name", TWICE)
def test_book_holds_each_part_once(small, term, name):
    row = getattr(signed(submitted(small)).book, TWICE[name]).first()
    row.pk = None
    with pytest.raises(IntegrityError, match="UNIQUE|unique"), transaction.atomic():
        row.save(force_insert=True)


def test_paper_outside_its_term_is_refused(term):
    with pytest.raises(ValidationError, match="không thuộc nhiệm kỳ"):
        document(term, dated_on=dt.date(2020, 5, 31)).full_clean()
