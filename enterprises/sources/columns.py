"""Which column of a list is what: by a table of headings, by what was confirmed before.

The table is `aliases.csv`: a row each, the heading as an agency writes it. Compared
without tones, capitals, brackets and signs; a longer heading that holds a known one
counts as that one: what it begins with, then the longest.
"""

import csv
import functools
from pathlib import Path

from enterprises.models import SourceList
from enterprises.sources import places

FIELDS = {
    "tax_code": "Mã số thuế",
    "name": "Tên đơn vị",
    "address": "Địa chỉ",
    "ward": "Phường, xã",
    "status": "Trạng thái hoạt động",
    "representative": "Người đại diện",
    "phone": "Điện thoại",
    "workers": "Tổng số lao động",
    "insured": "Lao động tham gia bảo hiểm xã hội",
    "has_union": "Có công đoàn cơ sở",
    "union_members": "Số đoàn viên công đoàn",
}
UNUSED = {"order", "ignored"}
FOLDER = Path(__file__).parent


def fold(heading):
    return " ".join(places.fold(heading).replace("/", " ").split())


def table(name):
    """The rows of one of the tables that stand beside this module."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from list(csv.reader(file))[1:]


@functools.cache
def aliases():
    """{folded heading: field}."""
    return {fold(heading): field for field, heading in table("aliases.csv")}


@functools.cache
def _longest_first():
    return sorted(aliases().items(), key=lambda pair: -len(pair[0]))


def recognise(heading):
    """(field or "" or one of UNUSED, how sure: 3 same, 2 without brackets, 1 holds it)."""
    for sure, text in ((3, heading), (2, heading.split("(")[0])):
        if found := aliases().get(fold(text)):
            return found, sure
    held = f" {fold(heading)} "
    inside = [
        (not held.startswith(f" {alias} "), field)
        for alias, field in _longest_first()
        if len(alias) > 3 and f" {alias} " in held
    ]
    # What a heading begins with says more than what follows ("Mã số thuế đơn vị").
    return (min(inside, key=lambda one: one[0])[1], 1) if inside else ("", 0)


def propose(headings, remembered=None):
    """The field of each heading; a field that several could be goes to the surest."""
    remembered = remembered or {}
    found = [
        (remembered[fold(h)], 4) if fold(h) in remembered else recognise(h)
        for h in headings
    ]
    best = {}
    for place, (field, sure) in enumerate(found):
        if field in FIELDS and sure > best.get(field, (-1, 0))[1]:
            best[field] = (place, sure)
    places = {place: field for field, (place, _) in best.items()}
    return [places.get(place, "") for place in range(len(headings))]


def remembered(agency):
    """{folded heading: field or ""} of the agency's last list with confirmed columns."""
    lists = SourceList.objects.filter(agency=agency)
    confirmed = lists.exclude(state=SourceList.State.READ).first()
    return (
        {fold(heading): field for heading, field in confirmed.columns}
        if confirmed
        else {}
    )
