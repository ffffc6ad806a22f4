import datetime as dt
from types import SimpleNamespace

import pytest

from accounts.models import User
from branches.models import BranchEvent
from branches.tests.factories import BranchFactory
from enterprises.models import Ward
from enterprises.tests.factories import EnterpriseFactory
from members.tests.factories import MemberFactory
from surveys.models import Campaign, OutreachCase, RankingWeight, SurveyRecord, Visit
from surveys.tests import factories

OPENED = dt.date(2021, 3, 1)


@pytest.fixture
def survey(db):
    """One row of each table, of one campaign and one open case; another enterprise."""
    enterprise, other = EnterpriseFactory.create_batch(2)
    campaign = Campaign.objects.create(name="Đợt 1", started_on=OPENED)
    record = SurveyRecord.objects.create(
        campaign=campaign, enterprise=enterprise, surveyed_on=OPENED
    )
    BranchFactory()
    return SimpleNamespace(
        enterprise=enterprise,
        other=other,
        campaign=campaign,
        record=record,
        founding=BranchEvent.objects.get(),
        weight=RankingWeight.objects.get(code="union"),
        **_of_campaign(campaign, enterprise, record),
        **_of_case(
            OutreachCase.objects.create(enterprise=enterprise, opened_on=OPENED)
        ),
    )


def _of_campaign(campaign, enterprise, record):
    listed = {"campaign": campaign, "enterprise": enterprise}
    team = factories.TeamFactory(campaign=campaign)
    return {
        "team": team,
        "assignment": factories.AssignmentFactory(team=team),
        "listed": factories.ListedEnterpriseFactory(
            **listed, ward=Ward.objects.order_by("pk").first()
        ),
        "draft": factories.SurveyDraftFactory(
            **listed, entered_by=User.objects.create(username="khaosat")
        ),
        "organisation": factories.SurveyedOrganisationFactory(record=record),
    }


def _of_case(case):
    item = factories.FoundingItemFactory()
    return {
        "case": case,
        "visit": Visit.objects.create(case=case, visited_on=OPENED, met="owner"),
        "step": factories.CaseStepFactory(case=case, happened_on=OPENED),
        "proposal": factories.ProposalFactory(case=case, raised_on=OPENED),
        "item": item,
        "paper": factories.FoundingPaperFactory(case=case, item=item),
        "person": factories.FoundingPersonFactory(case=case, role="secretary"),
        "known": factories.FoundingPersonFactory(
            case=case, member=MemberFactory(), full_name=""
        ),
    }
