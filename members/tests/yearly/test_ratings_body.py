"""The year of the whole body: counts that add up, who is missing, the branches' grades."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.tests.desk import written
from members.models import Rating
from members.tests.factories import MemberFactory
from members.tests.yearly.desk import (
    DECIDED,
    REASON,
    YEAR,
    errors,
    fields_of,
    rate,
    set_cap,
    somebody,
)
from members.yearly import overview, ratings
from members.yearly.grid import STALE

BODY_PAGE = 21


@pytest.fixture
def rated(world):
    """Two of five are rated, one is not for a reason; last year one was bad too."""
    three = [world.admit(world.two, dt.date(2018, 1, d)).member for d in (1, 2, 3)]
    rate(world.one, "excellent", world.official)
    rate(world.two, "not_done", three[0])
    rate(world.two, "not_done", three[0], year=YEAR - 1)
    rate(world.two, "", three[1], unrated="away")
    rate(world.two, "good", number="1", decided_on=DECIDED)
    return three


def test_table_counts_each_branch_and_the_total(world, rated):
    sheet = ratings.of_branches(ratings.own_body(YEAR))
    rows, total, missing = overview.table(sheet)
    found = [
        (r.line.branch, r.people, r.graded, r.grades, r.unrated, r.missing)
        for r in rows
    ]
    assert found == [
        (world.one, 2, 1, [1, 0, 0, 0], 0, 1),
        (world.two, 3, 1, [0, 0, 0, 1], 1, 1),
    ]
    assert (total.people, total.graded, total.grades) == (5, 2, [1, 0, 0, 1])
    assert (total.unrated, total.missing) == (1, 2)
    assert total.people == total.graded + total.unrated + total.missing
    assert total.why == "nghỉ ốm, thai sản, vắng dài ngày: 1"
    assert [(line.branch, names) for line, names in missing] == [
        (world.one, [world.probationer.full_name]),
        (world.two, [rated[2].full_name]),
    ]


def test_page_names_who_is_missing_and_who_was_bad_twice(client, body_page, rated):
    html = client.get(body_page.url).content.decode()
    assert rated[2].full_name in html
    assert "Hai năm liền không hoàn thành nhiệm vụ" in html
    assert f"<li>{rated[0].full_name}," in html
    assert "Được 0 trên 1 người xếp loại hoàn thành tốt trở lên, 20%" in html
    assert "vượt 1" in html


def test_voided_rating_counts_no_more(world, rated):
    Rating.objects.get(member=world.official).void(by=None, reason="Nhầm")
    sheet = ratings.of_branches(ratings.own_body(YEAR))
    _, total, _ = overview.table(sheet)
    assert (total.graded, total.missing) == (1, 3)


def test_rating_without_a_place_on_the_roll_is_named(client, world, body_page):
    rate(world.one, "good", MemberFactory(full_name="Người Lạc Chỗ"))
    html = client.get(body_page.url).content.decode()
    assert "Người Lạc Chỗ: có xếp loại ở" in html


def test_cap_inside_each_branch_marks_the_branch(client, world, body_page, rated):
    set_cap(within="branch")
    rows = client.get(body_page.url).context["rows"]
    over = {row.line.branch: row.over for row in rows}
    assert over == {world.one: 1, world.two: 0}


def test_all_branches_are_graded_in_one_grid(world, body_page):
    answer = body_page.send(
        number="30-QĐ/ĐUK",
        decided_on="31/12/2021",
        **{f"b{world.one.pk}__grade": "good", f"b{world.two.pk}__unrated": "other"},
        **{f"b{world.two.pk}__note": "Chờ kiện toàn"},
    )
    assert answer.status_code == 302
    found = Rating.objects.values_list("branch", "member", "grade", "unrated", "note")
    assert set(found) == {
        (world.one.pk, None, "good", "", ""),
        (world.two.pk, None, "", "other", "Chờ kiện toàn"),
    }
    assert set(Rating.objects.values_list("number", flat=True)) == {"30-QĐ/ĐUK"}


def test_cap_of_branches_is_warned_of_and_excused(world, body_page):
    set_cap("branch", percent=50)
    typed = {f"b{pk}__grade": "excellent" for pk in (world.one.pk, world.two.pk)}
    answer = body_page.send(**typed)
    (concern,) = answer.context["grid"].warnings
    assert "Được 1 trên 2 chi bộ" in concern.text
    assert not Rating.objects.exists()
    assert body_page.confirm(answer).status_code == 302
    assert {row.note for row in Rating.objects.all()} == {
        f"Ghi nhận đúng giấy tờ vì: {REASON}"
    }


def test_what_the_page_does_not_ask_stays(world, body_page):
    rate(world.one, "good", self_grade="excellent", proposed="good")
    body_page.send(**{f"b{world.one.pk}__grade": "done"})
    row = Rating.objects.get()
    assert (row.self_grade, row.proposed, row.grade) == ("excellent", "good", "done")


def test_stale_page_is_refused_with_nothing_lost(world, body_page):
    old = body_page.fields() | {f"b{world.two.pk}-grade": "done"}
    rate(world.one, "good")
    before = written()
    answer = body_page.send(old)
    assert errors(answer) == {"__all__": [STALE]}
    assert fields_of(answer.content.decode())[f"b{world.two.pk}-grade"] == "done"
    assert written() == before


BAD = {
    "both": (
        {"b-grade": "good", "b-unrated": "founded"},
        {"b-unrated": "Chọn mức xếp loại, hoặc lý do không xếp loại; không cả hai."},
    ),
    "note alone": (
        {"b-note": "x"},
        {"b-grade": "Chọn mức xếp loại hoặc lý do không xếp loại."},
    ),
    "unknown grade": (
        {"b-grade": "5"},
        {"b-grade": "Lựa chọn không có trong danh sách."},
    ),
    "unknown reason": (
        {"b-unrated": "5"},
        {"b-unrated": "Lựa chọn không có trong danh sách."},
    ),
    "other without words": ({"b-unrated": "other"}, {"b-note": "Ghi rõ lý do khác."}),
    "long note": (
        {"b-grade": "good", "b-note": "x" * 501},
        {"b-note": "Chỉ được có tối đa 500 ký tự (hiện có 501)."},
    ),
    "long number": (
        {"b-grade": "good", "number": "1" * 51, "decided_on": "31/12/2021"},
        {"number": "Chỉ được có tối đa 50 ký tự (hiện có 51)."},
    ),
    "number alone": (
        {"b-grade": "good", "number": "1"},
        {"decided_on": "Ghi cả số và ngày quyết định, hoặc để trống cả hai."},
    ),
    "future day": (
        {"b-grade": "good", "number": "1", "decided_on": "15/01/2022"},
        {"decided_on": "Ngày quyết định không được ở tương lai."},
    ),
    "before the year": (
        {"b-grade": "good", "number": "1", "decided_on": "01/12/2020"},
        {"decided_on": "Ngày quyết định không được trước năm xếp loại (2021)."},
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_said_at_its_place(world, body_page, case):
    typed, wanted = BAD[case]
    mine = f"b{world.one.pk}-"
    typed = {name.replace("b-", mine, 1): value for name, value in typed.items()}
    wanted = {name.replace("b-", mine, 1): [text] for name, text in wanted.items()}
    before = written()
    answer = body_page.send(body_page.fields() | typed)
    assert errors(answer) == wanted
    assert wanted.popitem()[1][0] in answer.content.decode()
    assert written() == before


def test_year_to_come_leads_back_with_words(client, office):
    answer = client.get(reverse("members:ratings", args=[2023]), follow=True)
    assert answer.redirect_chain == [("/ratings/2022/", 302)]
    assert "Năm 2023 chưa đến: chưa xếp loại được." in answer.content.decode()


def test_body_without_branches_says_so(client, office):
    html = client.get(reverse("members:ratings", args=[2010])).content.decode()
    assert "Không có chi bộ nào" in html
    assert "<select" not in html


def test_leader_reads_and_may_not_write(client, world, django_user_model, rated):
    user = somebody(django_user_model, "sep", "view", committee=world.committee)
    client.force_login(user)
    url = reverse("members:ratings", args=[YEAR])
    html = client.get(url).content.decode()
    assert rated[2].full_name in html
    assert "<select" not in html
    assert client.post(url, {}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(client, world, office, count, django_assert_num_queries):
    for _ in range(count):
        member = world.admit(world.two, dt.date(2018, 1, 1)).member
        rate(world.two, "not_done", member)
        rate(world.two, "not_done", member, year=YEAR - 1)
        rate(world.one, "good", MemberFactory())
        world.admit(world.one, dt.date(2018, 1, 1))
    with django_assert_num_queries(BODY_PAGE):
        client.get(reverse("members:ratings", args=[YEAR]))
