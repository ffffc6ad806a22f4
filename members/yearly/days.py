"""The day on which a year's rating counts."""

import datetime as dt

FIRST_YEAR, LAST_YEAR = 1990, 2100  # as the database has it


def last_day(year):
    """31/12 of the year: who is on the roll then is rated, by the rules of then."""
    return dt.date(year, 12, 31)
