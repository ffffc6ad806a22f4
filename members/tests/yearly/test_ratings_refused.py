"""What the grid refuses: said at its place, nothing written, nothing lost."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.tests.desk import written
from members.models import Rating
from members.tests.factories import MemberFactory
from members.tests.yearly.desk import (
    errors,
    fields_of,
    key,
    rate,
)
from members.yearly import ratings
from members.yearly.grid import STALE


def other(world):
    """The name of a field of somebody who is not on the roll of the branch."""
    return f"m{world.admit(world.two, dt.date(2019, 1, 1)).member.pk}-grade"


BAD = {
    "both": (
        {"m-grade": "good", "m-unrated": "away"},
        {"m-unrated": "Chọn mức xếp loại, hoặc lý do không xếp loại; không cả hai."},
    ),
    "neither": (
        {"m-self_grade": "good"},
        {"m-grade": "Chọn mức xếp loại hoặc lý do không xếp loại."},
    ),
    "note alone": (
        {"m-note": "Vắng"},
        {"m-grade": "Chọn mức xếp loại hoặc lý do không xếp loại."},
    ),
    "unknown grade": (
        {"m-grade": "best"},
        {"m-grade": "Lựa chọn không có trong danh sách."},
    ),
    "other without words": (
        {"m-unrated": "other"},
        {"m-note": "Ghi rõ lý do khác."},
    ),
    "long note": (
        {"m-grade": "good", "m-note": "x" * 501},
        {"m-note": "Chỉ được có tối đa 500 ký tự (hiện có 501)."},
    ),
    "number alone": (
        {"m-grade": "good", "number": "1"},
        {"decided_on": "Ghi cả số và ngày quyết định, hoặc để trống cả hai."},
    ),
    "day alone": (
        {"m-grade": "good", "decided_on": "20/12/2021"},
        {"number": "Ghi cả số và ngày quyết định, hoặc để trống cả hai."},
    ),
    "no such day": (
        {"m-grade": "good", "number": "1", "decided_on": "31/11/2021"},
        {
            "decided_on": "Hãy nhập ngày hợp lệ, theo dạng ngày/tháng/năm "
            "(ví dụ 05/09/1990)."
        },
    ),
    "future day": (
        {"m-grade": "good", "number": "1", "decided_on": "15/01/2022"},
        {"decided_on": "Ngày quyết định không được ở tương lai."},
    ),
    "before the year": (
        {"m-grade": "good", "number": "1", "decided_on": "31/12/2020"},
        {"decided_on": "Ngày quyết định không được trước năm xếp loại (2021)."},
    ),
    "null character": (
        {"m-grade": "good", "number": "1\0", "decided_on": "20/12/2021"},
        {"number": "Không được chứa ký tự rỗng (null)."},
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_said_at_its_place(branch_page, world, case):
    typed, wanted = BAD[case]
    mine = f"m{world.official.pk}-"
    typed = {name.replace("m-", mine, 1): value for name, value in typed.items()}
    wanted = {name.replace("m-", mine, 1): [text] for name, text in wanted.items()}
    before = written()
    answer = branch_page.send(branch_page.fields() | typed)
    assert errors(answer) == wanted
    assert wanted.popitem()[1][0] in answer.content.decode()
    assert written() == before
    shown = fields_of(answer.content.decode())
    kept = {n: v for n, v in typed.items() if "\0" not in v and v != "best"}
    assert {name: shown[name] for name in kept} == kept


def test_somebody_of_another_branch_is_refused(branch_page, world):
    data = branch_page.fields() | {other(world): "good"}
    before = written()
    (said,) = errors(branch_page.send(data))["__all__"]
    assert said.startswith("Có dòng không thuộc danh sách ngày 31/12/2021")
    assert written() == before


def test_stale_page_is_refused_with_nothing_lost(branch_page, world):
    old = branch_page.fields()
    rate(world.one, "done", world.official)
    before = written()
    typed = old | {
        f"m{world.official.pk}-grade": "good",
        f"m{world.probationer.pk}-note": "Giữ lại",
        f"m{world.probationer.pk}-unrated": "away",
    }
    answer = branch_page.send(typed)
    assert errors(answer) == {"__all__": [STALE]}
    assert written() == before
    html = answer.content.decode()
    assert "trong sổ: Hoàn thành nhiệm vụ" in html
    kept = fields_of(html)
    own = {n: v for n, v in typed.items() if n not in ("version", "sent_token")}
    assert {n: kept[n] for n in own} == own
    assert branch_page.send(kept).status_code == 302
    assert Rating.objects.get(member=world.official).grade == "good"


def test_page_sent_twice_is_written_once_and_not_called_stale(branch_page, world):
    data = branch_page.fields() | {f"m{world.official.pk}-grade": "good"}
    first = branch_page.send(data)
    before = written()
    second = branch_page.send(data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert written() == before


def test_page_is_stale_when_somebody_joined_the_roll(branch_page, world):
    old = branch_page.fields()
    world.admit(world.one, dt.date(2020, 1, 1))
    assert errors(branch_page.send(old | {f"m{world.official.pk}-grade": "good"})) == {
        "__all__": [STALE]
    }


def test_reason_that_does_not_fit_the_note_is_refused(branch_page, world):
    data = {key(world.official): "excellent", key(world.official, "note"): "x" * 400}
    answer = branch_page.confirm(branch_page.send(**data), reason="y" * 200)
    (said,) = errors(answer)["as_on_paper"]
    assert "dài quá 500 ký tự" in said
    assert not Rating.objects.exists()


def test_member_rated_at_another_branch_has_no_boxes(branch_page, world):
    rate(world.two, "good", world.official)
    answer = branch_page.client.get(branch_page.url)
    html = answer.content.decode()
    assert f"m{world.official.pk}-grade" not in fields_of(html)
    assert f"Đã xếp loại ở {world.two}" in html


def test_rating_without_a_place_on_the_roll_is_named(branch_page, world):
    stray = rate(world.one, "good", MemberFactory(full_name="Người Lạc Chỗ"))
    html = branch_page.client.get(branch_page.url).content.decode()
    assert "Người Lạc Chỗ" in html
    assert f"m{stray.member_id}-grade" not in fields_of(html)


@pytest.mark.parametrize("year", [2014, 2023])
@pytest.mark.parametrize("method", ["get", "post"])
def test_impossible_year_leads_back_with_words(client, world, office, year, method):
    url = reverse("members:branch-ratings", args=[world.one.pk, year])
    before = written()
    answer = getattr(client, method)(url)
    assert answer.url == world.one.get_absolute_url()
    (said,) = (str(m) for m in answer.wsgi_request._messages)
    assert said == ratings.refusal(world.one, year)
    assert written() == before


@pytest.mark.parametrize("year", [1989, 2101])
def test_year_beyond_the_register_is_not_found(client, world, office, year):
    url = reverse("members:branch-ratings", args=[world.one.pk, year])
    assert client.get(url).status_code == 404
