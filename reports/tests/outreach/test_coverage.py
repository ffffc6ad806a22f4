"""Độ phủ: numbers with their denominators, each the count of its list."""

import datetime as dt

import pytest

from enterprises.models import Agency, Ward
from enterprises.tests.factories import AddressFactory
from reports import indicators
from reports.outreach import enterprises_on
from reports.outreach.coverage import FIGURES, GROUPS, Coverage
from reports.spans import year_span
from surveys.models import SurveyRecord
from surveys.tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    ListedEnterpriseFactory,
    SurveyRecordFactory,
    TeamFactory,
)

YEAR = year_span(2021)
APRIL, JUNE = dt.date(2021, 4, 1), dt.date(2021, 6, 1)
RESULT = SurveyRecord.Result


@pytest.fixture
def round_one(small):
    """A campaign in one ward: listed, given to a team, surveyed; one firm moves."""
    here, there = Ward.objects.order_by("pk")[:2]
    campaign = CampaignFactory(started_on=APRIL)
    campaign.wards.add(here)
    team = TeamFactory(campaign=campaign)
    agency = Agency.objects.create(kind="tax", name="Chi cục Thuế quận")
    given = AssignmentFactory(team=team, ward=here, agency=agency)
    firms = [
        AddressFactory(ward=here, ended_on=JUNE if n == 0 else None).enterprise
        for n in range(3)
    ]
    AddressFactory(enterprise=firms[0], ward=there, started_on=JUNE)
    for number, firm in enumerate(firms[:2], start=1):
        ListedEnterpriseFactory(
            campaign=campaign,
            enterprise=firm,
            ward=here,
            number=number,
            assignment=given,
        )
    for firm, result in ((firms[0], RESULT.ELIGIBLE), (firms[2], "")):
        SurveyRecordFactory(
            campaign=campaign,
            enterprise=firm,
            surveyed_on=dt.date(2021, 6, 15),
            is_in_depth=bool(result),
            result=result,
        )
    return campaign, here, there, team, agency


def asked(small, campaign=None):
    return Coverage(small.asked().scope, YEAR, campaign)


def short(counts):
    return {name: number for name, number in counts.items() if number}


def test_campaign_counts_by_the_frozen_ward(round_one, small):
    campaign, here, *_ = round_one
    found = asked(small, campaign).by("ward")
    counts = {
        "held": 3,
        "listed": 2,
        "surveyed": 2,
        "in_depth": 1,
        "eligible": 1,
        "unclassed": 1,
    }
    assert {ward: short(row) for ward, row in found.items()} == {here.pk: counts}


def test_span_counts_where_an_enterprise_was_last(round_one, small):
    there = round_one[2]
    found = asked(small).by("ward")
    assert short(found[there.pk])["surveyed"] == 1
    of_t04 = indicators.by_ward(small.asked().scope, YEAR, indicators.BY_CODE["T04"])
    assert {w: row["surveyed"] for w, row in found.items() if row["surveyed"]} == of_t04
    assert sum(row["held"] for row in found.values()) == (
        enterprises_on(YEAR.last).count()
    )


def test_team_and_agency_are_those_of_the_record_else_of_the_list(round_one, small):
    campaign, _, _, team, agency = round_one
    other = TeamFactory(campaign=campaign)
    campaign.records.filter(result="eligible").update(team=other)
    by_team = asked(small, campaign).by("team")
    assert {key: row["surveyed"] for key, row in by_team.items()} == {
        other.pk: 1,
        team.pk: 0,
        None: 1,
    }
    by_agency = asked(small, campaign).by("agency")
    assert {key: row["listed"] for key, row in by_agency.items()} == {
        agency.pk: 2,
        None: 0,
    }


@pytest.mark.parametrize("of_campaign", [True, False])
@pytest.mark.parametrize("group", GROUPS)
def test_lines_add_up_and_every_number_is_its_list(
    round_one, small, group, of_campaign
):
    question = asked(small, round_one[0] if of_campaign else None)
    lines, total = question.by(group), question.total()
    sums = {f: sum(row[f] for row in lines.values()) for f in FIGURES}
    assert sums == total
    assert total["surveyed"] == 2
    lists = {
        (key, figure): question.rows(figure, group, key).count()
        for key in lines
        for figure in FIGURES
    }
    assert lists == {
        (key, figure): lines[key][figure] for key in lines for figure in FIGURES
    }
    totals = {figure: question.rows(figure).count() for figure in FIGURES}
    assert totals == total


def test_surveyed_outside_the_list_is_told(round_one, small):
    question = asked(small, round_one[0])
    outside = {whole: question.outside(whole).count() for whole in ("listed", "held")}
    assert outside == {"listed": 1, "held": 0}


def test_voided_records_and_lines_count_nowhere(round_one, small):
    campaign = round_one[0]
    for row in (*campaign.records.all(), *campaign.listed.all()):
        row.void(by=None, reason="Nhập nhầm")
    total = asked(small, campaign).total()
    assert short(total) == {"held": 3}
