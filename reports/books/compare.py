"""Số liệu khi ký / hiện nay / lý do chênh lệch, for the same as-of day."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from accounts.history import words
from branches.models import Branch
from members.models import Member
from reports.annual.figures import Figures
from reports.annual.question import of_report
from reports.books import content, rows
from reports.books.reasons import UNKNOWN, reasons


@dataclass(frozen=True)
class Figure:
    """One figure, as it was signed and as the register tells it now."""

    label: str
    was: int
    now: int | None
    went: tuple
    came: tuple

    @property
    def is_same(self):
        return self.was == self.now and not self.went and not self.came


@dataclass
class Change:
    """One row that differs: where it is gone from or new in, what was corrected."""

    key: str
    who: str
    what: str
    went: list = field(default_factory=list)
    came: list = field(default_factory=list)
    corrected: tuple = ()
    entries: tuple = ()


def compared(report, user):
    """([Figure], [Change]) of a signed report against today's register."""
    was = json.loads(report.book.text)
    told = content.counted(Figures(of_report(report)))
    now = json.loads(content.canonical(told))
    figures = list(_figures(was, now))
    changes = _changes(figures, was, now)
    found = reasons({change.key for change in changes}, report.book.log_mark, user)
    for change in changes:
        change.entries = tuple(found.get(change.key, ()))
    return figures, changes


def _figures(was, now):
    known = {row["code"]: row for row in now["figures"]}
    for row in was["figures"]:
        today = known.pop(row["code"], {"number": None, "keys": ()})
        yield _figure(row["label"], row, today)
    for row in known.values():  # a target that was decided later for those days
        yield _figure(row["label"], {"number": None, "keys": ()}, row)


def _figure(label, was, now):
    held, holds = Counter(was["keys"]), Counter(now["keys"])
    went, came = held - holds, holds - held
    return Figure(
        label, was["number"], now["number"], tuple(sorted(went)), tuple(sorted(came))
    )


def _changes(figures, was, now):
    went, came = defaultdict(list), defaultdict(list)
    for figure in figures:
        for keys, found in ((figure.went, went), (figure.came, came)):
            for key in keys:
                found[key].append(figure.label)
    corrected = {key: lines for key, lines in _corrected(was, now) if lines}
    changes = [
        Change(
            key,
            _who(key, was, now),
            words.table(key.rpartition(":")[0]),
            went[key],
            came[key],
            tuple(corrected.get(key, ())),
        )
        for key in sorted({*went, *came, *corrected})
    ]
    return sorted(changes, key=lambda change: (change.who, change.key))


def _who(key, was, now):
    data = was if key in was["rows"] else now
    return ", ".join(rows.about(key, data)) or words.table(key.rpartition(":")[0])


def _corrected(was, now):
    """(key, ["column: before → after"]) of the rows that stand in both."""
    for key, before in was["rows"].items():
        if (after := now["rows"].get(key)) is None:
            continue
        lines = [
            f"{words.label(field)}: {_said(field, before, was)} → "
            f"{_said(field, after, now)}"
            for field in rows.columns(rows.model_of(key))
            if before.get(field.column) != after.get(field.column)
        ]
        is_branch = rows.model_of(key) is Branch
        if is_branch and was["names"][key] != now["names"][key]:
            lines.append(f"Tên chi bộ: {was['names'][key]} → {now['names'][key]}")
        yield key, lines


def _said(column, row, data):
    raw = row.get(column.column)
    if not column.is_relation:
        return words.value(column, raw, {}, row)
    key = f"{column.related_model._meta.db_table}:{raw}"
    return data["names"].get(key) or (words.EMPTY if raw is None else f"mã {raw}")


def people(changes):
    """The ids of the members whose rows a comparison names."""
    keys = [change.key for change in changes]
    read = rows.read(keys)
    return sorted({row.pk for row in read.values() if isinstance(row, Member)})


def why(change):
    """[(who and when, why)] of a change; in words where the log says nothing."""
    if not change.entries:
        return [("", UNKNOWN)]
    return [
        (f"{entry.at}, {entry.who}", entry.why or "(không ghi lý do)")
        for entry in change.entries
    ]
