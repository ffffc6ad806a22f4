"""Warnings about the officers of a branch (ORG-12…19): never a refusal.

History holds exceptions, so a rule only warns. What a branch must have depends on how
many official members it has, by `Rule` rows of the day.
"""

from collections import namedtuple
from dataclasses import dataclass

from branches.models import Access, Rule
from hoangmai_party.periods import in_force
from hoangmai_party.text import nfc
from members.models import Position

_ROLE, _CODE = Position.Role, Rule.Code
OFFICERS = (_ROLE.SECRETARY, _ROLE.DEPUTY)
_ORDER = "Điều lệ Đảng, Điều 24"

Fault = namedtuple("Fault", "code words source")


@dataclass(frozen=True)
class Limits:
    """Rule rows of a day: from how many official members on there is a chi ủy, its
    largest size, the least number of official members. None without a row."""

    committee_from: Rule | None
    committee_max: Rule | None
    min_official: Rule | None

    @classmethod
    def on(cls, day):
        """The limits of `day`; one query."""
        codes = (_CODE.COMMITTEE_FROM, _CODE.COMMITTEE_MAX, _CODE.MIN_OFFICIAL)
        found = {row.code: row for row in Rule.objects.on(day).filter(code__in=codes)}
        return cls(*(found.get(code) for code in codes))


def faults(official, held, limits):
    """Yield a `Fault` for each thing that is not as the rules have it.

    `official` is the number of official members, `held` the offices in force as
    pairs (member id, role). Secretary and deputy belong to the chi ủy, whether or
    not that is recorded beside their office.
    """
    by_role = {
        role: {who for who, what in held if what == role} for role in _ROLE.values
    }
    secretaries, deputies = by_role[_ROLE.SECRETARY], by_role[_ROLE.DEPUTY]
    if not secretaries:
        yield Fault("secretary-missing", "Không có bí thư đương nhiệm", _ORDER)
    if len(secretaries) > 1:
        words = f"{len(secretaries)} bí thư cùng đương nhiệm"
        yield Fault("two-secretaries", words, _ORDER)
    if len(deputies) > 1:
        words = f"{len(deputies)} phó bí thư cùng đương nhiệm"
        yield Fault("two-deputies", words, _ORDER)
    yield from _of_committee(official, held, by_role[_ROLE.COMMITTEE], limits)
    if (least := limits.min_official) and official < least.value:
        words = f"Có {official} đảng viên chính thức, cần ít nhất {least.value:.0f}"
        yield Fault("few-official", words, least.source)


def _of_committee(official, held, others, limits):
    """Whether there is a chi ủy where there must be one, and of what size."""
    least, most = limits.committee_from, limits.committee_max
    if least and official >= least.value and not others:
        words = f"Có {official} đảng viên chính thức, chưa ghi cấp ủy viên nào"
        yield Fault("committee-missing", words, least.source)
    if least and official < least.value and others:
        words = f"Có {official} đảng viên chính thức mà ghi {len(others)} cấp ủy viên"
        yield Fault("committee-too-early", words, least.source)
    count = len({who for who, _ in held})
    if others and most and count > most.value:
        words = f"Chi ủy có {count} người, nhiều nhất {most.value:.0f}"
        yield Fault("committee-too-large", words, most.source)


def strangers(day, **where):
    """[(branch id, user)] of `open_rights`."""
    return [(row.branch_id, row.user) for row in open_rights(day, **where)]


def open_rights(day, **where):
    """[Access] of open rights over a branch whose holder has no office there.

    An account is not a member's, so names decide: nobody who is bí thư or phó bí thư
    there bears the user's full name. What was given for a time ends by itself.
    """
    held = Position.objects.filter(in_force(day), role__in=OFFICERS, **where)
    names = {
        (branch, _name(full_name))
        for branch, full_name in held.values_list("branch", "member__full_name")
    }
    rows = Access.objects.on(day).filter(
        branch__isnull=False, given_by=None, user__is_active=True, **where
    )
    rows = rows.select_related("user", "branch").order_by("branch", "user__username")
    return [row for row in rows if _holder(row) not in names]


def left_open(positions, day):
    """[(Position, Access)] of offices that have ended while the holder may still look.

    Two queries, none when nobody of them was bí thư or phó bí thư of a branch.
    """
    ended = {
        (position.branch_id, _name(position.member.full_name)): position
        for position in positions
        if position.branch_id and position.role in OFFICERS
    }
    if not ended:
        return []
    rows = open_rights(day, branch__in={branch for branch, _ in ended})
    return [(ended[_holder(row)], row) for row in rows if _holder(row) in ended]


def _holder(row):
    return row.branch_id, _name(row.user.full_name)


def _name(text):
    return nfc(text).casefold()
