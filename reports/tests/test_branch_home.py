"""The first page of a secretary: own branch at a glance."""

import datetime as dt

import pytest

from hoangmai_party import clock
from members.tests.admission.people import D, K, make_world
from reports.models import Target
from reports.tests.factories import TargetFactory


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def page(client, world):
    client.force_login(world.secretary)
    return lambda: client.get("/").content.decode()


def test_the_office_goes_to_the_targets(client, world):
    client.force_login(world.office)
    assert client.get("/").url == "/reports/targets/"


def test_members_files_and_the_main_button(page, world):
    world.live(world.candidate(), K.CLASS)
    text = page()
    assert "<strong>5</strong> đảng viên" in text
    assert "Đã học lớp nhận thức</a> <strong>1</strong>" in text
    assert "Thêm quần chúng ưu tú" in text


def test_the_target_of_the_branch_and_its_result(page, world):
    today = clock.today()
    TargetFactory(
        committee=world.committee,
        branch=world.branch,
        indicator="T02",
        level=Target.Level.ASSIGNED,
        year=today.year,
        value=4,
        decided_on=dt.date(today.year, 1, 2),
    )
    assert "/ chỉ tiêu 4 (0%)" in page()


def test_what_came_back_is_said_first(page, world):
    step = world.enter(world.candidate(), K.CHOSEN, D(2020, 2, 3), by=world.secretary)
    step.state, step.return_reason = "returned", "Thiếu số nghị quyết"
    step.save()
    assert "Thiếu số nghị quyết" in page()


def test_the_queries_do_not_grow_with_the_files(
    client, world, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(world.secretary)
    world.live(world.candidate(), K.CLASS)
    client.get("/")
    with django_assert_max_num_queries(60) as first:
        client.get("/")
    for _ in range(2):
        world.live(world.candidate(), K.CLASS)
    with django_assert_num_queries(len(first.captured_queries)):
        client.get("/")
