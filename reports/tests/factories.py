import datetime as dt

import factory

from reports.models import Target


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    indicator = "T02"
    level = Target.Level.ASSIGNED
    year = 2021
    value = 4
    decided_on = dt.date(2021, 1, 15)
