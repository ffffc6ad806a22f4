"""What may stand in a cell of the sheet."""

import re

from hoangmai_party.text import nfc

LARGEST = 999_999
SHOWN_CHARACTERS = 30
NOTHING = {"", "-", "–", "—", "−"}
_NUMBER = re.compile(r"[0-9]+|[0-9]{1,3}([. ])[0-9]{3}(\1[0-9]{3})*")
_DECIMAL = re.compile(r"[0-9. ]*[.,][0-9]+")


def number(text):
    """The value of a cell, None for no target; `ValueError` says what is wrong."""
    text = nfc(text)
    if text in NOTHING:
        return None
    if text.startswith(("=", "@", "+")):
        raise ValueError("không nhận công thức; hãy ghi con số")
    if _NUMBER.fullmatch(text):
        return _within(re.sub("[. ]", "", text).lstrip("0") or "0")
    if re.fullmatch(r"[-–−]\s?[0-9][0-9.,]*", text):
        raise ValueError("chỉ tiêu không được âm")
    if _DECIMAL.fullmatch(text):
        raise ValueError(
            f"“{short(text)}” không phải số nguyên (phần nghìn cách bằng dấu chấm: 1.000)"
        )
    raise ValueError(f"“{short(text)}” không phải là số")


def _within(digits):
    # Compared as text first: nobody should wait for a number of a million digits.
    if len(digits) > len(str(LARGEST)):
        raise ValueError(f"số quá lớn, nhiều nhất là {shown(LARGEST)}")
    return int(digits)


def short(text):
    """As much of a text as a message needs."""
    if len(text) <= SHOWN_CHARACTERS:
        return text
    return f"{text[:SHOWN_CHARACTERS]}…"


def shown(value):
    """A value as it stands in its cell: "1.000", nothing without a target."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def said(value):
    """A value in a sentence."""
    return "để trống" if value is None else shown(value)


def cell_name(key):
    """The name of a cell's field."""
    branch, code = key
    return f"c-{branch}-{code}"
