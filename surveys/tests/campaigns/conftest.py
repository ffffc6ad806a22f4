import datetime as dt
from types import SimpleNamespace

import pytest

from enterprises.models import Agency, Ward
from enterprises.tests.factories import AddressFactory, EnterpriseFactory, tax_code
from hoangmai_party import clock
from surveys.tests import factories

TODAY = dt.date(2022, 1, 14)
STARTED = dt.date(2021, 3, 1)
LISTED = dt.date(2021, 3, 15)


def firm(name, ward, line, serial=None, **address):
    """An enterprise that works at `line` of the ward."""
    code = tax_code(serial) if serial else ""
    row = EnterpriseFactory(name=name, tax_code=code)
    AddressFactory(enterprise=row, ward=ward, line=line, **address)
    return row


@pytest.fixture
def world(desk):
    """A campaign in two wards with three firms in the first, one in the second."""
    here, there, beyond = Ward.objects.order_by("pk")[:3]
    campaign = factories.CampaignFactory(name="Đợt 1", started_on=STARTED)
    campaign.wards.set([here, there])
    agency = Agency.objects.create(kind="tax", name="Chi cục Thuế quận")
    campaign.agencies.add(agency)
    team = factories.TeamFactory(campaign=campaign, name="Tổ 1")
    with clock.fixed(TODAY):
        yield SimpleNamespace(
            client=desk.client,
            user=desk.user,
            campaign=campaign,
            here=here,
            there=there,
            beyond=beyond,
            agency=agency,
            team=team,
            given=factories.AssignmentFactory(team=team, ward=here, agency=agency),
            firms=[
                firm("Công ty Đức", here, "Số 9 phố Ba", 1),
                firm("Công ty An", here, "Số 2 phố Ba", 2),
                firm("Công ty Bình", here, "Số 30, ngõ 5 đường Ánh", 3),
                firm("Công ty Xa", there, "Số 1 phố Xa", 4),
            ],
        )
