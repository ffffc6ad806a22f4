"""The one place that writes a grid of ratings: all of it, or nothing."""

from accounts.log import change_set
from branches.delegation import on_behalf_of
from members.models import Rating
from members.yearly.grid import noted
from members.yearly.ratings import FIELDS


def save(grid, *, by):
    """Write what the grid adds or changes as one change set; returns how many rows.

    A saved line takes the typed decision if it was touched, or if it bore the one
    that the page showed for all; a decision of its own stays.
    """
    decision = grid.decision.cleaned_data
    reason = decision["as_on_paper"] if grid.warnings else ""
    excused = {entry.line.key for entry in grid.excused()}
    shown = grid.sheet.decision  # before the first line is written
    what = f"Xếp loại năm {grid.sheet.year}: {grid.sheet.branch or 'các chi bộ'}"
    written = 0
    said = f"{what}. {reason}" if reason else what
    with change_set(said, on_behalf_of=on_behalf_of(grid.sheet.branch)):
        for entry in grid.entries():
            if entry.is_cleared:
                entry.line.saved.void(by=by, reason=reason)
                written += 1
            elif facts := _facts(entry, shown, decision):
                if entry.line.key in excused:
                    facts["note"] = noted(entry.values["note"], reason)
                _write(entry.line, grid.sheet.year, facts)
                written += 1
    return written


def _facts(entry, shown, decision):
    """{field: value} to write for an entry; empty when nothing changes."""
    pair = (decision["number"], decision["decided_on"])
    if not entry.result or not (entry.is_touched or _follows(entry, shown, pair)):
        return {}
    values = {name: entry.values[name] for name in FIELDS}
    return values | {"number": pair[0], "decided_on": pair[1]}


def _follows(entry, shown, pair):
    """Whether an untouched line takes another decision with the others."""
    own = (entry.line.saved.number, entry.line.saved.decided_on)
    return own == shown != pair


def _write(line, year, facts):
    row = line.saved or Rating(year=year, branch=line.branch, member=line.member)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
