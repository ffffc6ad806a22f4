"""One row of each kind of a branch's year, for the tests about them."""

import datetime as dt

from accounts.tests.raw import copy
from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    InspectionFollowUp,
    Meeting,
    SteeringCommittee,
    SteeringSeat,
)
from branches.tests.factories import BranchFactory
from enterprises.models import Agency

MET = dt.date(2021, 3, 10)
SIGNED = dt.date(2020, 6, 1)


def rows_of(house):
    """{name: row}: a year of the branch of `house` and of its committees."""
    return meetings(house) | inspections(house) | agreements(house) | steering(house)


def another(house, row):
    """A row like `row`: of a new branch beside it, or a Ban Chỉ đạo with its head."""
    if not isinstance(row, SteeringCommittee):
        return copy(row, branch=BranchFactory(committee=house.lower))
    other = copy(row, name=f"Ban {SteeringCommittee.objects.count()}")
    copy(house.seat, steering=other)
    return other


def meetings(house):
    sat = {"held_on": MET, "due": 10, "present": 7, "excused": 1}
    return {
        "meeting": Meeting.objects.create(
            branch=house.branch, kind="regular", minutes=90, topic="Tháng 3", **sat
        ),
        "of_committee": Meeting.objects.create(
            committee=house.lower, kind="briefing", **sat
        ),
        "congress": Congress.objects.create(
            branch=house.branch,
            term="2020–2022",
            held_on=SIGNED,
            summoned=12,
            present=11,
            present_official=9,
            number="15-QĐ/ĐU",
            approved_on=dt.date(2020, 6, 20),
        ),
    }


def inspections(house):
    inspection = Inspection.objects.create(
        kind="compliance",
        branch=house.branch,
        inspector=house.lower,
        topic="Thu nộp đảng phí",
        number="7-QĐ/ĐU",
        decided_on=dt.date(2021, 4, 1),
        covers_from=dt.date(2020, 1, 1),
        covers_to=dt.date(2020, 12, 31),
        began_on=dt.date(2021, 4, 15),
        concluded_on=dt.date(2021, 5, 20),
        conclusion_number="3-KL/ĐU",
        findings="Thu đủ, nộp chậm",
    )
    return {
        "inspection": inspection,
        "follow_up": InspectionFollowUp.objects.create(
            inspection=inspection,
            content="Nộp đúng hạn",
            due_on=dt.date(2021, 6, 30),
            done_on=dt.date(2021, 6, 20),
            result="Đã nộp",
        ),
    }


def agreements(house):
    return {
        "regulation": CoordinationRegulation.objects.create(
            branch=house.branch,
            enterprise=house.host.enterprise,
            counterpart="director",
            number="1-QC",
            signed_on=SIGNED,
            started_on=SIGNED,
            reviewed_on=dt.date(2021, 6, 1),
        )
    }


def steering(house):
    steering = SteeringCommittee.objects.create(
        committee=house.lower, number="9-QĐ/ĐU", started_on=SIGNED
    )
    agency = Agency.objects.create(name="Chi cục Thuế", kind=Agency.Kind.values[0])
    return {
        "steering": steering,
        "seat": SteeringSeat.objects.create(
            steering=steering,
            full_name="Nguyễn Văn Trưởng",
            role="head",
            agency=agency,
            started_on=SIGNED,
        ),
    }
