"""How often rows of a list are matched rightly: a small made list, ten typed books."""

import datetime as dt

import pytest

from bench.inside import score
from bench.inside.agency_list import HEAD, Maker
from bench.inside.typed_books import BOOKS, FIRMS
from enterprises.models import Agency, Ward

DAY = dt.date(2022, 1, 10)
RIGHT, WRONG = 95, 0.1  # percent


@pytest.fixture
def agency(db):
    return Agency(kind="tax", name="Chi cục Thuế")


@pytest.fixture(name="found")
def small_list(agency):
    wards = list(Ward.objects.on(DAY).order_by("code"))
    made = Maker([ward.name for ward in wards], 1_000, 2_000).make()
    found = score.found_in(made, wards, HEAD, agency, DAY)
    return score.score(found, made.truth)


def test_made_list_is_matched_rightly(found):
    assert found.rows == 2_000
    assert found.alone >= RIGHT
    assert found.wrong <= WRONG


def test_made_list_has_what_is_hard(found):
    """Not by being easy: rows are left to a person, and new ones are many."""
    assert found.counts["suggested first"] > 10
    assert found.counts["new, left alone"] > 1_000


def test_list_is_the_same_every_time(agency):
    one, two = (Maker(["A", "B"], 50, 100).make() for _ in range(2))
    assert (one.rows, one.truth) == (two.rows, two.truth)


def test_score_counts_what_is_wrong():
    found = type("Found", (), {})()
    found.matches = {0: (1, "tax_code"), 1: (2, "tax_code"), 2: (3, "name_ward")}
    found.suggestions = {3: [(5, 90, "name")], 4: [(9, 95, "name"), (5, 90, "name")]}
    result = score.score(found, [1, 1, None, 5, 5, 5, None])
    assert [result.counts[kind] for kind in score.KINDS] == [1] * 7
    assert (round(result.alone), round(result.right), round(result.wrong)) == (
        29,
        43,
        29,
    )


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_rows_of_a_typed_workbook_are_all_right(agency, book):
    _, _, result = score.of_book(book, FIRMS, agency, DAY)
    assert result is not None
    assert (result.right, result.wrong) == (100, 0)


def test_columns_of_typed_workbooks_are_mostly_known(agency):
    looked = [score.of_book(book, FIRMS, agency, DAY) for book in BOOKS]
    wrong = sum(len(faults) for faults, _, _ in looked)
    assert wrong <= 0.1 * sum(width for _, width, _ in looked)
