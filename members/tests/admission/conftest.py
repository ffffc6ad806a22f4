import pytest

from members.tests.admission.people import make_world


@pytest.fixture
def world(db):
    return make_world()
