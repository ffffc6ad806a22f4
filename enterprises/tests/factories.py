import datetime as dt

import factory

from enterprises.models import Enterprise, EnterpriseAddress, Ward
from enterprises.tax_code import check_digit


def tax_code(serial):
    """A valid invented tax code; serials whose check digit can't exist are skipped."""
    while (digit := check_digit(f"01{serial:07d}")) is None:
        serial += 1
    return f"01{serial:07d}{digit}"


class EnterpriseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enterprise

    name = factory.Sequence(lambda n: f"Công ty TNHH Thử nghiệm {n}")
    legal_form = Enterprise.LegalForm.LLC_MULTI


class AddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EnterpriseAddress

    enterprise = factory.SubFactory(EnterpriseFactory)
    line = "Số 1 phố Thử nghiệm"
    ward = factory.LazyFunction(
        lambda: Ward.objects.get(code="00304", ended_on__isnull=False)
    )
    started_on = dt.date(2010, 1, 1)
