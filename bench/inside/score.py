"""What the machine found in a list, beside the truth; without a database."""

import io
from collections import Counter
from dataclasses import dataclass

import xlsxwriter

from accounts.port.gate import GateError
from enterprises.models import Ward
from enterprises.sources import columns, matching, reading, store
from enterprises.sources.places import fold

KINDS = (
    "matched",
    "new, left alone",
    "suggested first",
    "suggested second or third",
    "not found",
    "matched to another",
    "new, but matched",
)


def sheet(rows):
    """The bytes of an XLSX with these cells."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Danh sách")
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if value not in ("", None):
                    page.write(line, column, value)
    return buffer.getvalue()


@dataclass(frozen=True)
class Score:
    """How often the machine was right, wrong, and what was left to a person."""

    counts: Counter

    @property
    def rows(self):
        return self.counts.total()

    def share(self, *kinds):
        """Percent of all rows."""
        return 100 * sum(self.counts[kind] for kind in kinds) / self.rows

    @property
    def alone(self):
        """Right without a person: the right enterprise, or rightly nobody."""
        return self.share("matched", "new, left alone")

    @property
    def right(self):
        """And those where the right enterprise is the first that is suggested."""
        return self.alone + self.share("suggested first")

    @property
    def wrong(self):
        """Matched to another enterprise, or matched though it is in no register."""
        return self.share("matched to another", "new, but matched")


def score(found, truth):
    """The `Score` of what was found; `truth` is an id or None for each row."""
    counts = Counter()
    for place, owner in enumerate(truth):
        hit = found.matches.get(place, (None,))[0]
        counts[_kind(hit, owner, found.suggestions.get(place, ()))] += 1
    return Score(counts)


def _kind(hit, owner, suggestions):
    if owner is None:
        return "new, left alone" if hit is None else "new, but matched"
    if hit is not None:
        return "matched" if hit == owner else "matched to another"
    offered = [pk for pk, _, _ in suggestions]
    if owner in offered[:1]:
        return "suggested first"
    return "suggested second or third" if owner in offered else "not found"


def found_in(made, wards, head, agency, day):
    """What the machine finds in a made list: read from a file, matched, not stored."""
    read = reading.read("danh-sach.xlsx", sheet((head, *made.rows)))
    rows = store.rows_of(read, columns.propose(read.headings), day, agency)
    known = [
        matching.known(
            firm.number,
            firm.code if firm.has_code else "",
            firm.name,
            {wards[firm.place].pk},
        )
        for firm in made.register
    ]
    return matching.match(rows, matching.Register(known))


def of_book(book, firms, agency, day):
    """({place: (field, right field)} that is wrong, columns, `Score`) of a typed book."""
    try:
        read = reading.read("danh-sach.xlsx", sheet(book.rows))
    except GateError:
        return {"no headings found": ("", "")}, len(book.columns), None
    proposed = columns.propose(read.headings)
    table = book.rows[read.head_line - 1 :]
    held = {place for row in table for place, cell in enumerate(row) if cell != ""}
    right = [book.columns.get(place, "") for place in sorted(held)]
    wrong = {
        read.headings[place]: (was, should)
        for place, (was, should) in enumerate(zip(proposed, right, strict=True))
        if was != should
    }
    rows = store.rows_of(read, right, day, agency)  # as a person confirms them
    wards = {fold(ward.name): ward.pk for ward in Ward.objects.on(day)}
    known = [
        matching.known(number, code, name, {wards[fold(ward)]})
        for number, (code, name, ward) in firms.items()
    ]
    found = matching.match(rows, matching.Register(known))
    is_whole = len(rows) == len(book.firms)
    return wrong, len(right), score(found, book.firms) if is_whole else None
