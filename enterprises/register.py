"""The register of enterprises as it stood on a day: who is on it, and where it works."""

from django.db.models import Exists, OuterRef, Q

from enterprises import tax_code
from enterprises.models import Enterprise, EnterpriseAddress, EnterpriseStatus
from hoangmai_party.periods import in_force

_GONE = (EnterpriseStatus.Status.CLOSED, EnterpriseStatus.Status.RELOCATED)


def enterprises_on(day):
    """Doanh nghiệp quản lý: on the register on `day`, neither closed nor gone away."""
    gone = EnterpriseStatus.objects.filter(
        in_force(day), enterprise=OuterRef("pk"), status__in=_GONE
    )
    return Enterprise.objects.filter(
        ~Exists(gone), Q(founded_on=None) | Q(founded_on__lte=day)
    )


def has_tax_code(*typed):
    """Condition: the tax code is one of those typed; what is no code is nobody's."""
    codes = {tax_code.normalise(text) for text in typed}
    return Q(tax_code__in={code for code in codes if code.isdigit()})


def working_addresses(day):
    """Where enterprises work on `day` (a date or an expression); one row of each."""
    kind = EnterpriseAddress.Kind.OPERATING
    return EnterpriseAddress.objects.filter(in_force(day), kind=kind)
