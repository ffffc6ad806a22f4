import datetime as dt

import factory

from branches.tests.factories import BranchFactory
from members.models import Member, Placement, Spell


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Member

    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {n}")
    sex = Member.Sex.MALE
    born_on = dt.date(1990, 1, 1)


class SpellFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Spell

    member = factory.SubFactory(MemberFactory)
    decision_on = dt.date(2020, 12, 1)
    ceremony_on = dt.date(2021, 1, 1)


class PlacementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Placement

    spell = factory.SubFactory(SpellFactory)
    branch = factory.SubFactory(BranchFactory)
    started_on = factory.LazyAttribute(lambda o: o.spell.ceremony_on)
    began = Placement.Began.ADMITTED
