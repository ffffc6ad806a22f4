"""Giao việc có thời hạn: what a bí thư may give, to whom, for how long."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.groups import DEPUTY, OFFICE, SECRETARY, SYSTEM_ADMIN
from accounts.models import LogEvent
from branches.delegation import NOT_A_DEPUTY
from branches.models import Access, Branch
from branches.tests.factories import AccessFactory
from hoangmai_party import clock
from tests.cast import TODAY, somebody

PAGE = reverse("branches:delegate")
SINCE = dt.date(2021, 1, 1)
REASON = "Đi công tác"


@pytest.fixture
def giver(body, client):
    user = somebody("bithu", "Trần Bí Thư")
    user.groups.add(Group.objects.get(name=SECRETARY))
    AccessFactory(user=user, branch=body.mine, started_on=SINCE)
    client.force_login(user)
    return user


@pytest.fixture
def deputy(body):
    user = somebody("pho", "Lê Phó Bí Thư")
    user.groups.add(Group.objects.get(name=DEPUTY))
    return user


@pytest.fixture
def typed(body, deputy):
    return {
        "branch": body.mine.pk,
        "username": "pho",
        "until": "31/01/2022",
        "reason": REASON,
    }


def given():
    return Access.objects.exclude(given_by=None)


def seen_by(user):
    return list(Branch.objects.visible_to(type(user).objects.get(pk=user.pk)))


def test_deputy_looks_after_the_branch_until_the_day(
    client, giver, deputy, typed, body
):
    assert client.post(PAGE, typed).url == PAGE
    row = given().get()
    assert (row.user, row.branch, row.given_by) == (deputy, body.mine, giver)
    assert (row.started_on, row.ended_on) == (TODAY, dt.date(2022, 2, 1))
    assert seen_by(deputy) == [body.mine]
    with clock.fixed(dt.date(2022, 1, 31)):
        assert seen_by(deputy) == [body.mine]
    with clock.fixed(dt.date(2022, 2, 1)):
        assert seen_by(deputy) == []


def test_giving_is_logged_with_its_reason(client, giver, typed):
    client.post(PAGE, typed)
    event = LogEvent.objects.get(table=Access._meta.db_table, row=given().get().pk)
    assert event.user_id == giver.pk
    assert event.reason == f"Giao việc có thời hạn: {REASON}"


def test_page_lists_what_is_given_and_by_whom(client, giver, typed):
    client.post(PAGE, typed)
    page = client.get(PAGE).content.decode()
    for words in ("Lê Phó Bí Thư (pho)", "Trần Bí Thư", REASON, "01/02/2022"):
        assert words in page


TOO_LATE = "Chỉ giao được không quá 90 ngày: muộn nhất đến hết ngày 14/04/2022."
BAD = {
    "nobody": ({"username": "khong-co"}, "username", NOT_A_DEPUTY),
    "oneself": ({"username": "bithu"}, "username", NOT_A_DEPUTY),
    "of another group": ({"username": "vanphong"}, "username", NOT_A_DEPUTY),
    "switched off": ({"username": "phocu"}, "username", NOT_A_DEPUTY),
    "no name": ({"username": ""}, "username", "Trường này bắt buộc phải nhập."),
    "a NUL": ({"username": "pho\0"}, "username", "Không được chứa ký tự rỗng (null)."),
    "yesterday": ({"until": "13/01/2022"}, "until", "Ngày này đã qua."),
    "too late": ({"until": "15/04/2022"}, "until", TOO_LATE),
    "no such day": (
        {"until": "31/02/2022"},
        "until",
        "Hãy nhập ngày hợp lệ, theo dạng ngày/tháng/năm (ví dụ 05/09/1990).",
    ),
    "no reason": ({"reason": "  "}, "reason", "Trường này bắt buộc phải nhập."),
    "long reason": (
        {"reason": "a" * 201},
        "reason",
        "Chỉ được có tối đa 200 ký tự (hiện có 201).",
    ),
    "no branch": ({"branch": ""}, "branch", "Trường này bắt buộc phải nhập."),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_in_words(client, giver, typed, name):
    office = somebody("vanphong", "Văn phòng")
    office.groups.add(Group.objects.get(name=OFFICE))
    former = somebody("phocu", "Phó Cũ", is_active=False)
    former.groups.add(Group.objects.get(name=DEPUTY))
    change, field, words = BAD[name]
    answer = client.post(PAGE, {**typed, **change})
    assert answer.context["form"].errors == {field: [words]}
    assert not given().exists()


def test_foreign_branch_is_not_offered(client, giver, typed, body):
    answer = client.post(PAGE, {**typed, "branch": body.theirs.pk})
    assert set(answer.context["form"].errors) == {"branch"}
    assert str(body.theirs) not in answer.content.decode()
    assert not given().exists()


def test_last_day_allowed_is_the_ninetieth(client, giver, typed):
    client.post(PAGE, {**typed, "until": "14/04/2022"})
    assert given().get().ended_on == dt.date(2022, 4, 15)


def test_no_longer_than_the_giver_may(client, giver, typed):
    giver.access_rows.update(ended_on=dt.date(2022, 1, 25))
    answer = client.post(PAGE, typed)
    words = "Quyền của đồng chí ở chi bộ này chỉ đến hết ngày 24/01/2022."
    assert answer.context["form"].errors == {"until": [words]}
    client.post(PAGE, {**typed, "until": "24/01/2022"})
    assert given().get().ended_on == dt.date(2022, 1, 25)


def test_same_branch_is_not_given_twice(client, giver, typed):
    client.post(PAGE, typed)
    answer = client.post(PAGE, typed)
    assert answer.context["form"].errors == {
        "username": ["Tài khoản này đã được giao chi bộ này rồi."]
    }
    assert given().count() == 1


def test_committee_right_gives_no_branch_to_pass_on(client, body, typed):
    user = somebody("chung", "Bí thư của cả khối")
    user.groups.add(Group.objects.get(name=SECRETARY))
    AccessFactory(user=user, committee=body.own)
    client.force_login(user)
    assert set(client.post(PAGE, typed).context["form"].errors) == {"branch"}


def test_what_was_given_cannot_be_passed_on(client, giver, deputy, typed):
    client.post(PAGE, typed)
    deputy.groups.add(Group.objects.get(name=SECRETARY))
    client.force_login(deputy)
    assert "Không có chi bộ nào để giao" in client.get(PAGE).content.decode()
    assert set(client.post(PAGE, typed).context["form"].errors) >= {"branch"}


@pytest.mark.parametrize("group", [DEPUTY, OFFICE, SYSTEM_ADMIN])
def test_others_may_not_give(client, body, typed, group):
    user = somebody("khac", "Người khác")
    user.groups.add(Group.objects.get(name=group))
    AccessFactory(user=user, branch=body.mine)
    client.force_login(user)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, typed).status_code == 403
    assert not given().exists()


def test_it_can_be_ended_early(client, giver, deputy, typed):
    client.post(PAGE, typed)
    given().update(started_on=dt.date(2022, 1, 10))
    client.post(reverse("branches:delegate-end", args=[given().get().pk]))
    assert given().get().ended_on == TODAY
    assert seen_by(deputy) == []


def test_what_was_given_today_is_voided(client, giver, deputy, typed):
    client.post(PAGE, typed)
    client.post(reverse("branches:delegate-end", args=[given().get().pk]))
    assert not given().exists()
    assert Access.every.filter(given_by=giver).exclude(voided_at=None).count() == 1
    assert seen_by(deputy) == []


def test_only_what_is_given_over_own_branches_can_be_ended(client, giver, deputy, body):
    plain = AccessFactory(user=deputy, branch=body.mine)
    foreign = AccessFactory(user=deputy, branch=body.theirs, given_by=giver)
    for row in (plain, foreign):
        url = reverse("branches:delegate-end", args=[row.pk])
        assert client.post(url).status_code == 404
        assert client.get(url).status_code == 405
    assert Access.objects.filter(user=deputy, ended_on=None).count() == 2


def test_it_ends_with_the_right_of_the_giver(client, giver, deputy, typed):
    client.post(PAGE, typed)
    given().update(started_on=dt.date(2022, 1, 10))
    own = giver.access_rows.get()
    own.ended_on = dt.date(2022, 1, 12)
    own.save()
    assert given().get().ended_on == dt.date(2022, 1, 12)
    assert seen_by(deputy) == []


def test_it_stays_while_the_giver_has_another_right(client, giver, deputy, typed, body):
    client.post(PAGE, typed)
    AccessFactory(user=giver, branch=body.mine, started_on=SINCE)
    own = giver.access_rows.first()
    own.ended_on = TODAY
    own.save()
    assert given().get().ended_on == dt.date(2022, 2, 1)
