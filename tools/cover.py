"""`make cover`: lines and branches of the trust code that no test of theirs runs.

Each room is measured by the test files that belong to it, on SQLite and, where its
binaries are, on PostgreSQL. Exit code 1 when a strict room is not whole.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools import check, postgres, venv

# Rooms of which every line and every branch is run.
STRICT = {"scope", "log", "log-in", "sealing", "file gate"}
# {room: its files; a folder ends with a slash}
ROOMS = {
    "scope": ("accounts/scope.py", "accounts/beyond.py"),
    "guards": ("accounts/guard.py",),
    "log": ("accounts/log/",),
    "history": ("accounts/history/",),
    "log-in": ("accounts/login/",),
    "sealing": ("accounts/sealed.py", "accounts/rotation.py"),
    "file gate": ("accounts/port/gate.py",),
    "stale saves": ("accounts/stale.py", "accounts/versions.py"),
    "submit tokens": ("accounts/tokens.py",),
    "backup": ("accounts/backup/",),
}
# The tests that belong to them; what is not there yet is left out.
TESTS = (
    "accounts/tests",
    "branches/tests/test_scope.py",
    "members/tests/test_scope.py",
    "members/tests/test_unmask.py",
    "reports/tests/test_exports_logged.py",
    "tests/faults",
    "tests/test_beyond.py",
    "tests/test_delegation.py",
    "tests/test_history_words.py",
    "tests/test_lost_key.py",
    "tests/test_mutants.py",
    "tests/test_rotation.py",
    "tests/test_step_up.py",
    "tests/test_strangers.py",
    "tests/test_undo.py",
)
# Other processes that the tests start are measured too.
RULES = """
[run]
branch = True
parallel = True
source = accounts
omit = */tests/*,*/migrations/*
data_file = {folder}/data
patch = subprocess
"""


@dataclass
class Share:
    """What of a room was run: lines and branches, each (run, all), and the gaps."""

    lines: tuple = (0, 0)
    branches: tuple = (0, 0)
    gaps: tuple = ()

    def plus(self, name, found):
        told = found["summary"]
        lines = told["covered_lines"], told["num_statements"]
        branches = told["covered_branches"], told["num_branches"]
        missed = [*map(str, found["missing_lines"])]
        missed += ["→".join(map(str, pair)) for pair in found["missing_branches"]]
        return Share(
            _sum(self.lines, lines),
            _sum(self.branches, branches),
            (*self.gaps, *([f"{name}: {', '.join(missed)}"] if missed else [])),
        )

    @property
    def is_whole(self):
        # A room that no test has entered is not whole either.
        return self.lines[1] > 0 and not self.gaps


def _sum(one, other):
    return one[0] + other[0], one[1] + other[1]


def shares(files):
    """{room: Share} of what coverage says about each file."""
    found = {}
    for room, places in ROOMS.items():
        share = Share()
        for name in sorted(files):
            path = name.replace("\\", "/")
            if any(path == p or (p[-1] == "/" and path.startswith(p)) for p in places):
                share = share.plus(path, files[name])
        found[room] = share
    return found


def table(found):
    """The lines of the printed table, and under it what is missing."""
    yield f"{'room':<15}{'lines':>18}{'branches':>18}"
    for room, share in found.items():
        mark = "  must be 100 %" if room in STRICT and not share.is_whole else ""
        yield f"{room:<15}{_part(share.lines):>18}{_part(share.branches):>18}{mark}"
    for share in found.values():
        yield from (f"  not run: {gap}" for gap in share.gaps)


def _part(pair):
    run, all_ = pair
    return f"{run}/{all_} {100 * run / all_ if all_ else 100:.1f} %"


def failing(found):
    return [room for room in STRICT if not found[room].is_whole]


def coverage(python, rules, *arguments):
    """One of coverage's own commands."""
    command = [python, "-m", "coverage", *arguments, f"--rcfile={rules}"]
    subprocess.run(command, check=True, cwd=venv.ROOT)


def run_tests(python, rules, files, database_url=check.SQLITE):
    """The tests under measure; other rooms' failures are told by `make test`."""
    command = [python, "-m", "coverage", "run", f"--rcfile={rules}", "-m", "pytest"]
    return subprocess.run(
        [*command, "-q", "--tb=short", "-p", "no:cacheprovider", *files],
        check=False,
        cwd=venv.ROOT,
        env=check.environment(database_url),
    ).returncode


def measure(python, folder, files):
    """What coverage knows of each file, and whether all tests passed."""
    rules = Path(folder, "rules")
    rules.write_text(RULES.format(folder=folder), encoding="utf-8")
    failed = run_tests(python, rules, files)
    if binaries := postgres.find_binaries():
        with postgres.server(binaries) as url:
            failed |= run_tests(python, rules, files, database_url=url)
    else:
        print("not run: PostgreSQL (no server binaries on this machine)")
    out = Path(folder, "found.json")
    coverage(python, rules, "combine", "-q")
    coverage(python, rules, "json", "-q", "-o", str(out))
    return json.loads(out.read_text())["files"], failed


def main(arguments=()):
    python = os.environ.get("COVER_PYTHON") or venv.ready(
        "requirements.txt", "requirements-dev.txt"
    )
    files = arguments or [name for name in TESTS if (venv.ROOT / name).exists()]
    with tempfile.TemporaryDirectory() as folder:
        known, failed = measure(python, folder, files)
    found = shares(known)
    print("\n".join(table(found)))
    if failed:
        print("some tests failed: see above")
    return int(bool(failed or failing(found)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
