"""What the database refuses of surveys and cases; what is voided together."""

import datetime as dt

import pytest

from accounts.records import VoidError
from accounts.tests.raw import change, constraints_of, copy, refused
from surveys.models import OutreachCase, SurveyRecord, Visit
from surveys.tests.conftest import OPENED

pytestmark = pytest.mark.django_db

BEFORE = OPENED - dt.timedelta(days=1)

# constraint: (how it is written, which row, columns)
REFUSED = {
    "campaign_ends_after_start": (change, "campaign", {"ended_on": BEFORE}),
    "survey_record_once_a_campaign": (copy, "record", {}),
    "outreach_one_open_case": (copy, "case", {}),
    "outreach_closed_after_opened": (change, "case", {"closed_on": BEFORE}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_database_refuses(name, survey):
    write, row, columns = REFUSED[name]
    row = getattr(survey, row)
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
    message = "Chưa hủy được: còn 1 phiếu khảo sát gắn với dòng này."
    with pytest.raises(VoidError, match=message):
        survey.campaign.void(by=None, reason="Nhập trùng")
    survey.record.void(by=None, reason="Nhập trùng")
    survey.campaign.void(by=None, reason="Nhập trùng")
    assert not SurveyRecord.objects.exists()


def test_enterprise_with_a_case_is_not_voided(survey):
    survey.record.void(by=None, reason="Nhập trùng")
    with pytest.raises(VoidError, match="còn 1 hồ sơ vận động gắn"):
        survey.enterprise.void(by=None, reason="Nhập trùng")
    survey.enterprise.refresh_from_db()
    assert survey.enterprise.voided_at is None
