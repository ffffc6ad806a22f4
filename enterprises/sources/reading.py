"""A file of an agency as rows: the headings found, what is no row left out.

Above the table stand letterheads and titles, below it totals and signatures; headings
may take two lines, and a line of units or numbers may follow them.
"""

import re
from dataclasses import dataclass

from accounts.port import sheets
from accounts.port.cells import plain
from accounts.port.gate import GateError
from accounts.port.measure import column_letters
from enterprises.sources import legacy
from enterprises.sources.columns import FIELDS, recognise
from enterprises.sources.places import fold
from hoangmai_party.text import nfc

LEAST_ABOVE = 3  # headings of an upper line; a title has one
SEARCHED = 30  # lines of letterhead above a table
HEADING_LENGTH = 120
MOST_CELL = 2_000  # characters of a cell that is kept
_NUMBERING = re.compile(
    r"\(?\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*\)?\.?(?:\s*=.*)?", re.IGNORECASE
)
# A total, but no Tổng công ty; read with its tones, or "Công ty" would be one.
_TOTAL = re.compile(
    r"^(?:tổng(?!\s+công\s+ty)(?:\s+(?:cộng|số))?\b|tong (?:cong(?! ty)|so)\b"
    r"|cộng(?:\s*[:\d].*)?$)"
)
_SECTION = re.compile(r"^(?:phuong|xa|khoi|nhom|dia ban)\b")
_UNITS = {
    "nguoi",
    "dong",
    "trieu dong",
    "don vi",
    "lao dong",
    "",
    "don vi tinh",
    "ty dong",
}

NO_HEAD = (
    "Không thấy dòng tiêu đề: trong 30 dòng đầu phải có một dòng nêu tên cột, ít nhất "
    "là cột tên đơn vị (hoặc mã số thuế) và một cột nữa."
)
NO_ROWS = "Dưới dòng tiêu đề không có dòng nào có tên đơn vị hoặc mã số thuế."


@dataclass(frozen=True)
class Line:
    """One row of the table: its number in the file, the cells raw and in Unicode."""

    number: int
    raw: tuple
    cells: tuple


@dataclass(frozen=True)
class Reading:
    """A file as it was read; `other_sheets` were not."""

    sheet: str
    other_sheets: tuple
    head_line: int
    headings: tuple
    lines: tuple

    @property
    def width(self):
        return len(self.headings)

    @property
    def is_converted(self):
        """Whether some text was in an old font."""
        return any(line.raw != line.cells for line in self.lines)


def read(name, data):
    """The `Reading` of a file that came in, or `GateError` in the clerk's words."""
    return of_grid(sheets.read(name, data))


def of_grid(grid):
    lines = [_line(number, cells) for number, cells in grid.rows]
    place, headings, taken = _head(lines)
    width = max(
        len(headings), max((_filled(x.cells) for x in lines[place:]), default=0)
    )
    kept = _used(lines[place + taken :], headings, width)
    headings = _unique(headings, kept)
    rows = tuple(_cut(line, kept) for line in lines[place + taken :])
    if not rows:
        raise GateError(NO_ROWS)
    return Reading(
        grid.sheet, grid.other_sheets, lines[place].number, tuple(headings), rows
    )


def _line(number, cells):
    raw = [_text(cell) for cell in cells]
    unicode = legacy.convert_row(raw)
    return Line(number, tuple(raw), tuple(unicode))


def _text(cell):
    try:
        return plain(cell)[:MOST_CELL]
    except ValueError:  # a NUL
        return plain(str(cell).replace("\0", ""))[:MOST_CELL]


def _filled(cells):
    return max((place for place, c in enumerate(cells, start=1) if c), default=0)


def _head(lines):
    """(place, headings, how many lines they take) of the line that names most columns."""
    best = (0, None)
    for place, line in enumerate(lines[:SEARCHED]):
        single = _tidy(line.cells)
        tries = [(single, 1)]
        if place + 1 < len(lines) and sum(map(bool, single)) >= LEAST_ABOVE:
            tries.append((_two(line.cells, lines[place + 1].cells), 2))
        for headings, taken in tries:
            if (score := _score(headings)) > best[0]:
                best = (score, (place, headings, taken))
    if best[1] is None:
        raise GateError(NO_HEAD)
    return best[1]


def _tidy(cells):
    return [nfc(cell)[:HEADING_LENGTH] for cell in cells]


def _two(above, below):
    """Headings of two lines: what stands above several columns is said with each."""
    width = max(len(above), len(below))
    above, below = (list(x) + [""] * (width - len(x)) for x in (above, below))
    found, over = [], ""
    for top, low in zip(_tidy(above), _tidy(below), strict=True):
        over = top or (over if low else "")
        found.append(f"{over} {low}".strip()[:HEADING_LENGTH] if low else top)
    return found


def _score(headings):
    """How many fields are named; 0 where nothing tells the rows apart."""
    fields = [recognise(heading) for heading in headings if heading]
    named = {field for field, _ in fields if field in FIELDS}
    others = sum(1 for field, _ in fields if field and field not in FIELDS)
    sure = sum(1 for field, how in fields if field and how > 1)
    if not named & {"name", "tax_code"} and len(named) < 3:
        return 0
    if len(named) + others < 2:
        return 0
    return len(named) * 100 + sure * 10 + others


def _used(lines, headings, width):
    """The columns that have a heading, or anything below."""
    held = set()
    for line in lines:
        held |= {place for place, cell in enumerate(line.cells) if cell}
    return [
        place
        for place in range(width)
        if place in held or (place < len(headings) and headings[place])
    ]


def _unique(headings, kept):
    """A heading for each kept column; no two are the same."""
    found = []
    for place in kept:
        name = headings[place] if place < len(headings) else ""
        name = name or f"Cột {column_letters(place + 1)}"
        found.append(
            name if name not in found else f"{name} (cột {column_letters(place + 1)})"
        )
    return found


def _cut(line, kept):
    def of(cells):
        return tuple(cells[place] if place < len(cells) else "" for place in kept)

    return Line(line.number, of(line.raw), of(line.cells))


def rows(reading, columns):
    """[(line, {field: text}, section)] of the lines that are rows of enterprises.

    `section` is the last line by itself above ("Phường Định Công").
    """
    places = {field: place for place, field in enumerate(columns) if field}
    found, section = [], ""
    for line in reading.lines:
        cells = {field: line.cells[place] for field, place in places.items()}
        if _is_row(line, cells, len(places)):
            found.append((line, cells, section))
        elif sum(1 for cell in line.cells if cell) <= 2:
            section = max(line.cells, key=len)
    return found


def _is_row(line, cells, known):
    name, code = cells.get("name", ""), cells.get("tax_code", "")
    digits = sum(c.isdigit() for c in code)
    if digits >= 8:
        return True
    filled = [fold(cell) for cell in line.cells if cell]
    if sum(c.isalpha() for c in name) < 2 or not filled:
        return False
    told = [nfc(cell).casefold() for cell in line.cells if cell]
    if any(_TOTAL.search(text) for text in told[:2]):
        return False
    if all(_NUMBERING.fullmatch(cell) or cell in _UNITS for cell in filled):
        return False
    if len(filled) <= 2 and _SECTION.search(fold(name)):
        return False
    return len(filled) > 1 or known < 2
