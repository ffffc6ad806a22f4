"""Thể thức văn bản: how a Party paper looks, by the day it bears (organisation.md §7).

The two guides of the Party's office, HD36 to 26/5/2026 and HD05 after, are code; what
a committee sets for itself (margins, symbol, lines of the head, who signs) are rows of
`PaperSetting`, read by `reports.documents.office`. A layout is frozen with its paper.
"""

import datetime as dt
from dataclasses import dataclass

HD05_FROM = dt.date(2026, 5, 27)
BLANK = "\u2002" * 3  # room for a hand
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Layout:
    """Margins in millimetres, type in points, and the marks of headings."""

    code: str
    source: str
    kind_size: float  # BÁO CÁO
    summary_size: float
    page_size: float  # the number of the sheet
    is_role_bold: bool  # BÍ THƯ under T/M ĐẢNG ỦY
    marks: tuple[str, ...]
    size: float = 14
    line: float = 18  # from line to line
    indent: float = 10  # mm
    gap: float = 6  # between paragraphs
    table_size: float = 12
    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 15

    def mark(self, level, number):
        """The mark of the n-th heading of a level: "II-", "2-", "b)", "-"."""
        letters = {
            "I": ROMAN[(number - 1) % len(ROMAN)],
            "1": str(number),
            "a": chr(ord("a") + (number - 1) % 26),
        }
        pattern = self.marks[level - 1]
        return letters[pattern[0]] + pattern[1:] if pattern[0] in letters else pattern


HD36 = Layout(
    code="HD36",
    source="Hướng dẫn 36-HD/VPTW ngày 03/4/2018",
    kind_size=16,
    summary_size=15,
    page_size=14,
    is_role_bold=True,
    marks=("I.", "1.", "a)", "-"),
)
HD05 = Layout(
    code="HD05",
    source="Hướng dẫn 05-HD/VPTW năm 2026",
    kind_size=15,
    summary_size=14,
    page_size=13,
    is_role_bold=False,
    marks=("I-", "1-", "a)", "-"),
)


def of_day(day):
    """The guide that holds for a paper of this day."""
    return HD05 if day >= HD05_FROM else HD36


def number(sequence, kind, symbol):
    """ "Số 05-BC/ĐUK", without a colon; a draft leaves room for the number."""
    written = BLANK if sequence is None else f"{sequence:02d}"
    return f"Số {written}-{kind}/{symbol}"


def dated(place, day, year=None):
    """ "Hoàng Mai, ngày 05 tháng 02 năm 2021"; a draft leaves room for day and month."""
    if day is None:
        return f"{place}, ngày{BLANK}tháng{BLANK}năm {year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day:%d} tháng {month} năm {day.year}"
