"""People: how they are made, come, are admitted and go. Numbers belong to nobody."""

import datetime as dt

from hoangmai_party.periods import add_months
from members import actions
from members.models import Member, Placement, Spell
from reports.demo import names
from reports.demo.days import days
from reports.demo.roster import Person, Stay

# No province has this code, so the numbers can't be anybody's.
NO_PROVINCE = "000"
# Nor does a Party body have this symbol on its cards.
CARD_SYMBOL = "99"
_BEGAN = Placement.Began
# Of those who come: admitted up to 40 years ago.
VETERANS = 0.15


def make_member(world, ceremony_on, age):
    """A person who was `age` years and some days old on the ceremony."""
    order = world.count("person")
    full_name, sex, ethnicity = _identity(world, order)
    born_on = add_months(ceremony_on, -12 * age) - days(world.rng.randint(20, 340))
    if born_on.month == 2 and not order % 3:
        born_on = _leap_day(born_on.year)
    return Member.objects.create(
        full_name=full_name,
        sex=sex,
        born_on=born_on,
        ethnicity=ethnicity,
        religion="02" if world.rng.random() < 0.02 else "00",
        birth_place=(home := world.rng.choice(names.HOME_TOWNS)),
        home_town=home,
        residence=f"{world.rng.choice(world.wards)}, quận Hoàng Mai, Hà Nội",
        youth_union_on=dt.date(born_on.year + 16, 3, 26),
        citizen_id=_citizen_id(sex, born_on, order),
        citizen_id_accepted=True,
        profile_number=f"9{order:05}HN" if order % 5 else "",
        dossier_kept_at="Văn phòng Đảng ủy Khối",
    )


def _identity(world, order):
    turn, rest = divmod(order, names.HARD_EVERY)
    if not rest and turn <= len(names.HARD):
        return names.HARD[turn - 1]
    rng = world.rng
    sex = "female" if rng.random() < 0.375 else "male"
    is_minority = rng.random() < 0.035
    ethnicity = rng.choice(list(names.MINORITIES)) if is_minority else "01"
    return names.person_name(rng, sex, ethnicity), sex, ethnicity


def _leap_day(year):
    """29 February of the leap year at or before `year`."""
    return dt.date(year - year % 4, 2, 29)


def _citizen_id(sex, born_on, order):
    century = 2 * (born_on.year // 100 - 19) + (sex == "female")
    return f"{NO_PROVINCE}{century}{born_on:%y}{order:06}"


def _take(world, person, chapter, placement):
    """Remember where the person is now."""
    person.chapter, person.placement = chapter, placement
    chapter.people.append(person)
    stay = Stay(person, chapter, placement.started_on)
    person.stays.append(stay)
    chapter.stays.append(stay)


def _drop(person, day):
    person.chapter.people.remove(person)
    person.stays[-1].last = day
    person.chapter = None


def newcomer(world, chapter, day, *, official=True):
    """Somebody who was admitted elsewhere and comes with a paper on `day`."""
    rng = world.rng
    if official:
        longest = 14000 if rng.random() < VETERANS else 8000
        ceremony_on = day - days(500 + int(rng.triangular(0, longest, longest // 9)))
    else:
        ceremony_on = day - days(rng.randint(100, 280))
    member = make_member(world, ceremony_on, age=int(rng.triangular(19, 38, 24)))
    elsewhere = rng.choice(names.ELSEWHERE)
    spell = Spell(
        member=member,
        decision_on=ceremony_on - days(rng.randint(5, 25)),
        ceremony_on=ceremony_on,
        admitted_at=elsewhere,
    )
    person = Person(member, spell)
    if official:
        _was_recognised(world, person)
    else:
        _will_be_recognised(world, person)
    spell.save()
    placement = actions.arrive(
        spell=spell, branch=chapter.branch, on=day, came_from=elsewhere
    )
    world.people.append(person)
    _take(world, person, chapter, placement)
    return person


def _was_recognised(world, person):
    """Elsewhere, before coming here; the card too."""
    spell = person.spell
    # Not `official_day`: no rule row reaches back to the oldest of them.
    spell.official_on = add_months(spell.ceremony_on, 12)
    spell.recognised_on = spell.official_on + days(world.rng.randint(3, 60))
    person.official_from = spell.recognised_on
    give_card(world, person)


def _will_be_recognised(world, person):
    due = actions.official_day(person.spell.ceremony_on)
    late = world.rng.random() < 0.05  # papers forgotten for months
    delay = world.rng.randint(100, 200) if late else world.rng.randint(2, 30)
    day = world.days.on_or_after(due + days(delay))
    person.recognise_on = person.official_from = day


def give_card(world, person):
    """The old card, on the next of the four days of the year that have cards."""
    since = person.official_from + days(20)
    days_of_cards = [(2, 3), (5, 19), (9, 2), (11, 7)]
    found = [dt.date(since.year + n, *d) for n in (0, 1) for d in days_of_cards]
    issued_on = min(day for day in found if day >= since)
    if issued_on > world.plan.stands_on:
        return
    person.member.card_issued_on = issued_on
    person.member.old_card_number = f"{CARD_SYMBOL}{world.count('card'):06}"
    person.member.save()


def admit(world, chapter, ceremony_on, decision_on, *, again=None, owner=False):
    """Kết nạp in this branch; `again` is somebody whose đảng tịch had ended."""
    rng = world.rng
    member = again.member if again else None
    if not member:
        age = int(rng.triangular(30, 52, 40) if owner else rng.triangular(19, 50, 27))
        member = make_member(world, ceremony_on, age)
    officials = [p for p in chapter.people if p.is_official(decision_on)]
    introducers = rng.sample(officials, min(2, len(officials)))
    spell = actions.admit(
        member=member,
        branch=chapter.branch,
        ceremony_on=ceremony_on,
        again=again is not None,
        decision_on=decision_on,
        decision_number=world.paper(decision_on, "QĐ/QU"),
        admitted_at=str(chapter.branch),
        introducers=", ".join(str(person.member) for person in introducers),
    )
    person = Person(member, spell, is_owner=owner)
    _will_be_recognised(world, person)
    world.people.append(person)
    _take(world, person, chapter, placement_now(spell))
    return person


def placement_now(spell):
    """The open placement, tied to this very spell object."""
    rows = spell.placements.filter(kind=Placement.Kind.OFFICIAL, ended_on=None)
    placement = rows.select_related("branch").get()
    placement.spell = spell
    return placement


def restore(world, person, chapter, day):
    """Phục hồi đảng tịch."""
    placement = actions.arrive(
        spell=person.spell,
        branch=chapter.branch,
        on=day,
        began=_BEGAN.RESTORED,
        number=world.paper(day, "QĐ/QU"),
    )
    _take(world, person, chapter, placement)


def leave(world, person, day, reason):
    """Leaves the roll; who lost the đảng tịch is remembered."""
    moved = reason == Placement.Ended.TRANSFERRED
    symbol = "GT/ĐU" if moved else "QĐ/QU"
    is_death = reason == Placement.Ended.DIED
    actions.leave(
        placement=person.placement,
        on=day,
        reason=reason,
        number="" if is_death else world.paper(day, symbol),
        went_to=world.rng.choice(names.ELSEWHERE) if moved else "",
    )
    chapter = person.chapter
    _drop(person, day)
    world.gone.append((person, reason, day, chapter))


def move(world, person, chapter, day):
    """Chuyển sinh hoạt nội bộ."""
    placement = actions.move(
        placement=person.placement,
        to=chapter.branch,
        on=day,
        number=world.paper(day, "GT/ĐU"),
    )
    follow(world, person, chapter, placement)


def follow(world, person, chapter, placement):
    """Remember a move that has been written."""
    _drop(person, placement.started_on)
    _take(world, person, chapter, placement)


def visit_for_a_while(world, count):
    """Sinh hoạt tạm thời: people of ours in another branch, and guests from afar.

    The last third are still there. None of them counts where they are guests.
    """
    last = world.plan.stands_on
    chapters = world.pools["body"].open(last - days(500))
    for index in range(count):
        host = chapters[index]
        if index % 2:
            spell = _guest(world, last - days(200)).spell
        else:
            spell = min(chapters[-1 - index].people, key=_seniority).spell
        is_over = index < count * 2 // 3
        Placement.objects.create(
            spell=spell,
            branch=host.branch,
            kind=Placement.Kind.TEMPORARY,
            began=_BEGAN.TEMPORARY,
            started_on=world.days.on_or_after(last - days(200)),
            ended_on=world.days.on_or_after(last - days(40)) if is_over else None,
            ended=Placement.Ended.RETURNED if is_over else "",
        )


def _seniority(person):
    return person.spell.ceremony_on, person.member.pk


def _guest(world, day):
    """Somebody whose official branch is of another body: not on any roll of ours."""
    ceremony_on = day - days(1500)
    member = make_member(world, ceremony_on, age=25)
    spell = Spell(member=member, ceremony_on=ceremony_on, admitted_at="Nơi khác")
    person = Person(member, spell)
    _was_recognised(world, person)
    spell.save()
    world.people.append(person)
    return person


def recognise_all(world):
    """Write the recognitions that came while the people were with us."""
    for person in world.people:
        day = person.recognise_on
        if not day or day > world.plan.stands_on:
            continue
        stay = next((s for s in person.stays if s.holds(day)), None)
        if stay and day < stay.chapter.closed_on:
            number = world.paper(day, "QĐ/QU")
            actions.recognise(spell=person.spell, recognised_on=day, number=number)
            give_card(world, person)
        else:
            person.official_from = person.official_from.max
