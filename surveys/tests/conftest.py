import datetime as dt
from types import SimpleNamespace

import pytest

from branches.models import BranchEvent
from branches.tests.factories import BranchFactory
from enterprises.tests.factories import EnterpriseFactory
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit

OPENED = dt.date(2021, 3, 1)


@pytest.fixture
def survey(db):
    """One campaign, one record, one open case with a visit, and another enterprise."""
    enterprise, other = EnterpriseFactory.create_batch(2)
    campaign = Campaign.objects.create(name="Đợt 1", started_on=OPENED)
    case = OutreachCase.objects.create(enterprise=enterprise, opened_on=OPENED)
    BranchFactory()
    return SimpleNamespace(
        enterprise=enterprise,
        other=other,
        campaign=campaign,
        record=SurveyRecord.objects.create(
            campaign=campaign, enterprise=enterprise, surveyed_on=OPENED
        ),
        case=case,
        visit=Visit.objects.create(case=case, visited_on=OPENED, met="owner"),
        founding=BranchEvent.objects.get(),
    )
