"""Names of enterprises folded, so that "Cty CP TM-DV An Phú" and "Công ty cổ phần
thương mại và dịch vụ An Phú" are one."""

import functools
import re

from enterprises.models import Enterprise
from hoangmai_party.text import search_key

KEY_LENGTH = 300

# Long words → the short one, the longest first; read on text without tones.
_PHRASES = (
    ("trach nhiem huu han", "tnhh"),
    ("hai thanh vien tro len", "2tv"),
    ("2 thanh vien tro len", "2tv"),
    ("2 thanh vien", "2tv"),
    ("hai thanh vien", "2tv"),
    ("mot thanh vien", "mtv"),
    ("1 thanh vien", "mtv"),
    ("mot tv", "mtv"),
    ("1 tv", "mtv"),
    ("1tv", "mtv"),
    ("2 tv", "2tv"),
    ("doanh nghiep tu nhan", "dntn"),
    ("hop tac xa", "htx"),
    ("van phong dai dien", "vpdd"),
    ("xuat nhap khau", "xnk"),
    ("nhap khau", "nk"),
    ("xuat khau", "xk"),
    ("cong ty", "cty"),
    ("co phan", "cp"),
    ("thuong mai", "tm"),
    ("dich vu", "dv"),
    ("xay dung", "xd"),
    ("san xuat", "sx"),
    ("dau tu", "dt"),
    ("phat trien", "pt"),
    ("van tai", "vt"),
    ("viet nam", "vn"),
    ("quoc te", "qt"),
)
_PIECES = (
    "tnhh",
    "mtv",
    "cty",
    "xnk",
    "dntn",
    "cp",
    "tm",
    "dv",
    "xd",
    "sx",
    "dt",
    "pt",
)
_PIECES += ("vt", "vn", "qt")
_GLUED = re.compile(f"(?:{'|'.join(_PIECES)})+")
_PIECE = re.compile("|".join(_PIECES))
# ct + cp = ctcp; ct + tnhh
_SHORT_COMPANY = re.compile(r"\bct(?=(?:cp|tnhh)\b|\s(?:cp|tnhh)\b)")
_DOTTED = re.compile(r"\b(?:[a-z0-9]{1,2}\.){1,6}[a-z]{1,3}\b")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_JOINING = {"va", "the", "cty", "2tv"}  # say nothing of who it is
_PHRASE = re.compile(r"\b(?:" + "|".join(long for long, _ in _PHRASES) + r")\b")
_SHORT_OF = dict(_PHRASES)


@functools.lru_cache(maxsize=65_536)
def words(name):
    """The words of a name in their order: folded, each legal form in its short form."""
    text = search_key(name).replace("&", " va ")
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    text = " ".join(_NOT_WORDS.sub(" ", text).split())
    text = _PHRASE.sub(lambda found: _SHORT_OF[found[0]], text)
    text = _SHORT_COMPANY.sub("cty ", text)
    found = []
    for word in text.split():
        found += _PIECE.findall(word) if _GLUED.fullmatch(word) else [word]
    return tuple(word for word in found if word not in _JOINING)


def key(name):
    """The same for every order and spelling of a name."""
    return " ".join(sorted(words(name)))[:KEY_LENGTH]


_FORM = Enterprise.LegalForm
# The first word that is found decides.
_FORMS = (
    ("mtv", _FORM.LLC_SINGLE),
    ("htx", _FORM.COOPERATIVE),
    ("dntn", _FORM.PRIVATE),
    ("cp", _FORM.JOINT_STOCK),
    ("tnhh", _FORM.LLC_MULTI),
)
_STARTS = (
    ("ho kinh doanh", _FORM.HOUSEHOLD),
    ("van phong luat", _FORM.LAW_OFFICE),
    ("van phong cong chung", _FORM.NOTARY_OFFICE),
    ("cty hop danh", _FORM.PARTNERSHIP),
    ("cong ty hop danh", _FORM.PARTNERSHIP),
    ("cong ty luat hop danh", _FORM.PARTNERSHIP),
    ("truong", _FORM.NONPUBLIC_UNIT),
    ("benh vien", _FORM.NONPUBLIC_UNIT),
)


def legal_form(name):
    """The legal form that the name says, or ""."""
    text = search_key(name)
    for start, form in _STARTS:
        if text.startswith(start):
            return form
    found = words(name)
    return next((form for word, form in _FORMS if word in found), "")
