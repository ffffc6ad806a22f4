"""The four heaps of a list: same, differs, only in the list, only in the register.

And what was set aside. Always worked out from the rows and the register as it is now.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from enterprises.models import (
    Enterprise,
    EnterpriseAddress,
    EnterpriseStatus,
    SourceMatch,
    SourceRow,
)
from enterprises.sources.facts import Facts
from hoangmai_party.periods import in_force

SAME, DIFFERS, ONLY_LIST = "same", "differs", "only-list"
ONLY_REGISTER, ASIDE = "only-register", "aside"
TITLES = {
    DIFFERS: "Khác nhau",
    ONLY_LIST: "Chỉ có trong danh sách",
    ONLY_REGISTER: "Chỉ có trong sổ",
    SAME: "Giống nhau",
    ASIDE: "Không thuộc diện, bỏ qua",
}
_HEAVY = ("raw", "converted")
_OPERATING = Q(kind=EnterpriseAddress.Kind.OPERATING)


@dataclass
class Line:
    """A row of the list with what it is, or an enterprise that the list does not name."""

    row: SourceRow | None
    match: SourceMatch | None = None
    enterprise: Enterprise | None = None
    differences: tuple = ()
    twice: tuple = ()  # numbers of other rows that are the same enterprise
    address: str = ""  # of an enterprise that the list does not name
    suggestions: list = field(default_factory=list)

    @property
    def key(self):
        """Where it stands in its heap."""
        return self.row.number if self.row else self.enterprise.pk


class Heaps:
    """All lines of a list by heap; `user` sees what of the register is theirs to see."""

    def __init__(self, source, user=None):
        self.source = source
        lines = self._lines()
        self.heaps = {heap: [] for heap in TITLES}
        for line in lines:
            self.heaps[_heap(line)].append(line)
        self.heaps[ONLY_REGISTER] = self._only_register(user)

    def __getitem__(self, heap):
        return self.heaps[heap]

    @property
    def counts(self):
        return {heap: len(lines) for heap, lines in self.heaps.items()}

    @property
    def left(self):
        """(how many rows differ, how many are no enterprise yet)."""
        return len(self.heaps[DIFFERS]), len(self.heaps[ONLY_LIST])

    def _lines(self):
        rows = SourceRow.objects.filter(list=self.source)
        rows = list(rows.select_related("ward").defer(*_HEAVY).order_by("number"))
        matches = SourceMatch.objects.filter(row__list=self.source)
        of_row = {match.row_id: match for match in matches}
        # A subquery, not the keys: a list may hold more than a query may name.
        facts = Facts(self.source, matches.values("enterprise"))
        twice = _twice(rows, of_row)
        return [_line(row, of_row.get(row.pk), facts, twice) for row in rows]

    def _only_register(self, user):
        rows = not_named(self.source, user)
        places = EnterpriseAddress.objects.filter(
            _working(self.source.received_on), enterprise__in=rows.values("pk")
        )
        at = {
            place.enterprise_id: str(place) for place in places.select_related("ward")
        }
        return [
            Line(None, enterprise=one, address=at.get(one.pk, ""))
            for one in rows.order_by("pk")
        ]


def not_named(source, user=None):
    """Enterprises that work in the wards of the list on its day, and it has none of them."""
    day, rows = source.received_on, Enterprise.objects.all()
    if user is not None:
        rows = rows.visible_to(user)
    wards = SourceRow.objects.filter(list=source, ward__isnull=False).values("ward")
    places = EnterpriseAddress.objects.filter(
        Q(ward__in=wards) | Q(ward=source.agency.ward_id),
        _working(day),
        enterprise=OuterRef("pk"),
    )
    stopped = EnterpriseStatus.objects.filter(
        in_force(day), enterprise=OuterRef("pk")
    ).exclude(status=EnterpriseStatus.Status.OPERATING)
    named = SourceMatch.objects.filter(row__list=source, enterprise=OuterRef("pk"))
    return rows.filter(Exists(places), ~Exists(stopped), ~Exists(named))


def _working(day):
    return in_force(day) & _OPERATING


def _heap(line):
    if line.match is None:
        return ONLY_LIST
    if line.match.enterprise_id is None:
        return ASIDE
    return DIFFERS if line.differences else SAME


def _line(row, match, facts, twice):
    if match is None or match.enterprise_id is None:
        return Line(row, match, twice=twice.get(row.pk, ()))
    return Line(
        row,
        match,
        facts.enterprises.get(match.enterprise_id),
        facts.differences(row, match.enterprise_id),
        twice.get(row.pk, ()),
    )


def _twice(rows, of_row):
    """{row: numbers of the other rows with its tax code or its enterprise}."""
    groups = defaultdict(set)
    for row in rows:
        match = of_row.get(row.pk)
        if match and match.enterprise_id:
            groups["enterprise", match.enterprise_id].add((row.pk, row.number))
        if row.tax_code:
            groups["code", row.tax_code].add((row.pk, row.number))
    found = defaultdict(set)
    for group in groups.values():
        for pk, _ in group if len(group) > 1 else ():
            found[pk] |= {number for other, number in group if other != pk}
    return {pk: tuple(sorted(numbers)) for pk, numbers in found.items()}
