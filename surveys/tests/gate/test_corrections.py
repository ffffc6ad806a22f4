"""A record is corrected by a new one; a closed campaign by the office alone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.log import acting_as
from accounts.models import LogEvent
from accounts.records import VoidError
from accounts.tests.desk import written
from members.actions import NotPossibleError
from surveys.gate import acts
from surveys.models import SurveyedOrganisation, SurveyRecord
from surveys.tests.factories import CampaignFactory, OutreachCaseFactory
from surveys.tests.gate.acting import confirmed, corrected


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
