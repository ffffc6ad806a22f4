"""One kind of cell each: what a clerk may write in it, and what is written out.

`clean` gives the Python value or raises `ValueError` with a Vietnamese sentence; the
texts of import-export are English and some of its readers guess (5 September as 9 May,
"x" as no). `render` gives the value for a workbook, `shown` the one for the page.
"""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from django.db import models
from import_export.widgets import Widget

from accounts.sealed import SealedCharField, is_unreadable, mask
from hoangmai_party.text import nfc, number_only, search_key

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?")
FIRST_YEAR, LAST_YEAR = 1900, 2200
GROUPED = re.compile(r"-?\d{1,3}([. ]\d{3})+")
YES, NO = ("co", "x", "1", "true", "dung", "✓"), ("khong", "0", "false", "sai")
SHOWN_CHOICES = 12


def plain(value):
    """The text of a cell, whatever Excel made of it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if "\0" in str(value):
        raise ValueError("có ký tự lạ (NUL)")
    return str(value).strip()


def shown(value):
    """A cell as the preview prints it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return plain(value)


class Cell(Widget):
    """What every kind of cell answers."""

    user = None

    def clean(self, value, row=None, **kwargs):
        """The value in the cell; None or "" for an empty one."""
        text = plain(value)
        return self.parse(value, text) if text else self.empty()

    def empty(self):
        return None

    def parse(self, value, text):
        raise NotImplementedError

    def is_same(self, stored, value):
        """Whether the cell says what is stored already."""
        return stored == value

    def render(self, value, **kwargs):
        return value


class TextCell(Cell):
    """Text; `tidy` brings a number into its one form, `length` is that of a number.

    Excel drops the zeros in front of a number; a number cell gets up to two back.
    """

    def __init__(self, is_long=False, tidy=None, length=0):
        super().__init__()
        self.is_long, self.tidy, self.length = is_long, tidy, length

    def empty(self):
        return ""

    def parse(self, value, text):
        if isinstance(value, float) and self.length - 3 < len(text) < self.length:
            text = text.zfill(self.length)
        lines = text.splitlines() if self.is_long else [text]
        text = "\n".join(nfc(line) for line in lines)
        return self.tidy(text) if self.tidy else text

    def is_same(self, stored, value):
        # An old row may hold two blanks or decomposed letters: no change by itself.
        if not stored or stored == value:
            return stored == value
        try:
            return self.parse(stored, plain(stored)) == value
        except ValueError:
            return False


class SealedCell(TextCell):
    """A sealed number: goes out masked; a masked one that comes back changes nothing."""

    def render(self, value, **kwargs):
        return mask(value) if value else ""

    def parse(self, value, text):
        return number_only(super().parse(value, text))

    def is_same(self, stored, value):
        if stored and is_unreadable(stored) and value == number_only(stored):
            return True
        if "*" not in value:
            return stored == value
        if stored and value == mask(stored):
            return True
        raise ValueError(
            "số bị che không khớp với số trong sổ; ghi đủ số hoặc để trống ô này"
        )


class DateCell(Cell):
    """A day: a real Excel date, or text as dd/mm/yyyy."""

    def parse(self, value, text):
        if isinstance(value, dt.date):
            day = value.date() if isinstance(value, dt.datetime) else value
        elif found := DAY.fullmatch(text):
            day = self._day(text, *found.group(3, 2, 1))
        elif found := ISO_DAY.fullmatch(text):
            day = self._day(text, *found.groups())
        else:
            raise ValueError(f"“{text[:30]}” không phải ngày dạng ngày/tháng/năm")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"năm {day.year} không hợp lệ")
        return day

    def _day(self, text, *numbers):
        try:
            return dt.date(*map(int, numbers))
        except ValueError as error:
            raise ValueError(f"ngày “{text}” không có trong lịch") from error


class ChoiceCell(Cell):
    """One of a list, by its Vietnamese label (or the code the register keeps)."""

    def __init__(self, choices):
        super().__init__()
        self.labels = dict(choices)
        self.values = {str(value).casefold(): value for value in self.labels}
        self.values |= {nfc(l).casefold(): value for value, l in self.labels.items()}
        self.keys = {}
        for value, label in self.labels.items():
            self.keys.setdefault(search_key(label), []).append(value)

    def parse(self, value, text):
        if nfc(text).casefold() in self.values:
            return self.values[nfc(text).casefold()]
        # Without tones too, where that leaves one.
        if len(found := self.keys.get(search_key(text), ())) == 1:
            return found[0]
        labels = list(map(str, self.labels.values()))
        more = ", …" if len(labels) > SHOWN_CHOICES else ""
        raise ValueError(
            f"“{text[:60]}” không có trong danh sách: "
            f"{', '.join(labels[:SHOWN_CHOICES])}{more}"
        )

    def empty(self):
        return ""

    def render(self, value, **kwargs):
        return str(self.labels.get(value, value if value is not None else ""))


class CodeCell(ChoiceCell):
    """One of a list that is written by its code (T02) and may be read by its label."""

    def render(self, value, **kwargs):
        return value


class YesCell(Cell):
    """Có / Không; "x" is yes."""

    def parse(self, value, text):
        key = search_key(text)
        if key in YES or key in NO:
            return key in YES
        raise ValueError(f"“{text[:30]}” phải là Có hoặc Không")

    def render(self, value, **kwargs):
        return "" if value is None else ("Có" if value else "Không")


class WholeCell(Cell):
    """A whole number; 1.200 is one thousand two hundred, as in Vietnamese text."""

    def parse(self, value, text):
        if isinstance(value, str) and GROUPED.fullmatch(text):
            text = text.replace(".", "").replace(" ", "")
        if not (re.fullmatch(r"-?\d+", text) and text.isascii() and len(text) < 16):
            raise ValueError(f"“{text[:30]}” không phải số nguyên")
        return int(text)


class DecimalCell(Cell):
    """A number with a decimal comma (or a number cell)."""

    def parse(self, value, text):
        if isinstance(value, str):
            text = text.removesuffix("%").strip()
            text = text.replace(".", "") if GROUPED.match(text) else text
            text = text.replace(",", ".")
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,10})?", text):
            raise ValueError(f"“{text[:30]}” không phải số")
        try:
            return Decimal(text)
        except InvalidOperation as error:
            raise ValueError(f"“{text[:30]}” không phải số") from error


KINDS = (
    (models.DateField, DateCell),
    (models.BooleanField, YesCell),
    (models.IntegerField, WholeCell),
    (models.DecimalField, DecimalCell),
)


def cell_of(field):
    """The cell of a model field, where its resource says nothing else."""
    if isinstance(field, SealedCharField):
        return SealedCell()
    if field.choices:
        return ChoiceCell(field.choices)
    for kind, cell in KINDS:
        if isinstance(field, kind):
            return cell()
    return TextCell(is_long=isinstance(field, models.TextField))
