"""The rounds: each returns its figures; what must be 0 is named in `ZERO`."""

import itertools
import secrets
import subprocess
import time
from pathlib import Path

from accounts import tokens, versions
from tests.faults.world import said, served, together

ADD = "/admin/members/member/add/"
ZERO = ("errors", "partial", "duplicates", "lost", "missing", "differences", "silent")
PLANTED = "001090987654"
BORN = {"sex": "male", "born_on": "05/09/1990"}


def kills(world, count, rows):
    """Imports killed in the middle: all or nothing, and the file is whole."""
    killed, partial, finished = map(int, world.child("kills", count, rows, 7).split())
    whole = not world.is_sqlite or world.one("PRAGMA integrity_check") == "ok"
    return {
        "killed": killed,
        "finished": finished,
        "partial": partial,
        "lost": 0 if whole else 1,
    }


def races(world, count):
    """Four clerks take in the same CCCD at once: one row, three clear messages."""
    figures = dict.fromkeys(("rows", "duplicates", "errors", "unclear"), 0)
    with served(world) as clerks:
        page = clerks[0].open(ADD)
        for number in range(count):
            typed = BORN | {
                "full_name": f"Người đua {number}",
                "citizen_id": f"001090{number + 1:06d}",
            }
            sendings = [_adding(clerk, page, typed) for clerk in clerks]
            answers = together(sendings)
            rows = _called(world, typed["full_name"])
            refused = [answer for answer in answers if answer.status == 200]
            figures["rows"] += rows
            figures["duplicates"] += abs(rows - 1)
            figures["errors"] += sum(a.status not in (200, 302) for a in answers)
            figures["unclear"] += sum(not said(answer.html) for answer in refused)
    return figures


def clicks(world, count):
    """One form sent three times at once: one row, each lands on the same page."""
    figures = dict.fromkeys(("rows", "duplicates", "errors"), 0)
    with served(world, clerks=1) as [clerk]:
        page = clerk.open(ADD)
        for number in range(count):
            name = f"Người nhấn nhiều {number}"
            sending = _adding(clerk, page, BORN | {"full_name": name})
            answers = together([sending] * 3)
            rows = _called(world, name)
            figures["rows"] += rows
            figures["duplicates"] += abs(rows - 1)
            figures["errors"] += sum(a.status != 302 for a in answers)
            figures["errors"] += len({answer.where for answer in answers}) - 1
    return figures


def _adding(clerk, page, typed):
    data = {**page, **typed, tokens.FIELD: secrets.token_urlsafe(24)}
    return lambda: clerk.post(ADD, data)


def stale(world, count):
    """Two clerks save the page both opened, at once: one is kept, the other is told."""
    figures = dict.fromkeys(("saved", "told", "lost", "errors"), 0)
    key = world.one("SELECT min(id) FROM members_member")
    path = f"/admin/members/member/{key}/change/"
    with served(world, clerks=2) as clerks:
        for number in range(count):
            pages = [clerk.open(path) for clerk in clerks]
            phones = [f"09{number:04d}{who}" for who in range(2)]
            answers = together(
                [
                    lambda c=clerk, p=page, t=phone: c.post(path, {**p, "phone": t})
                    for clerk, page, phone in zip(clerks, pages, phones, strict=True)
                ]
            )
            saved = [p for p, a in zip(phones, answers, strict=True) if a.status == 302]
            stored = world.one(f"SELECT phone FROM members_member WHERE id = {key}")
            figures["saved"] += len(saved)
            figures["told"] += sum("t-stale" in answer.html for answer in answers)
            figures["lost"] += int(saved != [stored])
            figures["errors"] += sum(a.status not in (200, 302) for a in answers)
    assert versions.FIELD in pages[0]
    return figures


def _called(world, name):
    return world.one(f"SELECT count(*) FROM members_member WHERE full_name = '{name}'")


def backups(world, count):
    """Backups while somebody writes: every row committed before the start is in it."""
    figures = dict.fromkeys(("backups", "missing", "differences"), 0)
    names = itertools.count()
    for number in names:
        if number == count:
            break
        writer = world.start(
            "-m", "tests.faults.child", "writer", stdout=subprocess.PIPE
        )
        try:
            for _ in range(5):  # it really writes
                written = int(writer.stdout.readline())
            folder = world.folder / f"load{number}-{time.monotonic_ns()}"
            world.manage("backup", "--to", folder)
        finally:
            writer.kill()
            writer.wait()
            writer.stdout.close()
        figures["backups"] += 1
        [file] = Path(folder).iterdir()
        done = world.manage("verify_backup", file, check=False)
        figures["differences"] += int(done.returncode != 0)
        figures["missing"] += int(newest_in(world, file) < written)
    return figures


def newest_in(world, file):
    """The highest key of a member in a backup, restored into a database of its own."""
    return int(world.child("newest", file))


def planted(world):
    """Where a planted CCCD is found in clear: database, WAL, backup, lines of the log."""
    world.child("plant", PLANTED)
    key = world.one("SELECT max(id) FROM members_member")
    with served(world, clerks=1) as [clerk]:
        clerk.get(f"/admin/members/member/{key}/change/")
        page = clerk.open(ADD)
        typed = BORN | {"full_name": "Người trùng", "citizen_id": PLANTED}
        answer = _adding(clerk, page, typed)()
        assert answer.status == 200
        clerk.get(f"/admin/members/member/?q={PLANTED}")
        clerk.get(f"/nowhere/{PLANTED}/")
        places = {"files": _bytes_of(world), "dump": _dump(world)}
    folder = world.folder / "planted"
    world.manage("backup", "--to", folder)
    places["backup"] = b"".join(file.read_bytes() for file in folder.iterdir())
    places["log lines"] = world.log.encode()
    assert world.log.count("GET") > 2
    assert "Người có CCCD".encode() in places["files"] + places["dump"]
    return [name for name, data in places.items() if PLANTED.encode() in data]


def _bytes_of(world):
    if not world.is_sqlite:
        return b""
    files = world.file.parent.glob(f"{world.file.name}*")
    return b"".join(file.read_bytes() for file in files)


def _dump(world):
    if world.is_sqlite:
        return b""
    tables = world.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    rows = (
        row
        for (name,) in tables
        for row in world.ask(f'SELECT t::text FROM "{name}" t')
    )
    return "\n".join(text for (text,) in rows).encode()
