"""Who of the named people is an official member on a day."""

import datetime as dt

from surveys.cases.dossier import named
from surveys.cases.facts import named_official
from surveys.tests.foundings.people import ADMITTED, RECOGNISED

DAY = dt.timedelta(days=1)


def officials(world, day):
    return {who.person.pk for who in named_official(world.case, day)}


def test_officials_are_counted_from_the_day_they_count(world):
    first, second, probationer = (person.pk for person in world.people)
    official_on = world.members[0].spells.get().counts_official_on
    assert ADMITTED < official_on <= RECOGNISED
    assert officials(world, official_on - DAY) == {world.outsider.pk}
    assert officials(world, official_on) == {first, second, world.outsider.pk}
    assert probationer not in officials(world, dt.date(2021, 12, 31))


def test_who_left_the_party_is_none(world):
    day = dt.date(2021, 12, 31)
    spell = world.members[0].spells.get()
    spell.ended_on, spell.end_reason = day, "expelled"
    spell.save()
    assert world.people[0].pk in officials(world, day - DAY)
    assert world.people[0].pk not in officials(world, day)
    assert len(named(world.case, day)) == 4
