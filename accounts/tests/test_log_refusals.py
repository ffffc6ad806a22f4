"""What the database refuses: a write by nobody, a change of the log, a delete."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction

from accounts.log import acting_as
from accounts.models import LogEvent, User

pytestmark = pytest.mark.django_db


def execute(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def refused(message):
    """Expect the refusal; the savepoint keeps the test's own transaction usable."""
    return pytest.raises(IntegrityError, match=message)


@pytest.fixture
def user():
    return User.objects.create(username="old", full_name="Cũ")


def rename(user):
    user.full_name = "Mới"
    user.save()


BY_NOBODY = {
    "insert": lambda user: User.objects.create(username="new", full_name="m"),
    "get_or_create": lambda user: User.objects.get_or_create(username="new"),
    "bulk_create": lambda user: User.objects.bulk_create([User(username="new")]),
    "ignore_conflicts": lambda user: User.objects.bulk_create(
        [User(username="new")], ignore_conflicts=True
    ),
    "save": rename,
    "update": lambda user: User.objects.update(full_name="Mới"),
    "raw_sql": lambda user: execute("UPDATE accounts_user SET full_name = 'Mới'"),
    "raw_cte": lambda user: execute(
        "WITH one AS (SELECT 1) UPDATE accounts_user SET full_name = 'Mới'"
    ),
    "delete": lambda user: User.objects.filter(pk=user.pk).delete(),
    "m2m": lambda user: user.groups.add(Group.objects.first()),
    "group": lambda user: Group.objects.create(name="g"),
}


@pytest.mark.parametrize("write", BY_NOBODY.values(), ids=BY_NOBODY)
def test_write_by_nobody_is_refused(write, user, as_nobody):
    events = LogEvent.objects.count()
    with refused("hoangmai: no actor"), transaction.atomic():
        as_nobody(write, user)
    assert LogEvent.objects.count() == events
    assert list(User.objects.values_list("full_name", flat=True)) == ["Cũ"]
    assert not user.groups.exists()


def test_write_by_nobody_is_refused_after_a_write_by_somebody(user, as_nobody):
    with acting_as(user=user):
        rename(user)
    with refused("hoangmai: no actor"), transaction.atomic():
        as_nobody(execute, "UPDATE accounts_user SET full_name = 'Ai?'")
    user.refresh_from_db()
    assert user.full_name == "Mới"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE accounts_logevent SET actor = 'ai khác'",
        "DELETE FROM accounts_logevent",
        "DELETE FROM accounts_logevent WHERE id = (SELECT max(id) FROM accounts_logevent)",
    ],
)
def test_log_is_append_only(sql, user):
    before = list(LogEvent.objects.order_by("id").values())
    with refused("hoangmai: the log is append-only"), transaction.atomic():
        execute(sql)
    assert list(LogEvent.objects.order_by("id").values()) == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's REPLACE")
def test_event_is_not_replaced(user):
    with refused("hoangmai: the log is append-only"), transaction.atomic():
        execute(
            "INSERT OR REPLACE INTO accounts_logevent SELECT id, at, 'ai khác', "
            'user_id, ip, reason, change_set, kind, "table", "row", "before", "after" '
            "FROM accounts_logevent"
        )
    assert not LogEvent.objects.filter(actor="ai khác").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's REPLACE")
def test_replaced_row_is_logged_as_deleted(user, events_of):
    group = Group.objects.create(name="g")
    execute("INSERT OR REPLACE INTO auth_group (id, name) VALUES (%s, 'g')", [10**6])
    _, deleted, inserted = events_of("auth_group")
    assert (deleted.kind, deleted.row) == ("delete", str(group.pk))
    assert (inserted.kind, inserted.row) == ("insert", str(10**6))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's TRUNCATE")
@pytest.mark.parametrize(
    ("table", "message"),
    [("accounts_logevent", "no truncate"), ("accounts_register", "no truncate")],
)
def test_truncate_is_refused(table, message, user):
    with refused(message), transaction.atomic():
        execute(f"TRUNCATE {table} CASCADE")
    assert LogEvent.objects.exists()


@pytest.mark.parametrize("where", ["", " WHERE id = 7"])
def test_business_row_is_not_deleted(where, scratch):
    scratch.objects.create(id=7, name="a")
    with refused("hoangmai: no delete"), transaction.atomic():
        execute(f"DELETE FROM accounts_scratch{where}")
    assert list(scratch.objects.values_list("name", flat=True)) == ["a"]


def test_act_of_the_app_goes_to_the_same_log(user):
    event = LogEvent.objects.create(actor="system:test", kind="export", table="members")
    event.refresh_from_db()
    assert (event.kind, event.before, event.after) == ("export", None, None)
