"""Surveys of a year, the visits to owners, and what is known of the enterprises."""

import datetime as dt

from enterprises.models import Agency, Enterprise, Headcount, MassOrganisation
from reports.demo.days import days
from reports.demo.organisations import enterprise
from surveys.models import Campaign, OutreachCase, SurveyRecord, Visit

_KIND, _MET, _RESULT = Agency.Kind, Visit.Met, SurveyRecord.Result
_FORM = Enterprise.LegalForm
_DISTRICT_AGENCIES = (
    (_KIND.LABOUR, "Liên đoàn Lao động quận Hoàng Mai"),
    (_KIND.TAX, "Chi cục Thuế quận Hoàng Mai"),
    (_KIND.INSURANCE, "Bảo hiểm xã hội quận Hoàng Mai"),
    (_KIND.PROJECTS, "Ban Quản lý dự án quận Hoàng Mai"),
)
_RESULTS = (
    (_RESULT.NO_SOURCE, 38),
    (_RESULT.HAS_SOURCE, 16),
    (_RESULT.NEAR_ELIGIBLE, 8),
    (_RESULT.ELIGIBLE, 3),
    (_RESULT.HAS_ORG_ELSEWHERE, 4),
    (_RESULT.SUSPENDED, 9),
    (_RESULT.STOPPED, 5),
    (_RESULT.NOT_FOUND, 7),
    (_RESULT.UNREACHABLE, 5),
    (_RESULT.REFUSED, 3),
    (_RESULT.MOVED_OUT, 2),
)
_WORTH_A_VISIT = {_RESULT.HAS_SOURCE, _RESULT.NEAR_ELIGIBLE, _RESULT.ELIGIBLE}
_STATUS_OF = {
    _RESULT.SUSPENDED: "suspended",
    _RESULT.STOPPED: "closed",
    _RESULT.NOT_FOUND: "not_at_address",
    _RESULT.MOVED_OUT: "relocated",
}
_ATTITUDES = ("considering", "not_yet", "agree", "considering", "opposed")


def make(world):
    """Agencies, other enterprises, and the campaigns of the plan."""
    agencies = _agencies(world)
    if world.plan.surveys:
        first = world.plan.surveys[0].planned_on
        for _ in range(world.plan.other_enterprises):
            enterprise(world, first, hosts=False)
    known = [e for e in world.enterprises if e.is_non_state]
    for survey in world.plan.surveys:
        _campaign(world, survey, known, agencies)
    _facts(world, agencies)


def _agencies(world):
    rows = [
        Agency(kind=kind, name=f"{label} {ward.name}", ward=ward)
        for ward in world.wards
        for kind, label in (
            (_KIND.WARD_PARTY, "Đảng ủy phường"),
            (_KIND.WARD_PEOPLE, "UBND phường"),
        )
    ]
    rows += [Agency(kind=kind, name=name) for kind, name in _DISTRICT_AGENCIES]
    return Agency.objects.bulk_create(rows)


def _campaign(world, survey, known, agencies):
    year = survey.first.year
    campaign = Campaign.objects.create(
        name=f"Khảo sát doanh nghiệp ngoài khu vực nhà nước năm {year}",
        plan_number=f"{year % 10 + 2:02}-KH/ĐU",
        planned_on=survey.planned_on,
        started_on=survey.first,
        ended_on=survey.last,
    )
    wards = world.wards[: survey.wards]
    campaign.wards.set(wards)
    ours = [a for a in agencies if a.ward is None or a.ward in wards]
    campaign.agencies.set(ours)
    founded = _founded(world, year)
    surveyed = _surveyed(world, survey, known, founded, wards)
    records = _records(world, campaign, survey, surveyed, ours)
    _visits(world, survey, founded, records)


def _founded(world, year):
    """{host: chapter} of the branches that the Khối founded in the year."""
    body = world.pools["body"].committee
    return {
        chapter.host: chapter
        for chapter in world.chapters
        if chapter.opened_on.year == year and chapter.founding.issuer == body
    }


def _surveyed(world, survey, known, founded, wards):
    """Enterprises of the wards; those where a branch was founded are among them."""
    ids = {ward.pk for ward in wards}
    rest = [
        e
        for e in known
        if e not in founded
        and e.founded_on < survey.first
        and e.addresses.all()[0].ward_id in ids
    ]
    return [*founded, *world.rng.sample(rest, survey.surveyed - len(founded))]


def _records(world, campaign, survey, surveyed, agencies):
    hosts = {c.host: c for c in world.chapters}
    rows = []
    for index, unit in enumerate(surveyed):
        first, last = survey.first, survey.last
        chapter = hosts.get(unit)
        if chapter and survey.first <= chapter.opened_on:
            last = min(last, first + days(30))  # surveyed first, founded later
        day = world.days.pick(first, last)
        rows.append(
            SurveyRecord(
                campaign=campaign,
                enterprise=unit,
                surveyed_on=day,
                agency=world.rng.choice(agencies),
                is_in_depth=index < survey.in_depth,
                result=_result(world, chapter, day),
            )
        )
    return SurveyRecord.objects.bulk_create(rows)


def _result(world, chapter, day):
    if chapter is None:
        return world.rng.choices(*zip(*_RESULTS, strict=True))[0]
    is_there = chapter.opened_on <= day < chapter.closed_on
    return _RESULT.HAS_ORG_HERE if is_there else _RESULT.ELIGIBLE


def _visits(world, survey, founded, records):
    """Cases of the year: the founded ones, others met, some met by others only."""
    day_of = {r.enterprise: r.surveyed_on for r in records}
    worth = [
        r.enterprise
        for r in records
        if r.result in _WORTH_A_VISIT and r.enterprise not in founded
    ]
    rest = survey.owners_met - len(founded)
    picked = world.rng.sample(worth, rest + survey.others_met)
    year_end = dt.date(survey.first.year, 12, 24)
    for unit, chapter in founded.items():
        _founded_case(world, unit, day_of[unit], chapter)
    for index, unit in enumerate(picked):
        case = OutreachCase.objects.create(enterprise=unit, opened_on=day_of[unit])
        met = _some_met(world, index >= rest)
        _visit(world, case, met, day_of[unit], year_end)
        if year_end.year < world.plan.stands_on.year - 1:
            case.closed_on, case.note = year_end, "Tạm dừng, khảo sát lại năm sau."
            case.save()


def _founded_case(world, unit, day, chapter):
    case = OutreachCase.objects.create(
        enterprise=unit,
        opened_on=day,
        closed_on=chapter.opened_on,
        founding=chapter.founding,
    )
    met = [_MET.OWNER, _MET.REPRESENTATIVE, _MET.OTHER, _MET.OWNER]
    first = min(day, chapter.opened_on - days(20))
    _visit(world, case, met, first, chapter.opened_on - days(7), agrees=True)


def _some_met(world, only_others):
    if only_others:
        return [_MET.OTHER]
    met = [world.rng.choice([_MET.OWNER, _MET.OWNER, _MET.REPRESENTATIVE])]
    return met + [_MET.OTHER] * world.rng.randint(0, 1) + met * world.rng.randint(0, 1)


def _visit(world, case, met, first, last, *, agrees=False):
    """Visits spread over the time; the attitude of the last one tells the end."""
    planned = world.days.spread(first, last, len(met))
    Visit.objects.bulk_create(
        [
            Visit(
                case=case,
                visited_on=day,
                met=who,
                attitude=(
                    ("considering", "agree")[index > 0]
                    if agrees
                    else world.rng.choice(_ATTITUDES)
                ),
                content="Trao đổi về thành lập tổ chức đảng tại đơn vị.",
            )
            for index, (day, who) in enumerate(zip(planned, met, strict=True))
        ]
    )


def _facts(world, agencies):
    """Head counts, unions, statuses that surveys found, and a few new addresses."""
    insurance = next(a for a in agencies if a.kind == _KIND.INSURANCE)
    hosts = {c.host: c for c in world.chapters}
    day = dt.date(world.plan.stands_on.year - 1, 6, 30)
    counts, unions = [], []
    for index, unit in enumerate(world.enterprises):
        if unit in hosts or index % 3 == 0:
            counts.append(_headcount(world, unit, day, insurance))
        if unit in hosts or index % 7 == 0:
            unions.append(_union(world, unit, day))
    Headcount.objects.bulk_create(counts)
    MassOrganisation.objects.bulk_create(unions)
    _found_statuses(world)
    _new_addresses(world)


def _headcount(world, unit, day, agency):
    workers = int(world.rng.triangular(4, 260, 18))
    return Headcount(
        enterprise=unit,
        counted_on=day,
        agency=agency,
        workers=workers,
        women=workers * world.rng.randint(25, 60) // 100,
        insured=workers * world.rng.randint(60, 95) // 100,
        young=workers * world.rng.randint(30, 60) // 100,
    )


def _union(world, unit, day):
    kind = MassOrganisation.Kind.TRADE_UNION
    if world.rng.random() < 0.2:
        kind = MassOrganisation.Kind.YOUTH_UNION
    return MassOrganisation(
        enterprise=unit,
        kind=kind,
        members=world.rng.randint(5, 120),
        started_on=max(unit.founded_on, day - days(2000)),
    )


def _found_statuses(world):
    """The last campaign's finding is the state of the enterprise from then on."""
    last = SurveyRecord.objects.order_by("-campaign__started_on").first()
    if last is None:
        return
    found = last.campaign.records.filter(result__in=_STATUS_OF).order_by("pk")
    for record in found.select_related("enterprise"):
        statuses, day = record.enterprise.statuses, record.surveyed_on
        statuses.filter(ended_on=None).update(ended_on=day)
        statuses.create(
            status=_STATUS_OF[record.result], started_on=day, source="Khảo sát"
        )


def _new_addresses(world):
    """Every fortieth enterprise has moved to another ward, a year before the end."""
    day = dt.date(world.plan.stands_on.year - 1, 3, 1)
    for unit in world.enterprises[::40]:
        old = unit.addresses.get()
        if old.started_on >= day:
            continue
        old.ended_on = day
        old.save(update_fields=["ended_on"])
        ward = world.wards[(world.wards.index(old.ward) + 5) % len(world.wards)]
        unit.addresses.create(line=old.line, ward=ward, started_on=day)
