"""`python -m bench.reconcile [--db sqlite|postgres|URL] [--known N] [--rows N]`.

How fast a list of an agency is read, matched and stored, and how often rightly. Times
and shares are printed; `tests/test_bench_lists.py` asserts the shares on a small list.
"""

import argparse
import os
import subprocess
import sys

from bench.run import ROOT, scratch


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="python -m bench.reconcile", description=__doc__
    )
    parser.add_argument("--db", default="sqlite", metavar="sqlite|postgres|URL")
    parser.add_argument("--known", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=20_000)
    chosen = parser.parse_args(arguments)
    with scratch(chosen.db) as url:
        command = [sys.executable, "-m", "bench.inside.lists"]
        numbers = [str(chosen.known), str(chosen.rows)]
        environment = {**os.environ, "DATABASE_URL": url, "DEBUG": "True"}
        done = subprocess.run(
            [*command, *numbers], check=False, cwd=ROOT, env=environment
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
