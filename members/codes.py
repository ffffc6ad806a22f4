"""Code lists and numbers of people: domain/members.md §1.3 and §1.4.

Numbers are text (they start with zeros). What can't be such a number raises
`NumberError`; what looks wrong is a list of warnings that a person may accept.
"""

import re

from hoangmai_party.text import number_only

KINH = "01"

# Quyết định 121-TCTK/PPCĐ of 1979.
ETHNIC_GROUPS = [
    (f"{number:02}", name)
    for number, name in enumerate(
        """Kinh, Tày, Thái, Hoa, Khơ-me, Mường, Nùng, Mông, Dao, Gia-rai, Ngái, Ê-đê,
        Ba-na, Xơ-đăng, Sán Chay, Cơ-ho, Chăm, Sán Dìu, Hrê, Mnông, Ra-glai, Xtiêng,
        Bru-Vân Kiều, Thổ, Giáy, Cơ-tu, Gié-Triêng, Mạ, Khơ-mú, Co, Tà-ôi, Chơ-ro,
        Kháng, Xinh-mun, Hà Nhì, Chu-ru, Lào, La Chí, La Ha, Phù Lá, La Hủ, Lự, Lô Lô,
        Chứt, Mảng, Pà Thẻn, Cơ Lao, Cống, Bố Y, Si La, Pu Péo, Brâu, Ơ-đu,
        Rơ-măm""".replace("\n        ", " ").split(", "),
        start=1,
    )
]

# The list has no official codes that we know of; these are ours.
NO_RELIGION, OTHER_RELIGION = "00", "99"
RELIGIONS = [
    (NO_RELIGION, "Không"),
    ("01", "Phật giáo"),
    ("02", "Công giáo"),
    ("03", "Tin lành"),
    ("04", "Cao đài"),
    ("05", "Phật giáo Hòa Hảo"),
    ("06", "Hồi giáo"),
    ("07", "Tịnh độ cư sĩ"),
    ("08", "Bà-ha-i"),
    ("09", "Tứ ân hiếu nghĩa"),
    ("10", "Bửu sơn kỳ hương"),
    ("11", "Minh sư đạo"),
    ("12", "Minh lý đạo"),
    ("13", "Bà-la-môn"),
    ("14", "Mặc môn"),
    ("15", "Phật giáo Hiếu nghĩa Tà Lơn"),
    ("16", "Cơ đốc Phục lâm"),
    (OTHER_RELIGION, "Khác"),
]

# The 63 provinces of birth registration; not changed by the mergers of 2025.
PROVINCE_CODES = """
    001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031
    033 034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062
    064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093
    094 095 096
"""
PROVINCES = set(PROVINCE_CODES.split())

MALE, FEMALE = "male", "female"
SEX_NAMES = {MALE: "nam", FEMALE: "nữ"}
HANOI = "HN"


class NumberError(ValueError):
    """The text can't be the number that it is given as."""


def check_citizen_id(text, born_on=None, sex=None):
    """Return warnings about a số định danh cá nhân (CCCD); `sex` is MALE or FEMALE."""
    number = number_only(text)
    _refuse_other_than_digits(number, "Số định danh cá nhân")
    if len(number) == 9:
        raise NumberError(
            "Số có 9 chữ số là số chứng minh nhân dân cũ; "
            "số định danh cá nhân có 12 chữ số."
        )
    if len(number) != 12:
        raise NumberError(
            "Số định danh cá nhân phải có 12 chữ số; "
            f"số đã nhập có {len(number)} chữ số."
        )
    warnings = (_of_province(number), _of_sex(number, sex), _of_birth(number, born_on))
    return [warning for warning in warnings if warning]


def check_old_card(text):
    """Return the 8 digits of a member card of before 02/9/2025."""
    number = number_only(text)
    _refuse_other_than_digits(number, "Số thẻ đảng viên")
    if len(number) == 12:
        raise NumberError(
            "Số có 12 chữ số là số thẻ đảng viên mẫu mới (số định danh cá nhân), "
            "không phải số thẻ mẫu cũ."
        )
    if len(number) != 8:
        raise NumberError(
            "Số thẻ đảng viên mẫu cũ phải có 8 chữ số, ví dụ 01.234567; "
            f"số đã nhập có {len(number)} chữ số."
        )
    return number


def check_profile_number(text):
    """Return a số lý lịch as 6 digits and the symbol of the province: 000123HN."""
    number = number_only(text).upper()
    if not re.fullmatch(r"[0-9]{6}[A-ZĐ]{2,3}", number):
        raise NumberError(
            "Số lý lịch gồm 6 chữ số và 2 hoặc 3 chữ cái ký hiệu của tỉnh ủy, "
            "thành ủy, ví dụ 000123HN."
        )
    if number.startswith("000000"):
        raise NumberError("Số lý lịch phải từ 000001 đến 999999.")
    return number


def warn_profile_number(number):
    """Return warnings about a số lý lịch that is well formed."""
    symbol = number[6:]
    if symbol == HANOI:
        return []
    return [f"Ký hiệu {symbol} không phải của Thành ủy Hà Nội ({HANOI})."]


def _refuse_other_than_digits(number, name):
    if not (number.isascii() and number.isdigit()):
        raise NumberError(f"{name} chỉ gồm chữ số.")


def _of_province(number):
    if number[:3] in PROVINCES:
        return ""
    return (
        f"Ba số đầu {number[:3]} không phải mã của tỉnh, thành phố nào; "
        "chỉ đúng nếu khai sinh ở nước ngoài."
    )


def _of_sex(number, sex):
    found = FEMALE if int(number[3]) % 2 else MALE
    if sex in (None, "", found):
        return ""
    return (
        f"Chữ số thứ tư ({number[3]}) là của {SEX_NAMES[found]}, "
        f"hồ sơ ghi {SEX_NAMES[sex]}."
    )


def _of_birth(number, born_on):
    # Digit 4 stands for the century: 0 and 1 are 19xx, 2 and 3 are 20xx.
    year = 1900 + int(number[3]) // 2 * 100 + int(number[4:6])
    if born_on is None or born_on.year == year:
        return ""
    return f"Số định danh ứng với năm sinh {year}, hồ sơ ghi {born_on.year}."
