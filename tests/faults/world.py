"""A small register of its own, on either engine, for processes that may be killed.

Built once by `child seed`; each round takes a copy. SQLite: a file. PostgreSQL: a
database beside the one of DATABASE_URL, made from the first as its template.
"""

import contextlib
import functools
import http.client
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from accounts.tests.desk import _Fields

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
LONGEST = 3 * 3600  # a full round
CSRF = "c" * 32
BACKUP_KEY = "khóa sao lưu của bài thử lỗi"


class World:
    """One database: its address, its processes, its rows.

    `broken` names the guards that its child processes do without: see `broken.py`.
    """

    def __init__(self, url, folder, broken=""):
        self.url, self.folder, self.broken = url, Path(folder), broken

    @property
    def is_sqlite(self):
        return self.url.startswith("sqlite")

    @property
    def file(self):
        return Path(self.url.removeprefix("sqlite:///"))

    @property
    def environment(self):
        return os.environ | {
            "DATABASE_URL": self.url,
            "DEBUG": "True",
            "PYTHONUTF8": "1",
            "BACKUP_KEY": BACKUP_KEY,
            "BACKUP_DIR": str(self.folder / "backups"),
            "FAULTS_BROKEN": self.broken,
        }

    def manage(self, *arguments, check=True, **options):
        return self._run("manage.py", *arguments, check=check, **options)

    def child(self, *arguments):
        return self._run("-m", "tests.faults.child", *arguments).stdout.strip()

    def _run(self, *arguments, check=True, **options):
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
            **options,
        )
        if check and done.returncode:
            raise RuntimeError(f"{arguments}: {done.stderr[-2000:]}")
        return done

    def start(self, *arguments, **options):
        """A process that goes on."""
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            text=True,
            **options,
        )

    def ask(self, sql):
        """The rows of a question put to the database past the application."""
        if self.is_sqlite:
            with contextlib.closing(sqlite3.connect(self.file, timeout=20)) as raw:
                return raw.execute(sql).fetchall()
        with contextlib.closing(_connect(self.url)) as raw, raw.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def tamper(self, sql):
        """Write past the application, as one who owns the server can."""
        tables = ("accounts_logevent", "accounts_logseal")
        if not self.is_sqlite:
            off = "".join(f"ALTER TABLE {t} DISABLE TRIGGER USER; " for t in tables)
            with contextlib.closing(_connect(self.url)) as raw:
                raw.cursor().execute(off + sql)
            return
        with contextlib.closing(sqlite3.connect(self.file)) as raw:
            kept = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in raw.execute(kept).fetchall():
                raw.execute(f'DROP TRIGGER "{name}"')
            raw.execute(sql)
            raw.commit()

    def one(self, sql):
        return self.ask(sql)[0][0]


def _connect(url):
    import psycopg2  # noqa: PLC0415 - only where there is PostgreSQL

    parts = urlsplit(url)
    raw = psycopg2.connect(f"{url.partition('?')[0]}?{parts.query}")
    raw.autocommit = True
    return raw


def _named(url, name):
    head, question, query = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{question}{query}"


@contextlib.contextmanager
def worlds(url, folder):
    """A function that gives a fresh, seeded world each time; all gone afterwards."""
    made = []

    def new(template=None, broken=""):
        name = f"faults_{uuid.uuid4().hex[:10]}"
        if not url.startswith("postgres"):
            world = World(f"sqlite:///{Path(folder) / name}.sqlite3", folder, broken)
            if template:
                shutil.copy(template.file, world.file)
            return world
        made.append(name)
        _as_admin(url, f"CREATE DATABASE {name}" + _like(template))
        return World(_named(url, name), folder, broken)

    try:
        first = new()
        first.child("seed")
        yield functools.partial(new, first)
    finally:
        for name in made:
            _as_admin(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _like(template):
    if template is None:
        return ""
    return f" TEMPLATE {template.url.partition('?')[0].rpartition('/')[2]}"


def _as_admin(url, sql):
    with contextlib.closing(_connect(_named(url, "postgres"))) as raw:
        raw.cursor().execute(sql)


@dataclass(frozen=True)
class Office:
    """A real server over a world, and its clerks, each logged in."""

    world: World
    clerks: list
    log: Path

    @property
    def lines(self):
        """What the server has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def served(world, clerks=4):
    """The `Office` of a world: one server for as many rounds as one likes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cookies = world.child("sessions", clerks).splitlines()
    log = world.folder / f"{port}.log"
    with log.open("wb") as out:
        process = world.start(
            *("-m", "tests.faults.child", "serve", port),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(port, process)
            yield Office(world, [Clerk(port, cookie) for cookie in cookies], log)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _wait(port, process):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            if Clerk(port, "").get("/health/live").status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("no server")


@dataclass(frozen=True)
class Reply:
    status: int
    where: str
    html: str


class Clerk:
    """Somebody with a browser."""

    def __init__(self, port, cookie):
        self.port, self.cookie = port, cookie

    def get(self, path):
        return self._send("GET", path)

    def post(self, path, data):
        body = urlencode({**data, "csrfmiddlewaretoken": CSRF}, doseq=True)
        return self._send("POST", path, body)

    def open(self, path):
        """{name: value} of the form of a page."""
        page = self.get(path)
        assert page.status == 200, (path, page.status)
        values = _Fields(page.html).values
        return {k: v for k, v in values.items() if k and "__prefix__" not in k}

    def _send(self, method, path, body=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": f"csrftoken={CSRF}; {self.cookie}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(line):
            line.request(method, path, body, headers)
            answer = line.getresponse()
            html = answer.read().decode(errors="replace")
            return Reply(answer.status, answer.headers.get("Location", ""), html)


def together(calls):
    """The answers of all calls, made at the same instant."""
    start = Barrier(len(calls))

    def run(call):
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def said(html):
    """The messages about the fields of a page."""
    return re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', html, re.DOTALL)
