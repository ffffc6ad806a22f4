"""Who is to be rated, and the grid of a branch: what it writes, warns of and refuses."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from accounts.tests.desk import written
from branches.tests.factories import BranchFactory
from hoangmai_party import clock
from members import actions
from members.models import Exemption, Member, Rating
from members.tests.yearly.desk import (
    DECIDED,
    LAST,
    YEAR,
    Page,
    errors,
    fields_of,
    key,
    rate,
    somebody,
)
from members.yearly import ratings
from members.yearly.grid import STALE

DECISION = {"number": "15-QĐ/ĐUK", "decided_on": "20/12/2021"}


def line(world, name):
    sheet = ratings.of_branch(world.one, YEAR)
    return next(each for each in sheet.lines if each.member == getattr(world, name))


# Who is to be rated


def test_branch_rates_who_is_on_the_roll_on_the_last_day(world):
    left = world.admit(world.one, dt.date(2020, 1, 1))
    actions.leave(placement=left.placements.get(), on=LAST, reason="struck_off")
    stayed = world.admit(world.one, dt.date(2020, 1, 1))
    day_after = LAST + dt.timedelta(days=1)
    actions.move(placement=stayed.placements.get(), to=world.two, on=day_after)
    world.admit(world.one, day_after)
    sheet = ratings.of_branch(world.one, YEAR)
    people = {each.member for each in sheet.lines}
    assert people == {None, world.official, world.probationer, stayed.member}


@pytest.mark.parametrize(
    ("day", "proposed"),
    [(dt.date(2021, 6, 30), []), (dt.date(2021, 7, 1), ["new"])],
)
def test_newly_admitted_are_proposed_not_rated(world, day, proposed):
    member = world.admit(world.two, day).member
    sheet = ratings.of_branch(world.two, YEAR)
    (mine,) = (each for each in sheet.lines if each.member == member)
    assert list(mine.reasons) == proposed
    assert mine.values()["unrated"] == "".join(proposed)


@pytest.mark.parametrize(
    ("first", "last", "is_exempt"),
    [
        (LAST, None, True),
        (LAST + dt.timedelta(days=1), None, False),
        (dt.date(2020, 1, 1), LAST, False),
        (dt.date(2020, 1, 1), LAST + dt.timedelta(days=1), True),
    ],
)
def test_exempt_on_the_last_day_are_proposed_not_rated(world, first, last, is_exempt):
    facts = {"member": world.official, "branch": world.one, "kind": "open"}
    Exemption.objects.create(**facts, started_on=first, ended_on=last)
    assert ("exempt" in line(world, "official").reasons) == is_exempt


def test_branch_founded_late_in_the_year_is_proposed_not_rated(world):
    new = BranchFactory(committee=world.committee, founded_on=dt.date(2021, 8, 1))
    (own,) = ratings.of_branch(new, YEAR).lines
    assert list(own.reasons) == ["founded"]


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2022, ""),
        (2023, "Năm 2023 chưa đến"),
        (2014, "Chi bộ chưa thành lập vào ngày 31/12/2014"),
    ],
)
def test_year_is_refused_in_words(world, year, words):
    assert ratings.refusal(world.one, year).startswith(words)
    assert bool(ratings.refusal(world.one, year)) == bool(words)


def test_year_after_the_end_of_the_branch_is_refused(world):
    actions.merge(
        branch=world.one, into=world.two, number="1", decided_on=dt.date(2021, 12, 1)
    )
    assert "đã kết thúc hoạt động" in ratings.refusal(world.one, 2021)
    assert ratings.refusal(world.one, 2020) == ""


# Saving


def test_grid_is_saved_as_one_change_set(branch_page, world):
    answer = branch_page.send(
        **DECISION,
        **{
            f"b{world.one.pk}__grade": "good",
            key(world.official, "self_grade"): "excellent",
            key(world.official, "proposed"): "good",
            key(world.official): "good",
            key(world.probationer, "unrated"): "away",
            key(world.probationer, "note"): "Nghỉ thai sản",
        },
    )
    # Admitted on 01/06/2021: six months are over, so no reason stood there.
    assert answer.status_code == 302
    found = Rating.objects.values_list(
        "branch", "member", "self_grade", "proposed", "grade", "unrated", "note"
    )
    one = world.one.pk
    assert set(found) == {
        (one, None, "", "", "good", "", ""),
        (one, world.official.pk, "excellent", "good", "good", "", ""),
        (one, world.probationer.pk, "", "", "", "away", "Nghỉ thai sản"),
    }
    assert set(Rating.objects.values_list("year", "number", "decided_on")) == {
        (YEAR, DECISION["number"], DECIDED)
    }
    logged = LogEvent.objects.filter(table=Rating._meta.db_table)
    assert logged.count() == 3
    assert len(set(logged.values_list("change_set"))) == 1


def test_saved_page_sent_again_changes_nothing(branch_page, world):
    branch_page.send(**DECISION, **{key(world.official): "good"})
    before = written()
    answer = branch_page.send()
    assert answer.status_code == 302
    assert written() == before


def test_proposals_are_written_with_the_page(branch_page, world):
    Exemption.objects.create(
        member=world.official, branch=world.one, kind="open", started_on=DECIDED
    )
    branch_page.send()
    assert Rating.objects.get().unrated == "exempt"


def test_line_with_a_decision_of_its_own_keeps_it(branch_page, world):
    third = world.admit(world.one, dt.date(2018, 1, 1)).member
    for member in (world.official, world.probationer):
        rate(world.one, "good", member, number="1", decided_on=DECIDED)
    rate(world.one, "good", third, number="2", decided_on=LAST)
    assert branch_page.fields()["number"] == "1"
    branch_page.send(number="3", decided_on="05/01/2022")
    numbers = dict(Rating.objects.values_list("member", "number"))
    assert numbers == {world.official.pk: "3", world.probationer.pk: "3", third.pk: "2"}
    branch_page.send(number="3", decided_on="05/01/2022", **{key(third): "done"})
    assert Rating.objects.get(member=third).number == "3"


def test_fill_offers_good_and_writes_nothing(branch_page, world):
    Exemption.objects.create(
        member=world.official, branch=world.one, kind="open", started_on=DECIDED
    )
    before = written()
    answer = branch_page.send(fill="good", number="9")
    assert written() == before
    shown = fields_of(answer.content.decode())
    assert shown[f"m{world.probationer.pk}-grade"] == "good"
    assert shown[f"m{world.official.pk}-grade"] == ""
    assert shown[f"m{world.official.pk}-unrated"] == "exempt"
    assert shown[f"b{world.one.pk}-grade"] == ""
    assert shown["number"] == "9"


def test_fill_of_an_old_page_stays_old(branch_page, world):
    old = branch_page.fields()
    rate(world.one, "done", world.official)
    filled = branch_page.send(old, fill="good")
    answer = branch_page.send(fields_of(filled.content.decode()))
    assert errors(answer)["__all__"] == [STALE]
    assert Rating.objects.get().grade == "done"


# Rights


def test_leader_reads_and_may_not_write(client, world, django_user_model):
    user = somebody(django_user_model, "sep", "view", committee=world.committee)
    client.force_login(user)
    rate(world.one, "good", world.official)
    url = reverse("members:branch-ratings", args=[world.one.pk, YEAR])
    html = client.get(url).content.decode()
    assert "Hoàn thành tốt nhiệm vụ" in html
    assert "<select" not in html
    before = written()
    assert client.post(url, {}).status_code == 403
    assert written() == before


@pytest.mark.parametrize("kinds", [("view", "add"), ("view", "change")])
def test_half_the_rights_do_not_write(client, world, django_user_model, kinds):
    user = somebody(django_user_model, "nua", *kinds, committee=world.committee)
    client.force_login(user)
    own = Page(client, "members:branch-ratings", world.one.pk, YEAR)
    assert own.send({}).status_code == 403


def test_secretary_reads_the_own_branch_alone(client, world, django_user_model):
    user = somebody(django_user_model, "thu", "view", branch=world.one)
    client.force_login(user)
    pages = [
        reverse("members:branch-ratings", args=[branch.pk, YEAR])
        for branch in (world.one, world.two)
    ]
    assert [client.get(url).status_code for url in pages] == [200, 404]
    # The numbers of the body are not a secretary's to see.
    assert "trên" not in str(client.get(pages[0]).context["shares"])
    assert client.get(reverse("members:ratings", args=[YEAR])).status_code == 403


def test_without_the_right_nothing_is_shown(client, world, django_user_model):
    client.force_login(somebody(django_user_model, "khach", branch=world.one))
    url = reverse("members:branch-ratings", args=[world.one.pk, YEAR])
    assert client.get(url).status_code == 403


# The number of questions stays


@pytest.mark.parametrize("count", [1, 3])
def test_branch_page_query_count(
    client, world, office, count, django_assert_num_queries
):
    for _ in range(count):
        member = world.admit(world.one, dt.date(2018, 1, 1)).member
        rate(world.one, "good", member)
        rate(world.one, "good", member, year=YEAR - 1)
    with django_assert_num_queries(BRANCH_PAGE):
        client.get(reverse("members:branch-ratings", args=[world.one.pk, YEAR]))


BRANCH_PAGE = 24


def test_clock_of_the_register_is_asked(world):
    with clock.fixed(dt.date(2020, 6, 1)):
        assert ratings.refusal(world.one, 2021).startswith("Năm 2021 chưa đến")
    assert Member.objects.count() == 2
