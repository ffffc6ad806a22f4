"""The clerk types badly about surveys: each page says why and writes nothing."""

import pytest

from accounts.tests.desk import NO_DAY, NO_NUL, REQUIRED, Answer, too_long, written
from accounts.tests.raw import constraints_of
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit
from surveys.tests.refused import campaigns, cases, foundings, ranking, records

OPEN_CASE = "Doanh nghiệp đang có một hồ sơ vận động mở."

# what: (model, row of the survey or None for a new one, typed, field, message)
BAD = {
    "campaign_ends_after_start": (
        Campaign,
        "campaign",
        {"ended_on": "28/02/2021"},
        "ended_on",
        "Ngày kết thúc không được trước ngày bắt đầu.",
    ),
    "31/02/2021": (
        Campaign,
        "campaign",
        {"started_on": "31/02/2021"},
        "started_on",
        NO_DAY,
    ),
    "no name": (Campaign, "campaign", {"name": " "}, "name", REQUIRED),
    "NUL": (Campaign, "campaign", {"name": "Đợt\0"}, "name", NO_NUL),
    "5000 characters": (
        Campaign,
        "campaign",
        {"name": "Đ" * 5000},
        "name",
        too_long(255, 5000),
    ),
    "survey_record_once_a_campaign": (
        SurveyRecord,
        None,
        {
            "campaign": "{survey.campaign.pk}",
            "enterprise": "{survey.enterprise.pk}",
            "surveyed_on": "01/04/2021",
        },
        "enterprise",
        "Doanh nghiệp đã có phiếu trong đợt này.",
    ),
    "record without day": (
        SurveyRecord,
        "record",
        {"surveyed_on": ""},
        "surveyed_on",
        REQUIRED,
    ),
    "outreach_one_open_case": (
        OutreachCase,
        None,
        {"enterprise": "{survey.enterprise.pk}", "opened_on": "01/04/2021"},
        "enterprise",
        OPEN_CASE,
    ),
    "visit of a case": (
        OutreachCase,
        "case",
        {"visits-1-visited_on": "30/02/2021", "visits-1-met": "owner"},
        "visits-1-visited_on",
        NO_DAY,
    ),
    "visit to nobody": (Visit, "visit", {"met": ""}, "met", REQUIRED),
    **campaigns.BAD,
    **records.BAD,
    **cases.BAD,
    **foundings.BAD,
    **ranking.BAD,
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_beside_its_field(what, desk, survey):
    model, row, typed, field, message = BAD[what]
    typed = {name: text.format(survey=survey) for name, text in typed.items()}
    before = written()
    answer = desk.save(model, row and getattr(survey, row), **typed)
    assert answer == Answer({field: [message]})
    assert written() == before


def test_every_constraint_has_a_message_on_a_page():
    elsewhere = {*campaigns.ELSEWHERE, *records.NO_PAGE, *cases.NO_PAGE}
    assert constraints_of("surveys") <= {*BAD, *elsewhere}


def test_no_visit_is_tomorrow(desk, survey):
    answer = desk.save(Visit, survey.visit, visited_on="01/01/2199")
    [said] = answer.errors["visited_on"]
    assert said.startswith("Ngày gặp không được ở tương lai")


def test_a_case_is_not_closed_at_the_desk(desk, survey):
    assert desk.save(OutreachCase, survey.case, closed_on="01/04/2021").is_saved
    assert OutreachCase.objects.get().closed_on is None


def test_a_closed_case_stays_closed_and_takes_no_visit(desk, survey):
    survey.case.closed_on = survey.case.opened_on
    survey.case.save()
    new = {"visits-1-visited_on": "01/03/2021", "visits-1-met": "owner"}
    answer = desk.save(OutreachCase, survey.case, **new)
    said = ["Hồ sơ đã khép ngày 01/03/2021."]
    assert answer == Answer({"visits-1-visited_on": said})
    answer = desk.save(Visit, survey.visit, place="Trụ sở")
    assert answer == Answer({"visited_on": said})
    assert desk.save(OutreachCase, survey.case, closed_on="", note="x").is_saved
    assert OutreachCase.objects.get().closed_on == survey.case.opened_on
