import os

import pytest

from tests.faults.world import worlds


@pytest.fixture(scope="session")
def new_world(tmp_path_factory):
    """A function that gives a fresh register on the engine of this run."""
    url = os.environ.get("DATABASE_URL", "")
    with worlds(url, tmp_path_factory.mktemp("faults")) as new:
        yield new
