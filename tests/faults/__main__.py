"""`python -m tests.faults [--full]`: the figures, on SQLite and PostgreSQL."""

import json
import os
import sys
import tempfile
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoangmai_party.settings")
django.setup()

from tests.faults import rounds
from tests.faults.world import worlds
from tools import postgres

# name: (in CI, full)
SIZES = {
    "kills": ((20, 600), (100, 3000)),
    "races": ((40,), (400,)),
    "stale": ((40,), (200,)),
    "clicks": ((30,), (90,)),
    "bad_files": ((300,), (2000,)),
    "backups": ((3,), (100,)),
}


def bad_files(world, count):
    return json.loads(world.child("bad_files", count))


def run(url, place, *, full):
    """Print the figures of every round; returns how many should have been 0."""
    wrong = 0
    # /tmp, not $TMPDIR: a server of PostgreSQL's own user has to reach it.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, worlds(url, folder) as new:
        for name, sizes in SIZES.items():
            started = time.monotonic()
            work = bad_files if name == "bad_files" else getattr(rounds, name)
            figures = work(new(), *sizes[full])
            faults = sum(figures.get(zero, 0) for zero in rounds.ZERO)
            wrong += faults
            told = ", ".join(f"{label} {number}" for label, number in figures.items())
            mark = "✗" if faults else "✓"
            seconds = time.monotonic() - started
            print(f"{mark} {place:10} {name:9} {told} ({seconds:.0f} s)", flush=True)  # noqa: T201
        found = rounds.planted(new())
        print(f"{'✗' if found else '✓'} {place:10} planted   in clear: {found}")  # noqa: T201
    return wrong + len(found)


def main(arguments):
    full = "--full" in arguments
    wrong = run("", "SQLite", full=full)
    if binaries := postgres.find_binaries():
        with postgres.server(binaries) as url:
            wrong += run(url, "PostgreSQL", full=full)
    else:
        print("not run: PostgreSQL (no server binaries on this machine)")  # noqa: T201
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
