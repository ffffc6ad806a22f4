"""The part of the member's page about ratings, awards, badges, discipline, courses."""

import datetime as dt

import pytest

from members.models import Attendance, Award, Badge, Course, Discipline
from members.tests.yearly.desk import DECIDED, give, rate, somebody

SECRET = "Điều không ai được thấy"
MODELS = ("rating", "award", "badge", "discipline", "attendance", "member")


@pytest.fixture
def reader(client, world, django_user_model):
    user = somebody(django_user_model, "lan", committee=world.committee)
    give(user, "view", models=MODELS)
    client.force_login(user)
    return user


def punish(world, announced, **facts):
    day = dt.date(*announced)
    facts = {"form": "reprimand", "content": SECRET, **facts}
    return Discipline.objects.create(
        branch=world.one,
        member=world.official,
        body="Chi bộ",
        number="7-QĐ",
        decided_on=day,
        announced_on=day,
        **facts,
    )


def attend(world, kind, certified_on, number="CN-1"):
    course = Course.objects.create(
        kind=kind,
        name=f"Lớp {kind} {certified_on}",
        organiser="Trung tâm",
        started_on=certified_on - dt.timedelta(days=5),
        finished_on=certified_on,
    )
    return Attendance.objects.create(
        course=course,
        member=world.official,
        branch=world.one,
        result="passed",
        certificate=number,
        certified_on=certified_on,
    )


def shown(client, member):
    answer = client.get(member.get_absolute_url())
    parts = {part.title: part.rows for part in answer.context["years"]}
    return parts, answer.content.decode()


def test_ratings_stand_by_year(client, world, reader):
    rate(world.one, "good", world.official, number="1", decided_on=DECIDED)
    rate(world.one, "", world.official, year=2020, unrated="away", note="Ốm")
    parts, _ = shown(client, world.official)
    assert parts["Xếp loại chất lượng"] == (
        (2021, str(world.one), "Hoàn thành tốt nhiệm vụ", "1, 20/12/2021", ""),
        (
            2020,
            str(world.one),
            "không xếp loại: nghỉ ốm, thai sản, vắng dài ngày",
            "",
            "Ốm",
        ),
    )


@pytest.mark.parametrize(
    ("announced", "facts", "force"),
    [
        ((2021, 1, 14), {}, "hết hiệu lực từ ngày 14/01/2022"),
        ((2021, 1, 15), {}, "còn hiệu lực, hết từ ngày 15/01/2022"),
        ((2021, 1, 14), {"is_relapse": True}, "còn hiệu lực, tái phạm"),
        (
            (2021, 1, 14),
            {"appealed_on": dt.date(2021, 2, 1)},
            "còn hiệu lực, đang khiếu nại từ ngày 01/02/2021",
        ),
        ((2021, 1, 14), {"form": "expulsion"}, "không tự hết hiệu lực"),
    ],
)
def test_discipline_says_whether_it_is_in_force(
    client, world, reader, announced, facts, force
):
    punish(world, announced, **facts)
    parts, html = shown(client, world.official)
    ((day, _, body, paper, told),) = parts["Kỷ luật"]
    assert (day, body, told) == (dt.date(*announced), "Chi bộ", force)
    assert paper == f"7-QĐ, {dt.date(*announced):%d/%m/%Y}"
    assert force in html
    assert SECRET not in html


def test_certificate_of_awareness_says_until_when(client, world, reader):
    attend(world, "awareness", dt.date(2021, 8, 1))
    attend(world, "awareness", dt.date(2015, 8, 1))
    attend(world, "new_member", dt.date(2020, 9, 1))
    parts, _ = shown(client, world.official)
    assert [(row[3], row[4]) for row in parts["Bồi dưỡng"]] == [
        ("CN-1, 01/08/2021", "đến 01/08/2026"),
        ("CN-1, 01/09/2020", ""),
        ("CN-1, 01/08/2015", "chưa có quy định cho ngày cấp"),
    ]


def test_awards_and_badges_stand_with_their_papers(client, world, reader):
    facts = {"branch": world.one, "member": world.official, "decided_on": DECIDED}
    Award.objects.create(
        kind="merit", level="city", number="3", reason="Năm 2021", **facts
    )
    Badge.objects.create(years=30, number="4", awarded_on=DECIDED, **facts)
    parts, _ = shown(client, world.official)
    assert parts["Khen thưởng"] == (
        (DECIDED, "Bằng khen (Thành ủy, UBND Thành phố)", "Năm 2021", "3"),
    )
    assert parts["Huy hiệu Đảng"] == (
        (DECIDED, "30 năm", "Đúng hạn", "4, 20/12/2021", ""),
    )


def test_voided_and_other_people_s_rows_do_not_stand(client, world, reader):
    punish(world, (2021, 1, 14)).void(by=None, reason="Nhầm")
    rate(world.one, "good", world.probationer)
    parts, _ = shown(client, world.official)
    assert not any(parts.values())


def test_each_part_needs_its_right(client, world, django_user_model):
    user = somebody(django_user_model, "it", committee=world.committee)
    give(user, "view", models=("member", "rating"))
    client.force_login(user)
    punish(world, (2021, 1, 14))
    parts, html = shown(client, world.official)
    assert list(parts) == ["Xếp loại chất lượng"]
    assert "Khiển trách" not in html


def test_row_of_another_branch_is_not_a_secretary_s(client, world, django_user_model):
    user = somebody(django_user_model, "thu", branch=world.one)
    give(user, "view", models=MODELS)
    client.force_login(user)
    rate(world.two, "good", world.official, year=2020)
    rate(world.one, "done", world.official)
    parts, _ = shown(client, world.official)
    assert [row[0] for row in parts["Xếp loại chất lượng"]] == [2021]


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(client, world, reader, count, django_assert_num_queries):
    for number in range(count):
        rate(world.one, "good", world.official, year=2021 - number)
        punish(world, (2021, 1, 14))
        attend(world, "awareness", dt.date(2021, 8, 1 + number), f"{number}")
        facts = {"branch": world.one, "member": world.official, "decided_on": DECIDED}
        Award.objects.create(kind="merit", level="city", number=number, **facts)
        years = 30 + 10 * number if number < 2 else 45
        Badge.objects.create(years=years, number="4", awarded_on=DECIDED, **facts)
    with django_assert_num_queries(21):
        client.get(world.official.get_absolute_url())
