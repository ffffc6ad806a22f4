"""Việc đến hạn as an iCalendar file (RFC 5545): whole days, without a person's name.

Small enough to be ours: the library of the name asks for a python-dateutil that the
holidays' package refuses.
"""

import uuid

from django.utils import timezone

OCTETS = 75  # of a line, the end of line not counted
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(items):
    """The bytes of the file: one event for each line that has a day."""
    stamp = f"{timezone.now():%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dang uy Khoi//So dang vien//VI",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Việc đến hạn",
    ]
    for item in items:
        if item.due_on:
            lines += _event(item, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(item, stamp):
    """The day, what is due and in which branch: no name, no number of anybody."""
    place = f" ({item.place})" if item.place else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(item.key)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{item.due_on:%Y%m%d}",
        f"SUMMARY:{_escaped(f'Việc đến hạn: {item.kind.label}{place}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _uid(key):
    """The same for a line whenever it is taken; tells nothing of the row."""
    return f"{uuid.uuid5(uuid.NAMESPACE_OID, f'hoangmai-party:{key}')}@viec-den-han"


def _escaped(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def _folded(line):
    """The line in pieces of at most 75 octets, no letter cut in two; ends in CRLF."""
    pieces, piece, room = [], b"", OCTETS
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", OCTETS - 1  # the space before a piece that goes on
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
