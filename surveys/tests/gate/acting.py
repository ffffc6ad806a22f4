"""Acts of the office and of a team, each under its own actor."""

import datetime as dt

from accounts.log import acting_as
from surveys.gate import acts

DAY = dt.date(2021, 4, 15)


def file_record(by, **fields):
    facts = {"surveyed_on": DAY, "found": "operating", **fields}
    with acting_as(user=by):
        return acts.file_record(by=by, **facts)


def corrected(gate, record, by, **more):
    with acting_as(user=by):
        return acts.correct(record, by=by, reason="Đếm nhầm", **more)


def confirmed(gate, record, result="eligible", reason=""):
    with acting_as(user=gate.office):
        return acts.confirm(record, result, gate.office, reason)
