"""The year's work of branches: meetings, congresses, inspections, regulations.

Dice of its own: what is thrown here changes nobody's life.
"""

import datetime as dt
from random import Random

from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    InspectionFollowUp,
    Meeting,
    SteeringCommittee,
    SteeringSeat,
)
from enterprises.models import Agency, Enterprise, MassOrganisation
from hoangmai_party.periods import add_months
from members.models import MissedMeeting, Position
from reports.demo import names
from reports.demo.days import days
from reports.demo.organisations import BODY

_KIND, _CHECK = Meeting.Kind, Inspection.Kind
_FORM, _SIDE = Enterprise.LegalForm, CoordinationRegulation.Counterpart
_SIDE_OF_FORM = {
    _FORM.NONPUBLIC_UNIT: _SIDE.SCHOOL,
    _FORM.JOINT_STOCK: _SIDE.BOARD,
    _FORM.LLC_MULTI: _SIDE.MEMBERS_COUNCIL,
    _FORM.LLC_SINGLE: _SIDE.CHAIR,
    _FORM.PRIVATE: _SIDE.OWNER,
    _FORM.COOPERATIVE: _SIDE.COOPERATIVE,
}
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
_ROLES = ("head", "deputy", "standing", "member", "member", "member", "clerk")
_MISSES = 3  # branches that leave out one month of the last year
_MANY = 9  # official members from which a branch has a chi ủy
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
    _regulations(world, chapters)
    _steering(world)
    _mass_organisations(world, chapters)
    _committees(world, chapters)


def _workday(world, year, month, day):
    found = dt.date(year, month, day)
    while not world.days.calendar.is_workday(found):
        found += days(1)
    return found


def _there(chapter, day):
    """The stays that hold on `day`."""
    return [stay for stay in chapter.stays if stay.holds(day)]


def _works(world, chapter, day):
    began = max(chapter.opened_on, world.plan.body_on)
    return began <= day < chapter.closed_on and _there(chapter, day)


def _meetings(world, chapters, year, misses):
    rows, missing = [], []
    lazy = [c for c in chapters if c.opened_on.year < year][:misses]
    for chapter in chapters:
        for month in range(1, 13):
            day = _workday(world, year, month, 3)
            if not _works(world, chapter, day) or (chapter in lazy and month == 8):
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
    here = [s for s in _there(chapter, day) if s.person.placement]
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
            held_on=_workday(world, year, month, 15),
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
        began = _workday(world, year, 4 + index % 7, 8)
        if not _works(world, chapter, began):
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
            concluded_on=_workday(world, year, began.month + 1, 6),
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
            _workday(world, year, month, 4 + index % 20)
            for year, month in ((last - 5, 11), (last - 2, 5))
        ]
        held = [day for day in days_of if _works(world, chapter, day)]
        first = world.days.on_or_after(chapter.opened_on + days(80))
        if chapter.opened_on > world.plan.body_on and first not in held:
            held.append(first)
        rows += [
            _congress(world, chapter, index, day)
            for day in held
            if day <= world.plan.stands_on and _works(world, chapter, day)
        ]
    Congress.objects.bulk_create(rows)


def _congress(world, chapter, index, day):
    here = len(_there(chapter, day))
    return Congress(
        branch=chapter.branch,
        term=f"{day.year}–{add_months(day, 30).year}",
        held_on=day,
        summoned=here,
        present=here,
        present_official=sum(s.person.is_official(day) for s in _there(chapter, day)),
        number=f"{30 + index:02}-QĐ/ĐUK",
        approved_on=day + days(10),
    )


def _regulations(world, chapters):
    """Two branches in three have one; every sixth of them has run out by now."""
    rows = []
    for index, chapter in enumerate(chapters):
        signed = max(chapter.opened_on, world.plan.body_on) + days(200 + index)
        if index % 3 == 2 or not _works(world, chapter, signed):
            continue
        is_over = index % 6 == 0
        rows.append(
            CoordinationRegulation(
                branch=chapter.branch,
                enterprise=chapter.host,
                counterpart=_SIDE_OF_FORM.get(chapter.host.legal_form, _SIDE.DIRECTOR),
                number=f"{index + 1:02}-QC/CB",
                signed_on=signed,
                started_on=signed,
                ended_on=add_months(signed, 36) if is_over else None,
                reviewed_on=_reviewed(world, signed, index),
                on_information=True,
                on_meetings=True,
                on_conditions=True,
                on_funding=index % 2 == 0,
                on_personnel=index % 5 == 0,
                on_labour=index % 2 == 1,
            )
        )
    CoordinationRegulation.objects.bulk_create(rows)


def _reviewed(world, signed, index):
    """Looked through last year, but for one in seven."""
    day = _workday(world, world.plan.stands_on.year - 1, 3 + index % 9, 10)
    return day if index % 7 and day > signed else None


def _steering(world):
    """Ban Chỉ đạo 09 since the Khối began, one seat for each kind of agency."""
    steering = SteeringCommittee.objects.create(
        committee=world.committees[BODY],
        number="11-QĐ/ĐUK",
        started_on=world.plan.body_on + days(60),
    )
    agencies = Agency.objects.filter(ward=None).order_by("pk")
    places = [None, None, None, *agencies][: len(_ROLES)]
    SteeringSeat.objects.bulk_create(
        SteeringSeat(
            steering=steering,
            full_name=names.person_name(world.dice, "male"),
            role=role,
            agency=agency,
            started_on=steering.started_on,
        )
        for role, agency in zip(_ROLES, places, strict=False)
    )


def _committees(world, chapters):
    """Chi ủy of the branches with many, since their last congress; two have none."""
    rows = []
    many = [c for c in chapters if c.officials(world.plan.stands_on) >= _MANY]
    for chapter in many[2:]:
        held = chapter.branch.positions.filter(ended_on=None)
        busy = set(held.values_list("member", flat=True))
        since = max(
            _workday(world, world.plan.stands_on.year - 2, 5, 20), chapter.opened_on
        )
        free = [
            stay
            for stay in _there(chapter, since)
            if stay.holds(world.plan.stands_on)
            and stay.person.is_official(since)
            and stay.person.member.pk not in busy
        ]
        rows += [
            Position(
                member=stay.person.member,
                branch=chapter.branch,
                role=Position.Role.COMMITTEE,
                basis=Position.Basis.ELECTED,
                term=f"{since.year}–{since.year + 2}",
                started_on=since,
            )
            for stay in free[: 3 - min(len(busy), 2)]
        ]
    Position.objects.bulk_create(rows)


def _mass_organisations(world, chapters):
    """Founded with the branches of the last two years."""
    since = dt.date(world.plan.stands_on.year - 2, 1, 1)
    young = [c for c in chapters if c.opened_on >= since]
    kinds = MassOrganisation.Kind
    MassOrganisation.objects.bulk_create(
        MassOrganisation(
            enterprise=chapter.host,
            kind=kind,
            members=world.dice.randint(8, 60),
            started_on=chapter.opened_on + days(20 + 10 * index),
        )
        for chapter in young
        for index, kind in enumerate(
            (kinds.TRADE_UNION, kinds.YOUTH_UNION, kinds.WOMEN_UNION)
        )
    )
