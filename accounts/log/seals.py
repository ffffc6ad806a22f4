"""Seals: an HMAC over the events since the last seal, and the check of them all.

Each seal takes the MAC of the seal before it along, so an old one can't be made anew
without all that follow. The key (`LOG_SEAL_KEY`; `LOG_SEAL_OLD_KEYS` are those before
it, which check what they sealed and seal no more) lies outside the database: whoever
writes past the application can drop the triggers, but can't make a seal. That the
end of the chain was cut off is seen by a MAC kept elsewhere, on the slip of a backup.
"""

import datetime as dt
import hashlib
import hmac
import json
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from accounts.log.tables import LOG_TABLE
from accounts.models import LogEvent, LogSeal

CHUNK = 2000
COLUMNS = (
    *("id", "at", "actor", "user_id", "ip", "reason", "change_set"),
    *("kind", "table", "row", "before", "after"),
)
ANCHOR_LENGTH = 16  # so many characters of a MAC are enough to name a seal


def seal(using="default"):
    """Seal the events that no seal holds yet; the new seal, or None if there is none.

    PostgreSQL gives ids before the commit: with the table locked against writers no
    event with a lower id can still come.
    """
    with transaction.atomic(using=using):
        _keep_writers_out(using)
        before = LogSeal.objects.using(using).order_by("last").last()
        start, previous = (before.last, before.mac) if before else (0, "")
        new = LogSeal(previous=previous, at=timezone.now())
        run = _Run(new, using).read(start, None)
        if not run.count:
            return None
        new.first, new.last, new.count = run.first, run.last, run.count
        (new.mac,) = run.macs()
        new.save(using=using)
    return new


def _keep_writers_out(using):
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{LOG_TABLE}" IN SHARE MODE')


class _Run:
    """The events of one seal, read in order, and their MAC."""

    def __init__(self, seal, using, keys=None):
        self.seal, self.using = seal, using
        self.first, self.last, self.count = 0, 0, 0
        keys = keys or [settings.LOG_SEAL_KEY]
        self._digests = [hmac.new(key, digestmod=hashlib.sha256) for key in keys]
        self._add([seal.previous, _moment(seal.at)])

    def read(self, after, until):
        """Take in the events with `after < id <= until`; None: all that follow."""
        events = LogEvent.objects.using(self.using).filter(id__gt=after).order_by("id")
        if until is not None:
            events = events.filter(id__lte=until)
        for row in events.values_list(*COLUMNS).iterator(chunk_size=CHUNK):
            self.first = self.first or row[0]
            self.last = row[0]
            self.count += 1
            self._add([row[0], _moment(row[1]), *row[2:]])
        return self

    def macs(self):
        """The MAC over all that was taken in, and what the seal says of it, by key."""
        ends = [digest.copy() for digest in self._digests]
        for end in ends:
            end.update(_canonical(["end", self.first, self.last, self.count]))
        return [end.hexdigest() for end in ends]

    def _add(self, values):
        text = _canonical(values)
        for digest in self._digests:
            digest.update(text)


def _canonical(values):
    """One line of bytes that only these values have."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _moment(at):
    return at.astimezone(dt.UTC).isoformat()


@dataclass
class Report:
    """What `verify` found: each fault in words, and how far the seals reach."""

    seals: int = 0
    sealed: int = 0
    unsealed: int = 0
    mac: str = ""
    faults: list = field(default_factory=list)


def verify(anchor="", using="default"):
    """Check every seal, the chain, what lies between them, and the anchor."""
    report = Report()
    previous, last, is_anchored = "", 0, False
    keys = [settings.LOG_SEAL_KEY, *settings.LOG_SEAL_OLD_KEYS]
    for seal in LogSeal.objects.using(using).order_by("last").iterator():
        report.faults += _faults(seal, previous, last, using, keys)
        is_anchored |= bool(anchor) and seal.mac.startswith(anchor)
        report.seals += 1
        report.sealed += seal.count
        previous, last = seal.mac, seal.last
    report.mac = previous
    rest = LogEvent.objects.using(using).filter(id__gt=last)
    report.unsealed = rest.count()
    if anchor and not is_anchored:
        report.faults.append(
            f"Không tìm thấy niêm {anchor[:ANCHOR_LENGTH]}…: các niêm cuối đã bị bỏ "
            "hoặc bị thay."
        )
    return report


def _faults(seal, previous, last, using, keys):
    """What is wrong with one seal; `last` is where the seal before it ended.

    `keys`, newest first, loses those older than the one that made this seal: whoever
    has stolen an old key can't add to the end.
    """
    name = f"Niêm {seal.first}–{seal.last}"
    if seal.previous != previous:
        yield f"{name}: không nối với niêm trước."
    try:
        run = _Run(seal, using, keys).read(last, seal.last)
    except (ValueError, TypeError, AttributeError):  # no JSON, no moment any more
        yield f"{name}: có dòng không đọc được."
        return
    found = run.first, run.last, run.count
    if found != (seal.first, seal.last, seal.count):
        yield (
            f"{name}: phải có {seal.count} dòng từ {seal.first} đến {seal.last}, "
            f"nay có {run.count} dòng."
        )
    made = [hmac.compare_digest(mac, seal.mac) for mac in run.macs()]
    if not any(made):
        yield f"{name}: nội dung không khớp mã niêm."
        return
    del keys[made.index(True) + 1 :]
