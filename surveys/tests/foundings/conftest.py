import pytest

from hoangmai_party import clock
from surveys.tests.foundings.people import TODAY, make_world


@pytest.fixture
def world(db):
    with clock.fixed(TODAY):
        yield make_world()
