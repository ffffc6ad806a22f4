"""The page of badges: what one form records, what it refuses, who may see it."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from accounts.tests.desk import NO_DAY, REQUIRED, written
from members.models import Badge
from members.tests.yearly.desk import REASON, give, somebody
from members.tests.yearly.test_badges import old_member, punish

URL = "/badges/2022/"
GIVEN = {"number": "12-QĐ/TU", "decided_on": "05/01/2022", "awarded_on": "14/01/2022"}


@pytest.fixture
def members(world):
    """Two due on 3/2, one of them late in 2021, one under discipline."""
    return [old_member(world, on) for on in ("01/02/1992", "02/02/1992")]


@pytest.fixture
def clerk_page(client, world, office):
    return client


def part(client, key):
    """The part of the page of a round (by its position) or of the late ones."""
    parts = client.get(URL).context["parts"]
    return parts[key] if key != "late" else parts[-1]


def send(client, of, *keys, **typed):
    """Tick the lines and send the form of a part."""
    prefix = f"r{of['key']}-"
    page = {"round": of["key"], "sent_token": typed.pop("sent_token", "")}
    data = {f"{prefix}{name}": value for name, value in {**GIVEN, **typed}.items()}
    return client.post(URL, {**data, **page, f"{prefix}who": keys})


def errors(answer):
    (form,) = [p["form"] for p in answer.context["parts"] if p["form"].is_bound]
    return {name: [*said] for name, said in form.errors.items()}


def test_one_form_records_the_ticked_ones(clerk_page, world, members):
    first = part(clerk_page, 0)
    keys = [line.key for line in first["lines"]]
    assert keys == [f"{member.pk}-30" for member in members]
    answer = send(clerk_page, first, *keys)
    assert answer.url == URL
    assert set(Badge.objects.values_list("member", "branch", "years", "manner")) == {
        (member.pk, world.one.pk, 30, "due") for member in members
    }
    assert set(Badge.objects.values_list("number", "decided_on", "awarded_on")) == {
        ("12-QĐ/TU", dt.date(2022, 1, 5), dt.date(2022, 1, 14))
    }
    logged = LogEvent.objects.filter(table=Badge._meta.db_table)
    assert len(set(logged.values_list("change_set"))) == 1
    html = clerk_page.get(URL).content.decode()
    assert html.count("Đã trao ngày 14/01/2022, quyết định số 12-QĐ/TU.") == 2


def test_form_sent_twice_is_recorded_once(clerk_page, members):
    first = part(clerk_page, 0)
    key = first["lines"][0].key
    answers = [send(clerk_page, first, key, sent_token="t" * 24) for _ in range(2)]
    assert [(a.status_code, a.url) for a in answers] == [(302, URL)] * 2
    assert Badge.objects.count() == 1


def test_one_of_two_is_recorded(clerk_page, members):
    first = part(clerk_page, 0)
    send(clerk_page, first, first["lines"][1].key)
    assert [badge.member for badge in Badge.objects.all()] == [members[1]]


def test_late_badge_is_recorded_as_late(clerk_page, world):
    member = old_member(world, "01/03/1979")
    late = part(clerk_page, "late")
    send(clerk_page, late, f"{member.pk}-40")
    badge = Badge.objects.get()
    assert (badge.member, badge.years, badge.manner) == (member, 40, "late")
    assert not clerk_page.get(URL).context["parts"][-1]["lines"]


def test_round_to_come_has_no_form(clerk_page, world):
    old_member(world, "01/09/1992")
    third = part(clerk_page, 2)
    assert [line.years for line in third["lines"]] == [30]
    assert f"r{third['key']}-who" not in clerk_page.get(URL).content.decode()


def test_badge_in_the_time_of_a_delay_needs_a_reason(clerk_page, world, members):
    punish(world, members[0], "warning", "01/12/2021")
    first = part(clerk_page, 0)
    key = first["lines"][0].key
    before = written()
    answer = send(clerk_page, first, key)
    (said,) = errors(answer)["as_on_paper"]
    assert said.startswith(f"Đang trong thời gian hoãn do kỷ luật: {members[0]}.")
    assert written() == before
    assert send(clerk_page, first, key, as_on_paper=REASON).status_code == 302
    assert REASON in LogEvent.objects.filter(table=Badge._meta.db_table).get().reason


BAD = {
    "nobody": ((), {}, {"who": "Đánh dấu ít nhất một người."}),
    "no number": ((0,), {"number": ""}, {"number": REQUIRED}),
    "long number": (
        (0,),
        {"number": "1" * 51},
        {"number": "Chỉ được có tối đa 50 ký tự (hiện có 51)."},
    ),
    "no decision day": ((0,), {"decided_on": ""}, {"decided_on": REQUIRED}),
    "no day of giving": ((0,), {"awarded_on": ""}, {"awarded_on": REQUIRED}),
    "no such day": ((0,), {"awarded_on": "30/02/2022"}, {"awarded_on": NO_DAY}),
    "american day": ((0,), {"decided_on": "2022/13/01"}, {"decided_on": NO_DAY}),
    "given tomorrow": (
        (0,),
        {"awarded_on": "15/01/2022"},
        {"awarded_on": "Ngày không được ở tương lai."},
    ),
    "decided tomorrow": (
        (0,),
        {"decided_on": "15/01/2022", "awarded_on": ""},
        {"decided_on": "Ngày không được ở tương lai.", "awarded_on": REQUIRED},
    ),
    "given before the decision": (
        (0,),
        {"decided_on": "10/01/2022", "awarded_on": "09/01/2022"},
        {"awarded_on": "Ngày trao không được trước ngày quyết định."},
    ),
    "given before the window": (
        (0,),
        {"decided_on": "01/11/2021", "awarded_on": "30/11/2021"},
        {
            "awarded_on": "Ngày trao trước thời gian xét của đợt (từ 01/12/2021).",
        },
    ),
    "somebody else": (
        ("999-30",),
        {},
        {"who": "Có người không còn trong danh sách đến hạn của đợt này."},
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_said_at_its_place(clerk_page, members, case):
    keys, typed, wanted = BAD[case]
    first = part(clerk_page, 0)
    keys = [first["lines"][k].key if isinstance(k, int) else k for k in keys]
    before = written()
    answer = send(clerk_page, first, *keys, **typed)
    assert errors(answer) == {name: [text] for name, text in wanted.items()}
    html = answer.content.decode()
    assert all(text in html for text in wanted.values())
    assert written() == before


def test_refused_form_keeps_what_was_ticked(clerk_page, members):
    first = part(clerk_page, 0)
    html = send(clerk_page, first, first["lines"][1].key, number="").content.decode()
    assert f'value="{first["lines"][1].key}" checked' in html
    assert f'value="{first["lines"][0].key}" checked' not in html


def test_late_badge_is_not_given_before_its_years(clerk_page, world):
    member = old_member(world, "01/11/1991")
    late = part(clerk_page, "late")
    days = {"decided_on": "01/10/2021", "awarded_on": "31/10/2021"}
    answer = send(clerk_page, late, f"{member.pk}-30", **days)
    assert errors(answer) == {
        "awarded_on": [f"Ngày trao trước ngày {member} đủ 30 năm (01/11/2021)."]
    }


def test_badge_that_was_given_meanwhile_is_refused(clerk_page, members):
    first = part(clerk_page, 0)
    key = first["lines"][0].key
    send(clerk_page, first, key)
    before = written()
    answer = send(clerk_page, first, key)
    assert "không còn trong danh sách" in errors(answer)["who"][0]
    assert written() == before


def test_unknown_round_writes_nothing(clerk_page, members):
    before = written()
    answer = clerk_page.post(URL, {"round": "0"}, follow=True)
    assert "Đợt này không còn trong danh sách" in answer.content.decode()
    assert written() == before


@pytest.mark.parametrize("year", [1989, 2028])
def test_year_far_away_is_not_found(clerk_page, year):
    assert clerk_page.get(reverse("members:badges", args=[year])).status_code == 404


def test_reader_sees_the_list_and_may_not_record(client, world, members, office):
    office.user_permissions.clear()
    assert client.get(URL).status_code == 403
    give(office, "view")
    html = client.get(URL).content.decode()
    assert str(members[0]) in html
    assert 'type="checkbox"' not in html
    before = written()
    assert client.post(URL, {"round": "late"}).status_code == 403
    assert written() == before


def test_secretary_sees_the_own_branch_alone(client, world, django_user_model):
    mine = old_member(world, "01/02/1992")
    mine.full_name = "Người Chi Bộ Mình"
    mine.save()
    other = old_member(world, "01/02/1992", world.two)
    other.full_name = "Người Chi Bộ Khác"
    other.save()
    user = somebody(django_user_model, "thu", "view", branch=world.one)
    client.force_login(user)
    html = client.get(URL).content.decode()
    assert "Người Chi Bộ Mình" in html
    assert "Người Chi Bộ Khác" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(client, world, office, count, django_assert_num_queries):
    for _ in range(count):
        punish(world, old_member(world, "01/02/1992"), "warning", "01/12/2021")
        old_member(world, "01/02/1980")
    with django_assert_num_queries(15):
        client.get(URL)
