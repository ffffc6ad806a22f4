"""Rows of a list and the enterprises that they are.

In this order: what was decided before; the exact tax code; the folded name with the
ward, where one enterprise alone bears it and no sound tax code speaks against it. What
is left gets suggestions, which the machine never takes.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from enterprises import tax_code
from enterprises.models import (
    Enterprise,
    EnterpriseAddress,
    SourceDecision,
    SourceMatch,
    SourceRow,
    SourceSuggestion,
)
from enterprises.sources import names
from hoangmai_party.periods import in_force

How, Why, Tax = SourceMatch.How, SourceSuggestion.Why, SourceRow.Tax
Verdict = SourceDecision.Verdict
SURE = {Tax.SOUND, Tax.RESTORED}
LEAST, SAME_WARD = 80, 3  # percent of likeness that is worth a look; more for a ward
MOST = 3  # suggestions of a row
COMMON = 400  # enterprises with a word that then tells nothing


@dataclass(frozen=True)
class Known:
    """An enterprise as the register has it on a day."""

    pk: int
    tax_code: str
    key: str
    line: str  # the words in their order
    wards: frozenset

    @property
    def is_sure(self):
        """Whether its tax code passes the check."""
        return bool(self.tax_code) and not _warned(self.tax_code)


def _warned(value):
    try:
        return bool(tax_code.check(value, household=True).warning)
    except tax_code.TaxCodeError:
        return True


@dataclass
class Found:
    """What the machine found: {place of a row: (enterprise id or None, how)}."""

    matches: dict = field(default_factory=dict)
    suggestions: dict = field(default_factory=dict)  # {place: [(id, percent, why)]}


class Register:
    """The enterprises of a day, by tax code, by name with ward, by word."""

    def __init__(self, known):
        self.known = {one.pk: one for one in known}
        self.keys = {one.pk: one.key for one in known}
        self.lines = {one.pk: one.line for one in known}
        self.by_code = {one.tax_code: one for one in known if one.tax_code}
        self.by_name, self.by_key = defaultdict(set), defaultdict(set)
        self.by_word, self.by_part = defaultdict(set), defaultdict(set)
        for one in known:
            self._add(one)

    def _add(self, one):
        self.by_key[one.key].add(one.pk)
        for ward in one.wards:
            self.by_name[one.key, ward].add(one.pk)
        for word in set(one.line.split()):
            self.by_word[word].add(one.pk)
        for part in _without_one(one.tax_code):
            self.by_part[part].add(one.pk)

    @classmethod
    def on(cls, day):
        """The register as it stands, each enterprise with its wards of `day`."""
        wards = defaultdict(set)
        rows = EnterpriseAddress.objects.filter(in_force(day))
        for enterprise, ward in rows.values_list("enterprise", "ward"):
            wards[enterprise].add(ward)
        rows = Enterprise.objects.values_list("pk", "tax_code", "name")
        return cls([known(*row, wards[row[0]]) for row in rows])


def known(pk, code, name, wards):
    return Known(
        pk, code, names.key(name), " ".join(names.words(name)), frozenset(wards)
    )


def keys(row):
    """By what a decision about this row is remembered, the surest first."""
    ward = row.ward.code if row.ward else ""
    by_name = f"ten:{row.name_key}|{ward}"
    if row.tax in SURE | {Tax.ASK}:
        return (f"mst:{row.tax_code}", by_name)
    return (by_name,)


def decisions(agency):
    """{key: (verdict, enterprise id)} of what was decided about rows of this agency."""
    rows = SourceDecision.objects.filter(agency=agency)
    return {
        key: said for key, *said in rows.values_list("key", "verdict", "enterprise")
    }


def match(rows, register, decided=None):
    """Find what each row is; `rows` are `SourceRow`s, saved or not."""
    found, left = Found(), []
    for place, row in enumerate(rows):
        if hit := _decided(row, decided or {}) or _exact(row, register):
            found.matches[place] = hit
        else:
            left.append((place, row))
    for place, row in left:
        if hits := suggest(row, register):
            found.suggestions[place] = hits
    return found


def _decided(row, decided):
    for key in keys(row) if decided else ():
        if key in decided:
            verdict, enterprise = decided[key]
            how = {
                Verdict.ENTERPRISE: How.DECIDED,
                Verdict.NOT_OURS: How.NOT_OURS,
                Verdict.SKIPPED: How.SKIPPED,
            }[Verdict(verdict)]
            return enterprise, how
    return None


def _exact(row, register):
    if row.tax in SURE | {Tax.ASK} and (one := register.by_code.get(row.tax_code)):
        return one.pk, How.TAX_CODE
    if not row.ward_id or not row.name_key:
        return None
    same = register.by_name.get((row.name_key, row.ward_id), ())
    fits = [pk for pk in same if not _contradicts(row, register.known[pk])]
    return (fits[0], How.NAME_WARD) if len(same) == len(fits) == 1 else None


def _contradicts(row, one):
    """Two sound tax codes that differ: two enterprises, whatever they are called."""
    return row.tax in SURE and one.is_sure and row.tax_code != one.tax_code


def suggest(row, register):
    """[(enterprise id, percent, why)] worth a person's look, the likest first."""
    found = dict(_by_code(row, register))
    for pk in register.by_key.get(row.name_key, ()) if row.name_key else ():
        found.setdefault(pk, (100, Why.SAME_NAME))
    for pk, score in _by_name(row, register):
        found.setdefault(pk, (score, Why.NAME))
    ranked = sorted(
        found.items(), key=lambda hit: (-_rank(row, register, *hit), hit[0])
    )
    return [(pk, score, why) for pk, (score, why) in ranked[:MOST]]


def _rank(row, register, pk, hit):
    return hit[0] + (SAME_WARD if row.ward_id in register.known[pk].wards else 0)


def _by_code(row, register):
    """Codes with one digit wrong, lacking or in excess, and like names."""
    if row.tax == Tax.ASK:
        restored = tax_code.restore_zero(row.tax_code)
        if restored and (one := register.by_code.get(restored.code.value)):
            yield one.pk, (99, Why.CODE)
    if row.tax != Tax.SUSPECT or len(row.tax_code) < tax_code.HEAD_LENGTH - 1:
        return
    near = set()
    for part in {row.tax_code, *_without_one(row.tax_code)}:
        near |= register.by_part.get(part, set())
        if one := register.by_code.get(part):
            near.add(one.pk)
    for pk in near:
        likeness = fuzz.ratio(row.name_key, register.known[pk].key)
        if likeness >= LEAST / 2:
            yield pk, (round((100 + likeness) / 2), Why.CODE)


def _without_one(code):
    return {code[:place] + code[place + 1 :] for place in range(len(code))}


def _by_name(row, register):
    """Enterprises that share words which few have, by the likeness of the names."""
    line = " ".join(names.words(row.name))
    near = _near(set(line.split()), register)
    best = {}
    for text, of in ((row.name_key, register.keys), (line, register.lines)):
        choices = {pk: of[pk] for pk in near}
        hits = process.extract(
            text, choices, scorer=fuzz.ratio, score_cutoff=LEAST, limit=MOST * 2
        )
        for _, score, pk in hits:
            best[pk] = max(best.get(pk, 0), round(score))
    return best.items()


def _near(words, register):
    """Who shares a telling word; of three and more such words, two."""
    having = [register.by_word[word] for word in words if word in register.by_word]
    having = [few for few in having if len(few) <= COMMON]
    if len(having) < 3:
        return set().union(*having)
    counted = Counter()
    for few in having:
        counted.update(few)
    return {pk for pk, number in counted.items() if number > 1}
