"""A filed record tells the open case of its enterprise."""

from accounts.log import acting_as
from surveys.gate import acts
from surveys.tests.factories import OutreachCaseFactory
from surveys.tests.gate.conftest import TODAY


def test_filed_record_takes_a_listed_case_further(gate):
    enterprise, by = gate.mine[0], gate.surveyor
    case = OutreachCaseFactory(enterprise=enterprise, opened_on=TODAY)
    done = OutreachCaseFactory(
        enterprise=enterprise, opened_on=TODAY, closed_on=TODAY, note="Tạm dừng"
    )
    with acting_as(user=by):
        record = acts.file_record(
            campaign=gate.campaign,
            enterprise=enterprise,
            by=by,
            surveyed_on=TODAY,
            found="operating",
        )
    case.refresh_from_db()
    assert case.record == record
    assert [*case.steps.values_list("stage", "happened_on")] == [("surveyed", TODAY)]
    done.refresh_from_db()
    assert (done.record, done.steps.count()) == (None, 0)
