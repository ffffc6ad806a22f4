"""Danh sách đề nghị tặng Huy hiệu Đảng: members.md §1.6, list 5, by round."""

from members import badges, roll
from members.models import Badge
from reports.registers.register import Column
from reports.registers.roll import (
    BORN,
    BRANCH,
    BY_BRANCH,
    CARD,
    JOINED_PARTY,
    NAME,
    OFFICIAL,
    RollRegister,
    held,
    on_roll,
    with_people,
)


def due(rows, day):
    """The rows of who is due a badge in a round of the year of `day`, none given yet.

    Each with `round`, `years`, `completes_on` and `decided`.
    """
    members = [row.member_id for row in rows]
    spells, rounds = badges.spells_of(members), badges.rounds(day.year)
    given = Badge.objects.filter(member__in=members, awarded_on__lte=day)
    given = set(given.values_list("member", "years"))
    return [
        row for row in rows if _take(row, spells.get(row.member_id, ()), rounds, given)
    ]


def _take(row, spells, rounds, given):
    """Whether one of the rounds is the row's; then it is written on the row."""
    for one in rounds:
        time = badges.party_time(spells, one.day)
        for years in badges.completed(time, one):
            if (row.member_id, years) not in given:
                row.round, row.years = one, years
                row.completes_on = time.completes(years)
                row.decided = _decision(spells, time)
                return True
    return False


def _decision(spells, time):
    """The first decision; empty where the ceremony alone is known."""
    known = [s.decision_on for s in spells if s.decision_on == time.began_on]
    return known[0] if known else ""


def _round_of(row):
    return f"{row.round.name} ({row.round.day:%d/%m/%Y})"


PROPOSED = RollRegister(
    "de-nghi-huy-hieu",
    "Đề nghị tặng Huy hiệu Đảng",
    Badge,
    on_roll,
    (
        Column("Họ tên khai sinh", NAME.value),
        Column("Họ tên đang dùng", lambda row: row.member.alias),
        BORN,
        Column("Quê quán", lambda row: row.member.home_town),
        Column("Ngày quyết định kết nạp", lambda row: row.decided),
        JOINED_PARTY,
        OFFICIAL,
        CARD,
        BRANCH,
        Column("Huy hiệu", lambda row: f"{row.years} năm"),
        Column("Đủ tuổi Đảng", lambda row: row.completes_on),
        Column("Đợt", _round_of),
    ),
    where=held(roll.official_on),
    prepare=with_people,
    on_day=due,
    choose=due,
    order=BY_BRANCH,
    branch="branch",
    notes=(
        "Các đợt trong năm của ngày tính số liệu; người đã được trao không còn ở đây.",
        "Đang có kỷ luật thì xem thời gian chờ ở trang Huy hiệu Đảng của năm.",
    ),
)
