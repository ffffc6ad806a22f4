import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoangmai_party.workdays import (
    Calendar,
    add_workdays,
    vietnam_holidays,
    workdays_between,
)

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2022, 12, 31))
CALENDAR = Calendar.of(range(2020, 2023))


def test_holidays_include_tet_and_the_day_in_exchange():
    days = vietnam_holidays([2022])
    tet = {dt.date(2022, 1, 31)} | {dt.date(2022, 2, day) for day in range(1, 5)}
    assert days >= tet | {dt.date(2022, 1, 3), dt.date(2022, 9, 2)}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2022, 1, 14), True),  # thứ Sáu
        (dt.date(2022, 1, 15), False),  # thứ Bảy
        (dt.date(2022, 2, 1), False),  # mùng Một Tết
        (dt.date(2022, 2, 7), True),
        (dt.date(2022, 9, 1), False),
    ],
)
def test_is_workday(day, expected):
    assert CALENDAR.is_workday(day) is expected


def test_day_one_is_the_next_working_day():
    assert CALENDAR.add(dt.date(2022, 1, 14), 1) == dt.date(2022, 1, 17)


def test_no_working_days_is_the_day_itself():
    assert CALENDAR.add(dt.date(2022, 1, 15), 0) == dt.date(2022, 1, 15)


def test_tet_is_not_counted():
    # 27 and 28 January, then Tết until 6 February, then 7, 8, 9 February.
    assert CALENDAR.add(dt.date(2022, 1, 26), 5) == dt.date(2022, 2, 9)
    assert CALENDAR.between(dt.date(2022, 1, 26), dt.date(2022, 2, 9)) == 5


def test_saturday_worked_in_exchange_counts():
    calendar = Calendar.of([2025])
    assert calendar.is_workday(dt.date(2025, 4, 26)) is True
    assert calendar.is_workday(dt.date(2025, 5, 2)) is False


def test_days_of_the_office_win():
    friday, saturday = dt.date(2022, 1, 14), dt.date(2022, 1, 15)
    calendar = Calendar.of([2022], off=[friday], worked=[saturday])
    assert calendar.add(dt.date(2022, 1, 13), 1) == saturday
    open_tet = Calendar.of([2022], worked=[dt.date(2022, 2, 1)])
    assert open_tet.is_workday(dt.date(2022, 2, 1)) is True
    closed = Calendar.of([2025], off=[dt.date(2025, 4, 26)])
    assert closed.is_workday(dt.date(2025, 4, 26)) is False


def test_day_cannot_be_off_and_worked():
    day = dt.date(2022, 1, 15)
    with pytest.raises(ValueError, match="vừa là ngày nghỉ"):
        Calendar.of([2022], off=[day], worked=[day])


def test_year_that_was_not_loaded_is_refused():
    calendar = Calendar.of([2021])
    assert calendar.add(dt.date(2021, 12, 31), 1) == dt.date(2022, 1, 4)
    with pytest.raises(ValueError, match="2023"):
        calendar.is_workday(dt.date(2023, 1, 3))


def test_negative_number_is_refused():
    with pytest.raises(ValueError, match="không được âm"):
        CALENDAR.add(dt.date(2022, 1, 14), -1)


def test_overdue_days_are_negative():
    assert CALENDAR.between(dt.date(2022, 1, 17), dt.date(2022, 1, 13)) == -2


@given(DAYS, st.integers(1, 60))
def test_between_undoes_add(day, count):
    assert CALENDAR.between(day, CALENDAR.add(day, count)) == count


def test_plain_functions_take_the_days_off():
    off = {dt.date(2022, 1, 17)}
    end = add_workdays(dt.date(2022, 1, 14), 1, off)
    assert end == dt.date(2022, 1, 18)
    assert workdays_between(dt.date(2022, 1, 14), end, off) == 1
