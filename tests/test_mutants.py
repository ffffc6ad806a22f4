"""The walk is tested too: it notices each of the planted leaks, and nothing else."""

import pytest
from django.db import connection

from tests.leaks import Visitor
from tests.mutants.catalogue import MUTANTS
from tests.planted import plant

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the guards are the same on both databases"
)


@pytest.fixture
def visitor_of(body, secretary, client, request):
    """A `Visitor` of the cast, on a register with every canary."""
    plant(body, secretary)
    return lambda name: Visitor(client, request.getfixturevalue(name), body)


def test_there_are_enough():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 20


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_planted_leak_is_caught(mutant, visitor_of, monkeypatch):
    visitor = visitor_of(mutant.user)
    assert mutant.probe(visitor) == []  # sound before
    with monkeypatch.context() as patch:
        mutant.plant(patch)
        assert mutant.probe(visitor) != []
