"""The sheet as the page shows it: boxes, sums, differences."""

import json
from dataclasses import dataclass

from reports.target_grid import typed
from reports.target_grid.grid import BODY
from reports.targets import difference


@dataclass(frozen=True)
class Box:
    """One cell; `is_open` when it takes a value."""

    name: str
    code: str
    text: str
    is_open: bool
    seen: str = ""
    error: str = ""
    hint: str = ""

    @property
    def is_changed(self):
        return self.text != self.seen


@dataclass(frozen=True)
class Line:
    """A branch, or the body (without a code)."""

    pk: int
    code: str
    name: str
    is_new: bool
    boxes: tuple


class Sheet:
    """A grid with what was typed over it: `texts` and `errors` are by cell."""

    def __init__(self, grid, *, seen=None, texts=(), errors=()):
        self.grid, self.question = grid, grid.question
        known = {key: row.value for key, row in grid.rows.items()}
        self.seen = known if seen is None else seen
        self._texts, self._errors = dict(texts), dict(errors)
        self._open = set(grid.keys())
        self.body = self._line(BODY, "", str(self.question.committee), False)
        self.lines = [
            self._line(row.pk, row.code, row.day_name, row.is_new) for row in grid.lines
        ]

    def _line(self, pk, code, name, is_new):
        boxes = tuple(self._box((pk, column)) for column in self.question.codes)
        return Line(pk, code, name, is_new, boxes)

    def _box(self, key):
        row, before = self.grid.rows.get(key), typed.shown(self.seen.get(key))
        text = self._texts.get(key, before)
        hint = f"{row.decided_on:%d/%m/%Y} {row.number}".strip() if row else ""
        return Box(
            typed.cell_name(key),
            key[1],
            text,
            key in self._open,
            before,
            self._errors.get(key, ""),
            hint,
        )

    def sums(self):
        """[(code, sum of the branches, (sign, word) against the body)]."""
        found = []
        for index, code in enumerate(self.question.codes):
            total = sum(_value(line.boxes[index]) or 0 for line in self.lines)
            body = _value(self.body.boxes[index])
            found.append((code, total, difference(total, body)))
        return found

    def problems(self):
        """[(field, cell in words, what is wrong)] of the cells."""
        return [
            (typed.cell_name(key), self.grid.name(key), said)
            for key, said in self._errors.items()
        ]

    def papers(self):
        """[(day, number, how many cells)]: whence the values in force come."""
        found = {}
        for row in self.grid.rows.values():
            paper = (row.decided_on, row.number)
            found[paper] = found.get(paper, 0) + 1
        return [(*paper, count) for paper, count in sorted(found.items())]

    def seen_json(self):
        """What stood on the page, for the one hidden field that carries it."""
        named = {typed.cell_name(k): v for k, v in self.seen.items() if v is not None}
        return json.dumps(named, separators=(",", ":"))


def _value(box):
    """The value of a box; what can't be read counts as none."""
    try:
        return typed.number(box.text)
    except ValueError:
        return None
