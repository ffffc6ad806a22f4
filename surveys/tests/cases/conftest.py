import pytest

from enterprises.models import Ward
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock
from surveys.models import Proposal
from surveys.tests.cases.page import PROMISED, TODAY
from surveys.tests.cases.world import D, make_world
from surveys.tests.factories import OutreachCaseFactory, VisitFactory


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def clerk(client, world):
    """The browser of the one who works on the case, on 01/06/2021."""
    client.force_login(world.by)
    with clock.fixed(TODAY):
        yield client


@pytest.fixture
def other(world):
    """Another case: other ward, other person, with something due."""
    ward = Ward.objects.order_by("pk").last()
    home = AddressFactory(
        ward=ward, enterprise__name="Công ty Đặng Gia", started_on=D(2015, 1, 1)
    )
    case = OutreachCaseFactory(enterprise=home.enterprise, in_charge="Lê Văn Đi")
    VisitFactory(case=case, next_on=TODAY, **PROMISED)
    return case


@pytest.fixture
def asked(world):
    """A kiến nghị that nobody has forwarded."""
    return Proposal.objects.create(
        case=world.case, raised_on=D(2021, 5, 2), content="Xin chỗ để xe"
    )
