import datetime as dt

import factory

from branches import actions
from branches.models import Access, Branch, Committee, CommitteeSuperior, OrgType

FOUNDED = dt.date(2015, 9, 17)


class CommitteeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Committee

    # Four digits from the first on: codes stand in the order in which they are made.
    code = factory.Sequence(lambda n: f"DB{n + 1000}")
    name = factory.Sequence(lambda n: f"Đảng bộ {n}")
    executive = factory.LazyAttribute(lambda o: o.name.replace("Đảng bộ", "Đảng ủy"))
    kind = OrgType.GRASSROOTS
    founded_on = FOUNDED


class SuperiorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommitteeSuperior

    committee = factory.SubFactory(CommitteeFactory)
    superior = factory.SubFactory(CommitteeFactory)
    started_on = FOUNDED


class BranchFactory(factory.django.DjangoModelFactory):
    """A branch founded under a committee on a day, by the action that clerks use."""

    class Meta:
        model = Branch

    code = factory.Sequence(lambda n: f"CB{n + 1000}")
    committee = factory.SubFactory(CommitteeFactory)
    founded_on = FOUNDED
    enterprises = ()

    @classmethod
    def _create(cls, model_class, *, code, committee, founded_on, enterprises):
        return actions.found(
            code=code,
            name=f"Chi bộ {code}",
            org_type=OrgType.SUBORDINATE_CELL,
            committee=committee,
            enterprises=enterprises,
            number=f"{code}-QĐ/ĐUK",
            decided_on=founded_on,
        )


class AccessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Access

    started_on = FOUNDED
