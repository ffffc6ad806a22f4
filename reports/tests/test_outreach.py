"""Enterprises by ward: an enterprise is counted once, in one ward, on every page."""

import datetime as dt

import pytest

from enterprises.models import EnterpriseStatus, Ward
from enterprises.tests.factories import AddressFactory, EnterpriseFactory
from reports import indicators
from reports.annual.appendices import outreach as appendix
from reports.annual.figures import Figures
from reports.annual.question import of_year
from reports.forms.declared import BY_NUMBER
from reports.forms.page import page
from reports.outreach import enterprises_on
from reports.spans import year_span
from surveys.models import CaseStage, SurveyRecord, Visit
from surveys.tests.factories import (
    CaseStepFactory,
    OutreachCaseFactory,
    SurveyRecordFactory,
    VisitFactory,
)

YEAR = year_span(2021)
MAY, JUNE, JULY = (dt.date(2021, month, 1) for month in (5, 6, 7))


@pytest.fixture
def moved(small):
    """(old ward, new ward) of an enterprise that moved in the year, busy in both."""
    first = AddressFactory(ended_on=JUNE)
    firm = first.enterprise
    other = Ward.objects.exclude(pk=first.ward_id).first()
    second = AddressFactory(enterprise=firm, ward=other, started_on=JUNE)
    case = OutreachCaseFactory(enterprise=firm)
    for day in (MAY, JULY):
        SurveyRecordFactory(
            enterprise=firm, surveyed_on=day, result=SurveyRecord.Result.ELIGIBLE
        )
        VisitFactory(case=case, visited_on=day, attitude=Visit.Attitude.AGREE)
        CaseStepFactory(case=case, stage=CaseStage.AGREED, happened_on=day)
    return first.ward, second.ward


@pytest.mark.parametrize("code", ["T04", "T05", "K08"])
def test_who_moved_in_the_year_counts_once_where_it_is_now(code, moved, small):
    old, new = moved
    scope, indicator = small.asked().scope, indicators.BY_CODE[code]
    assert old != new
    assert indicators.by_ward(scope, YEAR, indicator) == {new.pk: 1}
    assert indicator.rows(scope, YEAR, new.pk).count() == 1
    assert indicator.rows(scope, YEAR, old.pk).count() == 0


def test_each_column_of_the_appendix_adds_up_to_its_figure(moved, small):
    figures = Figures(of_year(2021, dt.date(2021, 12, 31), small.committee))
    [table] = appendix.by_ward(figures).blocks
    held = enterprises_on(YEAR.last).count()
    sums = [cell if isinstance(cell, str) else cell.text for cell in table.foot[0][1:]]
    # held, surveyed, in depth, eligible, owners met, agreed, founded
    assert sums == [str(held), "1", "–", "1", "1", "1", "–"]


def test_register_of_a_day_is_without_those_who_are_gone(small):
    known = set(enterprises_on(YEAR.last))
    for status in EnterpriseStatus.Status:
        firm = EnterpriseFactory()
        EnterpriseStatus.objects.create(enterprise=firm, status=status, started_on=JUNE)
        known |= {firm} if status not in ("closed", "relocated") else set()
    EnterpriseFactory(founded_on=dt.date(2022, 1, 1))
    assert set(enterprises_on(YEAR.last)) == known
    assert len(set(enterprises_on(MAY)) - known) == 2  # they were there in May


def test_form_and_appendix_know_the_same_enterprises(moved, small):
    EnterpriseStatus.objects.create(
        enterprise=EnterpriseFactory(), status="closed", started_on=MAY
    )
    tables = page(BY_NUMBER["5"], small.asked(), None)["tables"]
    [beside] = [table for table in tables if table.name == "chua-co-to-chuc-dang"]
    held = appendix._held(YEAR)
    assert beside.total.cells[1].value == sum(held.values()) > 1
