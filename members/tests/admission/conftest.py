import pytest

from members.tests.admission.people import make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def secretary(client, world):
    client.force_login(world.secretary)
    return client


@pytest.fixture
def office(client, world):
    client.force_login(world.office)
    return client
