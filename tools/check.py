"""`make test`: every check there is, on both databases, and what was left out.

All steps run, also after a failure; the exit code is 0 only if none failed. With
REQUIRE_ALL=1 (set by .ci/run) a step that could not run counts as a failure.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time

from tools import chromium, postgres, venv

SQLITE = "sqlite:///db.sqlite3"  # the tests make their own beside it, in memory
NO_TESTS = 5  # pytest's exit code when it collected nothing
SHORT = ("-q", "-rfEs", "--tb=short", "--maxfail=30")
# Tests of one group share something dear: one worker runs them all.
PYTEST = ("pytest", *SHORT, "-n", "2", "--dist", "loadgroup", "-m", "not browser")
BROWSER = ("pytest", *SHORT, "-m", "browser", "tests/browser")


class Report:
    """What happened to each step, in order."""

    def __init__(self):
        self.passed, self.failed, self.not_run = [], [], []

    def lines(self):
        yield "passed:  " + (", ".join(self.passed) or "nothing")
        if self.failed:
            yield "FAILED:  " + ", ".join(self.failed)
        yield "not run: " + ("; ".join(self.not_run) or "nothing")

    def exit_code(self, *, require_all):
        return int(bool(self.failed or (require_all and self.not_run)))


def environment(database_url):
    """The environment of a step: the demo's settings, whatever is set outside."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("PG")
    }
    return kept | {"DATABASE_URL": database_url, "DEBUG": "True", "PYTHONUTF8": "1"}


def step(report, name, python, *module, database_url=SQLITE):
    print(f"\n== {name}: {' '.join(module)}", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        [python, "-m", *module],
        check=False,
        cwd=venv.ROOT,
        env=environment(database_url),
    )
    label = f"{name} ({time.monotonic() - started:.0f} s)"
    if done.returncode == NO_TESTS and module[0] == "pytest":
        report.not_run.append(f"{name} (no tests found)")
    else:
        (report.failed if done.returncode else report.passed).append(label)


def lint(report, python):
    short = ("--output-format", "concise", ".")
    step(report, "ruff", python, "ruff", "check", *short)
    step(report, "format", python, "ruff", "format", "--check", *short)


def on_sqlite(report, python):
    migrations = ("manage", "makemigrations", "--check", "--dry-run")
    step(report, "migrations", python, *migrations)
    step(report, "SQLite", python, *PYTEST)


def on_postgres(report, python):
    binaries = postgres.find_binaries()
    if binaries is None:
        report.not_run.append("PostgreSQL (no server binaries on this machine)")
        return
    try:
        with postgres.server(binaries) as url:
            step(report, "PostgreSQL", python, *PYTEST, database_url=url)
    except (RuntimeError, LookupError) as error:  # found, but did not start
        print(error)
        report.failed.append("PostgreSQL (did not start)")


def in_browser(report, python):
    if chromium.chromium_path() is None:
        report.not_run.append("browser (no Chromium on PATH)")
        return
    step(report, "browser", python, *BROWSER)


def faults(report, python):
    """Kills, races, stale saves, bad files, backups: few of each, both databases."""
    step(report, "faults", python, "tests.faults")


def all_faults(report, python):
    step(report, "faults", python, "tests.faults", "--full")


# What `make` may ask for by name; nothing: every check.
CHOICES = {"lint": [lint], "faults": [all_faults]}
EVERYTHING = [lint, on_sqlite, on_postgres, faults, in_browser]


def main(arguments):
    # SIGTERM, too, must stop the server that was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    python = venv.ready("requirements.txt", "requirements-dev.txt")
    report = Report()
    for run in CHOICES[arguments[0]] if arguments else EVERYTHING:
        run(report, python)
    print("\n" + "\n".join(report.lines()))
    return report.exit_code(require_all=os.environ.get("REQUIRE_ALL") == "1")


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
    sys.exit(130)
