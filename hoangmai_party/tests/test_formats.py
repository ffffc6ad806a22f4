import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _vietnamese():
    with override("vi"):
        yield


@pytest.mark.parametrize(
    "text", ["05/09/1990", "5/9/1990", "05-09-1990", "05.09.1990", "1990-09-05"]
)
def test_day_comes_before_month(text):
    assert forms.DateField().clean(text) == dt.date(1990, 9, 5)


@pytest.mark.parametrize("text", ["31/02/2021", "09/25/1990", "05/09/90", "5 tháng 9"])
def test_impossible_date_is_refused(text):
    with pytest.raises(forms.ValidationError, match="ngày"):
        forms.DateField().clean(text)


@pytest.mark.parametrize("text", ["05/09/1990 14:30", "1990-09-05T14:30"])
def test_date_and_time_are_read(text):
    cleaned = forms.DateTimeField().clean(text)
    assert cleaned.replace(tzinfo=None) == dt.datetime(1990, 9, 5, 14, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DATE_FORMAT", "05/09/1990"),
        ("SHORT_DATE_FORMAT", "05/09/1990"),
        ("YEAR_MONTH_FORMAT", "tháng 9/1990"),
        ("MONTH_DAY_FORMAT", "05/09"),
    ],
)
def test_date_is_written(name, expected):
    assert formats.date_format(dt.date(1990, 9, 5), name) == expected


def test_date_and_time_are_written():
    moment = dt.datetime(1990, 9, 5, 14, 30)  # noqa: DTZ001
    assert formats.date_format(moment, "DATETIME_FORMAT") == "05/09/1990 14:30"


def test_date_input_shows_what_it_reads():
    assert 'value="05/09/1990"' in forms.DateInput().render(
        "born_on", dt.date(1990, 9, 5)
    )


def test_numbers_have_comma_and_dots():
    number = formats.number_format(Decimal("1234567.5"), force_grouping=True)
    assert number == "1.234.567,5"
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
