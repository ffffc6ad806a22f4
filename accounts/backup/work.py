"""Make a backup, check it, restore it, drill: what the four commands do."""

import contextlib
import hashlib
import json
import os
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import connection, transaction
from django.utils import timezone

from accounts import tokens
from accounts.backup import box, engines, facts, shelf
from accounts.log import seals
from accounts.log.acts import log_act
from accounts.models import LogEvent, LogSeal, Register

PIECE = 1024 * 1024
FORM = 1


@dataclass(frozen=True)
class Backup:
    """A backup that was made or opened: where it is and what it says of itself."""

    file: Path
    manifest: dict

    @property
    def rows(self):
        return sum(self.manifest["facts"]["counts"].values())

    @property
    def anchor(self):
        """The MAC of the last seal inside: printed, it proves later what was cut off."""
        return self.manifest["facts"]["seals"]["mac"]


def make(path=None):
    """Write one encrypted backup into the folder; logs it."""
    box.secret()  # no key: said before anything is copied
    target = shelf.folder(path) / shelf.new_name()
    tokens.purge()
    seals.seal()
    with _workroom(target.parent) as room:
        copy = room / engines.PLAIN
        found = _copied(copy)
        manifest = _manifest(copy, found)
        part = room / target.name
        with part.open("wb") as out:
            box.pack(_pieces(manifest, copy), out)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(0o400)
        part.replace(target)
    backup = Backup(target, manifest)
    log_act(
        LogEvent.Kind.BACKUP,
        LogSeal,
        file=target.name,
        sha256=digest(target),
        rows=backup.rows,
        mac=backup.anchor,
    )
    return backup


def _copied(copy):
    """Copy the database; the facts of exactly that copy."""
    if connection.vendor == "sqlite":
        engines.copy_out(copy)
        return engines.facts_of(engines.sqlite_url(copy))
    # One snapshot for pg_dump and for what we count.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        engines.copy_out(copy, snapshot)
        return facts.read()


def _manifest(copy, found):
    register = Register.load()
    return {
        "form": FORM,
        "made_at": timezone.now().isoformat(),
        "django": django.get_version(),
        "engine": connection.vendor,
        "register": str(register),
        "is_demo": register.is_demo,
        "sha256": digest(copy),
        "size": copy.stat().st_size,
        "facts": found,
    }


def digest(file):
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _pieces(manifest, copy):
    head = json.dumps(manifest, ensure_ascii=False).encode()
    yield struct.pack(">I", len(head)) + head
    with copy.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece


@contextlib.contextmanager
def _workroom(near=None):
    """A folder that nobody else may look into, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".so-", dir=near) as folder:
        yield Path(folder)


def open_into(file, room):
    """Open a backup: (Backup, its copy of the database in `room`); BoxError if not."""
    copy = Path(room) / engines.PLAIN
    try:
        with Path(file).open("rb") as source, copy.open("wb") as out:
            manifest = _read(source, out)
    except OSError as error:
        raise box.BoxError(f"Không đọc được tệp {file}: {error.strerror}") from error
    if digest(copy) != manifest["sha256"]:
        raise box.BoxError("Nội dung tệp sao lưu không khớp mã SHA-256 đã ghi.")
    return Backup(Path(file), manifest), copy


def _read(source, out):
    """Write the copy of the database to `out`; returns the manifest before it."""
    waiting, manifest = b"", None
    for text in box.unpack(source):
        if manifest is not None:
            out.write(text)
            continue
        waiting += text
        length = struct.unpack(">I", waiting[:4])[0] if len(waiting) >= 4 else None
        if length is not None and len(waiting) >= 4 + length:
            manifest = json.loads(waiting[4 : 4 + length])
            out.write(waiting[4 + length :])
    if manifest is None or manifest.get("form") != FORM:
        raise box.BoxError("Tệp sao lưu của một phiên bản khác, không đọc được.")
    return manifest


def check(file):
    """(Backup, [faults]) of a file: opens, is whole, and holds what it says."""
    with _workroom() as room:
        backup, copy = open_into(file, room)
        if backup.manifest["engine"] != connection.vendor:
            return backup, []  # the hashes hold; the other engine opens it
        return backup, _compared(backup, copy, room)


def _compared(backup, copy, room):
    """[differences] of a restoration into a scratch database."""
    with engines.scratch(room) as url:
        engines.copy_in(copy, url)
        return facts.differences(backup.manifest["facts"], engines.facts_of(url))


def is_empty():
    """Whether this database holds no register yet."""
    tables = set(connection.introspection.table_names())
    if Register._meta.db_table not in tables:
        return True
    found = facts.counts()
    return not any(found[name] for name in ("accounts_user", "branches_committee"))


def restore(file):
    """Put a backup in the place of this database; [differences], logged there."""
    with _workroom() as room:
        backup, copy = open_into(file, room)
        if backup.manifest["engine"] != connection.vendor:
            raise box.BoxError(
                f"Tệp sao lưu của {backup.manifest['engine']}, còn đây là "
                f"{connection.vendor}: hãy khôi phục vào đúng loại cơ sở dữ liệu."
            )
        connection.close()
        engines.empty()
        engines.copy_in(copy)
    found = facts.differences(backup.manifest["facts"], facts.read())
    log_act(
        LogEvent.Kind.RESTORE,
        LogSeal,
        file=backup.file.name,
        made_at=backup.manifest["made_at"],
        mac=backup.anchor,
        differences=len(found),
    )
    return backup, found


def drill(file):
    """Restore a backup into a scratch database and compare; logs how it went."""
    try:
        backup, found = check(file)
        if backup.manifest["engine"] != connection.vendor:
            found = ["Tệp sao lưu của loại cơ sở dữ liệu khác"]
    except (box.BoxError, engines.EngineError) as error:
        _log_drill(Path(file).name, "", [str(error)])
        raise
    _log_drill(backup.file.name, backup.anchor, found)
    return backup, found


def _log_drill(name, mac, found):
    log_act(
        LogEvent.Kind.DRILL,
        LogSeal,
        file=name,
        mac=mac,
        passed=not found,
        differences=found[:10],
    )
