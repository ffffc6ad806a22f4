"""`python -m bench.run [--db sqlite|postgres|URL] [--members N] [--rounds N]`.

Prepares a scratch database and measures in a process of its own, whose settings are
read from its environment; a database that already holds a register is refused there.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def scratch(db):
    """Yield the DATABASE_URL of a new database, or the given one as it is."""
    if db == "sqlite":
        with tempfile.TemporaryDirectory(prefix="hoangmai-bench-") as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"
    elif db == "postgres":
        binaries = postgres.find_binaries()
        if binaries is None:
            sys.exit("no PostgreSQL server binaries found on this machine")
        with postgres.server(binaries) as url:
            create_database(url)
            yield url
    else:
        yield db


def create_database(url):
    name = url.partition("@/")[2].partition("?")[0]
    with contextlib.closing(
        psycopg2.connect(
            dbname="postgres", user="test", host=str(postgres.folder_of(url))
        )
    ) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--db", default="sqlite", metavar="sqlite|postgres|URL")
    parser.add_argument("--members", type=int, default=577)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument(
        "--profile", metavar="CASE", help="print where the app spends its time instead"
    )
    parser.add_argument("--only", metavar="WORD", help="only the cases with this word")
    chosen = parser.parse_args(arguments)
    extra = ["--profile", chosen.profile] if chosen.profile else []
    extra += ["--only", chosen.only] if chosen.only else []
    with scratch(chosen.db) as url:
        command = [sys.executable, "-m", "bench.inside"]
        numbers = [str(chosen.members), str(chosen.rounds)]
        environment = {**os.environ, "DATABASE_URL": url, "DEBUG": "True"}
        done = subprocess.run(
            [*command, *numbers, *extra], check=False, cwd=ROOT, env=environment
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
