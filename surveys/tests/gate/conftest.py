"""A campaign with two teams at the gate, and who may do what there."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group

from accounts.groups import OFFICE, SURVEYOR
from accounts.models import User
from branches.tests.factories import AccessFactory, CommitteeFactory
from enterprises.models import Agency, Enterprise, Ward
from enterprises.tests.factories import AddressFactory, tax_code
from hoangmai_party import clock
from surveys.models import Assignment, Campaign, Team
from surveys.tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    ListedEnterpriseFactory,
    TeamFactory,
)
from surveys.tests.gate.acting import file_record

TODAY = dt.date(2021, 5, 10)


@dataclass
class Gate:
    """Three enterprises of the team's ward, one of the other team's, one of nobody's."""

    campaign: Campaign
    team: Team
    assignment: Assignment
    surveyor: User
    office: User
    mine: list
    theirs: Enterprise
    unlisted: Enterprise


def user_of(group, username, full_name):
    """Somebody of a group, who looks after the whole body."""
    user = User.objects.create_user(username, full_name=full_name)
    user.groups.add(Group.objects.get(name=group))
    committee = CommitteeFactory.create(code=f"DB-{username}")
    AccessFactory(user=user, committee=committee)
    return user


def enterprise(name, serial, ward):
    found = Enterprise(name=name, legal_form="llc_multi", tax_code=tax_code(serial))
    found.save()
    AddressFactory(enterprise=found, ward=ward)
    return found


def list_them(campaign, assignment, *enterprises):
    for number, row in enumerate(enterprises, 1):
        ListedEnterpriseFactory(
            campaign=campaign,
            assignment=assignment,
            ward=assignment.ward,
            enterprise=row,
            number=number,
            tax_code=row.tax_code,
            address="Số 1 phố Thử nghiệm",
        )


@pytest.fixture
def gate(db):
    with clock.fixed(TODAY):
        here, there = Ward.objects.filter(ended_on__isnull=False)[:2]
        agency = Agency.objects.create(kind="tax", name="Chi cục Thuế quận")
        campaign = CampaignFactory(name="Đợt 1")
        team = TeamFactory(campaign=campaign, name="Tổ 1")
        other = TeamFactory(campaign=campaign, name="Tổ 2")
        surveyor = user_of(SURVEYOR, "khaosat", "Trần Thị Khảo Sát")
        team.users.add(surveyor)
        mine = [
            enterprise(name, n, here)
            for n, name in enumerate(("Công ty Ánh Dương", "Dệt Bình", "Cơ khí Cường"))
        ]
        theirs = enterprise("Xưởng Dũng", 11, there)
        assignment = AssignmentFactory(team=team, ward=here, agency=agency)
        list_them(campaign, assignment, *mine)
        list_them(campaign, AssignmentFactory(team=other, ward=there), theirs)
        yield Gate(
            campaign=campaign,
            team=team,
            assignment=assignment,
            surveyor=surveyor,
            office=user_of(OFFICE, "vanphong", "Lê Văn Phòng"),
            mine=mine,
            theirs=theirs,
            unlisted=enterprise("Nhà in Én", 21, here),
        )


@pytest.fixture
def close(gate):
    """Close the campaign, as the room of campaigns does."""

    def run():
        gate.campaign.closed_on = dt.date(2021, 5, 9)
        gate.campaign.save()

    return run


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
