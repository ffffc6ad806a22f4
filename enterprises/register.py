"""Doanh nghiệp quản lý: who is on the register on a day."""

from django.db.models import Exists, OuterRef, Q

from enterprises.models import Enterprise, EnterpriseStatus
from hoangmai_party.periods import in_force

_GONE = (EnterpriseStatus.Status.CLOSED, EnterpriseStatus.Status.RELOCATED)


def on_register(day):
    """On the register on `day`, neither closed nor gone away."""
    gone = EnterpriseStatus.objects.filter(
        in_force(day), enterprise=OuterRef("pk"), status__in=_GONE
    )
    return Enterprise.objects.filter(
        ~Exists(gone), Q(founded_on=None) | Q(founded_on__lte=day)
    )
