import pytest

from surveys.tests.cases.world import make_world


@pytest.fixture
def world(db):
    return make_world()
