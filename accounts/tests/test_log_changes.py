"""Every way to write is logged with its actor, change set, before and after."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from accounts.log import acting_as
from accounts.models import LogEvent, User

pytestmark = pytest.mark.django_db


def execute(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def people(*names):
    return [User(username=name, full_name=name) for name in names]


def save_update(user):
    user.full_name = "Mới"
    user.save()


def save_field(user):
    user.full_name = "Mới"
    user.save(update_fields=["full_name"])


def bulk_update(user):
    user.full_name = "Mới"
    User.objects.bulk_update([user], ["full_name"])


def upsert(user):
    user.full_name = "Mới"
    User.objects.bulk_create(
        [user],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["full_name"],
    )


INSERTS = {
    "save": lambda: people("a")[0].save(),
    "bulk_create": lambda: User.objects.bulk_create(people("a")),
    "ignore_conflicts": lambda: User.objects.bulk_create(
        people("a"), ignore_conflicts=True
    ),
    "get_or_create": lambda: User.objects.get_or_create(username="a", full_name="a"),
    "raw_sql": lambda: execute(
        "INSERT INTO accounts_user (username, full_name, password, email, is_superuser,"
        " is_staff, is_active, session_epoch, date_joined) "
        "VALUES (%s, %s, '', '', %s, %s, %s, 0, %s)",
        ["a", "a", False, False, True, dt.datetime(2022, 1, 14, tzinfo=dt.UTC)],
    ),
}
UPDATES = {
    "save": save_update,
    "save_field": save_field,
    "update": lambda user: User.objects.filter(pk=user.pk).update(full_name="Mới"),
    "bulk_update": bulk_update,
    "upsert": upsert,
    "raw_sql": lambda user: execute(
        "UPDATE accounts_user SET full_name = %s WHERE id = %s", ["Mới", user.pk]
    ),
    "raw_sql_with_percent": lambda user: execute(
        "UPDATE accounts_user SET full_name = 'Mới' WHERE username LIKE 'ol%'"
    ),
    "raw_cte": lambda user: execute(
        "WITH old AS (SELECT id FROM accounts_user WHERE username = 'old') UPDATE "
        "accounts_user SET full_name = 'Mới' WHERE id IN (SELECT id FROM old)"
    ),
}


@pytest.fixture
def old_user(events_of):
    return User.objects.create(username="old", full_name="Cũ")


@pytest.mark.parametrize("write", INSERTS.values(), ids=INSERTS)
def test_insert_is_logged(write, events_of):
    with acting_as(system="seed", ip="10.0.0.5", reason="thử") as act:
        write()
    (event,) = events_of("accounts_user")
    user = User.objects.get(username="a")
    assert (event.kind, event.row, event.before) == ("insert", str(user.pk), None)
    assert event.after["full_name"] == "a"
    assert (event.actor, event.user_id) == ("system:seed", None)
    assert (event.ip, event.reason) == ("10.0.0.5", "thử")
    assert event.change_set == act.change_set
    assert abs(event.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("write", UPDATES.values(), ids=UPDATES)
def test_update_is_logged(write, old_user, events_of):
    with acting_as(user=old_user) as act:
        write(old_user)
    inserted, event = events_of("accounts_user")
    assert (inserted.kind, event.kind) == ("insert", "update")
    assert event.before == inserted.after
    assert event.after == {**event.before, "full_name": "Mới"}
    assert (event.actor, event.user_id) == (f"user:{old_user.pk} old", old_user.pk)
    assert event.change_set == act.change_set


@pytest.mark.parametrize(
    "write",
    [
        lambda user: user.delete(),
        lambda user: User.objects.filter(pk=user.pk).delete(),
        lambda user: execute("DELETE FROM accounts_user WHERE id = %s", [user.pk]),
    ],
    ids=["delete", "queryset", "raw_sql"],
)
def test_delete_is_logged(write, old_user, events_of):
    pk = old_user.pk
    write(old_user)
    inserted, event = events_of("accounts_user")
    assert (event.kind, event.row, event.after) == ("delete", str(pk), None)
    assert event.before == inserted.after


def test_many_to_many_is_logged(old_user, events_of):
    group = Group.objects.create(name="g")
    old_user.groups.add(group)
    old_user.groups.clear()
    added, cleared = events_of("accounts_user_groups")
    assert (added.kind, cleared.kind) == ("insert", "delete")
    assert added.after["user_id"] == old_user.pk
    assert added.after["group_id"] == group.pk
    assert cleared.before == added.after


def test_rights_of_a_group_are_logged(events_of):
    group = Group.objects.create(name="g")
    group.permissions.add(group.permissions.model.objects.first())
    assert [e.kind for e in events_of("auth_group")] == ["insert"]
    assert [e.kind for e in events_of("auth_group_permissions")] == ["insert"]


def test_bulk_write_is_one_event_a_row_in_one_change_set(events_of):
    with acting_as(system="import") as act:
        User.objects.bulk_create(people("a", "b", "c"))
    events = events_of("accounts_user")
    assert [event.after["username"] for event in events] == ["a", "b", "c"]
    assert {event.change_set for event in events} == {act.change_set}


def test_update_that_changes_nothing_is_not_logged(old_user, events_of):
    old_user.save()
    User.objects.update(full_name="Cũ")
    assert [event.kind for event in events_of("accounts_user")] == ["insert"]


def test_rolled_back_write_leaves_no_event(old_user, events_of):
    with acting_as(system="seed"), transaction.atomic():
        save_update(old_user)
        transaction.set_rollback(True)
    save_field(old_user)  # the session setting was rolled back along: sent anew
    assert [e.actor for e in events_of("accounts_user")] == ["system:test"] * 2


def test_password_is_hidden_but_its_change_is_logged(old_user, events_of):
    old_user.set_password("một mật khẩu dài")
    old_user.save()
    _, event = events_of("accounts_user")
    assert event.kind == "update"
    assert event.before["password"] == event.after["password"] == "***"


def test_event_reads_the_same_on_both_engines(scratch, events_of):
    at = dt.datetime(2022, 1, 14, 1, 2, 3, tzinfo=dt.UTC)
    scratch.objects.create(
        id=7, name="Đỗ 'Ủy'", is_open=True, at=at, facts={"a": [1]}, key=b"\0\xff"
    )
    scratch.objects.update(is_open=False, key=b"other")
    inserted, event = events_of("accounts_scratch")
    assert inserted.after == {
        "id": 7,
        "name": "Đỗ 'Ủy'",
        "password": "***",
        "is_open": True,
        "at": "2022-01-14T01:02:03+00:00",
        "facts": {"a": [1]},
        "number": None,
    }
    assert event.after == {**inserted.after, "is_open": False}


def test_change_of_a_derived_key_alone_is_not_logged(scratch, events_of):
    scratch.objects.create(id=7, name="a", key=b"1")
    scratch.objects.update(key=b"2")
    assert [event.kind for event in events_of("accounts_scratch")] == ["insert"]


def test_tables_of_django_are_not_logged(client, old_user, events_of):
    client.force_login(old_user)
    tables = set(LogEvent.objects.values_list("table", flat=True))
    assert not [t for t in tables if t.startswith("django_")]
    assert [e.kind for e in events_of("accounts_user")] == ["insert", "update"]
