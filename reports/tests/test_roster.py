import datetime as dt

import pytest
from django.urls import reverse

from members.models import Position, Qualification
from reports import roster
from reports.tests.conftest import grant


def lines(asked, user):
    (table,) = roster.page(asked, user)["tables"]
    return [[cell.shown for cell in row.cells] for row in table.rows]


@pytest.fixture
def learned(small):
    member = small.old[0].member
    for kind, level in (("general", 3), ("profession", 4), ("theory", 1)):
        Qualification.objects.create(
            member=member, kind=kind, level=level, granted_on=dt.date(2012, 6, 30)
        )
    Position.objects.create(
        member=member,
        branch=small.one,
        role="secretary",
        basis="elected",
        started_on=dt.date(2020, 6, 1),
    )
    return member


def test_roster_has_each_person_once_with_the_highest_levels(small, office, learned):
    found = lines(small.asked(), office)
    assert len(found) == 5
    line = next(row for row in found if row[1] == learned.full_name)
    assert line[9:13] == [
        "Trung học phổ thông, Đại học",
        "Sơ cấp",
        "Bí thư",
        "",
    ]
    assert line[13:] == ["01/05/2019", "01/05/2020", "2"]


def test_roster_as_of_an_earlier_day_has_the_people_of_that_day(small, office):
    asked = small.asked(as_of=dt.date(2021, 3, 15))
    assert len(lines(asked, office)) == 4


def test_roster_of_a_secretary_is_the_own_branch(client, small, secretary):
    grant(secretary, "members.view_member")
    client.force_login(secretary)
    page = client.get(reverse("reports:roster")).content.decode()
    assert small.old[0].member.full_name in page
    assert small.other.member.full_name not in page


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (dt.date(2020, 5, 19), ""),
        (dt.date(2020, 5, 20), "1"),
        (dt.date(2021, 4, 30), "1"),
    ],
)
def test_party_age_counts_once_official(small, office, day, years):
    found = lines(small.asked(as_of=day), office)
    mine = next(row for row in found if row[1] == small.old[0].member.full_name)
    assert mine[-1] == years
