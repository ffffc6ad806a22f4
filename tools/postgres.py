"""A PostgreSQL server of one's own in a temporary folder, for the tests alone."""

import contextlib
import functools
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote

# Nothing in it outlives the tests, so it need not survive a power cut.
INITDB = ("-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def find_binaries():
    """The folder that holds `initdb` and `pg_ctl`, the newest server first, or None."""
    if os.name != "posix":  # it is told by socket and user, which Windows has not
        return None
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=version_of, reverse=True
    )
    if config := shutil.which("pg_config"):
        said = subprocess.check_output([config, "--bindir"], text=True)
        folders.insert(0, Path(said.strip()))
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return next(filter(has_server, folders), None)


def version_of(folder):
    return [int(number) for number in re.findall(r"\d+", folder.parent.name)]


def has_server(folder):
    # pg_config alone comes with the client library and means nothing.
    return all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres"))


def server_user():
    """PostgreSQL refuses to run as root: whom it runs as then, else None."""
    return "postgres" if os.geteuid() == 0 else None


@contextlib.contextmanager
def server(binaries):
    """Start a server, yield its DATABASE_URL, stop it whatever happened inside."""
    # /tmp, not $TMPDIR: the path of a socket may be no longer than 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="hoangmai-pg-", dir="/tmp"))  # nosec B108
    if user := server_user():
        shutil.chown(folder, user, user)
    call = functools.partial(call_program, folder, user)
    try:
        call(binaries / "initdb", *INITDB)
        settings = {"unix_socket_directories": folder, "listen_addresses": "", **FAST}
        options = " ".join(f"-c {key}='{value}'" for key, value in settings.items())
        call(binaries / "pg_ctl", "start", "-w", "-o", options)
        try:
            yield f"postgres://test@/hoangmai?host={quote(str(folder), safe='')}"
        finally:
            call(binaries / "pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


def folder_of(url):
    """Where the server behind `url` lives, or lived."""
    return Path(unquote(url.partition("?host=")[2]))


def call_program(folder, user, program, *arguments):
    """Run one of the server's programs on `folder`/data as `user`, log beside it."""
    who = {"user": user, "group": user, "extra_groups": []} if user else {}
    log = folder / "log"
    with log.open("a") as output:
        done = subprocess.run(
            [program, "-D", folder / "data", *arguments],
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **who,
        )
    if done.returncode:
        raise RuntimeError(f"{program.name} failed:\n{log.read_text()}")
