"""Khảo sát, vận động as figures: the register, wards, agencies, coverage, progress."""

from enterprises.register import enterprises_on
from reports import sources
from reports.indicators import BY_CODE
from surveys.models import Campaign

__all__ = ["agency_kinds", "enterprises_on", "wards_surveyed"]


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
