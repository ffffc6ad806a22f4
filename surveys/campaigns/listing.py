"""Which enterprises a campaign can list on a day, in the order in which people walk."""

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from branches.models import BranchEnterprise
from enterprises.models import Enterprise
from enterprises.register import enterprises_on, working_addresses
from hoangmai_party.periods import in_force
from hoangmai_party.text import nfc, number_only, reading_key, search_key
from surveys.models import ListedEnterprise

_HOUSE = re.compile(r"^(số|so|sn|nhà|căn)?[\s.:]*\d+\S*[\s,]+", re.IGNORECASE)
_ROAD = re.compile(r"\b(phố|đường|đại lộ|khu đô thị|khu|thôn|tổ)\s+(.+)", re.IGNORECASE)
_CODE_LENGTHS = (9, 10, 12, 13)


@dataclass(frozen=True)
class Line:
    """An enterprise as it would be frozen: name, tax code, address, ward of the day."""

    enterprise: int
    name: str
    tax_code: str
    address: str
    ward: int


def street(address):
    """What an address is sorted by: its road, without the number of the house."""
    text = nfc(address)
    if found := _ROAD.search(text):
        return found[2]
    return _HOUSE.sub("", text)


def lines(campaign, day, *, wards=None, without_branch=False, chosen=None):
    """[Line] in the order of ward, road and name: on the register, working there.

    Neither those that the campaign has listed nor, unless they are `chosen` by hand,
    those that somebody took off its list.
    """
    rows = enterprises_on(day).annotate(
        day_ward=_of_address("ward", day), day_line=_of_address("line", day)
    )
    rows = rows.filter(day_ward__in=campaign.wards.all() if wards is None else wards)
    known = ListedEnterprise.objects if chosen is not None else ListedEnterprise.every
    ours = known.filter(campaign=campaign, enterprise=OuterRef("pk"))
    rows = rows.filter(~Exists(ours))
    if chosen is not None:
        rows = rows.filter(pk__in=chosen)
    if without_branch:
        links = BranchEnterprise.objects.filter(
            in_force(day), enterprise=OuterRef("pk")
        )
        rows = rows.filter(~Exists(links))
    columns = ("pk", "name", "tax_code", "day_line", "day_ward")
    return sorted((Line(*row) for row in rows.values_list(*columns)), key=_order)


def _of_address(column, day):
    rows = working_addresses(day).filter(enterprise=OuterRef("pk"))
    return Subquery(rows.values(column)[:1])


def _order(line):
    road, name = reading_key(street(line.address)), reading_key(line.name)
    return line.ward, road, name, line.enterprise


def named_in(text):
    """([enterprise ids], [(line number, text, what is wrong)]) of a pasted list.

    A line is a tax code or a name, or the cells of a sheet that hold either.
    """
    rows = Enterprise.objects.values_list("pk", "tax_code", "name")
    by_code, by_name = {}, {}
    for pk, code, name in rows:
        if code:
            by_code[code] = pk
        by_name.setdefault(search_key(name), []).append(pk)
    found, faults = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not nfc(line):
            continue
        pks = _meant(line, by_code, by_name)
        if len(pks) == 1:
            found.append(pks[0])
        else:
            faults.append((number, nfc(line)[:80], _fault(pks)))
    return list(dict.fromkeys(found)), faults


def _fault(pks):
    if pks:
        return f"có {len(pks)} doanh nghiệp cùng tên: hãy ghi mã số thuế"
    return "không có trong sổ"


def _meant(line, by_code, by_name):
    cells = [nfc(cell) for cell in line.split("\t") if nfc(cell)]
    for cell in cells:
        digits = number_only(cell)
        if not (digits.isdigit() and len(digits) in _CODE_LENGTHS):
            continue
        for code in (digits, f"0{digits}"):  # Excel drops a zero in front
            if code in by_code:
                return [by_code[code]]
    for cell in sorted(cells, key=len, reverse=True):
        if pks := by_name.get(search_key(cell)):
            return pks
    return []
