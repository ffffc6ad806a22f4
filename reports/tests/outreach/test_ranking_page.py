"""The page of who to meet first: cards, table and file hold the same lines."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from accounts.tests.desk import confirmed
from enterprises.tests.factories import AddressFactory
from reports.tests.conftest import grant
from surveys.models import RankingWeight
from surveys.tests.factories import (
    OutreachCaseFactory,
    SurveyRecordFactory,
    VisitFactory,
)

PAGE = "reports:outreach-ranking"
WORDS = "2 đảng viên chính thức (+20), chưa gặp chủ doanh nghiệp lần nào (+6) = 26"


@pytest.fixture
def reader(client, office):
    grant(office, "surveys.view_outreachcase")
    client.force_login(office)
    confirmed(client)
    return client


def case(**facts):
    made = OutreachCaseFactory(enterprise=AddressFactory().enterprise)
    SurveyRecordFactory(enterprise=made.enterprise, members_official=2, **facts)
    return made


def test_line_says_who_why_and_whence(reader, small):
    made = case()
    page = reader.get(reverse(PAGE))
    [row] = page.context["tables"][0].rows
    assert [cell.shown for cell in row.cells] == [
        "1",
        made.enterprise.name,
        "26",
        WORDS,
        "Vĩnh Hưng",
        "Trong danh sách rà soát",
        "chưa gặp",
        "phiếu khảo sát 15/04/2021",
    ]
    assert [cell for _, cell in page.context["cards"][0]] == list(row.cells)
    assert WORDS in page.content.decode()


def test_day_and_option_are_asked(reader, small):
    case()
    SurveyRecordFactory(result="eligible")
    for query, number in (
        ({}, 1),
        ({"surveyed": "on"}, 2),
        ({"as_of": "01/01/2021"}, 0),
    ):
        assert len(reader.get(reverse(PAGE), query).context["tables"][0].rows) == number


def test_missing_weight_is_said(reader, small):
    RankingWeight.objects.filter(code="union").update(ended_on=dt.date(2021, 1, 1))
    html = reader.get(reverse(PAGE)).content.decode()
    assert "! Ngày này chưa có điểm cho: Có công đoàn cơ sở." in html


@pytest.mark.parametrize("day", ["31/02/2021", "01/01/0001", "x"])
def test_bad_day_is_said_beside_its_field(reader, small, day):
    page = reader.get(reverse(PAGE), {"as_of": day})
    assert list(page.context["ranking_form"].errors) == ["as_of"]
    assert "tables" not in page.context


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_file_is_logged(reader, small, kind):
    case()
    answer = reader.get(reverse(PAGE), {"format": kind})
    name = f'attachment; filename="nen-gap-ai-truoc.{kind}"'
    assert answer.headers["Content-Disposition"] == name
    event = LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).latest("id")
    assert event.after["rows"] == 1


def test_who_looks_after_a_branch_is_refused(client, secretary):
    case()
    for _ in range(2):
        client.force_login(type(secretary).objects.get(pk=secretary.pk))
        assert client.get(reverse(PAGE)).status_code == 403
        grant(secretary, "surveys.view_outreachcase")


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_for_one_line_as_for_three(
    reader, small, count, django_assert_num_queries
):
    for _ in range(count):
        VisitFactory(case=case())
    with django_assert_num_queries(21):
        page = reader.get(reverse(PAGE), {"surveyed": "on"})
    assert len(page.context["cards"]) == count
