"""A block of cells from Excel, read into the sheet; nothing is written here."""

import re
from dataclasses import dataclass, field

from hoangmai_party.text import nfc, search_key
from reports.target_grid import typed
from reports.target_grid.grid import BODY

LONGEST = 200_000  # characters; a sheet of 200 branches has about 20 000
_BRANCH_HEADS = {"ma", "ma chi bo", "chi bo", "ten chi bo", "don vi", "to chuc dang"}
_COUNT_HEADS = {"", "tt", "stt", "so tt"}
_SUMS = {"cong", "tong", "tong cong", "tong so", "cong cac chi bo"}


@dataclass
class Pasted:
    """Texts for cells, and in words what could not be used."""

    cells: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


def read(text, grid):
    """Read tab-separated lines: a branch, then its values.

    The columns are those of a heading row with codes or names of indicators; without
    one they stand in the order of the sheet.
    """
    reader = _Reader(grid)
    if len(text) > LONGEST:
        reader.fault("Nội dung dán quá dài: dán nhiều lần, mỗi lần một phần.")
        return reader.pasted
    head = None
    for position, line in enumerate(_lines(text), start=1):
        cells = [nfc(cell) for cell in line.split("\t")]
        first = next(filter(None, cells), "")
        if not first or search_key(first) in _SUMS:
            continue
        if head is None:
            head = reader.head(cells, position)
            if head.is_row:
                continue
        reader.take(cells, position, head)
    return reader.pasted


def _lines(text):
    return re.split(r"\r\n|\r|\n", text)


@dataclass(frozen=True)
class Head:
    """Where the branch stands (several columns may name it) and each indicator."""

    branch: tuple
    columns: dict  # {position: code}
    is_row: bool


class Names:
    """Which line a text means: code or name as written, then without marks."""

    def __init__(self, grid):
        self._exact, self._folded = {}, {}
        committee = grid.question.committee
        if grid.question.is_whole:
            self._add(BODY, committee.code, committee.name)
        for line in grid.lines:
            self._add(line.pk, line.code, line.day_name, line.name)

    def _add(self, pk, *names):
        for name in names:
            self._exact.setdefault(nfc(name), set()).add(pk)
            self._folded.setdefault(_bare(name), set()).add(pk)

    def find(self, text):
        """The ids that the text may mean."""
        return self._exact.get(text) or self._folded.get(_bare(text)) or set()


def _bare(name):
    """Without marks, quotes and the word that every branch's name begins with."""
    return search_key(re.sub('["“”]', "", name)).removeprefix("chi bo ").strip()


class _Reader:
    """Reads line after line into `pasted`."""

    def __init__(self, grid):
        self._columns = grid.question.columns
        self._labels = {i.code: i.label for i in self._columns}
        self._names, self._open = Names(grid), set(grid.keys())
        self._seen = {}
        self.pasted = Pasted()

    def fault(self, said):
        self.pasted.faults.append(said)

    def head(self, cells, position):
        """The first line: a heading row, or already a branch."""
        by_name = {search_key(i.code): i.code for i in self._columns}
        by_name |= {search_key(i.label): i.code for i in self._columns}
        names = [search_key(cell) for cell in cells]
        if not any(name in by_name for name in names):
            codes = (i.code for i in self._columns)
            return Head((0,), dict(enumerate(codes, start=1)), False)
        columns = {}
        for index, name in enumerate(names):
            code = by_name.get(name)
            if code and code not in columns.values():
                columns[index] = code
            elif index and name not in _BRANCH_HEADS | _COUNT_HEADS:
                said = "ghi lặp" if code else "không có trong bảng"
                column = f"cột {index + 1} “{typed.short(cells[index])}”"
                self.fault(f"Dòng {position}, {column}: {said}, không đưa vào.")
        branch = [i for i, name in enumerate(names) if name in _BRANCH_HEADS]
        return Head(tuple(branch) or (0,), columns, True)

    def take(self, cells, position, head):
        """One line: find its branch, then fill its cells."""
        texts = [cells[i] for i in head.branch if i < len(cells) and cells[i]]
        found = next((ids for t in texts if (ids := self._names.find(t))), set())
        if fault := self._unclear(texts, found):
            self.fault(f"Dòng {position}: {fault}; không đưa vào bảng.")
            return
        (branch,) = found
        self._seen[branch] = position
        columns = head.columns
        if not head.is_row:
            # Code and name side by side, as on the sheet itself
            beside = len(cells) > 1 and self._names.find(cells[1]) == found
            columns = {index + beside: code for index, code in columns.items()}
            if beyond := list(filter(None, cells[max(columns, default=0) + 1 :])):
                said = f"thừa {len(beyond)} ô, bảng có {len(columns)} cột chỉ tiêu"
                self.fault(f"Dòng {position}: {said}.")
        self._fill(branch, cells, position, columns)

    def _unclear(self, texts, found):
        if not texts:
            return "không ghi mã hoặc tên chi bộ"
        name = typed.short(texts[0])
        if not found:
            return f"không nhận ra chi bộ “{name}”"
        if len(found) > 1:
            return f"có {len(found)} chi bộ tên “{name}”, hãy ghi mã"
        if line := self._seen.get(min(found)):
            return f"chi bộ “{name}” đã có ở dòng {line}"
        return ""

    def _fill(self, branch, cells, position, columns):
        """The line's values; an empty one leaves the cell as it is."""
        for index, code in columns.items():
            key, text = (branch, code), cells[index] if index < len(cells) else ""
            place = f"Dòng {position}, cột “{self._labels[code]}”"
            if key not in self._open:
                if text not in typed.NOTHING:
                    said = "chi bộ mới trong năm, không giao chỉ tiêu"
                    self.fault(f"{place}: {said}.")
            elif text:
                try:
                    self.pasted.cells[key] = typed.shown(typed.number(text))
                except ValueError as error:
                    self.fault(f"{place}: {error}.")
                    self.pasted.cells[key] = text
