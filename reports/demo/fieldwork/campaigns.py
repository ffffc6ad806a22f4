"""Teams, assignments and the frozen list of each campaign."""

from enterprises.models import Agency
from hoangmai_party.text import order_key
from reports.demo.days import days
from reports.demo.names import person_name
from reports.outreach import enterprises_on
from surveys.models import Assignment, Campaign, ListedEnterprise, Team

TEAMS = 4
_WARD_KINDS = (Agency.Kind.WARD_PARTY, Agency.Kind.WARD_PEOPLE)


def make(world, rng):
    """All campaigns; those before the newest are closed."""
    found = list(Campaign.objects.order_by("started_on"))
    for campaign, survey in zip(found, world.plan.surveys, strict=True):
        campaign.surveys_wanted = survey.surveyed // 50 * 50
        campaign.owners_wanted = survey.owners_met // 5 * 5
        if campaign is not found[-1]:
            campaign.closed_on = world.days.workday(survey.last.year, 12, 20)
        campaign.save()
        assignments = _assignments(campaign, _teams(campaign, rng), rng)
        _list(campaign, assignments)


def _teams(campaign, rng):
    return Team.objects.bulk_create(
        [
            Team(
                campaign=campaign,
                name=f"Tổ {number}",
                head=person_name(rng, rng.choice(("male", "female"))),
                people="\n".join(person_name(rng, "male") for _ in range(2)),
            )
            for number in range(1, TEAMS + 1)
        ]
    )


def _assignments(campaign, teams, rng):
    agencies = {}
    for agency in campaign.agencies.filter(kind__in=_WARD_KINDS):
        agencies.setdefault(agency.ward_id, []).append(agency)
    return Assignment.objects.bulk_create(
        [
            Assignment(
                campaign=campaign,
                team=teams[index % TEAMS],
                ward=ward,
                agency=rng.choice(agencies.get(ward.pk, [None])),
                due_on=campaign.ended_on - days(14),
            )
            for index, ward in enumerate(campaign.wards.order_by("code"))
        ]
    )


def _list(campaign, assignments):
    """Who worked in the wards on the first day, street by street; then who was met."""
    day, known = campaign.started_on, set()
    for assignment in assignments:
        rows = enterprises_on(day).filter(addresses__in=_addresses(assignment, day))
        units = [(unit.addresses.on(day).first(), unit) for unit in rows]
        units.sort(key=lambda pair: (order_key(pair[0].line), order_key(pair[1].name)))
        known |= {unit.pk for _, unit in units}
        later = campaign.records.exclude(enterprise__in=known).filter(
            enterprise__addresses__in=_addresses(assignment, day)
        )
        later = [(row.enterprise, row.surveyed_on) for row in later]
        units += [(unit.addresses.on(day).first(), unit) for unit, _ in later]
        ListedEnterprise.objects.bulk_create(
            _line(assignment, number, *pair, dict(later).get(pair[1], day))
            for number, pair in enumerate(units, start=1)
        )
        assignment.quota = len(units)
        assignment.save(update_fields=["quota"])


def _addresses(assignment, day):
    return assignment.ward.addresses.on(day).filter(kind="operating")


def _line(assignment, number, address, unit, day):
    return ListedEnterprise(
        campaign=assignment.campaign,
        assignment=assignment,
        enterprise=unit,
        number=number,
        listed_on=day,
        name=unit.name,
        tax_code=unit.tax_code,
        address=address.line,
        ward=assignment.ward,
    )
