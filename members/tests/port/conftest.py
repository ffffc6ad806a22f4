from types import SimpleNamespace

import pytest

from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from hoangmai_party import clock
from members.models import Member
from members.tests.port.people import CARD, TODAY, admitted, open_port


@pytest.fixture
def house(db):
    """Two branches of one committee, a foreign one, a person in each."""
    committee = CommitteeFactory(is_own=True)
    mine, other = BranchFactory.create_batch(2, committee=committee)
    foreign = BranchFactory()
    with clock.fixed(TODAY):
        yield SimpleNamespace(
            committee=committee,
            mine=mine,
            other=other,
            foreign=foreign,
            an=admitted(mine, full_name="Nguyễn Văn An", old_card_number=CARD),
            binh=admitted(other, full_name="Trần Thị Bình", sex="female"),
            stranger=admitted(foreign, full_name="Lê Lạ", old_card_number="07654321"),
        )


@pytest.fixture
def user(house, django_user_model):
    """Looks after the committee; may do what a test gives."""
    user = django_user_model.objects.create_user(
        "office", full_name="Văn phòng", is_staff=True
    )
    AccessFactory(user=user, committee=house.committee)
    return user


@pytest.fixture
def port(client, user):
    """The page of members, for a user who may do everything there."""
    return open_port(client, user, Member)
