"""What is written when a record is filed, and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.log import acting_as
from accounts.models import LogEvent, User
from accounts.records import VoidError
from accounts.tests.desk import written
from enterprises.tests.factories import EnterpriseFactory
from members.actions import NotPossibleError, in_words
from surveys.gate import acts, drafts
from surveys.models import SurveyDraft, SurveyedOrganisation, SurveyRecord
from surveys.tests.factories import (
    CampaignFactory,
    OutreachCaseFactory,
    SurveyDraftFactory,
    SurveyRecordFactory,
)
from surveys.tests.gate.conftest import TODAY

DAY = dt.date(2021, 4, 15)
WHY = (
    "3 đảng viên chính thức, chưa có tổ chức đảng: đủ điều kiện theo quy định tối thiểu "
    "3 (Điều lệ Đảng (2011), Điều 21)"
)


@pytest.fixture
def by(db):
    return User.objects.create(username="lan")


def file_record(by, **fields):
    facts = {"surveyed_on": DAY, "found": "operating", **fields}
    with acting_as(user=by):
        return acts.file_record(by=by, **facts)


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


def corrected(gate, record, by, **more):
    with acting_as(user=by):
        return acts.correct(record, by=by, reason="Đếm nhầm", **more)


def confirmed(gate, record, result="eligible", reason=""):
    with acting_as(user=gate.office):
        return acts.confirm(record, result, gate.office, reason)


@pytest.fixture
def filed(gate):
    """A record of the team, proposed as eligible, with a union."""
    return file_record(
        gate.surveyor,
        campaign=gate.campaign,
        enterprise=gate.mine[0],
        team=gate.team,
        party_body="none",
        members_official=3,
        note="Chật chỗ",
        organisations=[("trade_union", 12)],
    )


def test_class_is_confirmed_by_the_office_alone(gate, filed):
    with acting_as(user=gate.surveyor), pytest.raises(PermissionDenied):
        acts.confirm(filed, "eligible", gate.surveyor)
    confirmed(gate, filed)
    filed.refresh_from_db()
    assert (filed.result, filed.confirmed_by, filed.confirmed_on) == (
        "eligible",
        gate.office,
        TODAY,
    )
    assert filed.confirm_reason == ""


@pytest.mark.parametrize("reason", ["", "  "])
def test_another_class_needs_a_reason(gate, filed, reason):
    before = written()
    with pytest.raises(NotPossibleError, match="khác với đề xuất của sổ"):
        confirmed(gate, filed, "near_eligible", reason)
    assert written() == before
    confirmed(gate, filed, "near_eligible", "Một người sắp nghỉ")
    filed.refresh_from_db()
    assert (filed.result, filed.confirm_reason) == (
        "near_eligible",
        "Một người sắp nghỉ",
    )


def test_class_that_does_not_exist_is_refused(gate, filed):
    for result in ("", "good"):
        with pytest.raises(NotPossibleError, match="Chưa chọn kết quả"):
            confirmed(gate, filed, result, "Vì sao")


def test_class_of_a_closed_campaign_is_not_confirmed(gate, filed, close):
    close()
    before = written()
    with pytest.raises(NotPossibleError, match="Đợt khảo sát đã đóng"):
        confirmed(gate, filed)
    assert written() == before


def test_one_wrong_row_confirms_none(gate, filed):
    other = SurveyRecordFactory(campaign=gate.campaign, proposed="")
    with acting_as(user=gate.office), pytest.raises(NotPossibleError):
        acts.confirm_proposed([filed, other], gate.office)
    assert not SurveyRecord.objects.exclude(result="").exists()
    with acting_as(user=gate.office):
        assert acts.confirm_proposed([filed], gate.office) == 1
    assert SurveyRecord.objects.get(result="eligible") == filed


def test_correction_is_a_new_row_that_names_the_old_one(gate, filed):
    case = OutreachCaseFactory(enterprise=filed.enterprise, record=filed)
    new = corrected(gate, filed, gate.surveyor, members_official=2)
    filed.refresh_from_db()
    assert (filed.void_reason, filed.voided_by) == ("Đếm nhầm", gate.surveyor)
    assert (new.corrects, new.correction_reason) == (filed, "Đếm nhầm")
    assert (new.members_official, new.note, new.proposed) == (
        2,
        "Chật chỗ",
        "near_eligible",
    )
    parts = SurveyedOrganisation.objects.values_list("record", "kind", "members")
    assert [*parts] == [(new.pk, "trade_union", 12)]
    case.refresh_from_db()
    assert case.record == new
    events = LogEvent.objects.filter(reason__startswith="Sửa phiếu khảo sát")
    assert len(set(events.values_list("change_set"))) == 1
    assert list(SurveyRecord.objects.all()) == [new]


def test_confirmed_class_stays_while_the_proposal_is_the_same(gate, filed):
    confirmed(gate, filed)
    same = corrected(gate, filed, gate.surveyor, note="Rất chật chỗ")
    assert (same.result, same.confirmed_by) == ("eligible", gate.office)
    other = corrected(gate, same, gate.surveyor, members_official=2)
    assert (other.proposed, other.result, other.confirmed_by) == (
        "near_eligible",
        "",
        None,
    )


def test_correction_without_a_reason_is_refused(gate, filed):
    before = written()
    with acting_as(user=gate.office), pytest.raises(NotPossibleError, match="lý do"):
        acts.correct(filed, by=gate.office, reason=" ", note="x")
    assert written() == before


def test_wrong_correction_leaves_the_old_record(gate, filed):
    before = written()
    with pytest.raises(ValidationError) as refused:
        corrected(gate, filed, gate.surveyor, workers=3, women=4)
    assert [*refused.value.message_dict] == ["women"]
    assert written() == before
    assert list(SurveyRecord.objects.all()) == [filed]


def test_replaced_record_is_not_corrected_again(gate, filed):
    corrected(gate, filed, gate.surveyor, note="x")
    with pytest.raises(NotPossibleError, match="đã được thay bằng phiếu khác"):
        corrected(gate, filed, gate.surveyor, note="y")


def test_closed_campaign_is_corrected_by_the_office_alone(gate, filed, close):
    confirmed(gate, filed)
    close()
    before = written()
    with pytest.raises(PermissionDenied):
        corrected(gate, filed, gate.surveyor, members_official=2)
    assert written() == before
    new = corrected(gate, filed, gate.office, members_official=2)
    assert (new.result, new.confirmed_by, new.corrects) == (
        "near_eligible",
        gate.office,
        filed,
    )


def test_correction_in_a_closed_campaign_needs_some_class(gate, filed, close):
    close()
    facts = {"members_official": None, "prospects": None}
    with pytest.raises(NotPossibleError, match="Chưa chọn kết quả phân loại"):
        corrected(gate, filed, gate.office, **facts)
    new = corrected(gate, filed, gate.office, result="no_source", **facts)
    assert (new.result, new.confirm_reason) == ("no_source", "Đếm nhầm")


def test_record_of_a_closed_campaign_is_not_edited(filed, close):
    close()
    filed.note = "khác"
    with pytest.raises(ValidationError, match="Đợt khảo sát này đã đóng"):
        SurveyRecord.objects.get(pk=filed.pk).full_clean()
    with pytest.raises(ValidationError, match="Đợt khảo sát này đã đóng"):
        filed.full_clean()


def test_record_does_not_slip_out_of_a_closed_campaign(filed, close):
    close()
    filed.campaign = CampaignFactory()
    with pytest.raises(ValidationError, match="Đợt khảo sát này đã đóng"):
        filed.full_clean()


def test_correction_of_a_closed_campaign_is_not_edited_either(gate, filed, close):
    close()
    new = corrected(gate, filed, gate.office)
    with pytest.raises(ValidationError, match="Đợt khảo sát này đã đóng"):
        SurveyRecord.objects.get(pk=new.pk).full_clean()


def test_record_of_a_closed_campaign_is_not_voided(gate, filed, close):
    close()
    record = SurveyRecord.objects.get(pk=filed.pk)
    for row in (record, record.organisations.get()):
        with pytest.raises(VoidError, match="Đợt khảo sát này đã đóng"):
            row.void(by=gate.office, reason="Nhập nhầm")
    part = SurveyedOrganisation.objects.get()
    with pytest.raises(ValidationError, match="Đợt khảo sát này đã đóng"):
        part.full_clean()
    assert list(SurveyRecord.objects.all()) == [record]


def test_open_campaign_lets_a_record_be_voided(gate, filed):
    filed.void(by=gate.office, reason="Nhập nhầm")
    assert not SurveyRecord.objects.exists()


def test_draft_that_is_twice_is_refused_in_words(gate):
    """Two requests of one phone at once: the database is asked, and answers in words."""
    typed = {"campaign": gate.campaign, "enterprise": gate.mine[0]}
    drafts.keep(**typed, by=gate.surveyor, typed={"note": "a"})
    said = "Đã có một phiếu đang nhập"
    with pytest.raises(NotPossibleError, match=said), in_words():
        SurveyDraftFactory(**typed, entered_by=gate.surveyor)
    drafts.keep(**typed, by=gate.surveyor, typed={"signer": "b"})
    assert SurveyDraft.objects.get().typed == {"note": "a", "signer": "b"}
