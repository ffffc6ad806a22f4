"""Surveys, visits and targets of the scratch register."""

import datetime as dt

from bench.inside.chance import BODY_ON, LAST
from bench.inside.organisations import write
from reports.models import Target
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit


def surveys(chance, enterprises):
    """A campaign a year that goes to a quarter of the enterprises."""
    records = []
    for year in range(BODY_ON.year + 1, LAST.year + 1):
        first, last = dt.date(year, 3, 1), dt.date(year, 11, 30)
        campaign = Campaign.objects.create(
            name=f"Đợt {year}", started_on=first, ended_on=last
        )
        records += [
            SurveyRecord(
                campaign=campaign,
                enterprise=row,
                surveyed_on=chance.day(first, last),
                is_in_depth=chance.happens(0.2),
            )
            for row in enterprises
            if chance.happens(0.25)
        ]
    write(SurveyRecord, records)


def visits(chance, enterprises):
    """A case for one enterprise in five, with a few visits."""
    cases = [
        OutreachCase(enterprise=row, opened_on=BODY_ON)
        for row in enterprises
        if chance.happens(0.2)
    ]
    write(OutreachCase, cases)
    rows = [
        Visit(
            case=case,
            visited_on=chance.day(BODY_ON, LAST),
            met=chance.random.choice(Visit.Met.values),
        )
        for case in cases
        for _ in range(chance.random.randint(1, 5))
    ]
    write(Visit, rows)


def targets(committee):
    """Three levels of four figures a year."""
    rows = [
        Target(
            indicator=code,
            committee=committee,
            level=level,
            year=year,
            value=value,
            decided_on=dt.date(year, 1, 15),
        )
        for year in range(BODY_ON.year, LAST.year + 1)
        for code, value in (("T01", 4), ("T02", 26), ("T04", 100), ("T05", 30))
        for level in Target.Level.values
    ]
    write(Target, rows)
