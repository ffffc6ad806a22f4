"""Khảo sát, vận động as figures: the register, wards, agencies, coverage, progress."""

from django.db.models import Exists, OuterRef, Q

from enterprises.models import Enterprise, EnterpriseStatus
from hoangmai_party.periods import in_force
from reports import sources
from reports.indicators import BY_CODE
from surveys.models import Campaign

_GONE = (EnterpriseStatus.Status.CLOSED, EnterpriseStatus.Status.RELOCATED)


def enterprises_on(day):
    """Doanh nghiệp quản lý: on the register on `day`, neither closed nor gone away."""
    gone = EnterpriseStatus.objects.filter(
        in_force(day), enterprise=OuterRef("pk"), status__in=_GONE
    )
    return Enterprise.objects.filter(
        ~Exists(gone), Q(founded_on=None) | Q(founded_on__lte=day)
    )


def wards_surveyed(scope, span):
    """The ids of the wards in which enterprises were surveyed in the span."""
    found = BY_CODE["T04"]
    rows = found.source(scope).filter(found.where(span))
    ward = sources.ward_of_enterprise(found.enterprise, found.day)
    wards = rows.annotate(ward=ward).order_by().values_list("ward", flat=True)
    return wards.exclude(ward=None).distinct()


def agency_kinds(span):
    """The kinds of agencies that took part in the campaigns of the span."""
    campaigns = Campaign.objects.filter(started_on__range=span.days)
    took_part = campaigns.filter(agencies__isnull=False, agencies__voided_at=None)
    return set(took_part.order_by().values_list("agencies__kind", flat=True))
