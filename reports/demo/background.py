"""What stands beside a life: work, ownership, schooling, offices."""

import datetime as dt

from enterprises.models import Enterprise
from hoangmai_party.periods import FAR
from members.models import Employment, Ownership, Position, Qualification
from members.models.background import GeneralLevel, ProfessionLevel, TheoryLevel
from reports.demo.days import days

_FORM, _KIND = Enterprise.LegalForm, Enterprise.UnitKind
_JOB, _BASIS = Employment.Job, Ownership.Basis
_BASIS_OF_FORM = {
    _FORM.NONPUBLIC_UNIT: _BASIS.INVESTOR,
    _FORM.JOINT_STOCK: _BASIS.BOARD_CHAIR,
    _FORM.LLC_MULTI: _BASIS.MEMBERS_COUNCIL,
    _FORM.LLC_SINGLE: _BASIS.COMPANY_CHAIR,
    _FORM.PRIVATE: _BASIS.PRIVATE,
    _FORM.PARTNERSHIP: _BASIS.PARTNER,
}
_JOBS = (
    (_JOB.STAFF, 40),
    (_JOB.WORKER, 24),
    (_JOB.MANAGER, 18),
    (_JOB.EXECUTIVE, 12),
    (_JOB.RETIRED_CONTRACT, 6),
)
_JOB_OF_KIND = {
    _KIND.SCHOOL: _JOB.TEACHER,
    _KIND.COLLEGE: _JOB.TEACHER,
    _KIND.HOSPITAL: _JOB.HEALTH,
}
_TITLES = {_JOB.OWNER: "Giám đốc", _JOB.EXECUTIVE: "Phó giám đốc"}
# Level: how often.
_PROFESSION = (
    (None, 4),
    (ProfessionLevel.ELEMENTARY, 8),
    (ProfessionLevel.INTERMEDIATE, 12),
    (ProfessionLevel.COLLEGE, 14),
    (ProfessionLevel.UNIVERSITY, 52),
    (ProfessionLevel.MASTER, 9),
    (ProfessionLevel.DOCTOR, 1),
)
_THEORY = (
    (None, 25),
    (TheoryLevel.ELEMENTARY, 55),
    (TheoryLevel.INTERMEDIATE, 17),
    (TheoryLevel.ADVANCED, 3),
)
_MAJORS = ("Kinh tế", "Kế toán", "Xây dựng", "Cơ khí", "Luật", "Công nghệ thông tin")
# One in so many who come from elsewhere owns the enterprise.
_OWNER_IN = 14


def make(world):
    """All the rows beside the lives, written table by table."""
    owned = {}
    employments, ownerships = [], []
    for person in world.people:
        _choose_owner(world, person, owned)
        for stay in person.stays:
            employments.append(_employment(world, person, stay))
        if person.is_owner:
            ownerships.append(_ownership(person))
    Employment.objects.bulk_create(employments)
    Ownership.objects.bulk_create(ownerships)
    known = dict.fromkeys(person.member for person in world.people)
    made = (row for member in known for row in _schooling(world, member))
    rows = [row for row in made if row.granted_on <= world.plan.stands_on]
    Qualification.objects.bulk_create(rows)
    offices = [row for chapter in world.chapters for row in _offices(world, chapter)]
    Position.objects.bulk_create(offices + _board(world))


def _choose_owner(world, person, owned):
    """Owners come from elsewhere, one at an enterprise; others are in the plan."""
    came = person.stays and person.placement.came_from and len(person.stays) == 1
    host = person.stays[0].chapter.host if person.stays else None
    is_chosen = came and world.count("came alone") % _OWNER_IN == 0
    if is_chosen and host.is_non_state and host not in owned:
        person.is_owner = True
    if person.is_owner:
        owned[host] = person


def _until(day):
    return None if day == FAR else day


def _employment(world, person, stay):
    host = world.rng.choice(stay.chapter.enterprises)
    if person.is_owner:
        job, host = _JOB.OWNER, stay.chapter.host
    else:
        job = world.rng.choices(*zip(*_JOBS, strict=True))[0]
        if job in (_JOB.STAFF, _JOB.WORKER):
            job = _JOB_OF_KIND.get(host.unit_kind, job)
    contracts = [] if job == _JOB.OWNER else ["indefinite", "indefinite", "fixed"]
    return Employment(
        member=person.member,
        enterprise=host,
        job=job,
        title=_TITLES.get(job, ""),
        contract=world.rng.choice(contracts) if contracts else "",
        started_on=stay.first - days(world.rng.randint(30, 1200)),
        ended_on=_until(stay.last),
    )


def _ownership(person):
    host, first = person.stays[0].chapter.host, person.stays[0].first
    basis = _BASIS_OF_FORM.get(host.legal_form, _BASIS.DIRECTOR)
    return Ownership(
        member=person.member,
        enterprise=host,
        basis=basis,
        share=60,
        is_confirmed=basis != _BASIS.INVESTOR,
        source="Giấy chứng nhận đăng ký doanh nghiệp",
        started_on=first - days(400),
        ended_on=_until(person.stays[-1].last),
    )


def _schooling(world, member):
    """General school at 18, a profession some years later, theory in the Party."""
    rng, year = world.rng, member.born_on.year
    general = GeneralLevel.LOWER if rng.random() < 0.06 else GeneralLevel.UPPER
    yield _qualification(member, "general", general, dt.date(year + 18, 6, 30))
    profession = rng.choices(*zip(*_PROFESSION, strict=True))[0]
    if profession:
        years = 19 + profession + (profession > ProfessionLevel.UNIVERSITY) * 4
        day = dt.date(year + years, 7, 15)
        yield _qualification(
            member, "profession", profession, day, major=rng.choice(_MAJORS)
        )
    for level in range(1, (rng.choices(*zip(*_THEORY, strict=True))[0] or 0) + 1):
        day = dt.date(year + 22 + 5 * level, rng.randint(1, 12), 20)
        yield _qualification(member, "theory", level, day)


def _qualification(member, kind, level, day, **facts):
    return Qualification(member=member, kind=kind, level=level, granted_on=day, **facts)


# Offices

_TERMS = (
    (dt.date(2000, 1, 1), ""),
    (dt.date(2010, 6, 1), "2010–2015"),
    (dt.date(2015, 6, 1), "2015–2020"),
    (dt.date(2020, 6, 1), "2020–2025"),
)
_MANY = 7  # people of a branch that has a deputy


def _offices(world, chapter):
    """A secretary at any time, and a deputy where there are many or it is named."""
    secretaries = list(_chain(world, chapter, "secretary", taken=()))
    yield from secretaries
    if len(chapter.people) >= _MANY or chapter.is_named:
        yield from _chain(world, chapter, "deputy", taken=secretaries)


def _chain(world, chapter, role, taken):
    """One after the other: until the person goes or the term ends."""
    day, before = chapter.opened_on, None
    closed = min(chapter.closed_on, world.plan.stands_on)
    while day < closed:
        ends = [start for start, _ in _TERMS if start > day]
        term_end = min([*ends, chapter.closed_on])
        stay = _next(world, chapter, day, before, taken)
        if stay is None:
            return
        last = min(stay.last, term_end)
        yield Position(
            member=stay.person.member,
            branch=chapter.branch,
            role=role,
            basis="appointed" if before is None else "elected",
            term=[name for start, name in _TERMS if start <= day][-1],
            started_on=day,
            ended_on=_until(last),
        )
        day, before = last, stay


def _next(world, chapter, day, before, taken):
    """The same person again while there, else one who stays long."""
    busy = {p.member for p in taken if p.ended_on is None or p.ended_on > day}
    known = [
        stay
        for stay in chapter.stays
        if stay.holds(day)
        and stay.person.is_official(day)
        and stay.person.member not in busy
    ]
    if before in known:
        return before
    known.sort(key=lambda stay: stay.last, reverse=True)
    return world.rng.choice(known[:2]) if known else None


def _board(world):
    """Đảng ủy Khối: those who have been there longest, since the Khối began."""
    body, role = world.pools["body"], Position.Role
    stays = [stay for c in body.chapters for stay in c.stays if stay.last == FAR]
    stays.sort(key=lambda stay: (stay.first, stay.person.member.pk))
    roles = (role.SECRETARY, role.DEPUTY, *[role.COMMITTEE] * 5)
    return [
        Position(
            member=stay.person.member,
            committee=body.committee,
            role=held,
            basis="appointed",
            started_on=max(stay.first, world.plan.body_on),
        )
        for held, stay in zip(roles, stays, strict=False)
    ]
