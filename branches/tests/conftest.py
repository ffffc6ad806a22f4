import datetime as dt
from types import SimpleNamespace

import pytest

from branches import actions
from branches.models import BranchEvent, Holiday, Rule
from branches.tests.factories import (
    AccessFactory,
    BranchFactory,
    CommitteeFactory,
    SuperiorFactory,
)
from branches.tests.work import rows_of
from enterprises.tests.factories import EnterpriseFactory


@pytest.fixture
def house(db, django_user_model):
    """One row of each kind around a branch of 17/09/2015, and a second branch."""
    host, guest = EnterpriseFactory.create_batch(2)
    upper, lower = CommitteeFactory(), CommitteeFactory()
    branch = BranchFactory(committee=lower, enterprises=[host, guest])
    actions.rename(branch=branch, name="Chi bộ Mới", decided_on=dt.date(2018, 1, 1))
    first, second = branch.names.order_by("started_on")
    user = django_user_model.objects.create(username="cu", full_name="Cũ")
    return SimpleNamespace(
        upper=upper,
        lower=lower,
        superior=SuperiorFactory(committee=lower, superior=upper),
        branch=branch,
        other=BranchFactory(committee=lower),
        first_name=first,
        second_name=second,
        type=branch.types.get(),
        link=branch.links.get(),
        host=branch.enterprise_links.get(enterprise=host),
        guest=branch.enterprise_links.get(enterprise=guest),
        event=BranchEvent.objects.get(successors=branch, kind="founded"),
        rule=Rule.objects.get(code=Rule.Code.MIN_OFFICIAL),
        holiday=Holiday.objects.create(day=dt.date(2021, 2, 17), name="Bù"),
        access=AccessFactory(user=user, branch=branch),
    )


@pytest.fixture
def desk(desk, house):
    """The clerk looks after the two committees of the house too."""
    AccessFactory(user=desk.user, committee=house.upper)
    return desk


@pytest.fixture
def work(house):
    """The house, with one row of each kind of a year's work."""
    vars(house).update(rows_of(house))
    return house
