import datetime as dt

from reports.spans import Span, year_span

LEAP = Span(dt.date(2020, 2, 1), dt.date(2020, 2, 29))


def test_year_before_of_29_february_is_28():
    assert LEAP.a_year_before() == Span(dt.date(2019, 2, 1), dt.date(2019, 2, 28))


def test_opening_day_is_the_day_before():
    assert year_span(2021).opening_day == dt.date(2020, 12, 31)


def test_cut_stops_at_the_as_of_day():
    cut = year_span(2021).cut(dt.date(2021, 6, 30))
    assert cut == Span(dt.date(2021, 1, 1), dt.date(2021, 6, 30))
    assert year_span(2021).cut(dt.date(2022, 1, 14)) == year_span(2021)
