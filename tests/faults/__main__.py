"""`python -m tests.faults [--full]`: the figures, on SQLite and PostgreSQL at once."""

import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoangmai_party.settings")
django.setup()

from tests.faults import rounds
from tests.faults.world import served, worlds
from tools import postgres

# name: (in CI, full)
ALONE = {
    "kills": ((20, 60), (100, 600)),
    "foundings": ((20,), (200,)),
    "founded_twice": ((10,), (100,)),
    "bad_files": ((300,), (2000,)),
    "backups": ((3,), (100,)),
}
TOGETHER = {  # with one server
    "races": ((40,), (400,)),
    "stale": ((40,), (200,)),
    "clicks": ((30,), (90,)),
    "planted": ((), ()),
}


def say(text):
    print(text, flush=True)  # noqa: T201


def run(place, url, *, full):
    """Print the figures of every round; returns how many should have been 0."""
    # /tmp, not $TMPDIR: a server of PostgreSQL's own user has to reach it.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, worlds(url, folder) as new:
        wrong = [_round(place, n, new(), s[full]) for n, s in ALONE.items()]
        with served(new()) as office:
            wrong += [_round(place, n, office, s[full]) for n, s in TOGETHER.items()]
    return sum(wrong)


def _round(place, name, where, sizes):
    started = time.monotonic()
    figures = getattr(rounds, name)(where, *sizes)
    seconds = time.monotonic() - started
    wrong = sum(figures.get(zero, 0) for zero in rounds.ZERO)
    told = ", ".join(f"{label} {number}" for label, number in figures.items())
    say(f"{'✗' if wrong else '✓'} {place:10} {name:13} {told} ({seconds:.0f} s)")
    return wrong


def main(arguments):
    full, started = "--full" in arguments, time.monotonic()
    binaries = postgres.find_binaries()
    with ThreadPoolExecutor() as pool:
        wrong = [pool.submit(run, "SQLite", "", full=full)]
        if binaries:
            with postgres.server(binaries) as url:
                wrong += [pool.submit(run, "PostgreSQL", url, full=full)]
                wrong[-1].exception()  # the server stands until it has finished
        else:
            say("not run: PostgreSQL (no server binaries on this machine)")
    say(f"{(time.monotonic() - started) / 60:.1f} minutes")
    return int(any(one.result() for one in wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
