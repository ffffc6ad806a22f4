import datetime as dt

import factory

from enterprises.models import Ward
from enterprises.tests.factories import EnterpriseFactory
from surveys.models import (
    Assignment,
    Campaign,
    CaseStage,
    CaseStep,
    FoundingItem,
    FoundingPaper,
    FoundingPerson,
    ListedEnterprise,
    OutreachCase,
    Proposal,
    SurveyDraft,
    SurveyedOrganisation,
    SurveyRecord,
    Team,
    Visit,
)


class CampaignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Campaign

    name = factory.Sequence(lambda n: f"Đợt khảo sát {n}")
    started_on = dt.date(2021, 4, 1)


class SurveyRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SurveyRecord

    campaign = factory.SubFactory(CampaignFactory)
    enterprise = factory.SubFactory(EnterpriseFactory)
    surveyed_on = dt.date(2021, 4, 15)


class OutreachCaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutreachCase

    enterprise = factory.SubFactory(EnterpriseFactory)
    opened_on = dt.date(2021, 5, 1)


class VisitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Visit

    case = factory.SubFactory(OutreachCaseFactory)
    visited_on = dt.date(2021, 5, 15)
    met = Visit.Met.OWNER


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    campaign = factory.SubFactory(CampaignFactory)
    name = factory.Sequence(lambda n: f"Tổ {n}")


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assignment

    team = factory.SubFactory(TeamFactory)
    campaign = factory.SelfAttribute("team.campaign")
    ward = factory.LazyFunction(lambda: Ward.objects.order_by("pk").first())


class ListedEnterpriseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ListedEnterprise

    campaign = factory.SubFactory(CampaignFactory)
    enterprise = factory.SubFactory(EnterpriseFactory)
    name = factory.SelfAttribute("enterprise.name")
    number = factory.Sequence(lambda n: n + 1)
    listed_on = dt.date(2021, 4, 1)


class SurveyedOrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SurveyedOrganisation

    record = factory.SubFactory(SurveyRecordFactory)
    kind = "trade_union"


class SurveyDraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SurveyDraft

    campaign = factory.SubFactory(CampaignFactory)
    enterprise = factory.SubFactory(EnterpriseFactory)


class CaseStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CaseStep

    case = factory.SubFactory(OutreachCaseFactory)
    stage = CaseStage.SURVEYED
    happened_on = dt.date(2021, 5, 10)


class ProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Proposal

    case = factory.SubFactory(OutreachCaseFactory)
    raised_on = dt.date(2021, 5, 15)
    content = "Đề nghị hỗ trợ chỗ để xe"


class FoundingItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FoundingItem

    name = factory.Sequence(lambda n: f"Giấy tờ {n}")
    started_on = dt.date(2020, 1, 1)


class FoundingPaperFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FoundingPaper

    case = factory.SubFactory(OutreachCaseFactory)
    item = factory.SubFactory(FoundingItemFactory)
    received_on = dt.date(2021, 6, 1)


class FoundingPersonFactory(factory.django.DjangoModelFactory):
    """Somebody from outside the register; a member of it is given as `member`."""

    class Meta:
        model = FoundingPerson

    case = factory.SubFactory(OutreachCaseFactory)
    full_name = factory.Sequence(lambda n: f"Lê Văn {n}")
    sex = "male"
    born_on = dt.date(1980, 1, 1)
    ceremony_on = dt.date(2010, 5, 19)
    official_on = dt.date(2011, 5, 19)
