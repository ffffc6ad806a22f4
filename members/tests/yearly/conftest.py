import pytest

from members.tests.yearly.desk import YEAR, Page, set_cap, somebody


@pytest.fixture
def office(client, world, django_user_model):
    """A clerk of the office, logged in; the cap of the body is 20% of good and up."""
    set_cap()
    rights = ("view", "add", "change")
    user = somebody(django_user_model, "lan", *rights, committee=world.committee)
    client.force_login(user)
    return user


@pytest.fixture
def branch_page(client, world, office):
    """That clerk at the grid of the first branch."""
    return Page(client, "members:branch-ratings", world.one.pk, YEAR)


@pytest.fixture
def body_page(client, world, office):
    """That clerk at the page of the body."""
    return Page(client, "members:ratings", YEAR)
