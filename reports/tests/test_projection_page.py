"""Dự kiến kết nạp: the quarters, the files behind each number, who sees what."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoangmai_party import clock
from reports.models import Target
from reports.pages import projection
from reports.projection import quarter_span
from reports.tests.due import put_step
from reports.tests.factories import TargetFactory
from reports.tests.test_due_page import MARK, RIGHTS, office, secretary, world

__all__ = ["office", "secretary", "world"]

D = dt.date


@pytest.fixture
def files(world):
    """Two at each branch: one decided (ceremony by 24/02/2022), one voted on."""
    for branch, name in ((world.one, "Lê Thị Mơ"), (world.two, f"Trần Thị {MARK}")):
        world.put("file_ceremony", branch, name)
        voted = world.file(branch, f"{name} Hai")
        put_step(voted, branch, "branch_vote", D(2022, 1, 10), passed=True)
    TargetFactory(
        committee=world.committee,
        indicator="T02",
        level=Target.Level.ASSIGNED,
        year=2022,
        value=9,
        decided_on=D(2022, 1, 3),
    )
    world.admit(world.one, "Phạm Văn Mới", D(2022, 1, 5))


def shown(client, **query):
    answer = client.get(reverse("reports:projection"), query)
    assert answer.status_code == 200
    return answer


def cells(table):
    return [[cell.shown for cell in row.cells] for row in table.rows]


@pytest.mark.usefixtures("files")
def test_quarters_add_up_to_what_is_still_needed(client, office):
    client.force_login(office)
    quarters, found = shown(client).context["tables"]
    assert cells(quarters) == [
        ["Quý 1", "1", "2", "3", "6"],
        ["Quý 2", "–", "2", "5", "4"],
        ["Quý 3", "–", "–", "5", "4"],
        ["Quý 4", "–", "–", "5", "4"],
    ]
    assert quarters.notes == ("Còn cần 4 người so với chỉ tiêu 9.",)
    assert len(found.rows) == 4


@pytest.mark.usefixtures("files")
def test_each_number_opens_its_list(client, office):
    client.force_login(office)
    quarters, _ = shown(client).context["tables"]
    numbers = [cell for row in quarters.rows for cell in row.cells[1:3]]
    assert [cell.url == "" for cell in numbers] == [False, False] + [True, False] * 3
    for cell in numbers:
        if cell.url:
            listed = client.get(cell.url).context["tables"][-1]
            assert len(listed.rows) == cell.value


@pytest.mark.usefixtures("files")
def test_secretary_counts_the_own_branch_alone(client, world, secretary):
    client.force_login(secretary)
    answer = shown(client)
    assert MARK not in answer.content.decode()
    quarters, found = answer.context["tables"]
    assert [row[3] for row in cells(quarters)] == ["2", "3", "3", "3"]
    assert {row.cells[4].value for row in quarters.rows} == {
        "–"
    }  # no target of its own
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    "query", [{"quarter": "5"}, {"of": "x"}, {"branch": "9" * 30}, {"branch": "\0"}]
)
def test_bad_question_is_told(client, world, office, query):
    client.force_login(office)
    answer = shown(client, **query)
    assert set(answer.context["form"].errors) == set(query)
    assert "tables" not in answer.context


def test_secretary_can_not_ask_for_another_branch(client, world, secretary):
    client.force_login(secretary)
    answer = shown(client, branch=world.two.pk)
    assert set(answer.context["form"].errors) == {"branch"}
    assert world.two.name not in answer.content.decode()


def test_page_needs_the_right_to_see_files(client, world, office):
    office.user_permissions.remove(
        *office.user_permissions.filter(codename="view_candidate")
    )
    client.force_login(office)
    assert client.get(reverse("reports:projection")).status_code == 403
    assert "members.view_candidate" in RIGHTS


@pytest.mark.usefixtures("files")
def test_desk_says_it_for_the_whole_body(client, office):
    office.is_staff = True
    office.save()
    client.force_login(office)
    html = client.get(reverse("admin:index")).content.decode()
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert (
        f"Dự kiến kết nạp đến 31/12/{clock.today().year}: 5 (đã kết nạp 1, hồ sơ kịp theo hạn 4). "
        "Còn cần 4 người so với chỉ tiêu 9." in said
    )


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, D(2022, 1, 1), D(2022, 3, 31)),
        (2, D(2022, 4, 1), D(2022, 6, 30)),
        (3, D(2022, 7, 1), D(2022, 9, 30)),
        (4, D(2022, 10, 1), D(2022, 12, 31)),
    ],
)
def test_quarters_have_their_days(number, first, last):
    span = quarter_span(2022, number)
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize("rows", [1, 3])
def test_projection_query_count(client, world, office, rows):
    for number in range(rows):
        world.put("file_ceremony", name=f"Nguyễn Văn {number}")
    client.force_login(office)
    with CaptureQueriesContext(connection) as captured:
        shown(client)
    assert len(captured) == 21


@pytest.mark.usefixtures("files")
def test_stranger_counts_nobody(world, django_user_model):
    user = django_user_model.objects.create_user("x", full_name="X")
    year = projection.of_user(user)
    assert (year.projection.expected, year.coming, year.target) == (0, [], None)
