import datetime as dt

import factory

from enterprises.tests.factories import EnterpriseFactory
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit


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
