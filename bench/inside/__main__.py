"""`python -m bench.inside MEMBERS ROUNDS [--profile CASE]`, called by `bench.run`."""

import argparse
import cProfile
import os
import platform
import pstats
import statistics
import sys

import django
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from accounts.log import acting_as
from bench.inside.cases import Cases
from bench.inside.fill import fill, row_counts
from bench.inside.rounds import measure, milliseconds, ratio

HEAD = "| case | queries | app ms | SQL ms | app / SQL | goal: 2 × SQL + 1 ms a query |"


def prepare(members):
    call_command("migrate", verbosity=0)
    scratch = None

    def load():
        nonlocal scratch
        scratch = fill(members)

    seconds = milliseconds(load) / 1000
    counts = ", ".join(f"{table} {rows}" for table, rows in row_counts().items())
    print(f"Filled in {seconds:.1f} s: {counts}.", flush=True)
    return scratch


def versions():
    server = "SQLite " if connection.vendor == "sqlite" else "PostgreSQL "
    with connection.cursor() as cursor:
        word = "sqlite_version()" if connection.vendor == "sqlite" else "version()"
        cursor.execute(f"SELECT {word}")
        number = cursor.fetchone()[0].removeprefix("PostgreSQL ").split()[0]
    return (
        f"{server}{number}, Python {platform.python_version()}, "
        f"Django {django.__version__}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}"
    )


def check(cases):
    """Refuse to time figures that are not the same on both sides."""
    for case in cases:
        if case.page:
            continue
        app, hand = case.app(), case.sql()
        if app != hand:
            wrong = {
                key: (app.get(key), hand.get(key))
                for key in {*app, *hand}
                if app.get(key) != hand.get(key)
            }
            sys.exit(f"{case.name}: app and SQL differ: {wrong}")


def queries(case):
    with CaptureQueriesContext(connection) as captured:
        case.app()
    return len(captured)


def table(cases, rounds):
    variants = {case.name: case.app for case in cases}
    variants |= {f"{case.name} sql": case.sql for case in cases if not case.page}
    taken = measure(variants, rounds)
    for case in cases:
        ours = taken[case.name]
        theirs = taken[f"{case.name.removesuffix(' page')} sql"]
        app, hand = statistics.median(ours), statistics.median(theirs)
        number = queries(case)
        verdict = "" if case.page else ("met" if app <= 2 * hand + number else "missed")
        yield (
            f"| {case.name} | {number} | {app:.1f} | {hand:.1f} "
            f"| {ratio(ours, theirs):.2f} | {verdict} |"
        )


def profile(cases, name):
    (case,) = [case for case in cases if case.name == name]
    case.app()
    profiler = cProfile.Profile()
    profiler.runcall(case.app)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    with CaptureQueriesContext(connection) as captured:
        case.app()
    for query in captured:
        print(f"{float(query['time']) * 1000:.0f} ms  {query['sql']}\n")


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.inside")
    parser.add_argument("members", type=int)
    parser.add_argument("rounds", type=int)
    parser.add_argument("--profile", metavar="CASE")
    parser.add_argument("--only", metavar="WORD", default="")
    chosen = parser.parse_args()
    with acting_as(system="bench"):
        bench(prepare(chosen.members), chosen)


def bench(scratch, chosen):
    # DEBUG would keep every query in a list, and time that.
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["127.0.0.1"]):
        every = [*Cases(scratch).all(), *Cases(scratch, scratch.branch).all()]
        cases = [case for case in every if chosen.only in case.name]
        check(cases)
        if chosen.profile:
            profile(cases, chosen.profile)
            return
        print(f"\n{versions()}; {chosen.members} members, {chosen.rounds} rounds\n")
        print(HEAD + "\n|---|--:|--:|--:|--:|---|")
        for line in table(cases, chosen.rounds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
