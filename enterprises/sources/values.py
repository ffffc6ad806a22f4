"""What the cells of one row mean: nothing is refused, what looks wrong is flagged."""

import functools
import re
from dataclasses import dataclass

from enterprises import tax_code
from enterprises.models import SourceRow
from enterprises.sources import names
from enterprises.sources.columns import table
from enterprises.sources.places import fold
from hoangmai_party.text import nfc, search_key

Tax = SourceRow.Tax
BIGGEST = 2_000_000  # workers of one employer; more is a number of something else
_YES = {"co", "x", "1", "da co", "da thanh lap", "co cdcs", "true", "v"}
_NO = {"khong", "0", "chua", "chua co", "ko", "k", "false", "chua thanh lap"}
_NOT_DIGITS = re.compile(r"[\s.,'’‘`´\u00a0\-‐‑–—_]")


@dataclass(frozen=True)
class Code:
    """The digits of a tax code cell and what there is to say of them."""

    value: str
    tax: str


def code(text):
    """The `Code` of a cell, by ENT-07: a lost zero comes back where the check passes."""
    value = _NOT_DIGITS.sub("", nfc(text).removesuffix(".0"))[:20]
    if not value:
        return Code("", Tax.NONE)
    try:
        found = tax_code.check(value, household=True)
    except tax_code.TaxCodeError:
        return _restored(value) or Code(value, Tax.SUSPECT)
    if len(value) == tax_code.PERSONAL_LENGTH:
        return _asked(value)
    return Code(value, Tax.SUSPECT if found.warning else Tax.SOUND)


def _restored(value):
    """Excel takes every leading zero, so what begins with one has lost none."""
    found = None if value.startswith("0") else tax_code.restore_zero(value)
    return Code(found.code.value, Tax.RESTORED) if found else None


def _asked(value):
    """12 digits: a code that lost its zero, or the number of a person."""
    return Code(value, Tax.ASK)


@functools.cache
def _statuses():
    return [(f" {fold(words)} ", status) for status, words in table("statuses.csv")]


@functools.lru_cache(maxsize=1_000)
def status(label):
    """Our status by the words of the label; a bare code says nothing (2.3)."""
    held = f" {fold(label)} "
    return next((found for words, found in _statuses() if words in held), "")


def number(text):
    """A count of people, or None."""
    if not text:
        return None
    digits = re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", text.strip())
    digits = re.sub(r"\s*(?:người|lđ|lao động|đv)\.?$", "", digits, flags=re.IGNORECASE)
    digits = re.sub(r"[.,]0+$", "", digits)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 9):
        return None
    return int(digits) if int(digits) <= BIGGEST else None


@functools.lru_cache(maxsize=1_000)
def yes(text):
    """True, False, or None where the cell says neither."""
    folded = fold(text)
    if folded in _YES:
        return True
    return False if folded in _NO else None


def parsed(cells, wards, ward=None):
    """{field of SourceRow: value} of {column: text in Unicode}; `ward` of the section."""
    cells = {field: nfc(text) for field, text in cells.items()}
    found, name = code(cells.get("tax_code", "")), cells.get("name", "")[:255]
    address = cells.get("address", "")[:255]
    named = wards.of_cell(cells["ward"]) if cells.get("ward") else None
    label, union = cells.get("status", "")[:255], cells.get("has_union", "")
    members = number(cells.get("union_members", ""))
    return {
        "tax_code": found.value,
        "tax": found.tax,
        "name": name,
        "name_key": names.key(name),
        "search": search_key(f"{name} {found.value}")[:400],
        "address": address,
        "ward": named or wards.of_address(address) or ward,
        "status_label": label,
        "status": status(label),
        "representative": cells.get("representative", "")[:255],
        "phone": cells.get("phone", "")[:50],
        "workers": number(cells.get("workers", "")),
        "insured": number(cells.get("insured", "")),
        "has_union": yes(union) if yes(union) is not None else _has(members),
        "union_members": members,
    }


def _has(members):
    return True if members else None
