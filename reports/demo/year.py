"""A member's year: classes, ratings within their cap, awards, badges, discipline.

Throws the dice of `work`: nobody's life changes by it.
"""

import datetime as dt

from hoangmai_party.periods import add_months, in_force
from members.models import (
    Attendance,
    Award,
    Badge,
    Course,
    Discipline,
    Exemption,
    Grade,
    Rating,
)
from members.models.honours import BADGE_YEARS
from reports.demo import names
from reports.demo.days import days

_KIND = Course.Kind
# Kind, month, days, who sits there: quần chúng, new members, secretaries.
_COURSES = (
    (_KIND.AWARENESS, "Lớp nhận thức về Đảng khóa I", 4, 5),
    (_KIND.AWARENESS, "Lớp nhận thức về Đảng khóa II", 10, 5),
    (_KIND.NEW_MEMBER, "Lớp bồi dưỡng đảng viên mới", 9, 6),
    (_KIND.SECRETARY, "Lớp nghiệp vụ bí thư, cấp ủy chi bộ", 6, 2),
)
_ORGANISER = "Trung tâm Bồi dưỡng chính trị quận"
_RATED_YEARS, _TAUGHT_YEARS = 3, 2
_GRADES = ((Grade.GOOD, 78), (Grade.DONE, 20), (Grade.NOT_DONE, 2))
_CAP = 20  # percent of those rated good or better, over the whole body
_ROUNDS = ((2, (2, 3)), (5, (5, 19)), (9, (9, 2)), (11, (11, 7)))
_NEVER_GIVEN = 6  # one badge in so many is still to be given


def make(world):
    """The last years before the day the register stands on."""
    last = world.plan.stands_on.year - 1
    for year in range(last - _TAUGHT_YEARS + 1, last + 1):
        for course in _COURSES:
            _course(world, year, *course)
    for year in range(last - _RATED_YEARS + 1, last + 1):
        _ratings(world, year)
    _badges(world)
    _disciplines(world)


def _stays(world, day):
    """(chapter, stay) of everybody in a branch of the body on `day`."""
    for chapter in world.pools["body"].chapters:
        if max(chapter.opened_on, world.plan.body_on) <= day < chapter.closed_on:
            yield from ((chapter, stay) for stay in chapter.stays if stay.holds(day))


def _course(world, year, kind, name, month, length):
    first = dt.date(year, month, 6)
    last = first + days(length)
    course = Course.objects.create(
        kind=kind,
        name=f"{name} năm {year}",
        organiser=_ORGANISER,
        number=f"{month + 20}-KH/ĐUK",
        started_on=first,
        finished_on=last,
        sessions=2 * length,
        place=_ORGANISER,
    )
    people = list(_sitters(world, kind, first))
    rows = [_attendance(world, course, index, *who) for index, who in enumerate(people)]
    Attendance.objects.bulk_create(rows)
    Course.objects.filter(pk=course.pk).update(summoned=len(rows) + 2)


def _sitters(world, kind, day):
    """(branch, member or None, name of a quần chúng, day of birth)."""
    found = list(_stays(world, day))
    if kind == _KIND.AWARENESS:
        for chapter in {chapter: None for chapter, _ in found}:
            if world.dice.random() < 0.4:
                sex = world.dice.choice(("male", "female"))
                born = dt.date(day.year - world.dice.randint(22, 40), 5, 12)
                yield chapter, None, names.person_name(world.dice, sex), born
        return
    for chapter, stay in found:
        is_new = not stay.person.is_official(day)
        leads = stay is next((s for s in chapter.stays if s.holds(day)), None)
        if is_new if kind == _KIND.NEW_MEMBER else leads:
            yield chapter, stay.person.member, "", None


def _attendance(world, course, index, chapter, member, name, born_on):
    passed = world.dice.random() < 0.96
    return Attendance(
        course=course,
        member=member,
        full_name=name,
        born_on=born_on,
        branch=chapter.branch,
        result="passed" if passed else "absent",
        certificate=f"{index + 1:03}/GCN-{course.finished_on.year}" if passed else "",
        certified_on=course.finished_on if passed else None,
    )


def _ratings(world, year):
    """Members, then branches; the best are chosen within the cap."""
    day = dt.date(year, 12, 31)
    if day < world.plan.body_on:
        return
    held = Exemption.objects.filter(in_force(day))
    exempt = set(held.values_list("member", flat=True))
    people = [
        _rating(world, year, chapter, stay, exempt)
        for chapter, stay in _stays(world, day)
    ]
    chapters = dict.fromkeys(chapter for chapter, _ in _stays(world, day))
    branches = [_rating(world, year, chapter) for chapter in chapters]
    for rows in (people, branches):
        good = [row for row in rows if row.grade == Grade.GOOD]
        for row in world.dice.sample(good, len(good) * _CAP // 100):
            row.grade = Grade.EXCELLENT
    for row in people + branches:
        row.derive()
    Rating.objects.bulk_create(people + branches)
    Award.objects.bulk_create(
        Award(
            branch=row.branch,
            member=row.member,
            kind=Award.Kind.COMMENDATION,
            level=Award.Level.BODY,
            number=f"{year % 100 + 40}-QĐ/ĐUK",
            decided_on=dt.date(year, 12, 28),
            year=year,
            reason=f"Hoàn thành xuất sắc nhiệm vụ năm {year}",
        )
        for row in people + branches
        if row.grade == Grade.EXCELLENT
    )


def _rating(world, year, chapter, stay=None, exempt=()):
    since = add_months(dt.date(year, 12, 31), -6)
    is_new = stay.person.spell.ceremony_on > since if stay else False
    is_founded = chapter.opened_on > since and stay is None
    unrated = "new" if is_new else "founded" if is_founded else ""
    if stay and stay.person.member.pk in exempt:
        unrated = "exempt"
    grade = "" if unrated else world.dice.choices(*zip(*_GRADES, strict=True))[0]
    return Rating(
        year=year,
        branch=chapter.branch,
        member=stay.person.member if stay else None,
        self_grade=grade,
        proposed=grade,
        grade=grade,
        unrated=unrated,
        number=f"{year % 100 + 30}-QĐ/ĐUK",
        decided_on=dt.date(year, 12, 20),
    )


def _badges(world):
    """Those whose years came full in the last two years, but for some."""
    until = world.plan.stands_on
    since = dt.date(until.year - 2, 1, 1)
    rows = []
    for chapter, stay in _stays(world, until):
        spell = stay.person.spell
        begun = spell.decision_on or spell.ceremony_on
        for years in BADGE_YEARS:
            given_on = _round_of(add_months(begun, 12 * years))
            if not max(since, stay.first) <= given_on <= until:
                continue
            if world.count("badge") % _NEVER_GIVEN:
                rows.append(_badge(chapter, stay, years, given_on))
    Badge.objects.bulk_create(rows)


def _round_of(day):
    """The day of the round for years that come full on `day`."""
    year = day.year + (day.month == 12)
    month = 1 if day.month == 12 else day.month
    _, (m, d) = next(r for r in _ROUNDS if month <= r[0])
    return dt.date(year, m, d)


def _badge(chapter, stay, years, given_on):
    return Badge(
        member=stay.person.member,
        branch=chapter.branch,
        years=years,
        awarded_on=given_on,
        number=f"{years}-QĐ/TU",
        decided_on=given_on - days(12),
        badge_number=f"{years}{stay.person.member.pk:05}",
    )


def _disciplines(world):
    """Expulsions that the lives hold, and a few reprimands."""
    rows = []
    body = set(world.pools["body"].chapters)
    for person, reason, day, chapter in world.gone:
        stay = next(s for s in person.stays if s.chapter is chapter)
        if reason == "expelled" and chapter in body and day > world.plan.body_on:
            rows.append(_discipline(stay, Discipline.Form.EXPULSION, day - days(3)))
    officials = [
        stay
        for _, stay in _stays(world, world.plan.stands_on)
        if stay.person.is_official(stay.first)
    ]
    for index, form in enumerate(("reprimand", "warning", "reprimand")):
        day = world.plan.stands_on - days(60 + 300 * index)
        stay = officials[(index + 1) * 37 % len(officials)] if officials else None
        if stay and stay.first < day:
            rows.append(_discipline(stay, form, day))
    for row in rows:
        row.derive()
    Discipline.objects.bulk_create(rows)


def _discipline(stay, form, day):
    return Discipline(
        branch=stay.chapter.branch,
        member=stay.person.member,
        form=form,
        body="Đảng ủy Khối",
        number=f"{day.month + 60}-QĐ/ĐUK",
        decided_on=day,
        announced_on=day + days(2),
        content="Vi phạm quy định về sinh hoạt đảng (dữ liệu minh họa).",
    )
