"""Điểm ưu tiên: set from a day on; what was in force stays as it was."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from accounts.tests.desk import NO_DAY, REQUIRED, written
from hoangmai_party import clock
from surveys.models import RankingWeight

TODAY, LATER = dt.date(2021, 11, 5), dt.date(2022, 1, 1)
PAGE = "surveys:ranking-weights"
TYPED = {
    "code": "union",
    "points": "9",
    "most": "",
    "started_on": "01/01/2022",
    "source": "Thông báo 12-TB/ĐUK",
}


@pytest.fixture
def clerk(desk):
    with clock.fixed(TODAY):
        yield desk.client


def rows(code="union"):
    found = RankingWeight.objects.filter(code=code).order_by("started_on")
    return [(row.points, row.started_on, row.ended_on) for row in found]


SINCE = dt.date(2012, 2, 27)


def test_new_points_end_the_old_ones_that_day(clerk):
    answer = clerk.post(reverse(PAGE), TYPED)
    assert answer.status_code == 302
    assert rows() == [(5, SINCE, LATER), (9, LATER, None)]
    reasons = LogEvent.objects.filter(table="surveys_rankingweight")
    reasons = reasons.values_list("reason", flat=True).distinct()
    assert "Đặt điểm ưu tiên: Có công đoàn cơ sở" in reasons


def test_page_says_what_was_and_what_comes(clerk):
    clerk.post(reverse(PAGE), TYPED)
    page = clerk.get(reverse(PAGE)).content.decode()
    assert "9 từ 01/01/2022" in page
    with clock.fixed(LATER):
        page = clerk.get(reverse(PAGE)).content.decode()
    assert "5 từ 27/02/2012 đến trước 01/01/2022" in page


TOO_EARLY = (
    "Không được trước hôm nay (05/11/2021): điểm đã dùng để xếp thứ tự thì giữ nguyên."
)
LATER_ROW = (
    "Lý do này đã đặt điểm từ ngày 01/01/2022: chọn ngày sau đó, hoặc hủy dòng đó ở Bàn "
    "làm việc trước."
)
BAD = {
    "a day before today": (
        {"started_on": "04/11/2021"},
        "started_on",
        TOO_EARLY,
    ),
    "31/02/2022": ({"started_on": "31/02/2022"}, "started_on", NO_DAY),
    "no source": ({"source": " "}, "source", REQUIRED),
    "no points": ({"points": ""}, "points", REQUIRED),
    "too many points": (
        {"points": "100000"},
        "points",
        "Điểm phải trong khoảng từ −1000 đến 1000.",
    ),
    "unknown reason": (
        {"code": "nothing"},
        "code",
        "Hãy chọn lại: nothing không có trong danh sách lựa chọn.",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_beside_its_field(clerk, what):
    typed, field, message = BAD[what]
    before = written()
    answer = clerk.post(reverse(PAGE), TYPED | typed)
    assert answer.status_code == 200
    assert answer.context["form"].errors == {field: [message]}
    assert written() == before


def test_second_value_for_a_later_day_is_refused_in_words(clerk):
    clerk.post(reverse(PAGE), TYPED)
    answer = clerk.post(reverse(PAGE), TYPED | {"started_on": "01/12/2021"})
    assert answer.context["form"].errors == {"started_on": [LATER_ROW]}
    assert len(rows()) == 2


def test_who_may_only_look_sets_nothing(clerk, desk):
    held = desk.user.groups.get().permissions
    held.remove(*held.filter(codename__in=["add_rankingweight"]))
    page = clerk.get(reverse(PAGE))
    assert "Đặt điểm mới" not in page.content.decode()
    assert clerk.post(reverse(PAGE), TYPED).status_code == 403
    assert len(rows()) == 1


def test_who_looks_after_nothing_any_more_finds_nothing(clerk, desk):
    desk.user.access_rows.update(started_on=SINCE, ended_on=TODAY)
    assert clerk.get(reverse(PAGE)).status_code == 404
    assert clerk.post(reverse(PAGE), TYPED).status_code == 404
    assert len(rows()) == 1


def test_points_in_force_do_not_change_at_the_desk(clerk):
    row = RankingWeight.objects.get(code="union")
    url = reverse("admin:surveys_rankingweight_change", args=[row.pk])
    page = clerk.get(url).content.decode()
    assert 'name="points"' not in page
    assert clerk.post(url, TYPED).status_code == 403
    assert rows() == [(5, SINCE, None)]


def test_ranking_leads_to_its_page(clerk):
    answer = clerk.get(reverse("surveys:ranking"), {"surveyed": "on"})
    assert (answer.status_code, answer.url) == (
        302,
        f"{reverse('reports:outreach-ranking')}?surveyed=on",
    )
