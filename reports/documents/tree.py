"""What a paper says, block by block: frozen, without markup, without a database.

A text is a string or a tuple of strings and `Run`s. Renderers print its letters as
they are: `#read("x")`, `<b>` and `=1+1` are letters like any other.
"""

import dataclasses
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from reports.documents.layouts import Layout

# XML knows none of these, and no font has a sign for them.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Run:
    """A piece of a text; `was` is the figure as it stood when the sentence was written.

    Where the register has another figure by now, the new one is marked and the old
    one stands behind it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    was: str = ""


@dataclass(frozen=True)
class Letterhead:
    """Head of a Party paper: the bodies to the left, the Party and the day right.

    Each line of `superior` and `issuer` is printed as a line. `subject` is the trích
    yếu of a công văn, which has no title; `draft` is "DỰ THẢO" or the like.
    """

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    dated: str
    party: str = "ĐẢNG CỘNG SẢN VIỆT NAM"
    mark: str = "*"
    subject: str = ""
    draft: str = ""


@dataclass(frozen=True)
class FormHead:
    """Head of a statistical form: the reporting body left, the form's name right."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Title:
    """Tên loại ("BÁO CÁO"), trích yếu in one or more lines, and a line below (ngày…)."""

    kind: str
    summary: tuple[str, ...] = ()
    note: str = ""
    ruled: bool = True  # the line "-----" that ends it


@dataclass(frozen=True)
class Heading:
    """A heading with its number in it; `Layout.mark` gives the number of a level."""

    level: int  # 1 to 4
    text: str | tuple


@dataclass(frozen=True)
class Para:
    """A paragraph; `align` is justify, left, center or right."""

    text: str | tuple
    align: str = "justify"
    indent: bool = True


@dataclass(frozen=True)
class Bullets:
    """A list of "- " lines; an empty one prints `empty`."""

    items: tuple
    empty: str = "Không có."


@dataclass(frozen=True)
class Cell:
    """A cell over one or more columns and rows; `align` (l, c, r) beats the column's."""

    text: str | tuple = ""
    columns: int = 1
    rows: int = 1
    align: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Table:
    """Head of one or more lines (repeated on each sheet), rows, lines of totals.

    A bare string or tuple of runs is a cell too. `widths` are shares of the columns,
    `aligns` one letter (l, c, r) a column; `size` of the type in points, 0 = usual.
    """

    head: tuple[tuple, ...]
    rows: tuple[tuple, ...]
    widths: tuple[float, ...]
    aligns: str = ""
    caption: str = ""
    foot: tuple[tuple, ...] = ()
    notes: tuple[str, ...] = ()
    empty: str = "Không có."
    size: float = 0


@dataclass(frozen=True)
class Series:
    """Numbers of a chart under one name; None leaves a gap."""

    name: str
    values: tuple


@dataclass(frozen=True)
class Chart:
    """Bars or lines drawn from numbers, as a vector; `labels` name the places."""

    caption: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    is_line: bool = False  # else bars
    unit: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs: in whose name (T/M …), as what (BÍ THƯ), and the name."""

    capacity: str
    role: str
    name: str = ""
    note: str = ""  # "(Ký, ghi rõ họ tên)" of a form


@dataclass(frozen=True)
class Signature:
    """Nơi nhận to the left, who signs to the right; two signers share the line."""

    signers: tuple[Signer, ...]
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageBreak:
    """The rest begins on a new sheet."""


@dataclass(frozen=True)
class Section:
    """Blocks on sheets of one direction; a section begins on a new sheet."""

    blocks: tuple
    landscape: bool = False


@dataclass(frozen=True)
class Document:
    """A whole paper; `foot` stands at the foot of each sheet (the hash of a book)."""

    title: str
    day: dt.date
    layout: Layout
    sections: tuple[Section, ...]
    foot: str = ""
    language: str = "vi"

    @property
    def draft(self):
        """What its head is marked with, to be printed on the other sheets too."""
        blocks = (block for section in self.sections for block in section.blocks)
        heads = (block.draft for block in blocks if isinstance(block, Letterhead))
        return next(filter(None, heads), "")


def clean(text):
    """NFC, without the letters that no paper can carry; the rest stays as it is."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text))


def cleaned(node):
    """The same tree with every text cleaned: what each renderer begins with."""
    if isinstance(node, str):
        return clean(node)
    if isinstance(node, tuple | list):
        return tuple(cleaned(part) for part in node)
    if dataclasses.is_dataclass(node):
        names = (field.name for field in dataclasses.fields(node))
        return type(node)(**{name: cleaned(getattr(node, name)) for name in names})
    return node


def runs(text):
    """The text as a tuple of `Run`s."""
    parts = (text,) if isinstance(text, str | Run) else text
    return tuple(Run(part) if isinstance(part, str) else part for part in parts if part)


def cell(value):
    """A bare text as a `Cell`."""
    return value if isinstance(value, Cell) else Cell(value)


def written(run):
    """The letters of a run, the old figure behind the new one."""
    return f"{run.text} [khi viết: {run.was}]" if run.was else run.text


def texts(node):
    """Every text that the paper prints, in the order of the tree."""
    if isinstance(node, str):
        yield from (node,) if node else ()
    elif isinstance(node, Run):
        yield written(node)
    elif isinstance(node, tuple):
        for part in node:
            yield from texts(part)
    elif isinstance(node, Document):
        yield from texts((node.sections, node.foot))
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            if field.name not in ("align", "aligns", "empty"):
                yield from texts(getattr(node, field.name))
        if is_empty(node):
            yield node.empty


def is_empty(block):
    """Whether a list or table has nothing in it, so that its `empty` is printed."""
    return hasattr(block, "empty") and not (
        block.items if isinstance(block, Bullets) else block.rows
    )


SHORT, LINES, LETTERS = 10, 30, 80  # rows, lines of a table; letters across a sheet


def is_short(table):
    """Whether a table stays in one piece: few rows, that surely fit on a sheet."""
    if len(table.rows) > SHORT:
        return False
    room = LETTERS / sum(table.widths)
    lines = 0
    for row in table.rows:
        place, tallest = 0, 1
        for one in map(cell, row):
            width = sum(table.widths[place : place + one.columns])
            letters = sum(map(len, texts(one.text)))
            tallest = max(tallest, 1 + letters / max(width * room, 1))
            place += one.columns
        lines += tallest
    return lines <= LINES
