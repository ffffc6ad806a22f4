"""Hoãn nhắc: who may put a line off, until when, and that nothing is lost by it."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.models import LogEvent
from accounts.tests.raw import change, copy, refused
from branches.models import Rule
from hoangmai_party import clock
from reports import due
from reports.desk import duties
from reports.models import Snooze
from reports.tests.test_due import TODAY
from reports.tests.test_due_page import (
    RIGHTS,
    counts,
    lines,
    office,
    page,
    secretary,
    user_of,
    world,
)

__all__ = ["office", "secretary", "world"]

D = dt.date
GOOD = {"until": "24/01/2022", "reason": "Chờ trả lời của cấp ủy xã"}
# Of the branch; due on 15/02/2022.
KIND = "follow_up"


def url_of(kind, row):
    return reverse("reports:due-snooze", args=[kind, row.pk])


UNTIL = D(2022, 1, 24)


def put_off(row, branch, by, kind=KIND, until=UNTIL):
    return Snooze.objects.create(
        key=f"{kind}:{row.pk}",
        branch=branch,
        started_on=TODAY,
        ended_on=until,
        reason="Chờ trả lời",
        created_by=by,
    )


def test_database_refuses_what_no_snooze_can_be(world, secretary):
    row = put_off(world.put(KIND), world.one, secretary)
    with refused(Snooze, "snooze_period"):
        change(row, ended_on=TODAY)
    with refused(Snooze, "snooze_no_overlap"):
        copy(row, reason="Lý do khác")


def shown(day, kind=KIND, user=None):
    return [i.key for i in due.items(user, day) if i.kind.code == kind]


def test_secretary_puts_an_own_line_off_until_the_day(client, world, secretary):
    row = world.put(KIND)
    key = f"{KIND}:{row.pk}"
    client.force_login(secretary)
    answer = client.post(url_of(KIND, row), GOOD, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("reports:due")
    assert "Đã hoãn nhắc đến ngày 24/01/2022." in answer.content.decode()
    made = Snooze.objects.get()
    assert (made.key, made.branch, made.started_on, made.ended_on) == (
        key,
        world.one,
        TODAY,
        D(2022, 1, 24),
    )
    assert (made.reason, made.created_by) == (GOOD["reason"], secretary)
    assert [shown(D(2022, 1, day)) for day in (13, 14, 23, 24)] == [
        [key],
        [],
        [],
        [key],
    ]


def test_snooze_is_logged_with_who_and_why(client, world, secretary):
    row = world.put(KIND)
    client.force_login(secretary)
    client.post(url_of(KIND, row), GOOD)
    [event] = LogEvent.objects.filter(table=Snooze._meta.db_table)
    assert (event.kind, event.actor) == ("insert", f"user:{secretary.pk} secretary")
    assert event.reason == GOOD["reason"]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"reason": ""}, "reason", "Trường này bắt buộc phải nhập."),
        ({"reason": "  "}, "reason", "Trường này bắt buộc phải nhập."),
        (
            {"until": "14/01/2022"},
            "until",
            "Ngày nhắc lại phải sau hôm nay, 14/01/2022.",
        ),
        (
            {"until": "13/01/2022"},
            "until",
            "Ngày nhắc lại phải sau hôm nay, 14/01/2022.",
        ),
        (
            {"until": "16/02/2022"},
            "until",
            "Việc này hết hạn ngày 15/02/2022: ngày nhắc lại không được sau hạn.",
        ),
        (
            {"until": "14/02/2022"},
            "until",
            "Chỉ hoãn nhắc được 30 ngày kể từ hôm nay (mục Quy định).",
        ),
        ({"until": "31/02/2022"}, "until", None),
        ({"until": "\0"}, "until", None),
        ({"until": ""}, "until", "Trường này bắt buộc phải nhập."),
    ],
)
def test_bad_snooze_is_told_and_what_was_typed_stays(
    client, world, secretary, typed, field, message
):
    row = world.put(KIND)
    client.force_login(secretary)
    answer = client.post(url_of(KIND, row), GOOD | typed)
    assert set(answer.context["form"].errors) == {field}
    if message:
        assert answer.context["form"].errors[field] == [message]
    if field != "reason":
        assert GOOD["reason"] in answer.content.decode()
    assert not Snooze.objects.exists()


@pytest.mark.parametrize(("until", "is_taken"), [("13/02/2022", 1), ("14/02/2022", 0)])
def test_longest_snooze_has_a_sharp_edge(client, world, secretary, until, is_taken):
    row = world.put(KIND)
    client.force_login(secretary)
    client.post(url_of(KIND, row), GOOD | {"until": until})
    assert Snooze.objects.count() == is_taken


def test_overdue_line_may_be_put_off_past_its_deadline_and_stays_overdue(
    client, world, office
):
    row = world.put("card")  # due on 18/01/2022
    client.force_login(office)
    today = D(2022, 1, 24)
    with clock.fixed(today):
        client.post(url_of("card", row), GOOD | {"until": "10/02/2022"})
        found = due.everything(office, today, {"card"})
    assert [(i.is_overdue(today), bool(i.snooze)) for i in found] == [(True, True)]
    assert found[0].due_on == D(2022, 1, 18)
    response = page(client, kind="card", as_of="24/01/2022")
    assert counts(response) == {
        "Đang nhắc": 0,
        "Quá hạn": 0,
        "Đến hạn trong 30 ngày": 0,
        "Đang hoãn nhắc": 1,
    }
    note = "Ngoài ra 1 việc đang hoãn nhắc, trong đó 1 việc quá hạn."
    assert response.context["tables"][0].notes == (note,)
    [line] = lines(page(client, kind="card", as_of="24/01/2022", when="snoozed"))
    assert line.is_bad
    assert line.cells[-1].value.endswith(
        "; hoãn nhắc đến 10/02/2022 vì Chờ trả lời của cấp ủy xã"
    )


def test_second_snooze_while_one_runs_is_refused(client, world, office):
    row = world.put(KIND)
    put_off(row, world.one, office)
    client.force_login(office)
    assert client.post(url_of(KIND, row), GOOD).status_code == 404


def test_two_at_once_write_one_and_the_slower_is_told(client, world, office):
    row = world.put(KIND)
    # The branch that the line was about when the first one put it off.
    put_off(row, world.two, office)
    client.force_login(office)
    answer = client.post(url_of(KIND, row), GOOD)
    assert answer.context["form"].non_field_errors() == [
        "Việc này đang được hoãn nhắc."
    ]
    assert GOOD["reason"] in answer.content.decode()
    assert Snooze.objects.count() == 1


def test_database_refuses_a_snooze_that_ends_before_it_begins(world, office):
    row = world.put(KIND)
    with pytest.raises(DatabaseError), transaction.atomic():
        put_off(row, world.one, office, until=TODAY)


def test_secretary_may_not_put_off_what_the_office_does(client, world, secretary):
    row = world.put("card")
    client.force_login(secretary)
    assert client.post(url_of("card", row), GOOD).status_code == 403
    assert not Snooze.objects.exists()


def test_secretary_may_not_touch_a_foreign_line(client, world, secretary, office):
    row = world.put(KIND, world.two, "Trần Thị Kín Miệng")
    snoozed = put_off(world.put(KIND, world.two), world.two, office)
    client.force_login(secretary)
    assert client.post(url_of(KIND, row), GOOD).status_code == 404
    away = reverse("reports:due-withdraw", args=[snoozed.pk])
    assert client.post(away, {"reason": "x"}).status_code == 404
    assert Snooze.objects.get() == snoozed
    assert list(Snooze.objects.visible_to(secretary)) == []


@pytest.mark.parametrize("kind", ["x", "card-", "congress"])
def test_unknown_line_is_not_found(client, world, office, kind):
    client.force_login(office)
    url = f"/reports/due/{kind}/999/snooze/"
    assert client.get(url).status_code == 404


def test_snoozing_needs_its_right(client, world, django_user_model):
    row = world.put(KIND)
    user = user_of(django_user_model, "leader", *RIGHTS, committee=world.committee)
    names = ("add_snooze", "delete_snooze")
    user.user_permissions.remove(*user.user_permissions.filter(codename__in=names))
    client.force_login(user)
    assert client.post(url_of(KIND, row), GOOD).status_code == 403
    assert "Hoãn nhắc</a>" not in page(client).content.decode()


def test_withdrawn_snooze_brings_the_line_back_at_once(client, world, secretary):
    row = world.put(KIND)
    made = put_off(row, world.one, secretary)
    client.force_login(secretary)
    url = reverse("reports:due-withdraw", args=[made.pk])
    assert client.post(url, {"reason": ""}).context["form"].errors == {
        "reason": ["Trường này bắt buộc phải nhập."]
    }
    assert shown(TODAY) == []
    answer = client.post(url, {"reason": "Đã có trả lời"}, follow=True)
    assert "Đã thôi hoãn" in answer.content.decode()
    assert shown(TODAY) == [f"{KIND}:{row.pk}"]
    made = Snooze.every.get()
    assert (made.voided_by, made.void_reason) == (secretary, "Đã có trả lời")
    assert client.post(url, {"reason": "x"}).status_code == 404


def test_page_of_another_day_offers_no_snooze(client, world, secretary):
    world.put(KIND)
    client.force_login(secretary)
    said = [
        url in page(client, **query).content.decode()
        for url in ("/snooze/",)
        for query in ({}, {"as_of": "15/01/2022"})
    ]
    assert said == [True, False]


def test_missing_rule_of_the_longest_snooze_is_told(client, world, secretary):
    row = world.put(KIND)
    Rule.objects.filter(code=Rule.Code.SNOOZE_MAX).update(ended_on=D(2022, 1, 1))
    client.force_login(secretary)
    answer = client.get(url_of(KIND, row), follow=True)
    assert "Chưa có quy định “Hẹn nhắc lại không quá”" in answer.content.decode()


def test_snooze_of_one_branch_holds_no_line_of_another(world, office):
    row = world.put(KIND)
    put_off(row, world.two, office)
    assert shown(TODAY) == [f"{KIND}:{row.pk}"]


def test_command_counts_what_is_put_off(world, office, capsys):
    put_off(world.put("card"), world.one, office, kind="card")
    world.put("card", name="Trần Thị Bình")
    call_command("worklist", on="19/01/2022")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == (
        "Ngày 19/01/2022: 1 việc, 1 việc quá hạn; "
        "1 việc đang hoãn nhắc, trong đó 1 việc quá hạn."
    )
    assert len(said) == 2


def test_home_pages_count_what_is_put_off(client, world, office):
    put_off(world.put("card"), world.one, office, kind="card")
    shown = {label: number for label, number, _ in duties(office)["due_counts"]}
    assert shown["Đang hoãn nhắc"] == 1
    assert shown["Đến hạn trong 30 ngày"] == 0
