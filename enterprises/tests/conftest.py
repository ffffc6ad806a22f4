import datetime as dt
from types import SimpleNamespace

import pytest

from enterprises.models import (
    Agency,
    Enterprise,
    EnterpriseStatus,
    Headcount,
    MassOrganisation,
    Ward,
    WardSuccession,
)
from enterprises.tests.factories import AddressFactory, EnterpriseFactory, tax_code

OPENED = dt.date(2010, 1, 1)


@pytest.fixture
def firm(db):
    """An enterprise with a row of each kind, and a household business."""
    enterprise = EnterpriseFactory(tax_code=tax_code(1))
    old = Ward.objects.get(code="00304", ended_on__isnull=False)
    dated = {"enterprise": enterprise, "started_on": OPENED}
    return SimpleNamespace(
        enterprise=enterprise,
        household=EnterpriseFactory(legal_form=Enterprise.LegalForm.HOUSEHOLD),
        address=AddressFactory(enterprise=enterprise, ward=old, started_on=OPENED),
        status=EnterpriseStatus.objects.create(**dated, status="operating"),
        union=MassOrganisation.objects.create(**dated, kind="trade_union"),
        sourceless=Headcount.objects.create(
            enterprise=enterprise, counted_on=OPENED, workers=20
        ),
        headcount=Headcount.objects.create(
            enterprise=enterprise,
            counted_on=OPENED,
            workers=30,
            agency=Agency.objects.create(kind="tax", name="Chi cục Thuế"),
        ),
        ward=old,
        succession=WardSuccession.objects.filter(old=old).first(),
    )
