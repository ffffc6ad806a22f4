"""Lines of the process log (console, journal) without a person's name or number.

The log of the register is a table with its own rules; the lines of the server go to
files that administrators read, who see no member rows. So an address loses what
follows "?", nine digits and more in a row are hidden, and of an exception stays its
kind and where it was raised: its text often quotes what was typed or stored
(`DataError`, `IntegrityError`, `ValueError`).
"""

import logging
import re
import traceback

QUERY = re.compile(r"\?[^\s\"'>]*")
DIGITS = re.compile(r"\d(?:[ .-]?\d){8,}")
CUT = "?…"
HIDDEN = "•••"
# Texts of these are about the program and the server, never about a row.
SPEAKING = {"ImproperlyConfigured", "ImportError", "ModuleNotFoundError", "NameError"}


def without_people(text):
    """The line with queries cut and long numbers hidden."""
    return DIGITS.sub(HIDDEN, QUERY.sub(CUT, text))


class WithoutPeople(logging.Filter):
    """Rewrite a record before any formatter sees it; it lets every record through."""

    def filter(self, record):
        record.msg = without_people(_message(record))
        record.args = None
        if record.exc_info and record.exc_info[0]:
            record.exc_text = trace(record.exc_info[1])
            record.exc_info = None
        return True


def _message(record):
    """The text of the record; what an exception says of itself is not part of it."""
    args = record.args
    if isinstance(args, tuple):
        record.args = tuple(map(_told, args))
    elif isinstance(args, dict):
        record.args = {name: _told(value) for name, value in args.items()}
    if isinstance(record.msg, BaseException):
        return _kind(record.msg)
    return record.getMessage()


def _told(value):
    return _kind(value) if isinstance(value, BaseException) else value


def trace(error):
    """Where an exception and its causes were raised, without what they say."""
    told = traceback.TracebackException.from_exception(error, lookup_lines=True)
    return "\n".join(_lines(told))


def _lines(told):
    if before := told.__cause__ or (
        None if told.__suppress_context__ else told.__context__
    ):
        yield from _lines(before)
        yield ""
    yield "Traceback (most recent call last):"
    yield from "".join(told.stack.format()).rstrip("\n").splitlines()
    kind = told.exc_type.__name__
    said = str(told) if kind in SPEAKING else HIDDEN
    yield f"{kind}: {without_people(said)}"


def _kind(error):
    return f"{type(error).__name__}: {HIDDEN}"
