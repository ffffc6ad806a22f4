"""The registers of the roll: who is on which, whose branch, what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.log import change_set
from branches.tests.factories import BranchFactory
from enterprises.tests.factories import AddressFactory
from hoangmai_party.workdays import ONE_DAY
from members import actions
from members.models import Absence, Exemption, Ownership, Placement, Position
from members.models import Qualification as Level
from members.models.background import TheoryLevel
from members.tests.factories import MemberFactory, SpellFactory
from reports.registers import OF_THE_ROLL, REGISTERS
from reports.tests import year
from reports.tests.conftest import grant

RIGHTS = sorted({register.right for register in REGISTERS})
SLUGS = [register.slug for register in OF_THE_ROLL]
LONG_AGO, JUNE = dt.date(2010, 5, 1), year.JUNE


# One row of each register, of one branch


def old(branch, day=LONG_AGO):
    """Someone who came before 2021 and is official."""
    member = MemberFactory()
    actions.receive(
        member=member,
        branch=branch,
        arrived_on=dt.date(2015, 1, 5),
        number="1-GT",
        came_from="Đảng bộ phường X",
        ceremony_on=day,
        decision_on=day - 10 * ONE_DAY,
        official_on=day.replace(year=day.year + 1),
    )
    return member.placements.get()


def admitted(small, branch, day):
    return small.admit(branch, day).placements.get()


def due(small, branch, day):
    return admitted(small, branch, day.replace(year=2020))


def readmitted(small, branch, day):
    actions.admit(member=MemberFactory(), branch=branch, ceremony_on=day, again=True)


def recognised(small, branch, day):
    spell = small.admit(branch, day.replace(year=2020))
    actions.recognise(spell=spell, recognised_on=day + ONE_DAY, number="5-QĐ")


def arrived(small, branch, day, began="transferred"):
    spell = SpellFactory(decision_on=None, ceremony_on=LONG_AGO)
    return actions.arrive(
        spell=spell,
        branch=branch,
        on=day,
        number="4-GT",
        began=began,
        came_from="Đảng bộ phường Y",
    )


def restored(small, branch, day):
    return arrived(small, branch, day, "restored")


def left(reason):
    def plant(small, branch, day):
        row = old(branch)
        actions.leave(placement=row, on=day, reason=reason, number="8-QĐ", went_to="Z")
        return row

    return plant


def moved(small, branch, day):
    elsewhere = BranchFactory(
        committee=small.committee, enterprises=[AddressFactory().enterprise]
    )
    return actions.move(placement=old(elsewhere), to=branch, on=day, number="3-GT")


def guest(small, branch, day):
    return Placement.objects.create(
        spell=SpellFactory(decision_on=None, ceremony_on=LONG_AGO),
        branch=branch,
        started_on=day,
        kind="temporary",
        began="temporary",
    )


def owner(small, branch, day):
    row = old(branch)
    Ownership.objects.create(
        member=row.member,
        enterprise=branch.enterprise_links.get(is_host=True).enterprise,
        basis="director",
        started_on=day,
    )
    return row


def card(small, branch, day):
    row = old(branch)
    row.member.card_issued_on, row.member.citizen_id = day, f"0010990000{day:%d}"
    with change_set("thử"):
        row.member.save()
    return row


def thirty_years(small, branch, day):
    return old(branch, dt.date(1991, 4, day.day))


def branch_of_its_own(small, branch, day):
    BranchFactory(committee=small.committee, enterprises=[AddressFactory().enterprise])


PLANTS = {
    "dang-vien": admitted,
    "so-lieu-chi-bo": branch_of_its_own,
    "dang-vien-du-bi": admitted,
    "den-han-chinh-thuc": due,
    "ket-nap": admitted,
    "ket-nap-lai": readmitted,
    "cong-nhan-chinh-thuc": recognised,
    "phuc-hoi": restored,
    "chuyen-den": arrived,
    "chuyen-di": left("transferred"),
    "chuyen-noi-bo": moved,
    "tam-thoi-den": guest,
    "tu-tran": left("died"),
    "ra-khoi-dang": left("struck_off"),
    "chu-doanh-nghiep": owner,
    "phat-the": card,
    "de-nghi-huy-hieu": thirty_years,
}


@pytest.fixture
def all_rights(office, client):
    grant(office, *RIGHTS)
    client.force_login(office)
    return client


def table(client, slug, **query):
    query = {"year": 2021, **query}
    answer = client.get(reverse("reports:register", args=[slug]), query)
    (found,) = answer.context["tables"]
    return found


def shown(client, slug, **query):
    return [[cell.shown for cell in row.cells] for row in table(client, slug).rows]


def test_every_register_of_the_roll_is_tried():
    assert list(PLANTS) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_register_gains_its_row_and_the_index_counts_it(slug, small, all_rights):
    before = len(table(all_rights, slug).rows)
    PLANTS[slug](small, small.one, JUNE)
    assert len(table(all_rights, slug).rows) == before + 1
    index = all_rights.get(reverse("reports:registers"), {"year": 2021})
    counts = {
        row.cells[1].url.split("/")[-2]: row.cells[2].value
        for row in index.context["tables"][0].rows
    }
    assert counts[slug] == before + 1


@pytest.mark.parametrize("slug", SLUGS)
def test_register_needs_the_right_over_its_rows(slug, small, office, client):
    client.force_login(office)
    assert client.get(reverse("reports:register", args=[slug])).status_code == 403


@pytest.mark.parametrize("slug", SLUGS)
def test_secretary_sees_the_own_branch_alone(slug, small, secretary, client):
    grant(secretary, *RIGHTS)
    client.force_login(secretary)
    before = len(table(client, slug).rows)
    PLANTS[slug](small, small.two, JUNE)
    assert len(table(client, slug).rows) == before
    if slug != "so-lieu-chi-bo":
        PLANTS[slug](small, small.one, JUNE + ONE_DAY)
        assert len(table(client, slug).rows) == before + 1


def test_move_inside_the_body_is_no_arrival(small, secretary, client):
    """Not for the branch either: its line is the body's line for it."""
    grant(secretary, *RIGHTS)
    client.force_login(secretary)
    moved(small, small.one, JUNE)
    assert len(shown(client, "chuyen-noi-bo")) == 1
    assert shown(client, "chuyen-den") == []


@pytest.mark.parametrize(
    "slug", [s for s in SLUGS if PLANTS[s] in (readmitted, restored, arrived, moved)]
)
def test_another_year_does_not_tell_it_again(slug, small, all_rights):
    PLANTS[slug](small, small.one, JUNE)
    assert table(all_rights, slug, year=2020, as_of="31/12/2020").rows == ()
    assert table(all_rights, slug, year=2022, as_of="14/01/2022").rows == ()


QUERIES = dict.fromkeys(SLUGS, 12) | {
    "dang-vien": 13,
    "so-lieu-chi-bo": 18,
    "dang-vien-du-bi": 13,
    "den-han-chinh-thuc": 15,
    "chuyen-noi-bo": 14,
    "chu-doanh-nghiep": 13,
    "de-nghi-huy-hieu": 23,
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("slug", SLUGS)
def test_register_asks_the_same_for_any_number_of_rows(slug, count, small, all_rights):
    for index in range(count):
        PLANTS[slug](small, small.one, JUNE + index * ONE_DAY)
    table(all_rights, slug)
    with CaptureQueriesContext(connection) as queries:
        table(all_rights, slug)
    assert len(queries) == QUERIES[slug]


def test_state_of_a_member_is_of_the_day(small, all_rights):
    exempt = old(small.one)
    Exemption.objects.create(
        branch=small.one,
        member=exempt.member,
        kind="open",
        number="3-NQ",
        started_on=JUNE,
    )
    found = {row[1]: row[-1] for row in shown(all_rights, "dang-vien")}
    assert found == {
        small.old[0].member.full_name: "Chính thức",
        small.old[1].member.full_name: "Chính thức",
        small.old[2].member.full_name: "Chính thức",
        small.new.member.full_name: "Dự bị",
        small.other.member.full_name: "Dự bị",
        exempt.member.full_name: "Chính thức, miễn công tác và sinh hoạt đảng",
    }
    before = table(all_rights, "dang-vien", as_of="01/06/2021").rows
    assert "Chính thức, miễn công tác và sinh hoạt đảng" not in [
        r.cells[-1].value for r in before
    ]


def test_numbers_of_a_branch_by_hand(small, all_rights):
    """Branch one: three official, one dự bị, and each kind of number once or twice."""
    chief, deputy, away = (spell.member for spell in small.old)
    for member, role in ((chief, "secretary"), (deputy, "deputy")):
        Position.objects.create(
            member=member,
            branch=small.one,
            role=role,
            basis="elected",
            started_on=dt.date(2020, 6, 1),
        )
    for level in (TheoryLevel.ELEMENTARY, TheoryLevel.ADVANCED):
        Level.objects.create(
            member=chief, kind="theory", level=level, granted_on=dt.date(2020, 1, 1)
        )
    deputy.sex, deputy.ethnicity = "female", "02"
    with change_set("thử"):
        deputy.save()
    year.absence(small.one, away, JUNE)
    year.exemption(small.one, away, JUNE)
    guest(small, small.one, JUNE)
    year.rating(small.one, chief, grade="excellent")
    year.rating(small.one, deputy, grade="good")
    year.rating(small.one, grade="good")  # of the branch: no member's
    year.badge(small.one, chief, JUNE, years=30)
    year.badge(small.one, chief, JUNE + ONE_DAY, years=40)
    found = table(all_rights, "so-lieu-chi-bo")
    numbers = [cell.value for cell in found.rows[0].cells[2:]]
    assert numbers == [2, 4, 1, 1, 1, 1, 1, 1, "40 năm: 1", 1, 1, 0, 0, 0, 0, 1]
    total = [cell.value for cell in found.total.cells[2:]]
    assert total == [2, 5, 1, 1, 2, 1, 1, 1, "", 1, 1, 0, 0, 0, 0, 1]


def test_stay_that_is_over_is_no_number_of_the_branch(small, all_rights):
    year.absence(small.one, small.old[0].member, JUNE, ended_on=JUNE + ONE_DAY)
    assert Absence.objects.count() == 1
    assert table(all_rights, "so-lieu-chi-bo").rows[0].cells[8].value == 0


def test_badge_that_was_given_is_proposed_no_more(small, all_rights):
    member = thirty_years(small, small.one, JUNE).member
    (line,) = shown(all_rights, "de-nghi-huy-hieu")
    assert line[1] == member.full_name
    assert line[5:8] == ["05/04/1991", "15/04/1991", "15/04/1992"]
    assert line[10:] == ["30 năm", "05/04/2021", "Đợt 19/5 (19/05/2021)"]
    year.badge(small.one, member, dt.date(2021, 5, 19))
    assert shown(all_rights, "de-nghi-huy-hieu") == []


def test_move_names_both_branches(small, all_rights):
    row = moved(small, small.one, JUNE)
    (line,) = shown(all_rights, "chuyen-noi-bo")
    origin = row.member.placements.order_by("started_on").first().branch
    assert line[4:] == [str(origin), str(small.one), "15/06/2021", "3-GT"]


def test_name_leads_to_the_person_while_the_page_is_open(small, secretary, client):
    grant(secretary, *RIGHTS, "members.view_member")
    client.force_login(secretary)
    gone = PLANTS["chuyen-di"](small, small.one, JUNE).member
    (line,) = table(client, "chuyen-di").rows
    assert (line.cells[1].value, line.cells[1].url) == (gone.full_name, "")
    (line,) = table(client, "ket-nap").rows
    assert line.cells[1].url == small.new.member.get_absolute_url()


@pytest.mark.parametrize("slug", ["dang-vien", "phat-the"])
def test_personal_number_is_hidden(slug, small, all_rights):
    card(small, small.one, JUNE)
    url = reverse("reports:register", args=[slug])
    page = all_rights.get(url, {"year": 2021}).content.decode()
    assert "001099000015" not in page
    assert "0010******15" in page


def test_book_of_the_year_begins_with_the_roll(small, all_rights):
    answer = all_rights.get(reverse("reports:registers-book"), {"year": 2021})
    titles = [table.title for table in answer.context["tables"]]
    assert titles == ["Mục lục", *(register.title for register in REGISTERS)]
    assert titles[1] == "Danh sách đảng viên"


def test_list_behind_a_figure_of_the_roll_keeps_its_own_columns(small, all_rights):
    url = reverse("reports:list", args=["figure", "T02"])
    (found,) = all_rights.get(url, {"year": 2021}).context["tables"]
    assert [head.label for head in found.head[0]][-2:] == ["Về chi bộ", "Rời chi bộ"]


CAME = ["ket-nap", "ket-nap-lai", "phuc-hoi", "chuyen-den", "chuyen-noi-bo"]
WENT = ["chuyen-di", "tu-tran", "ra-khoi-dang"]


@pytest.mark.parametrize(("slug", "family"), [(s, f) for f in (CAME, WENT) for s in f])
def test_way_in_or_out_is_told_by_one_register_alone(slug, family, small, all_rights):
    before = {s: len(table(all_rights, s).rows) for s in family}
    PLANTS[slug](small, small.one, JUNE)
    gained = {s for s in family if len(table(all_rights, s).rows) > before[s]}
    assert gained == {slug}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("expelled", "Khai trừ"),
        ("struck_off", "Xóa tên"),
        ("resigned", "Ra khỏi Đảng"),
        ("cancelled", "Hủy kết nạp"),
    ],
)
def test_way_out_of_the_party_is_named(reason, said, small, all_rights):
    left(reason)(small, small.one, JUNE)
    (line,) = shown(all_rights, "ra-khoi-dang")
    assert line[6:] == [said, "15/06/2021", "8-QĐ"]
