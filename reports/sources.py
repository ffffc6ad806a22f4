"""The rows that figures count: one queryset per table, for a scope.

Each adds `day` (the business day of the row) where it is an event, and reaches
its branch or its enterprise, from which the ward is taken.
"""

from django.db.models import Exists, F, OuterRef, Subquery

from branches.models import BranchEnterprise
from enterprises.models import EnterpriseAddress
from hoangmai_party.periods import in_force
from members.models import Ownership
from members.roll import links, roll
from surveys.models import SurveyRecord, Visit


def people(scope):
    """The roll, with `owner_on_joining`: chủ doanh nghiệp on the first day."""
    return roll(scope.reach).annotate(owner_on_joining=owner_on("started_on"))


def branches(scope):
    """The links of branches to the committee."""
    return links(scope.reach).annotate(day=F("started_on"))


def surveys(scope):
    """Survey records; of the whole Đảng bộ, never of a branch."""
    rows = SurveyRecord.objects if scope.is_whole else SurveyRecord.objects.none()
    return rows.annotate(day=F("surveyed_on"))


def visits(scope):
    """Visits to owners; of the whole Đảng bộ, never of a branch."""
    rows = Visit.objects if scope.is_whole else Visit.objects.none()
    return rows.annotate(day=F("visited_on"))


def owner_on(day):
    """Condition: the member owns an enterprise on `day` (a lookup or a date)."""
    day = OuterRef(day) if isinstance(day, str) else day
    owned = Ownership.objects.filter(in_force(day), member=OuterRef("member"))
    return Exists(owned)


def ward_of_branch(branch, day):
    """Subquery: ward of the host enterprise of `branch` (lookup) on `day`.

    `day` is a lookup of the row or a date.
    """
    inner = OuterRef(OuterRef(day)) if isinstance(day, str) else day
    host = BranchEnterprise.objects.filter(
        in_force(inner), branch=OuterRef(OuterRef(branch)), is_host=True
    )
    addresses = _addresses(day).filter(enterprise__in=host.values("enterprise"))
    return Subquery(addresses.values("ward")[:1])


def ward_of_enterprise(enterprise, day):
    """Subquery: ward where `enterprise` (lookup) works on `day`."""
    addresses = _addresses(day).filter(enterprise=OuterRef(enterprise))
    return Subquery(addresses.values("ward")[:1])


def _addresses(day):
    day = OuterRef(day) if isinstance(day, str) else day
    kind = EnterpriseAddress.Kind.OPERATING
    return EnterpriseAddress.objects.filter(in_force(day), kind=kind)
