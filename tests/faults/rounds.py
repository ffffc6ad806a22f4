"""The rounds: each returns its figures; what must be 0 is named in `ZERO`.

Those of an `Office` share its server; the others work on a world of their own.
"""

import contextlib
import json
import secrets
import sqlite3

from accounts import tokens, versions
from tests.faults.world import said, together

ADD = "/admin/members/member/add/"
ZERO = (
    *("errors", "partial", "duplicates", "lost", "missing", "differences"),
    *("silent", "unclear", "clear"),
)
PLANTED = "001090987654"
BORN = {"sex": "male", "born_on": "05/09/1990"}


def kills(world, count, rows):
    """Imports killed between two of their rows: all or nothing, and the file is whole."""
    figures = json.loads(world.child("kills", count, rows, 7))
    whole = not world.is_sqlite or world.one("PRAGMA integrity_check") == "ok"
    return figures | {"lost": 0 if whole else 1}


def foundings(world, count):
    """Foundings killed between two of their writes: all of it or nothing."""
    return json.loads(world.child("foundings", count, 7))


def founded_twice(world, count):
    """Two clerks found of one case at once: one branch, one clear refusal."""
    return json.loads(world.child("founded_twice", count))


def bad_files(world, count):
    """Files that can't be right at the import page: each refused, nothing changed."""
    return json.loads(world.child("bad_files", count))


def backups(world, count):
    """Backups while somebody writes: what was committed before the start is in it."""
    return json.loads(world.child("backups", count, world.folder / "load"))


def races(office, count):
    """Four clerks take in the same CCCD at once: one row, three clear messages."""
    figures = dict.fromkeys(("rows", "duplicates", "errors", "unclear"), 0)
    page = office.clerks[0].open(ADD)
    for number in range(count):
        typed = BORN | {
            "full_name": f"Người đua {number}",
            "citizen_id": f"001090{number + 1:06d}",
        }
        answers = together([_adding(clerk, page, typed) for clerk in office.clerks])
        rows = _called(office.world, typed["full_name"])
        refused = [answer for answer in answers if answer.status == 200]
        figures["rows"] += rows
        figures["duplicates"] += abs(rows - 1)
        figures["errors"] += sum(a.status not in (200, 302) for a in answers)
        figures["unclear"] += sum(not said(answer.html) for answer in refused)
    return figures


def clicks(office, count):
    """One form sent three times at once: one row, each lands on the same page."""
    figures = dict.fromkeys(("rows", "duplicates", "errors"), 0)
    clerk = office.clerks[0]
    page = clerk.open(ADD)
    for number in range(count):
        name = f"Người nhấn nhiều {number}"
        sending = _adding(clerk, page, BORN | {"full_name": name})
        answers = together([sending] * 3)
        rows = _called(office.world, name)
        figures["rows"] += rows
        figures["duplicates"] += abs(rows - 1)
        figures["errors"] += sum(a.status != 302 for a in answers)
        figures["errors"] += len({answer.where for answer in answers}) - 1
    return figures


def _adding(clerk, page, typed):
    data = {**page, **typed, tokens.FIELD: secrets.token_urlsafe(24)}
    return lambda: clerk.post(ADD, data)


def stale(office, count):
    """Two clerks save the page both opened, at once: one is kept, the other is told."""
    figures = dict.fromkeys(("saved", "told", "lost", "errors"), 0)
    world, clerks = office.world, office.clerks[:2]
    key = world.one("SELECT min(id) FROM members_member")
    path = f"/admin/members/member/{key}/change/"
    for number in range(count):
        page = clerks[0].open(path)
        phones = [f"09{number:04d}{who}" for who in range(2)]
        answers = together(
            [
                lambda c=clerk, data={**page, "phone": phone}: c.post(path, data)
                for clerk, phone in zip(clerks, phones, strict=True)
            ]
        )
        saved = [p for p, a in zip(phones, answers, strict=True) if a.status == 302]
        stored = world.one(f"SELECT phone FROM members_member WHERE id = {key}")
        figures["saved"] += len(saved)
        figures["told"] += sum("t-stale" in answer.html for answer in answers)
        figures["lost"] += int(saved != [stored])
        figures["errors"] += sum(a.status not in (200, 302) for a in answers)
    assert versions.FIELD in page
    return figures


def _called(world, name):
    return world.one(f"SELECT count(*) FROM members_member WHERE full_name = '{name}'")


def planted(office):
    """Where a planted CCCD is in clear: database, WAL, backup, slip, lines of the log."""
    world, clerk = office.world, office.clerks[0]
    world.child("plant", PLANTED)
    key = world.one("SELECT max(id) FROM members_member")
    clerk.get(f"/admin/members/member/{key}/change/")
    page = clerk.open(ADD)
    typed = BORN | {"full_name": "Người trùng", "citizen_id": PLANTED}
    assert _adding(clerk, page, typed)().status == 200  # refused: a twin
    clerk.get(f"/admin/members/member/?q={PLANTED}")
    clerk.get(f"/nowhere/{PLANTED}/")
    places = {"files": _bytes_of(world), "dump": _dump(world)}
    folder = world.folder / f"planted{key}"
    places["slip"] = world.manage("backup", "--to", folder).stdout.encode()
    places["backup"] = b"".join(file.read_bytes() for file in folder.iterdir())
    places["log lines"] = office.lines.encode()
    assert office.lines.count("GET") > 2
    assert "Người có CCCD".encode() in places["files"] + places["dump"]
    found = [name for name, data in places.items() if PLANTED.encode() in data]
    return {"places": len(places), "clear": len(found), **dict.fromkeys(found, "!")}


def _bytes_of(world):
    if not world.is_sqlite:
        return b""
    # As long as somebody reads, the WAL is not taken away.
    with contextlib.closing(sqlite3.connect(world.file)) as raw:
        raw.execute("SELECT count(*) FROM members_member").fetchone()
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
