"""Which ward an address names, and the address without the ward."""

import re

from enterprises.models import Ward
from hoangmai_party.periods import in_force
from hoangmai_party.text import search_key

_NOT_WORDS = re.compile(r"[^a-z0-9/]+")
_WARD = r"(?:phuong|xa|p|f|ph)\s*\.?\s*"
_ABOVE = re.compile(
    r"^(?:quan|q|huyen|tp|thanh pho|thu do|tinh)\b|^(?:ha noi|hn|hoang mai|viet nam|vn|hnoi)$"
)
_IS_WARD = re.compile(r"(?:phuong|xa|p|f)\b")
_STREET = (
    (r"\bso nha\b", "so"),
    (r"(?<=\d )d(?= )|\bduong\b", "duong "),
    (r"\bpho\b", "pho "),
)


def fold(text):
    return " ".join(_NOT_WORDS.sub(" ", search_key(text)).split())


class Wards:
    """The wards of one day, found in what people write."""

    def __init__(self, day):
        rows = Ward.objects.filter(in_force(day)).order_by("pk")
        self.by_name = {fold(ward.name): ward for ward in rows}
        self._known = {}
        names = sorted(self.by_name, key=len, reverse=True)
        self._named = re.compile(
            rf"\b{_WARD}({'|'.join(map(re.escape, names)) or 'x^'})\b"
        )

    def of_cell(self, text):
        """The ward of a cell that holds nothing else; a list has few, so they are kept."""
        if text not in self._known:
            self._known[text] = self._of_cell(text)
        return self._known[text]

    def _of_cell(self, text):
        folded = search_key(text).strip(" .,")
        bare = (
            re.sub(rf"^{_WARD}", "", folded) if folded not in self.by_name else folded
        )
        return self.by_name.get(fold(bare)) or self.of_address(text)

    def of_address(self, text):
        """The ward that an address names: after "phường", or a part by itself.

        A street may be called like a ward ("phố Định Công"), so a bare name inside
        a part is no ward.
        """
        if found := self._named.findall(search_key(text)):
            return self.by_name[found[-1]]
        for part in reversed(_parts(text)[1:]):
            if ward := self.by_name.get(fold(part)):
                return ward
        return None


def line_key(text, ward=""):
    """The house and street of an address, folded: ward, district and city left out."""
    line = fold(street(text, ward))
    for pattern, word in _STREET:
        line = re.sub(pattern, word, line)
    line = re.sub(r"\s(?:phuong|p)\s.*$", "", line)
    return " ".join(line.removeprefix("so ").split())


def street(text, ward=""):
    """House and street as they are written, to be stored beside a ward."""
    kept = []
    for part in _parts(text):
        folded = fold(part)
        is_above = _IS_WARD.match(folded) or _ABOVE.search(folded)
        if kept and (is_above or folded == fold(ward)):
            break
        kept.append(part)
    return ", ".join(kept)


def _parts(text):
    return [part.strip() for part in re.split(r"[,;]| - ", text) if part.strip()]
