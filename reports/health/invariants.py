"""Derived columns against what they derive from (design.md, decision 12).

Each is recomputed from the truth, in chunks, voided rows included; yields one
sentence a row that differs. They are a fault of the program, not of a clerk.
"""

import datetime as dt

from django.db.models import F

from branches.models import Branch, BranchName, Rule
from enterprises.models import Enterprise
from hoangmai_party.periods import add_months
from hoangmai_party.text import search_key
from members.models import Discipline, Member, Placement, Rating

CHUNK = 2000
_DERIVED = ("order", "search", "citizen_id_index")


def of_members(facts):
    """Order, search key and blind index."""
    for row in Member.every.iterator(chunk_size=CHUNK):
        stored = {name: _plain(getattr(row, name)) for name in _DERIVED}
        row.derive()
        for name, value in stored.items():
            if value != _plain(getattr(row, name)):
                yield f"đảng viên {row.pk}: cột {name} không khớp"


def _plain(value):
    """PostgreSQL gives bytes as a memoryview."""
    return bytes(value) if isinstance(value, memoryview) else value


def of_branches(facts):
    """Name and search key from the newest name."""
    newest = dict(
        BranchName.objects.order_by("started_on").values_list("branch", "name")
    )
    for row in Branch.every.filter(voided_at=None).iterator(chunk_size=CHUNK):
        name = newest.get(row.pk, "")
        if row.name != name:
            yield f"chi bộ {row.pk}: cột name không khớp"
        elif row.search != search_key(f"{name} {row.code}"):
            yield f"chi bộ {row.pk}: cột search không khớp"


def of_enterprises(facts):
    """Search key, and a row of the statistics."""
    for row in Enterprise.every.iterator(chunk_size=CHUNK):
        key = search_key(f"{row.name} {row.short_name} {row.tax_code}")
        if row.search != key:
            yield f"doanh nghiệp {row.pk}: cột search không khớp"
        if not row.stat_row:
            yield f"doanh nghiệp {row.pk}: cột stat_row để trống"


def of_placements(facts):
    """The member repeats the spell's."""
    wrong = Placement.every.exclude(member=F("spell__member"))
    for pk in wrong.values_list("pk", flat=True):
        yield f"quá trình sinh hoạt đảng {pk}: cột member không khớp"


def of_ratings(facts):
    """The last day of its year."""
    rows = Rating.every.values_list("pk", "year", "counts_on")
    for pk, year, counts_on in rows.iterator(chunk_size=CHUNK):
        if counts_on != dt.date(year, 12, 31):
            yield f"xếp loại {pk}: cột counts_on không khớp"


def of_disciplines(facts):
    """The announcement and the months of the rule of that day, unless held."""
    for row in Discipline.every.defer("content").iterator(chunk_size=CHUNK):
        if row.lapses_on != _lapse(row, facts):
            yield f"kỷ luật {row.pk}: cột lapses_on không khớp"


def _lapse(row, facts):
    holds = row.is_relapse or (row.appealed_on and not row.settled_on)
    if holds or row.form not in Discipline.LAPSING:
        return None
    months = facts.rule(Rule.Code.DISCIPLINE_LAPSE, row.announced_on)
    return None if months is None else add_months(row.announced_on, months)


INVARIANTS = {
    "Đảng viên: order, search, citizen_id_index": of_members,
    "Chi bộ: name, search": of_branches,
    "Doanh nghiệp: search, stat_row": of_enterprises,
    "Sinh hoạt đảng: member": of_placements,
    "Xếp loại: counts_on": of_ratings,
    "Kỷ luật: lapses_on": of_disciplines,
}
