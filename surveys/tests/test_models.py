"""What the database refuses of surveys and cases; what is voided together."""

import datetime as dt

import pytest

from accounts.records import VoidError
from accounts.tests.raw import change, constraints_of, copy, refused
from surveys.models import ListedEnterprise, OutreachCase, SurveyRecord, Visit
from surveys.tests.conftest import OPENED

pytestmark = pytest.mark.django_db

BEFORE = OPENED - dt.timedelta(days=1)
LONG_AGO = dt.date(2001, 1, 1)

# constraint: (how it is written, which row, columns)
REFUSED = {
    "campaign_ends_after_start": (change, "campaign", {"ended_on": BEFORE}),
    "survey_record_once_a_campaign": (copy, "record", {}),
    "outreach_one_open_case": (copy, "case", {}),
    "outreach_closed_after_opened": (change, "case", {"closed_on": BEFORE}),
    "campaign_closed_after_start": (change, "campaign", {"closed_on": BEFORE}),
    "team_name_in_campaign": (copy, "team", {}),
    "assignment_once": (copy, "assignment", {}),
    "listed_once_a_campaign": (copy, "listed", {"number": 99}),
    "listed_number_in_ward": (copy, "listed", {"enterprise": "other"}),
    "survey_women_within_workers": (change, "record", {"workers": 5, "women": 6}),
    "survey_trained_within_prospects": (
        change,
        "record",
        {"prospects": None, "prospects_trained": 1},
    ),
    "surveyed_organisation_once": (copy, "organisation", {}),
    "survey_draft_once": (copy, "draft", {}),
    "case_step_has_reason": (change, "step", {"stage": "excluded"}),
    "case_step_has_review": (
        change,
        "step",
        {"stage": "deferred", "reason": "other", "review_on": OPENED},
    ),
    "visit_next_action_whole": (change, "visit", {"next_action": "Gọi lại"}),
    "visit_next_action_done": (change, "visit", {"next_done_on": OPENED}),
    "proposal_forwarded_whole": (change, "proposal", {"forwarded_on": OPENED}),
    "proposal_answered_whole": (
        change,
        "proposal",
        {"answered_on": BEFORE, "answer": "Đã giải quyết"},
    ),
    "surveys_foundingitem_period": (change, "item", {"ended_on": LONG_AGO}),
    "founding_paper_once": (copy, "paper", {}),
    "founding_person_is_named": (change, "person", {"sex": ""}),
    "founding_person_once": (copy, "known", {}),
    "founding_one_secretary": (copy, "person", {}),
    "surveys_rankingweight_period": (change, "weight", {"ended_on": LONG_AGO}),
    "ranking_weight_no_overlap": (copy, "weight", {"started_on": OPENED}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name, survey):
    write, row, columns = REFUSED[name]
    row = getattr(survey, row)
    if "enterprise" in columns:
        columns = {**columns, "enterprise": survey.other}
    with refused(type(row), name):
        write(row, **columns)


def test_every_constraint_has_a_refusal():
    assert constraints_of("surveys") == {*REFUSED}


def test_closed_case_makes_room_for_another(survey):
    change(survey.case, closed_on=OPENED)
    again = copy(survey.case, closed_on=None)
    assert set(OutreachCase.objects.all()) == {survey.case, again}


def test_voiding_a_case_takes_its_visits_out(survey):
    survey.case.void(by=None, reason="Nhập trùng")
    assert not Visit.objects.exists()
    assert copy(survey.case, voided_at=None).pk


def test_campaign_with_records_is_not_voided(survey):
    survey.draft.void(by=None, reason="Nhập trùng")
    message = "Chưa hủy được: còn 1 phiếu khảo sát gắn với dòng này."
    with pytest.raises(VoidError, match=message):
        survey.campaign.void(by=None, reason="Nhập trùng")
    survey.record.void(by=None, reason="Nhập trùng")
    survey.campaign.void(by=None, reason="Nhập trùng")
    assert not SurveyRecord.objects.exists()
    assert not ListedEnterprise.objects.exists()


def test_enterprise_with_a_case_is_not_voided(survey):
    for row in (survey.listed, survey.draft, survey.record):
        row.void(by=None, reason="Nhập trùng")
    with pytest.raises(VoidError, match="còn 1 hồ sơ vận động gắn"):
        survey.enterprise.void(by=None, reason="Nhập trùng")
    survey.enterprise.refresh_from_db()
    assert survey.enterprise.voided_at is None
