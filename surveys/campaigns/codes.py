"""Short codes of the walk sheet: what a pen ticks, and what is keyed in for it."""

from enterprises.models import MassOrganisation
from hoangmai_party.text import search_key
from surveys.models import SurveyRecord
from surveys.models.record import OwnerAttitude

LINES = 8  # of one sheet, on paper and on the page that keys it in
_FOUND, _MASS = SurveyRecord.Found, MassOrganisation.Kind


def _numbered(choices):
    return {str(n): choice for n, choice in enumerate(choices, start=1)}


FOUND = _numbered(_FOUND)
ATTITUDES = _numbered(OwnerAttitude)
ORGANISATIONS = {
    "CD": _MASS.TRADE_UNION,
    "DTN": _MASS.YOUTH_UNION,
    "LHTN": _MASS.YOUTH_FEDERATION,
    "PN": _MASS.WOMEN_UNION,
    "CCB": _MASS.VETERANS,
    "TV": _MASS.SELF_DEFENCE,
}
# As they stand on paper; keyed in with or without marks.
ORGANISATION_SIGNS = ("CĐ", "ĐTN", "LHTN", "PN", "CCB", "TV")
YES = {"x", "1", "co", "c"}
NO = {"", "0", "khong", "k"}


def legend(codes):
    """ "1 Đang hoạt động; 2 Tạm ngừng kinh doanh; …"."""
    return "; ".join(f"{code} {choice.label}" for code, choice in codes.items())


def organisations_legend():
    """ "CĐ Công đoàn cơ sở; ĐTN …"."""
    pairs = zip(ORGANISATION_SIGNS, ORGANISATIONS.values(), strict=True)
    return "; ".join(f"{sign} {kind.label}" for sign, kind in pairs)


def choice(text, codes):
    """The choice of a code or of its words; `ValueError` for any other text."""
    if text in codes:
        return codes[text]
    for each in codes.values():
        if search_key(text) == search_key(each.label):
            return each
    raise ValueError(f"“{text[:30]}” không phải mã: dùng {', '.join(codes)}.")


def organisations(text):
    """The kinds named in "CĐ, PN"; `ValueError` names the first unknown one."""
    signs = text.replace(",", " ").replace(";", " ").split()
    found = []
    for sign in signs:
        kind = ORGANISATIONS.get(search_key(sign).upper())
        if kind is None:
            known = ", ".join(ORGANISATION_SIGNS)
            raise ValueError(f"“{sign[:30]}” không phải mã đoàn thể: dùng {known}.")
        found.append(kind)
    return tuple(dict.fromkeys(found))


def yes(text):
    """Whether a box is ticked; `ValueError` for what is neither."""
    key = search_key(text)
    if key in YES | NO:
        return key in YES
    raise ValueError("Đánh x nếu có, để trống nếu không.")
