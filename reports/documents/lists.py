"""Any list or table of the reports as a paper: the same cells, in the same words."""

from reports.documents.tree import Cell, Section, Table, Title

_ALIGNS = {"num": "r", "pct": "r", "mid": "c", "text": "l"}
SHORTEST, LONGEST = 3, 26  # letters that a column is given room for
WIDE = 7  # columns that still stand on an upright sheet
WORD = 15  # letters of a word that is given its room whole: a day, a number
SMALL = 11  # points


def section(table, *blocks):
    """A table with its title on sheets of its own; `blocks` stand before it."""
    lies = table.is_wide or table.width > WIDE
    return Section((*blocks, of(table, size=SMALL if lies else 0)), landscape=lies)


def appendix(table, number=None):
    """The table as a phụ lục under a title of its own."""
    kind = f"PHỤ LỤC {number}" if number else "PHỤ LỤC"
    body = section(table, Title(kind, (table.title,), ruled=False))
    *before, last = body.blocks
    return Section((*before, _uncaptioned(last)), body.landscape)


def of(table, *, size=0, room=0):
    """A `reports.tables.Table` as a table of the tree.

    `room` is how many letters a line of the sheet has; 0: as many as there are.
    """
    lines = table.lines()
    aligns = [_side(row.cells[i]) for row in lines[:1] for i in range(table.width)]
    aligns = "".join(aligns) or "l" * table.width
    return Table(
        caption=table.title,
        head=tuple(
            tuple(Cell(h.label, h.columns, h.rows) for h in row) for row in table.head
        ),
        rows=tuple(_row(row, aligns) for row in table.rows),
        foot=(_row(table.total, aligns),) if table.total else (),
        widths=_widths(table, lines, room),
        aligns=aligns,
        notes=tuple(table.notes),
        empty=table.empty or "Không có.",
        size=size,
    )


def _uncaptioned(table):
    return Table(**{**table.__dict__, "caption": ""})


def _side(cell):
    return _ALIGNS[cell.css.split()[0]]


def _row(row, aligns):
    return tuple(
        Cell(
            cell.shown if cell.value != "" else "",
            align="" if _side(cell) == align else _side(cell),
            bold=row.is_bad,
            italic=row.is_part,
        )
        for cell, align in zip(row.cells, aligns, strict=True)
    )


def _widths(table, lines, room):
    """By the longest text of a column, and by the longest word of its heading.

    Where they need more than the room, long texts give way: a day never breaks.
    """
    words = [SHORTEST] * table.width
    for _, column, head in table.placed():
        if head.columns == 1:
            longest = max(map(len, head.label.split()), default=0)
            words[column] = max(words[column], longest + 1)
    longest = [_longest(lines, column) + 1 for column in range(table.width)]
    if room:
        words = [
            max(word, min(WORD, _longest_word(lines, column) + 1))
            for column, word in enumerate(words)
        ]
    for most in range(LONGEST, 4, -2):
        found = tuple(
            max(word, min(most, text))
            for word, text in zip(words, longest, strict=True)
        )
        if not room or sum(found) <= room:
            break
    return found


def _longest(lines, column):
    return max((len(row.cells[column].shown) for row in lines), default=0)


def _longest_word(lines, column):
    words = (word for row in lines for word in row.cells[column].shown.split())
    return max(map(len, words), default=0)
