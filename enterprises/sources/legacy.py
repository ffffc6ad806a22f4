"""Text typed in a TCVN3 (ABC) font, like .VnTime: the letters behind other letters.

Such a cell holds Latin-1 characters that the font draws as Vietnamese ("C«ng ty" is
"Công ty"). Many of them can't stand in Vietnamese text at all; by these it is known.
The capitals of the fonts ".VnTimeH" have the same codes as small letters.
"""

import re

_TABLE = (
    "¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ ¨ă ©â ªê «ô ¬ơ \xadư ®đ µà ¶ả ·ã ¸á ¹ạ »ằ ¼ẳ ½ẵ ¾ắ ÆặÇầ Èẩ Éẫ "
    "Êấ Ëậ Ìè Îẻ Ïẽ Ðé Ñẹ Òề Óể Ôễ Õế Öệ ×ì Øỉ Üĩ Ýí Þị ßò áỏ âõ ãó äọ åồ æổ çỗ èố éộ "
    "êờ ëở ìỡ íớ îợ ïù ñủ òũ óú ôụ õừ öử ÷ữ øứ ùự úỳ ûỷ üỹ ýý þỵ"
)
_PAIRS = _TABLE.replace(" ", "")
LETTERS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_TO_UNICODE = str.maketrans(LETTERS)
TO_TCVN3 = str.maketrans({new: old for old, new in LETTERS.items()})

# Latin-1 letters that Vietnamese has too: by themselves they prove nothing.
_BOTH = set("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưÐð")
_FOREIGN = set(LETTERS) - _BOTH
# Signs that may stand beside a word of any text, as in a trade mark.
_SIGNS = set("®©«»·½¼¾§×÷£¥¤¡¢¦¨ª¬\xadµ¶¸¹")
_NEAR = re.compile(r"[A-Za-zÀ-ÿ¡-¿]")
_ONLY_UNICODE = re.compile(r"[\u0100-\u01b0\u1ea0-\u1ef9\u0300-\u0323]")


def is_tcvn3(text):
    """Whether this text alone proves that it was typed in an old font."""
    if text.isascii() or _ONLY_UNICODE.search(text):
        return False
    found = [place for place, c in enumerate(text) if c in _FOREIGN]
    inside = [place for place in found if _is_inside(text, place)]
    return len(inside) > 1 or any(text[place] not in _SIGNS for place in inside)


def _is_inside(text, place):
    """Whether letters stand around: a sign at the end of a word is a trade mark."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(_NEAR.match(before) or _NEAR.match(after))


def to_unicode(text):
    return text.translate(_TO_UNICODE)


def convert_row(cells):
    """The cells of one row in Unicode; a row is typed in one font, mostly.

    What could be either is converted where another cell of the row proves the font
    and none proves Unicode.
    """
    proved = [is_tcvn3(cell) for cell in cells]
    if not any(proved):
        return list(cells)
    is_whole = not any(_ONLY_UNICODE.search(cell) for cell in cells)
    return [
        to_unicode(cell) if sure or is_whole else cell
        for cell, sure in zip(cells, proved, strict=True)
    ]
