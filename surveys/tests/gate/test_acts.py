"""What is written when a record is filed, and what is refused."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.groups import OFFICE
from accounts.models import LogEvent, User
from accounts.tests.desk import written
from enterprises.tests.factories import EnterpriseFactory
from members.actions import NotPossibleError, in_words
from surveys.gate import drafts
from surveys.models import SurveyDraft, SurveyedOrganisation, SurveyRecord
from surveys.tests.factories import (
    CampaignFactory,
    CaseStepFactory,
    OutreachCaseFactory,
    SurveyDraftFactory,
    SurveyRecordFactory,
)
from surveys.tests.gate.acting import file_record

WHY = (
    "3 đảng viên chính thức, chưa có tổ chức đảng: đủ điều kiện theo quy định tối thiểu "
    "3 (Điều lệ Đảng (2011), Điều 21)"
)


@pytest.fixture
def by(db):
    """Somebody of the office, who enters everywhere."""
    user = User.objects.create(username="lan")
    user.groups.add(Group.objects.get(name=OFFICE))
    return user


def test_record_is_filed_with_its_class_and_parts_in_one_change_set(by):
    draft = SurveyDraftFactory(entered_by=by)
    other = SurveyDraftFactory(
        campaign=draft.campaign,
        enterprise=draft.enterprise,
        entered_by=User.objects.create(username="mai"),
    )
    record = file_record(
        by,
        campaign=draft.campaign,
        enterprise=draft.enterprise,
        members_official=3,
        party_body="none",
        organisations=[("trade_union", 12), ("youth_union", None)],
    )
    record = SurveyRecord.objects.get(pk=record.pk)
    assert (record.proposed, record.proposed_because, record.result) == (
        "eligible",
        WHY,
        "",
    )
    parts = SurveyedOrganisation.objects.order_by("kind")
    assert [(p.record, p.kind, p.members) for p in parts] == [
        (record, "trade_union", 12),
        (record, "youth_union", None),
    ]
    assert list(SurveyDraft.objects.all()) == [other]
    events = LogEvent.objects.filter(reason=f"Ghi phiếu khảo sát: {record.enterprise}")
    assert sorted(events.values_list("kind", "table")) == [
        ("insert", "surveys_surveyedorganisation"),
        ("insert", "surveys_surveyedorganisation"),
        ("insert", "surveys_surveyrecord"),
        ("update", "surveys_surveydraft"),
    ]
    assert len(set(events.values_list("change_set"))) == 1


def test_closed_campaign_takes_no_record(by):
    campaign = CampaignFactory(name="Đợt 1", closed_on=dt.date(2021, 12, 31))
    enterprise = EnterpriseFactory()
    before = written()
    with pytest.raises(NotPossibleError) as refused:
        file_record(by, campaign=campaign, enterprise=enterprise)
    assert str(refused.value) == (
        "Đợt khảo sát “Đợt 1” đã đóng ngày 31/12/2021: không ghi thêm phiếu, chỉ văn "
        "phòng sửa được bằng một phiếu mới có ghi lý do."
    )
    assert written() == before


def test_second_record_of_the_campaign_is_refused(by):
    first = SurveyRecordFactory()
    before = written()
    with pytest.raises(ValidationError) as refused:
        file_record(by, campaign=first.campaign, enterprise=first.enterprise)
    assert refused.value.message_dict == {
        "enterprise": ["Doanh nghiệp đã có phiếu trong đợt này."]
    }
    assert written() == before


def test_nothing_is_written_when_a_part_is_wrong(by):
    draft = SurveyDraftFactory(entered_by=by)
    twice = [("trade_union", 1), ("trade_union", 2)]
    place = {"campaign": draft.campaign, "enterprise": draft.enterprise}
    before = written()
    with pytest.raises(ValidationError):
        file_record(by, **place, organisations=twice)
    assert written() == before


def test_record_of_another_team_s_enterprise_is_refused(gate):
    place = {"campaign": gate.campaign, "enterprise": gate.theirs}
    with pytest.raises(PermissionDenied):
        file_record(gate.surveyor, **place)


def test_draft_that_is_twice_is_refused_in_words(gate):
    """Two requests of one phone at once: the database is asked, and answers in words."""
    typed = {"campaign": gate.campaign, "enterprise": gate.mine[0]}
    drafts.keep(**typed, by=gate.surveyor, typed={"note": "a"})
    said = "Đã có một phiếu đang nhập"
    with pytest.raises(NotPossibleError, match=said), in_words():
        SurveyDraftFactory(**typed, entered_by=gate.surveyor)
    drafts.keep(**typed, by=gate.surveyor, typed={"signer": "b"})
    assert SurveyDraft.objects.get().typed == {"note": "a", "signer": "b"}


def test_record_takes_the_listed_case_of_its_enterprise_on(by):
    case = OutreachCaseFactory(opened_on=dt.date(2021, 3, 1))
    record = file_record(by, campaign=CampaignFactory(), enterprise=case.enterprise)
    case.refresh_from_db()
    [step] = case.steps.all()
    assert (case.record, step.stage, step.previous) == (record, "surveyed", "listed")
    assert step.happened_on == record.surveyed_on


def test_record_only_stands_at_a_case_that_is_further_on(by):
    case = OutreachCaseFactory(opened_on=dt.date(2021, 3, 1))
    CaseStepFactory(case=case, stage="outreach", happened_on=dt.date(2021, 3, 2))
    record = file_record(by, campaign=CampaignFactory(), enterprise=case.enterprise)
    case.refresh_from_db()
    assert case.record == record
    assert [step.stage for step in case.steps.all()] == ["outreach"]
