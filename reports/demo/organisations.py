"""Committees, enterprises and the day a branch begins at one."""

import datetime as dt

from branches import actions
from branches.models import Committee, OrgType
from enterprises.models import Enterprise, Ward
from enterprises.tax_code import check_digit
from reports.demo import names
from reports.demo.days import days
from reports.demo.roster import Chapter

CITY, DISTRICT, BODY = "city", "district", "body"
ELSEWHERE, OFFICES, WARD_BODY = "elsewhere", "offices", "ward_body"
_FORM, _KIND = Enterprise.LegalForm, Enterprise.UnitKind

# (key, code, name, executive, kind, superior)
_COMMITTEES = (
    (CITY, "TU", "Đảng bộ Thành phố Hà Nội", "Thành ủy Hà Nội", "SUPERIOR", None),
    (
        DISTRICT,
        "QU",
        "Đảng bộ quận Hoàng Mai",
        "Quận ủy Hoàng Mai",
        "SUPERIOR",
        CITY,
    ),
    (
        ELSEWHERE,
        "KDN",
        "Đảng bộ khối doanh nghiệp Thành phố",
        "Đảng ủy khối doanh nghiệp Thành phố",
        "SUPERIOR",
        CITY,
    ),
    (
        OFFICES,
        "KCQ",
        "Đảng bộ khối các cơ quan quận Hoàng Mai",
        "Đảng ủy khối các cơ quan quận Hoàng Mai",
        "GRASSROOTS",
        DISTRICT,
    ),
    (
        WARD_BODY,
        "PTL",
        "Đảng bộ phường Thịnh Liệt",
        "Đảng ủy phường Thịnh Liệt",
        "GRASSROOTS",
        DISTRICT,
    ),
    (
        BODY,
        "DBK",
        "Đảng bộ Khối doanh nghiệp ngoài khu vực nhà nước quận Hoàng Mai",
        "Đảng ủy Khối doanh nghiệp ngoài khu vực nhà nước quận Hoàng Mai",
        "GRASSROOTS",
        DISTRICT,
    ),
)
_DISTRICT_ON = dt.date(2004, 1, 1)

# Host of a branch: form, kind, how often.
_HOST_FORMS = (
    (_FORM.JOINT_STOCK, _KIND.COMPANY, 34),
    (_FORM.LLC_MULTI, _KIND.COMPANY, 30),
    (_FORM.LLC_SINGLE, _KIND.COMPANY, 16),
    (_FORM.PRIVATE, _KIND.COMPANY, 3),
    (_FORM.PARTNERSHIP, _KIND.COMPANY, 2),
    (_FORM.FOREIGN, _KIND.COMPANY, 2),
    (_FORM.COOPERATIVE, _KIND.COOPERATIVE, 4),
    (_FORM.NONPUBLIC_UNIT, _KIND.SCHOOL, 5),
    (_FORM.NONPUBLIC_UNIT, _KIND.COLLEGE, 2),
    (_FORM.LAW_OFFICE, _KIND.LAW_OFFICE, 2),
)
_OTHER_FORMS = (
    *_HOST_FORMS,
    (_FORM.LLC_SINGLE, _KIND.COMPANY, 25),
    (_FORM.NONPUBLIC_UNIT, _KIND.CLINIC, 3),
    (_FORM.NONPUBLIC_UNIT, _KIND.HOSPITAL, 1),
    (_FORM.NOTARY_OFFICE, _KIND.NOTARY, 2),
    (_FORM.HOUSEHOLD, _KIND.COMPANY, 6),
)
_PATTERNS = {
    _FORM.LLC_SINGLE: "Công ty TNHH MTV {sector} {brand}",
    _FORM.LLC_MULTI: "Công ty TNHH {sector} {brand}",
    _FORM.JOINT_STOCK: "Công ty Cổ phần {sector} {brand}",
    _FORM.PRIVATE: "Doanh nghiệp tư nhân {brand}",
    _FORM.PARTNERSHIP: "Công ty Hợp danh Kiểm toán {brand}",
    _FORM.FOREIGN: "Công ty TNHH {brand} Việt Nam",
    _FORM.COOPERATIVE: "Hợp tác xã Dịch vụ tổng hợp {brand}",
    _FORM.LAW_OFFICE: "Văn phòng Luật sư {brand}",
    _FORM.NOTARY_OFFICE: "Văn phòng Công chứng {brand}",
    _FORM.HOUSEHOLD: "Hộ kinh doanh {brand}",
    _FORM.STATE_CAPITAL: "Công ty TNHH MTV {sector} {brand}",
    _KIND.SCHOOL: "Trường Mầm non tư thục {brand}",
    _KIND.COLLEGE: "Trường Trung cấp tư thục {brand}",
    _KIND.CLINIC: "Phòng khám đa khoa {brand}",
    _KIND.HOSPITAL: "Bệnh viện đa khoa tư nhân {brand}",
}
_VSIC_OF_KIND = {
    _KIND.SCHOOL: "85",
    _KIND.COLLEGE: "85",
    _KIND.CLINIC: "86",
    _KIND.HOSPITAL: "86",
    _KIND.LAW_OFFICE: "69",
    _KIND.NOTARY: "69",
}


def make_committees(world):
    """The tree: Thành ủy → Quận ủy → Khối, and three bodies beside it."""
    plan = world.plan
    for key, code, name, executive, kind, superior in _COMMITTEES:
        own = key == BODY
        committee = Committee.objects.create(
            code=code,
            name=name,
            executive=executive,
            kind=OrgType[kind],
            is_own=own,
            founded_on=plan.body_on if own else None,
            founding_number=plan.body_number if own else "",
        )
        world.committees[key] = committee
        if superior:
            committee.superiors.create(
                superior=world.committees[superior],
                started_on=plan.body_on if own else _DISTRICT_ON,
            )
    wards = Ward.objects.on(plan.stands_on).filter(level=Ward.Level.WARD)
    world.wards = list(wards.order_by("code"))


def tax_code(world):
    """A code with a right check digit that begins with a province there is not: 00."""
    while True:
        prefix = f"00{7000000 + world.count('tax code') * 13}"
        if digit := check_digit(prefix):
            return prefix + digit


def enterprise(world, day, *, named=None, is_state=False, hosts=True):
    """An enterprise that has been at work for a while on `day`."""
    form, kind = _form_of(world, named, is_state, hosts)
    sector, vsic = world.rng.choice(names.SECTORS)
    pattern = _PATTERNS.get(kind) or _PATTERNS[form]
    founded_on = world.days.any(day - days(12 * 365), day - days(500))
    made = Enterprise.objects.create(
        name=named.name if named else _new_name(world, pattern, sector),
        tax_code="" if form == _FORM.HOUSEHOLD else tax_code(world),
        legal_form=form,
        unit_kind=kind,
        vsic_version=2018,
        vsic_code=_VSIC_OF_KIND.get(kind, vsic),
        founded_on=founded_on,
        representative=names.person_name(world.rng, world.rng.choice(_SEXES)),
    )
    since = max(founded_on, _DISTRICT_ON)
    ward = world.wards[world.count("ward") % len(world.wards)]
    made.addresses.create(line=names.street(world.rng), ward=ward, started_on=since)
    made.statuses.create(
        status="operating", started_on=founded_on, source="Đăng ký kinh doanh"
    )
    world.enterprises.append(made)
    return made


_SEXES = ("male", "male", "female")


def _form_of(world, named, is_state, hosts):
    if named:
        return _FORM.NONPUBLIC_UNIT, _KIND(named.unit_kind)
    if is_state:
        return _FORM.STATE_CAPITAL, _KIND.COMPANY
    forms = _HOST_FORMS if hosts else _OTHER_FORMS
    form, kind, _ = world.rng.choices(forms, [weight for *_, weight in forms])[0]
    return form, kind


def _new_name(world, pattern, sector):
    while True:
        brand = names.brand(world.rng)
        if world.count(f"brand {brand}") == 1:
            return pattern.format(sector=sector, brand=brand)


def found_branch(world, pool, day, *, named=None, is_joint=False, **facts):
    """A branch at a new enterprise (a joint one at two), by a decision of `day`."""
    hosts = [enterprise(world, day, named=named, is_state=pool.is_state)]
    if is_joint:
        hosts.append(enterprise(world, day))
    joined = " và ".join(map(str, hosts))
    facts.setdefault("ceremony_on", world.days.on_or_after(day + days(7)))
    branch = actions.found(
        code=f"CB-{world.count('branch'):03}",
        name=f"Chi bộ ghép {joined}" if is_joint else f"Chi bộ {joined}",
        org_type=pool.org_type,
        committee=pool.committee,
        enterprises=hosts,
        decided_on=day,
        issuer=pool.committee,
        **facts,
    )
    chapter = Chapter(
        branch=branch,
        enterprises=hosts,
        opened_on=day,
        pull=world.rng.uniform(0.5, 2.5),
        founding=branch.events_as_successor.get(),
        is_named=named is not None,
    )
    pool.chapters.append(chapter)
    world.chapters.append(chapter)
    return chapter
