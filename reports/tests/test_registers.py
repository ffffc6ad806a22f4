"""Sổ theo dõi: who may open which register, what it shows, what it costs."""

import datetime as dt
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from branches.tests.factories import BranchFactory
from enterprises.tests.factories import AddressFactory
from reports import indicators
from reports.registers import BY_MODEL, OF_WORK, REGISTERS
from reports.tests import year
from reports.tests.conftest import grant

RIGHTS = sorted({register.right for register in REGISTERS})
SLUGS = [register.slug for register in OF_WORK]
BODY_ALONE = ("lop-boi-duong", "ban-chi-dao-09")


def plant(small, branch, member, day, count=1):
    """`count` rows of every register, of one branch."""
    for index in range(count):
        that = day + dt.timedelta(days=index)
        year.meeting(branch, that, due=5, present=4)
        year.congress(branch, that)
        year.inspection(branch, that, member=member)
        sat = year.course(that, name=f"Lớp {branch.code} {index}")
        year.attendance(sat, branch, member)
        year.rating(branch, member, year=2021 - index) if not index else None
        year.award(branch, member, that, number=f"{branch.code}-{index}")
        year.badge(branch, member, that, years=30 + 5 * (index + bool(index)))
        year.discipline(branch, member, that)
        year.mass_organisation(branch, that)
        year.transfer(branch, member, that)
        day_after = that + dt.timedelta(days=1)
        year.absence(branch, member, that, ended_on=day_after)
        year.exemption(branch, member, that, ended_on=day_after)
        year.seat(small.committee, full_name=f"Người thứ {index} {branch.code}")
    year.regulation(branch, day)


@pytest.fixture
def all_rights(office, client):
    grant(office, *RIGHTS)
    client.force_login(office)
    return client


def address(slug, **query):
    text = "&".join(f"{k}={v}" for k, v in {"year": 2021, **query}.items())
    return f"{reverse('reports:register', args=[slug])}?{text}"


def lines(client, slug, **query):
    """The rows of the one table of a register."""
    (table,) = client.get(address(slug, **query)).context["tables"]
    return [[str(cell.value) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("slug", SLUGS)
def test_register_shows_its_rows_and_the_index_counts_them(slug, small, all_rights):
    assert lines(all_rights, slug) == []
    plant(small, small.one, small.old[0].member, year.JUNE)
    found = lines(all_rights, slug)
    assert len(found) == 1
    index = all_rights.get(reverse("reports:registers") + "?year=2021")
    counts = {
        row.cells[1].url.split("/")[-2]: row.cells[2].value
        for row in index.context["tables"][0].rows
    }
    assert counts[slug] == 1
    assert sorted(counts) == sorted(register.slug for register in REGISTERS)


@pytest.mark.parametrize("slug", SLUGS)
def test_register_needs_the_right_over_its_rows(slug, small, office, client):
    client.force_login(office)
    assert client.get(address(slug)).status_code == 403
    index = client.get(reverse("reports:registers")).content.decode()
    assert "Không có sổ nào thuộc quyền" in index


def test_unknown_register_is_not_found(all_rights):
    assert all_rights.get(address("khong-co")).status_code == 404


@pytest.mark.parametrize("slug", SLUGS)
def test_secretary_sees_the_own_branch_alone(slug, small, secretary, client):
    grant(secretary, *RIGHTS)
    client.force_login(secretary)
    plant(small, small.two, small.other.member, year.JUNE)
    assert lines(client, slug) == []
    plant(small, small.one, small.old[0].member, year.JUNE)
    assert len(lines(client, slug)) == (0 if slug in BODY_ALONE else 1)


@pytest.mark.parametrize("slug", SLUGS)
def test_another_year_is_empty_but_for_what_still_holds(slug, small, all_rights):
    plant(small, small.one, small.old[0].member, year.JUNE)
    held = slug in ("quy-che-phoi-hop", "ban-chi-dao-09")
    assert len(lines(all_rights, slug, year=2022, as_of="14/01/2022")) == int(held)
    assert lines(all_rights, slug, year=2020, as_of="31/12/2020") == []


# Of a page with session, user, rights, register, committee, branches and names.
PLAIN = 11
WITHOUT_NAMES = (*BODY_ALONE, "doan-the")
QUERIES = dict.fromkeys(SLUGS, PLAIN) | dict.fromkeys(WITHOUT_NAMES, PLAIN - 1)


@pytest.mark.parametrize("count", [1, 3])
def test_every_register_asks_the_same_for_any_number_of_rows(count, small, all_rights):
    plant(small, small.one, small.old[0].member, year.JUNE, count)
    found = {}
    for slug in SLUGS:
        all_rights.get(address(slug))
        with CaptureQueriesContext(connection) as queries:
            all_rights.get(address(slug))
        found[slug] = len(queries)
    assert found == QUERIES


def test_what_was_done_wrong_is_never_in_the_register(small, all_rights):
    plant(small, small.one, small.old[0].member, year.JUNE)
    page = all_rights.get(address("ky-luat")).content.decode()
    assert "Khiển trách" in page
    assert "kín đáo" not in page
    book = BytesIO(all_rights.get(address("ky-luat", format="xlsx")).content)
    sheet = load_workbook(book, read_only=True).worksheets[0]
    cells = [str(value) for row in sheet.values for value in row]
    assert "Khiển trách" in cells
    assert not [cell for cell in cells if "kín đáo" in cell]


def test_the_rate_of_attendance_leaves_uncounted_sittings_out(small, all_rights):
    year.meeting(small.one, dt.date(2021, 1, 4), due=10, present=9, excused=1)
    year.meeting(small.one, dt.date(2021, 2, 4), due=10, present=6)
    year.meeting(small.one, dt.date(2021, 3, 4))
    (table,) = all_rights.get(address("sinh-hoat")).context["tables"]
    total = [cell.shown for cell in table.total.cells]
    assert total[6:11] == ["20", "15", "1", "4", "75%"]
    assert [cell.shown for cell in table.rows[2].cells][6:11] == ["–"] * 5


def test_regulation_of_a_branch_that_left_is_no_longer_ours(small, all_rights):
    born = BranchFactory(
        committee=small.committee, enterprises=[AddressFactory().enterprise]
    )
    year.regulation(born, dt.date(2020, 1, 6))
    assert len(lines(all_rights, "quy-che-phoi-hop")) == 1
    link = born.links.get()
    link.ended_on, link.ended_by = dt.date(2021, 7, 1), link.begun_by
    link.save()
    assert lines(all_rights, "quy-che-phoi-hop") == []


@pytest.mark.parametrize("code", ["K01", "K04", "K05", "T12L", "T07", "T13"])
def test_the_list_behind_a_figure_has_the_columns_of_its_register(
    code, small, all_rights
):
    plant(small, small.one, small.old[0].member, year.JUNE)
    year.rating(small.one)
    indicator = indicators.BY_CODE[code]
    url = reverse("reports:list", args=["figure", code]) + "?year=2021"
    answer = all_rights.get(url)
    (table,) = answer.context["tables"]
    scope = small.asked().scope
    register = BY_MODEL[indicator.source(scope).model]
    heads = [head.label for head in table.head[0]]
    assert heads == ["TT", *(column.label for column in register.columns)]
    assert len(table.rows) == indicator.rows(scope, small.asked().span).count() == 1


@pytest.mark.parametrize("code", ["K06", "T15D", "T15", "K01"])
def test_list_behind_a_figure_needs_the_right_over_its_rows(
    code, small, office, client
):
    client.force_login(office)
    url = reverse("reports:list", args=["figure", code]) + "?year=2021"
    assert client.get(url).status_code == 403
    grant(office, *RIGHTS)
    assert client.get(url).status_code == 200
