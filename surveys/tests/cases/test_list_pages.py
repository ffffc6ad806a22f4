"""The list and the board: filters, columns, counts."""

import pytest

from enterprises.models import Ward
from surveys.cases import acts
from surveys.cases.stages import C
from surveys.tests.cases.page import PROMISED, TODAY, listed, text, url
from surveys.tests.cases.world import D
from surveys.tests.factories import OutreachCaseFactory, VisitFactory


def test_the_list_is_narrowed_by_each_filter(clerk, world, other):
    mine = world.lead_to(C.WATCH)
    ward = Ward.objects.order_by("pk").last()
    assert {*listed(clerk)} == {mine.pk, other.pk}
    assert listed(clerk, stage="watch") == [mine.pk]
    assert listed(clerk, ward=ward.pk) == [other.pk]
    assert listed(clerk, in_charge="Lê Văn Đi") == [other.pk]
    assert listed(clerk, due="on") == [other.pk]
    assert listed(clerk, q="dang gia") == [other.pk]
    assert listed(clerk, q="ĐẶNG") == [other.pk]
    assert listed(clerk, q="binh minh") == [mine.pk]


def test_a_filter_that_is_wrong_shows_all_and_says_so(clerk, world):
    page = clerk.get(url("cases", stage="nowhere", ward="x"))
    assert {"stage", "ward"} == {*page.context["form"].errors}
    assert len(page.context["cards"]) == 1


def test_a_closed_case_is_on_the_list_when_asked_for(clerk, world):
    case = world.lead_to(C.ANNOUNCED)
    acts.close(case=case, closed_on=TODAY, by=world.by)
    assert listed(clerk) == []
    assert listed(clerk, closed="on") == [case.pk]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("cases", 9), ("case-board", 6), ("case-due", 7)]
)
def test_query_count(clerk, world, count, name, queries, django_assert_num_queries):
    _many(world, count)
    with django_assert_num_queries(queries):
        clerk.get(url(name))


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_proposals(clerk, world, count, django_assert_num_queries):
    _many(world, count)
    with django_assert_num_queries(9):
        clerk.get(url("proposals"))


def _many(world, count):
    """So many cases with a visit, a promise and a kiến nghị each."""
    for _ in range(count):
        case = OutreachCaseFactory(in_charge="Lê Văn Đi")
        row = VisitFactory(case=case, next_on=TODAY, **PROMISED)
        row.proposals.create(case=case, raised_on=row.visited_on, content="Chỗ để xe")


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_a_case(clerk, world, count, django_assert_num_queries):
    for number in range(count):
        row = VisitFactory(case=world.case, visited_on=D(2021, 5, 1 + number))
        row.proposals.create(case=world.case, raised_on=TODAY, content="Chỗ để xe")
    clerk.get(world.case.get_absolute_url())  # the look is in the log now
    with django_assert_num_queries(26):
        clerk.get(world.case.get_absolute_url())


# The board


def columns(clerk):
    return {
        column.stage: [card.case.pk for card in column.cards]
        for column in clerk.get(url("case-board")).context["columns"]
    }


def test_the_board_has_each_case_in_its_stage(clerk, world, other):
    case = world.lead_to(C.DEFERRED)
    expected = {stage: [] for stage in C}
    expected |= {C.DEFERRED: [case.pk], C.LISTED: [other.pk]}
    assert columns(clerk) == expected


def test_a_column_counts_what_its_list_shows(clerk, world, other):
    world.lead_to(C.OUTREACH)
    for column in clerk.get(url("case-board")).context["columns"]:
        assert column.count == len(listed(clerk, stage=column.stage.value))


def test_a_long_column_is_cut_and_says_how_many_more(clerk, world, monkeypatch):
    monkeypatch.setattr("surveys.cases.pages.lists.MOST", 2)
    OutreachCaseFactory.create_batch(3)
    page = clerk.get(url("case-board"))
    first = page.context["columns"][0]
    assert (first.count, len(first.cards), first.rest) == (4, 2, 2)
    assert "Còn 2 hồ sơ nữa" in text(page)


def test_a_card_says_what_one_must_know(clerk, world, other):
    page = text(clerk.get(url("case-board")))
    tile = page[page.index("Công ty Đặng Gia") : page.index("Công ty TNHH Bình Minh")]
    ward = Ward.objects.order_by("pk").last().name
    for said in (ward, "31 ngày", "! đến hạn", "Gửi mẫu đơn, 01/06/2021"):
        assert said in tile


def test_a_card_moves_by_a_select_to_the_page_of_the_step(clerk, world):
    move = url("case-move", world.case.pk, stage="surveyed")
    answer = clerk.get(move)
    assert answer.url == url("case-go", world.case.pk, "surveyed")
    nowhere = clerk.get(url("case-move", world.case.pk, stage="nowhere"))
    assert nowhere.url == url("case-board")
