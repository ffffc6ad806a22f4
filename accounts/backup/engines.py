"""A consistent copy of the database out of and into a file, on both engines.

SQLite: `VACUUM INTO`, which waits for no writer and holds none up. PostgreSQL:
`pg_dump -Fc` of one snapshot. The programs of PostgreSQL are those of PATH or beside
`pg_config`; a password goes to them by their environment, never on the command line.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

PLAIN = "sao-luu"


class EngineError(Exception):
    """The database can't be copied or filled; the message says why."""


def copy_out(target, snapshot=None):
    """Copy the whole database into the file `target`."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return
    chosen = [f"--snapshot={snapshot}"] if snapshot else []
    _run("pg_dump", "-Fc", "--no-owner", "--no-acl", *chosen, "-f", target)


def copy_in(source, url=""):
    """Fill the database behind `url` (this one: "") from a copy."""
    if connection.vendor == "sqlite":
        # The target is a file that nobody has open: see `restore`.
        target = Path(_name_of(url))
        for leftover in (target, *(Path(f"{target}{end}") for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(source, target)
        _as_of_old(target)
        return
    _run(
        "pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "-1", source, url=url
    )


def _as_of_old(file):
    """WAL again: a copy that VACUUM made has the plain journal."""
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")


def empty(url=""):
    """Take every table out of a PostgreSQL database."""
    if connection.vendor == "postgresql":
        words = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        _run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-c", words, url=url)


@contextlib.contextmanager
def scratch(folder):
    """The DATABASE_URL of a database of its own, gone after the block."""
    name = f"drill_{uuid.uuid4().hex[:12]}"
    if connection.vendor == "sqlite":
        yield f"sqlite:///{Path(folder) / name}.sqlite3"
        return
    _run("createdb", name, url="", database="")
    try:
        yield _url(name)
    finally:
        _run("dropdb", "--force", name, database="")


def facts_of(url):
    """What `register_facts` says of the database behind `url`, in a process of its own."""
    environment = os.environ | {"DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "manage.py", "register_facts"],
        check=False,
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise EngineError(f"Không đọc được bản khôi phục: {_last_line(done.stderr)}")
    return json.loads(done.stdout)


def sqlite_url(file):
    return f"sqlite:///{file}"


def _name_of(url):
    return url.removeprefix("sqlite:///") if url else connection.settings_dict["NAME"]


def _url(name):
    """The DATABASE_URL of another database of the same server."""
    known = connection.settings_dict
    who = quote(known["USER"], safe="")
    if known["PASSWORD"]:
        who += ":" + quote(known["PASSWORD"], safe="")
    host, query = known["HOST"] or "", ""
    if host.startswith("/"):
        host, query = "", f"?host={quote(host, safe='')}"
    port = f":{known['PORT']}" if known["PORT"] else ""
    return f"postgres://{who}@{host}{port}/{quote(name, safe='')}{query}"


def _run(program, *arguments, url="", database=None):
    """Run a program of PostgreSQL on this database, or on that of `url`."""
    if database is None:
        database = url.partition("?")[0].rpartition("/")[2] if url else None
    done = subprocess.run(
        [_program(program), *map(str, arguments), *_where(program, database)],
        check=False,
        env=os.environ | _environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise EngineError(f"{program}: {_last_line(done.stderr)}")


def _where(program, database):
    if database == "":  # the program names its database itself
        return []
    name = database or connection.settings_dict["NAME"]
    return ["-d", name] if program != "pg_dump" else [name]


def _environment():
    known = connection.settings_dict
    said = {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGSSLMODE": known["OPTIONS"].get("sslmode"),
        "PGSSLROOTCERT": known["OPTIONS"].get("sslrootcert"),
    }
    return {name: str(value) for name, value in said.items() if value}


def _program(name):
    """Beside the newest server first: an older pg_dump refuses a newer server."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(folder.parent.name.partition(".")[0]),
        reverse=True,
    )
    if config := shutil.which("pg_config"):
        said = subprocess.check_output([config, "--bindir"], text=True)
        folders.append(Path(said.strip()))
    known = (str(folder / name) for folder in folders if (folder / name).exists())
    if found := next(known, None) or shutil.which(name):
        return found
    raise EngineError(f"Máy này không có chương trình {name} của PostgreSQL.")


def _last_line(text):
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "không rõ lý do"
