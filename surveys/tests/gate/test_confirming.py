"""Who confirms a class, and with which reason."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.log import acting_as
from accounts.tests.desk import written
from members.actions import NotPossibleError
from surveys.gate import acts
from surveys.models import SurveyRecord
from surveys.tests.factories import SurveyRecordFactory
from surveys.tests.gate.acting import confirmed
from surveys.tests.gate.conftest import TODAY


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
