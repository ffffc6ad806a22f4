"""The cells of an import one by one, and the file that waits for its confirmation."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import models

from accounts.log.acts import log_act
from accounts.models import LogEvent, User
from accounts.port import cells, waiting
from accounts.port.cells import (
    ChoiceCell,
    CodeCell,
    DateCell,
    DecimalCell,
    SealedCell,
    TextCell,
    WholeCell,
    YesCell,
    cell_of,
    plain,
    shown,
)
from accounts.sealed import SealedCharField

DAY = dt.date(1990, 9, 5)
SEX = ChoiceCell([("male", "Nam"), ("female", "Nữ")])


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        dt.datetime(1990, 9, 5),  # noqa: DTZ001 - as the reader gives it
        "05/09/1990",
        "5/9/1990",
        "5-9-1990",
        "05.09.1990",
        " 05/09/1990 ",
        "1990-09-05",
        "1990-09-05 00:00:00",
    ],
)
def test_day_is_read_as_it_is_written_here(value):
    assert DateCell().clean(value) == DAY


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("31/02/2021", "không có trong lịch"),
        ("00/00/0000", "không có trong lịch"),
        ("1990", "ngày/tháng/năm"),
        ("09/1990", "ngày/tháng/năm"),
        (33121.0, "ngày/tháng/năm"),
        ("hôm qua", "ngày/tháng/năm"),
        ("05/09/90", "ngày/tháng/năm"),
        ("05/09/0990", "năm 990"),
        (dt.date(3000, 1, 1), "năm 3000"),
    ],
)
def test_day_that_is_none_is_refused_in_words(value, word):
    with pytest.raises(ValueError, match=word):
        DateCell().clean(value)


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        (SEX, "Nam", "male"),
        (SEX, " nữ ", "female"),
        (SEX, "NU", "female"),
        (SEX, "female", "female"),
        (ChoiceCell([(2018, "VSIC 2018")]), 2018.0, 2018),
        (CodeCell([("T02", "Kết nạp")]), "t02", "T02"),
        (CodeCell([("T02", "Kết nạp")]), "Kết nạp", "T02"),
        (YesCell(), "x", True),
        (YesCell(), "Có", True),
        (YesCell(), True, True),
        (YesCell(), "không", False),
        (YesCell(), 0.0, False),
        (WholeCell(), "1.200", 1200),
        (WholeCell(), 12.0, 12),
        (DecimalCell(), "51,5", Decimal("51.5")),
        (DecimalCell(), "1.234,5", Decimal("1234.5")),
        (DecimalCell(), "51,5 %", Decimal("51.5")),
        (DecimalCell(), 51.5, Decimal("51.5")),
        (TextCell(), "  Nguyễn   Văn  An ", "Nguyễn Văn An"),
        (TextCell(), 12.0, "12"),
        (TextCell(), DAY, "05/09/1990"),
        (TextCell(is_long=True), "a  b\nc", "a b\nc"),
        (TextCell(length=8), 1234567.0, "01234567"),
        (TextCell(length=8), "1234567", "1234567"),
        (TextCell(length=8), 12345.0, "12345"),
        (SealedCell(), "001 090 000 001", "001090000001"),
    ],
)
def test_cell_is_read(cell, value, expected):
    got = cell.clean(value)
    assert (got, type(got)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("cell", "value", "word"),
    [
        (SEX, "Nan", "không có trong danh sách: Nam, Nữ"),
        (ChoiceCell([(1, "Lá"), (2, "Là")]), "la", "không có trong danh sách"),
        (YesCell(), "có lẽ", "Có hoặc Không"),
        (WholeCell(), "1,5", "số nguyên"),
        (WholeCell(), "9" * 400, "số nguyên"),
        (WholeCell(), "１２", "số nguyên"),
        (DecimalCell(), "NaN", "không phải số"),
        (DecimalCell(), "1e999", "không phải số"),
        (TextCell(), "a\0b", "NUL"),
    ],
)
def test_cell_that_can_not_be_read_is_refused_in_words(cell, value, word):
    with pytest.raises(ValueError, match=word):
        cell.clean(value)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_empty_cell_is_empty(value):
    assert [DateCell().clean(value), TextCell().clean(value)] == [None, ""]


def test_sealed_number_is_masked_and_its_mask_changes_nothing():
    cell = SealedCell()
    assert cell.render("001090000001") == "0010******01"
    assert cell.is_same("001090000001", "0010******01") is True
    assert cell.is_same("001090000001", "001090000002") is False
    with pytest.raises(ValueError, match="không khớp"):
        cell.is_same("001090000001", "0010******02")


def test_text_stored_in_another_spelling_is_the_same():
    assert TextCell().is_same("Hoa\u0300  Bình", "Hoà Bình")
    assert not TextCell().is_same("", "Hòa Bình")


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (models.DateField(), DateCell),
        (models.BooleanField(), YesCell),
        (models.PositiveSmallIntegerField(), WholeCell),
        (models.PositiveSmallIntegerField(choices=[(1, "Một")]), ChoiceCell),
        (models.DecimalField(), DecimalCell),
        (models.CharField(), TextCell),
        (SealedCharField(), SealedCell),
    ],
)
def test_field_has_its_cell(field, kind):
    assert type(cell_of(field)) is kind


def test_page_shows_values_as_people_write_them():
    values = [None, True, DAY, Decimal("51.50"), 12.0, "a"]
    assert list(map(shown, values)) == ["", "Có", "05/09/1990", "51,5", "12", "a"]
    assert plain(False) == "Không"
    assert set(cells.YES).isdisjoint(cells.NO)


@pytest.fixture
def user(db):
    return User.objects.create(username="a", full_name="A")


def test_waiting_file_is_given_once_to_its_user_at_its_page(user, db):
    other = User.objects.create(username="b", full_name="B")
    token = waiting.keep(user, "people", "file")
    assert waiting.take(other, "people", token) is None
    assert waiting.take(user, "spells", token) is None
    assert waiting.take(user, "people", token) == "file"
    assert waiting.take(user, "people", token) is None


def test_waiting_file_is_gone_when_the_cache_is_empty(user):
    token = waiting.keep(user, "people", "file")
    cache.clear()
    assert waiting.take(user, "people", token) is None


def test_act_is_logged_under_the_actor_of_the_moment(db):
    log_act(LogEvent.Kind.EXPORT, User, rows=3)
    event = LogEvent.objects.latest("id")
    assert (event.actor, event.kind, event.table, event.after) == (
        "system:test",
        "export",
        "accounts_user",
        {"rows": 3},
    )
    assert event.change_set


def test_act_without_an_actor_is_refused(as_nobody):
    with pytest.raises(RuntimeError, match="acting_as"):
        as_nobody(log_act, LogEvent.Kind.EXPORT, User)
