"""Which words of a text can't be Vietnamese, and what of a page people read or hear.

A Vietnamese word is one syllable: onset, vowels, coda, mostly with marks. Of words in
plain letters those that have another shape are foreign ("Save", "delete", "list");
the few English words that happen to have the shape of a syllable are listed.
"""

import re
from html.parser import HTMLParser

_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x"
_VOWELS = "uye|uya|uyu|uoi|oai|oao|oay|oeo|uay|uya|ieu|yeu|ia|ie|ua|uo|ue|ui|uy|uu|ai"
_VOWELS += "|ao|au|ay|eo|eu|iu|oa|oe|oi|oo|ye|a|e|i|o|u|y"
_CODA = "ch|ng|nh|c|m|n|p|t"
SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_VOWELS})(?:{_CODA})?")
# English in the shape of a syllable that never stands bare on our pages.
LIKE_SYLLABLES = {
    *("at", "be", "by", "get", "go", "has", "he", "hit", "it", "let", "my"),
    *("no", "not", "on", "or", "put", "run", "set", "that", "the", "then"),
    *("this", "to", "up", "us", "we", "yet", "day", "sun", "mon", "tue", "sep", "dec"),
}
# Names and abbreviations that Vietnamese offices write so.
ALLOWED = {
    *(
        "excel",
        "word",
        "pdf",
        "xlsx",
        "csv",
        "mb",
        "mm",
        "ip",
        "ctrl",
        "control",
        "command",
        "mac",
        "gb",
    ),
    *("sqlite", "postgresql"),  # the page of the system administrator
    *("bru", "glai"),  # peoples: Bru-Vân Kiều, Ra-glai
    *("cccd", "tnhh", "mtv", "thpt", "ubnd", "vsic", "hđqt", "tt", "tp", "hn", "nq"),
    *("qđ", "gt", "đu", "hd", "kt", "btc", "tw", "clb", "ngo", "pgs", "ths", "ts"),
    *("gcn", "gsnd", "gcnd", "id", "tncs", "btctw", "fdi", "odf", "ndt"),
    *("stt", "cmnd"),  # headings of the national template, kept as issued
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_CODE = re.compile(r"\S*[\d_@]\S*")  # codes, numbers of papers, dates, addresses
_MARKED = re.compile("[^\x00-\x7f]")


def foreign(text, names=()):
    """The words of `text` that can't be Vietnamese; `names` are known ones."""
    known = ALLOWED | {word.casefold() for word in names}
    return [
        word
        for word in _WORD.findall(_CODE.sub(" ", text))
        if word.casefold() not in known and _is_foreign(word.casefold())
    ]


def _is_foreign(word):
    if _MARKED.search(word.replace("’", "'")):
        return False
    return word in LIKE_SYLLABLES or (len(word) > 1 and not SYLLABLE.fullmatch(word))


# Attributes that are shown or read aloud.
_SPOKEN = ("title", "placeholder", "aria-label", "alt", "label", "data-l", "data-name")
_SILENT = {"script", "style", "template", "noscript"}
_SILENT |= {"code"}  # keys and codes that machines made


class Page(HTMLParser):
    """`said`: every text of a page, with what carries it."""

    def __init__(self, html):
        super().__init__()
        self.said, self._open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in _SILENT:
            self._open.append(tag)
        spoken = [attrs[name] for name in _SPOKEN if attrs.get(name)]
        if attrs.get("type") in ("submit", "button", "reset"):
            spoken.append(attrs.get("value") or "")
        self.said += [(tag, text) for text in spoken]

    def handle_endtag(self, tag):
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data):
        if data.strip() and not self._open:
            self.said.append(("text", " ".join(data.split())))


def foreign_on(html, names=()):
    """[(word, its text)] of a page."""
    return [
        (word, text) for _, text in Page(html).said for word in foreign(text, names)
    ]
