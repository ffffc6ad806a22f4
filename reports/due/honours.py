"""The rounds of Huy hiệu Đảng ahead (members.md §3.2 row 24): papers due before them."""

from members import badges
from members.models import Badge
from reports.due.base import OFFICE, Found, Kind
from reports.due.book import Deadline

AHEAD = 2  # rounds looked at


def badge_rounds(outlook):
    """Who completes the years in the window of the next rounds and has no badge yet.

    Tuổi Đảng is counted in Python: the people, their spells, the badges given and
    the rounds are read once each.
    """
    ahead = _ahead(outlook)
    rows = list(outlook.placed().select_related("member").order_by("pk"))
    people = [row.member_id for row in rows]
    spells = badges.spells_of(people)
    given = set(Badge.objects.filter(member__in=people).values_list("member", "years"))
    for row in rows:
        for one in ahead:
            time = badges.party_time(spells.get(row.member_id, ()), one.day)
            for years in badges.completed(time, one):
                if (row.member_id, years) not in given:
                    yield _found(row, one, years)


def _ahead(outlook):
    """The next rounds; those of next year are asked for late in the year alone."""
    day, book = outlook.day, outlook.book
    found = [one for one in badges.rounds(day.year, book) if one.day >= day]
    if len(found) < AHEAD:
        found += badges.rounds(day.year + 1, book)
    return found[:AHEAD]


def _found(row, one, years):
    words = (
        f"Hồ sơ huy hiệu {years} năm trước {one.name} ngày {one.day:%d/%m/%Y} "
        f"({one.source})"
    )
    deadline = Deadline(one.papers_on, words)
    key = row.member_id * 100 + years  # a person may be due two badges, never twice one
    return Found(key, deadline, row.member.full_name, row.branch_id, row.member_id)


KINDS = (
    Kind(
        "badge",
        "Hồ sơ tặng Huy hiệu Đảng",
        OFFICE,
        ("members.view_badge", "members.view_spell"),
        badge_rounds,
    ),
)
