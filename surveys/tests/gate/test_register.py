"""What a record tells the register: offered, ticked by a person, one change set."""

import datetime as dt

import pytest

from accounts.log import acting_as
from accounts.models import LogEvent
from accounts.tests.desk import written
from enterprises.models import (
    EnterpriseAddress,
    EnterpriseStatus,
    Headcount,
    MassOrganisation,
)
from members.actions import NotPossibleError
from surveys.gate import register
from surveys.tests.factories import SurveyedOrganisationFactory, SurveyRecordFactory

DAY = dt.date(2021, 4, 15)


@pytest.fixture
def record(gate):
    return SurveyRecordFactory(
        campaign=gate.campaign,
        enterprise=gate.mine[0],
        agency=gate.assignment.agency,
        found="moved_out",
        workers=40,
        members_official=2,
        real_address="Số 9 phố Mới",
        real_ward=gate.assignment.ward,
    )


def test_nothing_is_written_by_offering(record):
    SurveyedOrganisationFactory(record=record, members=12)
    before = written()
    assert [(o.key, o.words, o.asks_day) for o in register.offers(record)] == [
        ("headcount", "tổng số lao động 40, đảng viên chính thức 2", False),
        ("status", "chưa ghi → Chuyển khỏi địa bàn", False),
        (
            "address",
            (
                f"Số 1 phố Thử nghiệm, {record.real_ward} → Số 9 phố Mới, "
                f"{record.real_ward}"
            ),
            False,
        ),
        ("org-trade_union", "chưa có trong sổ → 12 đoàn viên, hội viên", True),
    ]
    assert written() == before


def test_ticked_facts_are_one_change_set(gate, record):
    EnterpriseStatus.objects.create(
        enterprise=record.enterprise, status="operating", started_on=dt.date(2015, 1, 1)
    )
    with acting_as(user=gate.surveyor):
        register.write(record, ["headcount", "status", "address"], gate.surveyor)
    count = Headcount.objects.get()
    assert (count.counted_on, count.agency, count.workers, count.members_official) == (
        DAY,
        gate.assignment.agency,
        40,
        2,
    )
    statuses = EnterpriseStatus.objects.values_list("status", "started_on", "ended_on")
    assert [*statuses] == [
        ("operating", dt.date(2015, 1, 1), DAY),
        ("relocated", DAY, None),
    ]
    places = EnterpriseAddress.objects.filter(enterprise=record.enterprise)
    assert [*places.values_list("line", "ended_on")] == [
        ("Số 1 phố Thử nghiệm", DAY),
        ("Số 9 phố Mới", None),
    ]
    events = LogEvent.objects.filter(reason__startswith="Ghi vào sổ doanh nghiệp")
    assert (events.count(), len(set(events.values_list("change_set")))) == (5, 1)
    assert register.offers(record) == []


def test_new_organisation_begins_on_its_own_day(gate, record):
    """Not on the day of the survey: the year would count it as newly founded."""
    SurveyedOrganisationFactory(record=record, members=12)
    key = "org-trade_union"
    with acting_as(user=gate.surveyor):
        with pytest.raises(NotPossibleError, match="ghi ngày thành lập"):
            register.write(record, [key], gate.surveyor)
        days = {key: dt.date(2012, 3, 1)}
        register.write(record, [key], gate.surveyor, days)
    row = MassOrganisation.objects.get()
    assert (row.kind, row.started_on, row.members) == (
        "trade_union",
        dt.date(2012, 3, 1),
        12,
    )


def test_known_organisation_is_counted_anew(gate, record):
    MassOrganisation.objects.create(
        enterprise=record.enterprise,
        kind="trade_union",
        members=10,
        started_on=dt.date(2012, 3, 1),
    )
    SurveyedOrganisationFactory(record=record, members=12)
    with acting_as(user=gate.surveyor):
        register.write(record, ["org-trade_union"], gate.surveyor)
    assert [*MassOrganisation.objects.values_list("members", "started_on")] == [
        (12, dt.date(2012, 3, 1))
    ]


@pytest.mark.parametrize("keys", [[], ["nothing"], ["status", "nothing"]])
def test_what_is_not_offered_is_refused(gate, record, keys):
    before = written()
    with acting_as(user=gate.surveyor), pytest.raises(NotPossibleError):
        register.write(record, keys, gate.surveyor)
    assert written() == before


def test_all_or_nothing_where_a_later_row_stands(gate, record):
    EnterpriseStatus.objects.create(
        enterprise=record.enterprise, status="operating", started_on=dt.date(2021, 5, 1)
    )
    before = written()
    with (
        acting_as(user=gate.surveyor),
        pytest.raises(NotPossibleError, match="từ ngày 01/05/2021"),
    ):
        register.write(record, ["headcount", "status"], gate.surveyor)
    assert written() == before
