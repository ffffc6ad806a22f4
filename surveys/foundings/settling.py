"""What a founding moves: its people, their first offices, the đoàn thể of the day."""

from hoangmai_party.periods import in_force
from members import actions
from members.actions import NotPossibleError
from members.models import Member, Position
from surveys.cases import dossier


def people(case, branch, event, appointment_number):
    """Everybody who is named comes to the branch on the day of the decision."""
    day = event.effective_on
    for who in dossier.named(case, day):
        member = _settle(who, branch, day)
        if who.person.role:
            Position.objects.create(
                member=member,
                branch=branch,
                role=who.person.role,
                basis=Position.Basis.APPOINTED,
                number=appointment_number or event.number,
                started_on=day,
            )


def _settle(who, branch, day):
    """Move, or receive with the paper, one person; returns the member."""
    person, paper = who.person, who.person.paper_number
    if person.member is None:
        return _receive(person, branch, day)
    if who.placement is None:
        # Known from before, on no roll now: comes back with the paper.
        actions.arrive(
            spell=who.spell,
            branch=branch,
            on=day,
            number=paper,
            came_from=person.came_from,
        )
        return person.member
    actions.end_stays(placement=who.placement, on=day)
    actions.move(placement=who.placement, to=branch, on=day, number=paper)
    return person.member


def _receive(person, branch, day):
    """Somebody from outside is a member of the register from now on."""
    member = actions.take_in(
        member=Member(
            full_name=person.full_name, sex=person.sex, born_on=person.born_on
        ),
        branch=branch,
        arrived_on=day,
        number=person.paper_number,
        came_from=person.came_from,
        ceremony_on=person.ceremony_on,
        official_on=person.official_on,
    )
    person.member = member
    person.save(update_fields=["member"])
    return member


def mass_organisations(case, founded, day):
    """Đoàn thể founded with the branch; one of a kind that is there already is refused."""
    for facts in founded:
        facts = {"started_on": day, **facts}
        rows = case.enterprise.mass_organisations
        there = rows.filter(in_force(facts["started_on"]), kind=facts["kind"]).first()
        if there:
            raise NotPossibleError(
                f"{case.enterprise} đã có {there.get_kind_display()} từ "
                f"{there.started_on:%d/%m/%Y}."
            )
        rows.create(**facts)
