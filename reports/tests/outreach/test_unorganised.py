"""STAT-03: which enterprises without an organisation have members, and who says so."""

import datetime as dt

import pytest

from branches.tests.factories import BranchFactory
from enterprises.models import Enterprise, EnterpriseStatus, Headcount
from enterprises.tests.factories import EnterpriseFactory
from members import actions
from members.models import Employment
from members.tests.factories import MemberFactory
from reports.forms.declared import BY_NUMBER
from reports.forms.page import page
from reports.outreach import unorganised, unorganised_pages
from reports.outreach.unorganised import ALL, FIGURES, STAFFED, WITHOUT
from surveys.models import SurveyRecord
from surveys.tests.factories import SurveyRecordFactory

DAY = dt.date(2021, 12, 31)
MARCH, MAY, LATER = dt.date(2021, 3, 1), dt.date(2021, 5, 1), dt.date(2022, 1, 2)
RESULT = SurveyRecord.Result


@pytest.fixture
def firm(small):
    return EnterpriseFactory(legal_form=Enterprise.LegalForm.PRIVATE)


def said(firm, day=DAY):
    """(source, its day, members) where the firm stands on the list; else None."""
    rows = unorganised.rows(STAFFED, day)
    found = rows.filter(pk=firm.pk).values_list("source", "source_on", "staff")
    return found.first()


def counted(firm, day, official, **more):
    Headcount.objects.create(
        enterprise=firm, counted_on=day, members_official=official, **more
    )


def surveyed(firm, day, official=None, result=""):
    SurveyRecordFactory(
        enterprise=firm, surveyed_on=day, members_official=official, result=result
    )


def test_newest_source_says_how_many(firm):
    assert said(firm) is None
    counted(firm, MARCH, 2, members_probationary=1)
    assert said(firm) == ("headcount", MARCH, 3)
    surveyed(firm, MAY, 1)
    assert said(firm) == ("record", MAY, 1)
    assert said(firm, MARCH) == ("headcount", MARCH, 3)
    surveyed(firm, LATER, 9)
    assert said(firm) == ("record", MAY, 1)


def test_newer_source_without_members_takes_it_off(firm):
    counted(firm, MARCH, 2)
    surveyed(firm, MAY, 0)
    assert said(firm) is None


def test_source_that_says_nothing_of_members_is_passed_over(firm):
    counted(firm, MARCH, 2)
    surveyed(firm, MAY)
    Headcount.objects.create(enterprise=firm, counted_on=DAY, workers=50)
    assert said(firm) == ("headcount", MARCH, 2)


def test_record_goes_before_a_headcount_of_the_same_day(firm):
    counted(firm, MAY, 5)
    surveyed(firm, MAY, 2)
    assert said(firm) == ("record", MAY, 2)


def test_class_that_says_there_are_some_counts_as_one(firm):
    surveyed(firm, MAY, result=RESULT.NEAR_ELIGIBLE)
    assert said(firm) == ("record", MAY, 1)


def test_who_works_there_by_the_register_counts_on_the_day(firm, small):
    spell = small.old[0]
    work = {"member": spell.member, "enterprise": firm, "job": Employment.Job.STAFF}
    row = Employment.objects.create(**work, started_on=MARCH)
    surveyed(firm, MAY, 0)
    assert said(firm) == ("register", DAY, 1)
    row.ended_on = MAY
    row.save()
    assert said(firm) is None
    assert said(firm, MARCH) == ("register", MARCH, 1)


def test_who_has_left_the_party_does_not_count(firm, small):
    member = MemberFactory()
    spell = actions.admit(member=member, branch=small.one, ceremony_on=MARCH)
    Employment.objects.create(
        member=member, enterprise=firm, job="staff", started_on=MARCH
    )
    actions.leave(placement=spell.placements.get(), on=MAY, reason="struck_off")
    assert said(firm) is None


@pytest.mark.parametrize("job", ["retired", "retired_contract"])
def test_who_has_retired_works_there_no_more(firm, small, job):
    member = small.old[0].member
    Employment.objects.create(member=member, enterprise=firm, job=job, started_on=MARCH)
    assert said(firm) == (None if job == "retired" else ("register", DAY, 1))


def test_who_is_on_no_roll_does_not_count(firm, small):
    spell = small.old[0]
    Employment.objects.create(
        member=spell.member, enterprise=firm, job="staff", started_on=MARCH
    )
    spell.placements.update(ended_on=MAY, ended="transferred")
    assert said(firm) is None


def test_record_that_nobody_classed_hides_no_class(firm):
    surveyed(firm, MARCH, 4, result=RESULT.HAS_ORG_ELSEWHERE)
    surveyed(firm, MAY, 4)
    assert said(firm) is None
    assert numbers()[WITHOUT] == 0


def numbers(day=DAY):
    return unorganised.by_form(day)[Enterprise.LegalForm.PRIVATE]


def test_enterprise_with_an_organisation_is_not_among_those_without(firm):
    counted(firm, MARCH, 2)
    assert numbers() == {ALL: 1, WITHOUT: 1, STAFFED: 1}
    surveyed(firm, MAY, 4, result=RESULT.HAS_ORG_ELSEWHERE)
    assert numbers() == {ALL: 1, WITHOUT: 0, STAFFED: 0}
    assert numbers(MARCH) == {ALL: 1, WITHOUT: 1, STAFFED: 1}
    other = EnterpriseFactory(legal_form=Enterprise.LegalForm.PRIVATE)
    BranchFactory(enterprises=[other], founded_on=MAY)
    assert numbers() == {ALL: 2, WITHOUT: 0, STAFFED: 0}


def test_enterprise_that_is_gone_is_nowhere(firm):
    counted(firm, MARCH, 2)
    EnterpriseStatus.objects.create(enterprise=firm, status="closed", started_on=MAY)
    assert Enterprise.LegalForm.PRIVATE not in unorganised.by_form(DAY)


def test_each_number_is_its_list_and_the_forms_page_shows_the_same(firm, small):
    counted(firm, MARCH, 2)
    by_form = unorganised.by_form(DAY)
    lists = {
        form: {name: unorganised.rows(name, DAY, form).count() for name in FIGURES}
        for form in by_form
    }
    assert lists == by_form
    table = unorganised_pages.table(DAY, is_linked=False)
    totals = [unorganised.rows(name, DAY).count() for name in FIGURES]
    assert [cell.value for cell in table.total.cells[1:]] == totals
    asked = small.asked(as_of=DAY)
    shown = page(BY_NUMBER["5"], asked, None)["tables"]
    [beside] = [each for each in shown if each.name == table.name]
    assert beside == table


def test_list_names_source_and_day(firm):
    counted(firm, MARCH, 2)
    [table] = unorganised_pages.list_page(STAFFED, DAY, "")["tables"]
    cells = [cell.value for cell in table.rows[0].cells]
    assert cells[1:] == [
        firm.name,
        "",
        "Doanh nghiệp tư nhân",
        "",
        2,
        "Số lao động",
        MARCH,
    ]
