"""The year's work of branches: meetings, inspections, congresses.

Dice of its own: what is thrown here changes nobody's life.
"""

import datetime as dt
from random import Random

from branches.models import (
    Congress,
    Inspection,
    InspectionFollowUp,
    Meeting,
)
from hoangmai_party.periods import add_months
from members.models import MissedMeeting
from reports.demo.days import days
from reports.demo.organisations import BODY

_KIND, _CHECK = Meeting.Kind, Inspection.Kind
_THEMES = (
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Vai trò của chi bộ trong giữ việc làm, tiền lương cho người lao động",
    "Nâng cao chất lượng sinh hoạt chi bộ trong doanh nghiệp",
    "Tạo nguồn phát triển đảng viên là người lao động trực tiếp",
)
# Month, kind, topic of the meetings that the Đảng ủy itself holds.
_OF_BODY = (
    (1, _KIND.BRIEFING, "Giao ban bí thư chi bộ quý I"),
    (4, _KIND.BRIEFING, "Giao ban bí thư chi bộ quý II"),
    (4, _KIND.STUDY, "Học tập, quán triệt Nghị quyết Đại hội XIII của Đảng"),
    (5, _KIND.PROPAGANDA, "Tuyên truyền Nghị quyết 09-NQ/TU tới chủ doanh nghiệp"),
    (6, _KIND.DIALOGUE, "Đối thoại với chủ doanh nghiệp về thành lập chi bộ"),
    (7, _KIND.INTERIM, "Sơ kết công tác xây dựng Đảng 6 tháng đầu năm"),
    (10, _KIND.BRIEFING, "Giao ban bí thư chi bộ quý IV"),
    (11, _KIND.DIALOGUE, "Đối thoại với chủ doanh nghiệp về quy chế phối hợp"),
    (12, _KIND.FINAL, "Tổng kết công tác xây dựng Đảng"),
)
_MISSES = 3  # branches that leave out one month of the last year
_YEARS = 2  # full years that have meetings


def make(world):
    """All of it, for the last full years before the day the register stands on."""
    world.dice = Random(world.plan.seed + 1)
    last = world.plan.stands_on.year - 1
    chapters = world.pools["body"].chapters
    for year in range(last - _YEARS + 1, last + 1):
        _meetings(world, chapters, year, misses=_MISSES if year == last else 0)
        _inspections(world, chapters, year)
    _congresses(world, chapters)


def _meetings(world, chapters, year, misses):
    rows, missing = [], []
    lazy = [c for c in chapters if c.opened_on.year < year][:misses]
    for chapter in chapters:
        for month in range(1, 13):
            day = world.days.workday(year, month, 3)
            if not world.works(chapter, day) or (chapter in lazy and month == 8):
                continue
            kinds = [_KIND.REGULAR, *([_KIND.THEMATIC] if month % 3 == 0 else [])]
            for kind in kinds:
                row, away = _sitting(world, chapter, day, kind)
                rows.append(row)
                missing += [(row, stay) for stay in away]
    Meeting.objects.bulk_create(rows + _meetings_of_body(world, year))
    MissedMeeting.objects.bulk_create(
        MissedMeeting(
            meeting=row,
            member=stay.person.member,
            is_excused=excused,
            reason="Đi công tác" if excused else "",
        )
        for row, stay in missing
        for excused in [row.excused > 0]
    )


def _sitting(world, chapter, day, kind):
    """A sitting of a branch, and the stays of those who were away."""
    here = [s for s in chapter.there(day) if s.person.placement]
    away = [s for s in here if world.dice.random() < 0.04][: len(here) - 1]
    has_reason = world.dice.random() < 0.8
    row = Meeting(
        branch=chapter.branch,
        kind=kind,
        held_on=day,
        minutes=world.dice.choice((90, 95, 100, 120)),
        place="Trực tuyến" if day.month in (8, 9) else "Phòng họp của đơn vị",
        topic=world.dice.choice(_THEMES) if kind == _KIND.THEMATIC else "",
        due=len(here),
        present=len(here) - len(away),
        excused=len(away) if has_reason else 0,
        number=f"{day.month:02}-NQ/CB" if kind == _KIND.REGULAR else "",
        quality=world.dice.choice(("good", "good", "fair", "average")),
    )
    return row, away


def _meetings_of_body(world, year):
    body = world.committees[BODY]
    if year < world.plan.body_on.year + 1:
        return []
    return [
        Meeting(
            committee=body,
            kind=kind,
            held_on=world.days.workday(year, month, 15),
            minutes=180,
            place="Hội trường Quận ủy",
            topic=f"{topic} năm {year}" if kind == _KIND.FINAL else topic,
            due=80,
            present=world.dice.randint(66, 80),
            number=f"{month:02}-TB/ĐUK",
        )
        for month, kind, topic in _OF_BODY
    ]


def _inspections(world, chapters, year):
    """One branch in eight is inspected in a year, one in eight supervised."""
    first = 8 - year % 8
    for index, chapter in enumerate(chapters[first % 8 :: 4]):
        began = world.days.workday(year, 4 + index % 7, 8)
        if not world.works(chapter, began):
            continue
        is_check = index % 2 == 0
        row = Inspection.objects.create(
            kind=_CHECK.COMPLIANCE if is_check else _CHECK.THEMATIC,
            branch=chapter.branch,
            inspector=world.committees[BODY],
            topic=(
                "Chấp hành quy định về thu, nộp đảng phí"
                if is_check
                else "Lãnh đạo công tác phát triển đảng viên"
            ),
            programme=f"01-CTr/ĐUK, năm {year}",
            number=f"{20 + index:02}-QĐ/ĐUK",
            decided_on=began - days(14),
            covers_from=dt.date(year - 1, 1, 1),
            covers_to=dt.date(year, 3, 31),
            began_on=began,
            reported_on=began,
            concluded_on=world.days.workday(year, began.month + 1, 6),
            conclusion_number=f"{10 + index:02}-KL/ĐUK",
            findings="Thực hiện đúng quy định; sổ sách chưa ghi đủ.",
        )
        if is_check:
            due = row.concluded_on + days(60)
            InspectionFollowUp.objects.create(
                inspection=row,
                content="Bổ sung sổ theo dõi thu, nộp đảng phí",
                due_on=due,
                done_on=due - days(7) if index % 4 == 0 else None,
                result="Đã bổ sung" if index % 4 == 0 else "",
            )


def _congresses(world, chapters):
    """Two terms of all, and the first congress of those founded in between."""
    last = world.plan.stands_on.year
    rows = []
    for index, chapter in enumerate(chapters):
        days_of = [
            world.days.workday(year, month, 4 + index % 20)
            for year, month in ((last - 5, 11), (last - 2, 5))
        ]
        held = [day for day in days_of if world.works(chapter, day)]
        first = world.days.on_or_after(chapter.opened_on + days(80))
        if chapter.opened_on > world.plan.body_on and first not in held:
            held.append(first)
        rows += [
            _congress(world, chapter, index, day)
            for day in held
            if day <= world.plan.stands_on and world.works(chapter, day)
        ]
    Congress.objects.bulk_create(rows)


def _congress(world, chapter, index, day):
    here = len(chapter.there(day))
    return Congress(
        branch=chapter.branch,
        term=f"{day.year}–{add_months(day, 30).year}",
        held_on=day,
        summoned=here,
        present=here,
        present_official=sum(s.person.is_official(day) for s in chapter.there(day)),
        number=f"{30 + index:02}-QĐ/ĐUK",
        approved_on=day + days(10),
    )
