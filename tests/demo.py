"""The demo register behind a real server, for tests that need all of it.

Seeded once a session into a SQLite file; what only reads shares one server, what
writes takes a copy of the file and a server of its own. Not Django's live_server:
its flush is what the triggers of the log refuse.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30  # seconds for a server to come up


def _environment(file, **more):
    kept = {key: value for key, value in os.environ.items() if key != "SECRET_KEY"}
    return kept | {
        "DATABASE_URL": f"sqlite:///{file}",
        "DEBUG": "True",
        "PYTHONUTF8": "1",
        **more,
    }


def _manage(file, *arguments):
    """Run a command on the register in `file`; returns what it printed."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=True,
        cwd=ROOT,
        env=_environment(file),
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def first_password(file, username):
    """A new first password, as the system administrator's command prints it."""
    return _manage(file, "first_password", username).strip()


def colleague(file, username, other, full_name):
    """Another user `other` with the groups, the reach and the password of the first."""
    code = (
        "from accounts.log import acting_as\n"
        "from accounts.models import User\n"
        f"user = User.objects.get(username={username!r})\n"
        "groups, rows = [*user.groups.all()], [*user.access_rows.all()]\n"
        f"other = User(username={other!r}, full_name={full_name!r})\n"
        "other.password, other.is_staff = user.password, user.is_staff\n"
        "with acting_as(system='test'):\n"
        "    other.save()\n"
        "    other.groups.set(groups)\n"
        "    for row in rows:\n"
        "        type(row)(user=other, committee=row.committee, branch=row.branch,\n"
        "                  started_on=row.started_on).save()\n"
    )
    _manage(file, "shell", "-v", "0", "-c", code)


def seed(file):
    """Build the demo register in a new SQLite file."""
    _manage(file, "migrate", "-v", "0")
    _manage(file, "seed_demo")
    return file


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(url, process):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.1)
    raise RuntimeError(f"no server at {url}")


@contextlib.contextmanager
def served(file, **environment):
    """The address of a server over `file`, for as long as the block lasts."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log = Path(f"{file}.{port}.log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                sys.executable,
                "manage.py",
                "runserver",
                "--noreload",
                f"127.0.0.1:{port}",
            ],
            cwd=ROOT,
            env=_environment(file, **environment),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"{url}/login/", process)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory):
    """A seeded register; never written to."""
    return seed(tmp_path_factory.mktemp("demo") / "demo.sqlite3")


@pytest.fixture(scope="session")
def demo_url(demo_file, tmp_path_factory):
    """The server that all tests which only read share."""
    # A copy: even a log-in writes.
    file = tmp_path_factory.mktemp("shared") / "shared.sqlite3"
    shutil.copy(demo_file, file)
    with served(file) as url:
        yield url


@pytest.fixture
def own_demo_url(demo_file, tmp_path):
    """A server of the test's own, which it may write to."""
    file = tmp_path / "own.sqlite3"
    shutil.copy(demo_file, file)
    with served(file) as url:
        yield url
