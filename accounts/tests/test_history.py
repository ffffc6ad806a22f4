"""Words of the log: actors, tables, values, facts."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.groups import AUDITOR, SYSTEM_ADMIN
from accounts.history import words
from accounts.history.changes import told, told_within
from accounts.history.log_desk import LogEventAdmin
from accounts.history.looks import holding
from accounts.log import acting_as, change_set
from accounts.log.acts import asked, log_act, log_look
from accounts.models import LogEvent, Register, User
from accounts.sealed import SealedCharField
from accounts.tests.desk import confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create(username="lan", full_name="Đỗ Thị Lan", is_staff=True)


@pytest.fixture
def auditor(user):
    user.groups.add(Group.objects.get(name=AUDITOR))
    return user


def event(**facts):
    return LogEvent(**{"actor": "system:x", "kind": "update", "table": "", **facts})


@pytest.mark.parametrize(
    ("actor", "user_id", "expected"),
    [
        ("user:7 lan", 7, "Đỗ Thị Lan (lan)"),
        ("user:8 cuong", 8, "cuong"),
        ("system:migrate", None, "Hệ thống: cài đặt, nâng cấp"),
        ("system:web:anonymous", None, "Hệ thống: chưa đăng nhập"),
        ("system:whatever", None, "Hệ thống"),
    ],
)
def test_actor_in_words(actor, user_id, expected):
    named = event(actor=actor, user_id=user_id)
    assert words.actor(named, {7: "Đỗ Thị Lan"}) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("accounts_user", "tài khoản"),
        ("accounts_user_groups", "tài khoản – nhóm"),
        ("gone_table", "bảng cũ"),
        ("otp_totp_totpdevice", "máy sinh mã đăng nhập"),
        ("django_session", "phần cài đặt"),
        ("", ""),
    ],
)
def test_table_in_words(table, expected):
    assert words.table(table) == expected


def test_unknown_kind_has_words():
    assert words.kind(event(kind="new")) == "Việc khác"
    assert words.kind(event(kind="unmask")) == "Hiện đủ số"


@pytest.mark.parametrize(
    ("model", "name", "raw", "expected"),
    [
        (User, "full_name", "Lan", "Lan"),
        (User, "full_name", "", "(trống)"),
        (User, "full_name", None, "(trống)"),
        (User, "password", "***", "•••"),
        (User, "is_active", True, "có"),
        (User, "is_active", False, "không"),
        (User, "last_login", "2022-01-14T01:02:03+00:00", "14/01/2022 08:02:03"),
        (User, "last_login", "hôm qua", "hôm qua"),
        (Register, "stands_on", "2022-01-14", "14/01/2022"),
        (LogEvent, "after", {"a": 1}, "(nội dung biểu mẫu)"),
    ],
)
def test_value_in_words(model, name, raw, expected):
    assert words.value(model._meta.get_field(name), raw, {}) == expected


@pytest.mark.parametrize(
    ("field", "raw", "expected"),
    [
        (models.CharField(choices=[("a", "Một")]), "a", "Một"),
        (models.CharField(choices=[("a", "Một")]), "b", "b"),
        (models.IntegerField(choices=[(4, "Đại học")]), 4, "Đại học"),
        (models.DecimalField(max_digits=5, decimal_places=2), 60.5, "60,5"),
        (models.DecimalField(max_digits=5, decimal_places=2), "100.00", "100"),
        (models.IntegerField(), 7, "7"),
        (models.IntegerField(), "bảy", "bảy"),
        (SealedCharField(), "k1:abc", "•••"),
        (SealedCharField(), "", "(trống)"),
    ],
)
def test_value_of_a_kind_of_column_in_words(field, raw, expected):
    assert words.value(field, raw, {}) == expected


def test_facts_of_an_act_in_words():
    facts = {"rows": 0, "filter": "q=…&branch=3&format=xlsx&x=1", "columns": ["A", "B"]}
    facts |= {"ids_members_member": ",1,2,", "file": "", "odd": 5, "passed": False}
    assert words.facts(event(kind="export", after=facts)) == [
        ("Số dòng", "0"),
        ("Bộ lọc", "tìm: …; chi bộ: 3; x: 1"),
        ("Cột", "A, B"),
        ("Chi tiết", "5"),
        ("Đạt", "không"),
    ]
    assert words.facts(event(kind="export", after=None)) == []


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("q=Đặng+Kín&p=2", "q=%E2%80%A6&p=2"),
        ("q=", "q="),
        ("number=001090000001", "number=0010%2A%2A%2A%2A%2A%2A01"),
        ("number=001 090 000 001", "number=0010%2A%2A%2A%2A%2A%2A01"),
        ("year=2021&branch=12345678", "year=2021&branch=12345678"),
        ("csrfmiddlewaretoken=abc&p=1", "p=1"),
    ],
)
def test_query_is_kept_without_people(query, kept):
    assert asked(QueryDict(query)) == kept


def test_change_is_told_before_and_after(user):
    user.full_name, user.is_active = "Đỗ Thị Mai", False
    with acting_as(user=user, reason="Đổi tên"):
        user.save()
    changes = LogEvent.objects.filter(table="accounts_user", kind="update")
    change = changes.earliest("id")
    [entry] = told([change], user)
    lines = {line.label: (line.before, line.after) for line in entry.lines}
    assert lines["Họ và tên"] == ("Đỗ Thị Lan", "Đỗ Thị Mai")
    assert ("có", "không") in lines.values()
    assert len(lines) == 2
    assert (entry.who, entry.why) == ("Đỗ Thị Mai (lan)", "Đổi tên")
    assert (entry.is_change, entry.is_update, entry.is_delete) == (True, True, False)


def test_new_and_deleted_row_show_what_they_held(user):
    group = Group.objects.create(name="Tạm")
    group.delete()
    events = LogEvent.objects.filter(table="auth_group").order_by("-id")[:2]
    gone, made = told(events, user)
    assert [(line.before, line.after) for line in made.lines] == [("(trống)", "Tạm")]
    assert [(line.before, line.after) for line in gone.lines] == [("Tạm", "(trống)")]
    assert gone.is_delete


def test_right_of_a_group_is_told_in_words(user):
    group = Group.objects.create(name="Tạm")
    group.permissions.set(Permission.objects.filter(codename="view_logevent"))
    made = LogEvent.objects.filter(table="auth_group_permissions").latest("id")
    [entry] = told([made], user)
    assert {line.label: line.after for line in entry.lines} == {
        "Nhóm": "Tạm",
        "Quyền": "xem dòng nhật ký",
    }


def test_event_of_a_table_that_is_gone_has_no_lines(user):
    odd = event(pk=1, table="gone", row="1", before={"a": 1}, after={"a": 2})
    odd.at = dt.datetime(2022, 1, 14, tzinfo=dt.UTC)
    [entry] = told_within([odd], user)
    assert (entry.lines, entry.where) == ((), "bảng cũ")


def test_act_needs_an_actor(as_nobody, user):
    for call in (log_look, lambda row: log_act("view", User, row.pk)):
        with pytest.raises(RuntimeError, match="needs an actor"):
            as_nobody(call, user)


def test_file_names_its_rows_once_and_in_order():
    assert holding(User, [3, "12", 3]) == {"ids_accounts_user": ",3,12,"}
    assert holding(User, []) == {}


# The log at the desk


def list_of(client, **query):
    return client.get(reverse("admin:accounts_logevent_changelist"), query)


def shown(page):
    return [event.pk for event in page.context["cl"].result_list]


def test_list_of_the_log_is_in_words(client, auditor):
    client.force_login(auditor)
    html = list_of(client).content.decode()
    assert "Đỗ Thị Lan" in html
    assert "Tài khoản" in html
    assert "accounts_user" not in html.split("changelist-filter")[0]


def test_list_is_filtered_by_kind_person_and_day(client, auditor):
    client.force_login(auditor)
    with acting_as(user=auditor):
        log_act("export", None, rows=1)
    mine = LogEvent.objects.latest("id")
    assert shown(list_of(client, what="export")) == [mine.pk]
    by_me = LogEvent.objects.filter(user_id=auditor.pk)
    assert set(shown(list_of(client, user=auditor.pk))) == set(
        by_me.values_list("pk", flat=True)
    )
    assert mine.pk not in shown(list_of(client, user="0", what="export"))
    assert mine.pk in shown(list_of(client, days="1"))
    assert mine.pk in shown(list_of(client, days="9"))
    assert shown(list_of(client, about="accounts_register", what="export")) == []


def test_list_is_searched_by_a_day(client, auditor):
    client.force_login(auditor)
    old = LogEvent.objects.create(
        at=dt.datetime(2020, 2, 3, 20, tzinfo=dt.UTC), actor="system:x", kind="print"
    )
    assert shown(list_of(client, q="04/02/2020")) == [old.pk]
    assert shown(list_of(client, q="03/02/2020")) == []
    found = LogEvent.objects.exclude(change_set="").latest("id")
    assert found.pk in shown(list_of(client, q=found.change_set))


@pytest.mark.parametrize("query", [{"user": "ai"}, {"p": "9999"}, {"user": "9" * 30}])
def test_bad_address_of_the_list_leads_back(query, client, auditor):
    client.force_login(auditor)
    assert list_of(client, **query).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_a_constant_number_of_questions(
    count, client, auditor, django_assert_num_queries
):
    client.force_login(auditor)
    for number in range(count):
        User.objects.create(username=f"u{number}", full_name=f"U{number}")
    with django_assert_num_queries(LIST):
        list_of(client, about="accounts_user", what="insert")


LIST = 8


def test_event_has_a_page_with_its_change_set(client, auditor):
    client.force_login(auditor)
    with acting_as(system="seed_demo"), change_set("Thử"):
        for name in ("a", "b"):
            User.objects.create(username=name, full_name=name)
    one = LogEvent.objects.filter(reason="Thử").first()
    page = client.get(reverse("admin:accounts_logevent_change", args=[one.pk]))
    html = page.content.decode()
    assert "Hệ thống: dựng sổ minh họa" in html
    assert len(page.context["others"]) == 1
    assert page.context["entry"].lines


@pytest.mark.parametrize("name", ["change", "history"])
def test_event_that_is_not_there(name, client, auditor):
    client.force_login(auditor)
    assert (
        client.get(reverse(f"admin:accounts_logevent_{name}", args=[10**9])).status_code
        == 404
    )


def test_event_needs_the_right(client, user):
    client.force_login(user)
    pk = LogEvent.objects.first().pk
    page = reverse("admin:accounts_logevent_change", args=[pk])
    assert client.get(page).status_code == 403


def test_log_is_never_written_by_hand(client, auditor):
    client.force_login(auditor)
    pk = LogEvent.objects.first().pk
    events = LogEvent.objects.exclude(kind="denied")  # the tries themselves
    before = events.count()
    page = reverse("admin:accounts_logevent_change", args=[pk])
    client.post(page, {"actor": "ai khác"})
    for name, args in (("add", []), ("delete", [pk])):
        url = reverse(f"admin:accounts_logevent_{name}", args=args)
        assert client.post(url, {"post": "yes"}).status_code == 403
    assert events.count() == before
    assert not LogEventAdmin.has_change_permission(None, None)


def test_row_of_the_register_is_known_to_have_changed_only(client, user):
    """A system administrator reads the log, and no row of the register."""
    user.groups.add(Group.objects.get(name=SYSTEM_ADMIN))
    client.force_login(user)
    with acting_as(system="x", reason="Tiếp nhận Kín Miệng"):
        row = LogEvent.objects.create(
            actor="system:x",
            kind="update",
            table="enterprises_enterprise",
            row="5",
            before={"name": "Kín"},
            after={"name": "Miệng"},
            reason="Vì Kín Miệng",
        )
    page = client.get(reverse("admin:accounts_logevent_change", args=[row.pk]))
    assert page.context["entry"].is_outside
    for html in (page.content.decode(), list_of(client).content.decode()):
        assert "Kín" not in html
        assert "Miệng" not in html
        assert "(ngoài phạm vi)" in html


# Prints


def send(client, page):
    return client.post(reverse("printed"), {"page": page})


def prints():
    return LogEvent.objects.filter(kind="print")


def test_print_is_noted_without_what_was_typed(client, user):
    client.force_login(user)
    answer = send(client, "/admin/members/member/?q=Kín+Miệng&sex=male")
    assert answer.status_code == 204
    [event] = prints()
    assert event.after["page"] == "/admin/members/member/"
    assert "K%C3" not in event.after["filter"]
    assert "sex=male" in event.after["filter"]
    assert (event.table, event.row, event.user_id) == ("", "", user.pk)


@pytest.mark.parametrize(
    ("address", "table", "row"),
    [
        ("/members/7/", "members_member", "7"),
        ("/branches/7/", "branches_branch", "7"),
        ("/admin/members/member/7/change/", "members_member", "7"),
        ("/admin/accounts/user/", "", ""),
    ],
)
def test_print_of_a_page_about_a_row_names_it(address, table, row, client, user):
    client.force_login(user)
    assert send(client, address).status_code == 204
    [event] = prints()
    assert (event.table, event.row) == (table, row)


@pytest.mark.parametrize(
    "address", ["", "/nowhere/", "//evil.example/", "/admin/?a=\0", "x" * 999]
)
def test_print_of_no_page_is_refused(address, client, user):
    client.force_login(user)
    assert send(client, address).status_code == 400
    assert not prints().exists()


def test_print_is_posted(client, user):
    client.force_login(user)
    assert client.get(reverse("printed")).status_code == 405


def test_print_needs_the_token_of_the_page(user):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert send(strict, "/").status_code == 403
    assert not prints().exists()


def test_every_page_names_who_printed_it_and_when(client, auditor):
    client.force_login(auditor)
    for url in ("/admin/", reverse("password_change")):
        html = client.get(url).content.decode()
        assert "In bởi Đỗ Thị Lan lúc <time>" in html
        assert f'data-printed="{reverse("printed")}"' in html


@pytest.mark.parametrize(("key", "status"), [("own", 200), ("999999", 404)])
def test_account_has_a_history_too(key, status, client, user):
    """An account is no business row: it is found by the desk's own rule."""
    user.groups.add(Group.objects.get(name=SYSTEM_ADMIN))
    user.full_name = "Đỗ Thị Mai"
    user.save()
    client.force_login(user)
    confirmed(client)
    pk = user.pk if key == "own" else key
    answer = client.get(reverse("admin:accounts_user_history", args=[pk]))
    assert answer.status_code == status
    assert ("Đỗ Thị Lan" in answer.content.decode()) is (key == "own")
