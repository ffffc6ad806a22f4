"""Tax codes (mã số thuế) of enterprises: domain/organisation.md ENT-01 to ENT-08.

What can't be a tax code raises `TaxCodeError`; a wrong check digit is a warning
that a person confirms, because the paper in hand may say so.
"""

import enum
from dataclasses import dataclass

from hoangmai_party.text import number_only

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
HEAD_LENGTH, PERSONAL_LENGTH, DEPENDENT_LENGTH = 10, 12, 13


class TaxCodeError(ValueError):
    """The text can't be a tax code."""


class Kind(enum.Enum):
    HEAD = "head"  # enterprise
    DEPENDENT = "dependent"  # chi nhánh, văn phòng đại diện, đơn vị phụ thuộc
    PERSONAL = "personal"  # household business, from 01/7/2025


KINDS = {
    HEAD_LENGTH: Kind.HEAD,
    PERSONAL_LENGTH: Kind.PERSONAL,
    DEPENDENT_LENGTH: Kind.DEPENDENT,
}


@dataclass(frozen=True)
class TaxCode:
    """A possible tax code: digits to store, form to show, what to confirm."""

    value: str
    display: str
    warning: str = ""

    @property
    def kind(self):
        return KINDS[len(self.value)]


@dataclass(frozen=True)
class Restored:
    """A tax code that got back the zero lost in Excel; `ask` if it may be another."""

    code: TaxCode
    ask: bool


def normalise(text):
    """Strip blanks, dots, apostrophes, hyphens and the ".0" of an Excel number."""
    return number_only(text.strip().removesuffix(".0"))


def check_digit(prefix):
    """Return the tenth digit for nine, or None if the nine were never issued."""
    rest = sum(w * int(d) for w, d in zip(WEIGHTS, prefix, strict=True)) % 11
    return str(10 - rest) if rest else None


def check(text, household=False):
    """Return the `TaxCode` in `text` or raise `TaxCodeError`.

    Only a household business (`household`) may use a 12-digit personal number.
    """
    value = normalise(text)
    _refuse_impossible(value, household)
    if len(value) == PERSONAL_LENGTH:  # has no check digit
        return TaxCode(value, value)
    return TaxCode(value, display(value), _checksum_warning(value))


def display(value):
    """Return a stored tax code with the hyphen of a dependent unit."""
    if len(value) != DEPENDENT_LENGTH:
        return value
    return f"{value[:HEAD_LENGTH]}-{value[HEAD_LENGTH:]}"


def restore_zero(text):
    """Return the code with the leading zero that Excel dropped, or None.

    For imports: the restored form must pass the check. A 12-digit value may as
    well be a personal number, so a person has to be asked.
    """
    value = normalise(text)
    if len(value) not in (HEAD_LENGTH - 1, DEPENDENT_LENGTH - 1):
        return None
    try:
        code = check("0" + value)
    except TaxCodeError:
        return None
    return None if code.warning else Restored(code, len(value) == PERSONAL_LENGTH)


def _refuse_impossible(value, household):
    if not (value.isascii() and value.isdigit()):
        raise TaxCodeError("Mã số thuế chỉ gồm chữ số, ví dụ 0100233488.")
    if len(value) == PERSONAL_LENGTH:
        if not household:
            raise TaxCodeError(
                "Số có 12 chữ số là số định danh cá nhân, chỉ dùng làm mã số thuế "
                "của hộ kinh doanh."
            )
        return
    if len(value) not in KINDS:
        raise TaxCodeError(
            "Mã số thuế phải có 10 chữ số, hoặc 13 chữ số đối với đơn vị phụ thuộc; "
            f"số đã nhập có {len(value)} chữ số."
        )
    if value[2:9] == "0000000":
        raise TaxCodeError("Không có mã số thuế với bảy chữ số thứ tự đều bằng 0.")
    if value[HEAD_LENGTH:] == "000":
        raise TaxCodeError("Ba số cuối của đơn vị phụ thuộc phải từ 001 đến 999.")


def _checksum_warning(value):
    right, ask = check_digit(value[:9]), "đề nghị đối chiếu với giấy đăng ký."
    if right is None:
        return f"Không có mã số thuế nào bắt đầu bằng {value[:9]}; {ask}"
    if right != value[9]:
        return f"Chữ số kiểm tra (thứ 10) phải là {right}, không phải {value[9]}; {ask}"
    return ""
