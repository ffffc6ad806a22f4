"""Each round notices the guard that was taken away; `python -m tests.faults` gives
the figures of the whole product.

All on one worker: they share a migrated register.
"""

import pytest

from tests.faults import rounds
from tests.faults.world import served

pytestmark = pytest.mark.xdist_group("faults")
OFFICE = ("races", "stale", "clicks", "planted")
# round, its size, the guard that is missing, the figure that must rise
PLANTED = [
    ("kills", (3, 20), "transaction", "partial"),
    ("foundings", (3,), "founding", "partial"),
    ("founded_twice", (2,), "stage", "duplicates"),
    ("bad_files", (12,), "gate", "silent"),
    ("backups", (1,), "wal", "missing differences errors"),
    ("stale", (2,), "version", "lost"),
    ("clicks", (2,), "token", "duplicates"),
    ("races", (2,), "clash", "errors"),
    ("planted", (), "seal", "clear"),
]


@pytest.mark.parametrize(("name", "size", "guard", "figure"), PLANTED)
def test_round_notices_a_missing_guard(new_world, name, size, guard, figure):
    world = new_world(guard)
    if name in OFFICE:
        with served(world, clerks=2) as office:
            figures = getattr(rounds, name)(office, *size)
    else:
        figures = getattr(rounds, name)(world, *size)
    assert sum(figures[name] for name in figure.split()) > 0, figures


def test_every_round_is_seen_to_fail():
    from tests.faults.__main__ import ALONE, TOGETHER  # noqa: PLC0415 - sets up Django

    assert {name for name, *_ in PLANTED} == {*ALONE, *TOGETHER}


@pytest.mark.parametrize(
    ("name", "size"), [("foundings", (5,)), ("founded_twice", (2,))]
)
def test_founding_is_whole_or_not_at_all(new_world, name, size):
    figures = getattr(rounds, name)(new_world(), *size)
    assert [figures[zero] for zero in rounds.ZERO if zero in figures] == [0] * (
        1 if name == "foundings" else 2
    )
    assert figures.get("killed", 5) == 5
    assert figures.get("refused", 2) == 2
