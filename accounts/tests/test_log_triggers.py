"""Triggers are installed, found when gone, and put back."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.log import connect, triggers
from accounts.log.check import missing_triggers, require_triggers
from accounts.models import User

pytestmark = pytest.mark.django_db

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="PG only")


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def installed():
    return triggers.ENGINES[connection.vendor].installed(connection)


def test_nothing_is_missing_after_migrate():
    assert missing_triggers(connection) == []
    require_triggers(connection)


def test_each_table_has_its_triggers():
    tables = {
        "accounts_user",
        "accounts_register",
        "accounts_user_groups",
        "accounts_user_user_permissions",
        "auth_group",
        "auth_group_permissions",
    }
    names = (
        {f"log_{e}_{t}" for t in tables for e in ("insert", "update", "delete")}
        if connection.vendor == "sqlite"
        else {f"{t}.hoangmai_{k}" for t in tables for k in ("log", "truncate")}
    )
    assert names <= set(installed())


def test_every_dropped_trigger_is_found_and_put_back():
    everything = installed()
    for name in sorted(everything):
        execute(triggers.ENGINES[connection.vendor].drop_sql(name))
    assert missing_triggers(connection) == sorted(everything)
    triggers.install(connection)
    assert installed() == everything


@pytest.mark.parametrize("kind", ["log", "keep", "refuse", "overlap", "truncate"])
def test_one_dropped_trigger_is_found_and_put_back(kind):
    names = sorted(name for name in installed() if kind in name)
    if not names:
        pytest.skip(f"no {kind} on this engine")
    execute(triggers.ENGINES[connection.vendor].drop_sql(names[-1]))
    assert names[-1] in missing_triggers(connection)
    triggers.install(connection)
    assert missing_triggers(connection) == []


@pytest.mark.parametrize(
    ("table", "is_left"), [("accounts_logseal", True), ("accounts_logevent", False)]
)
def test_half_way_through_the_migrations_no_more_is_expected(table, is_left):
    """Without the log nothing can be logged; without the seals all else is."""
    if table == "accounts_logseal":
        execute(f"DROP TABLE {table}")
    else:
        execute(f'ALTER TABLE "{table}" RENAME TO "elsewhere"')
    wanted = triggers.ENGINES[connection.vendor].expected(connection)
    assert bool(wanted) is is_left
    assert not [name for name in wanted if "seal" in name]


def test_table_that_is_not_there_yet_needs_no_trigger():
    execute('ALTER TABLE "accounts_register" RENAME TO "elsewhere"')
    wanted = triggers.ENGINES[connection.vendor].expected(connection)
    assert not [name for name in wanted if "accounts_register" in name]
    assert [name for name in wanted if "accounts_user" in name]


def test_uninstall_leaves_none():
    triggers.uninstall(connection)
    assert installed() == {}


def test_install_twice_changes_nothing(django_assert_num_queries):
    triggers.install(connection)
    with django_assert_num_queries(3 if connection.vendor == "postgresql" else 2):
        triggers.install(connection)


def test_check_warns_and_start_is_refused():
    gone = sorted(name for name in installed() if "accounts_user" in name)
    for name in gone:
        execute(triggers.ENGINES[connection.vendor].drop_sql(name))
    (warning,) = run_checks(tags=["database"], databases=["default"])
    assert warning.id == "accounts.W001"
    assert f"Thiếu {len(gone)} trigger" in warning.msg
    assert gone[0] in warning.msg
    with pytest.raises(ImproperlyConfigured, match=gone[0]):
        require_triggers(connection)


def test_wrapper_is_installed_once_and_first():
    before = list(connection.execute_wrappers)
    with connection.execute_wrapper(lambda execute, *args: execute(*args)):
        connect.on_connection_created(None, connection)
    assert connection.execute_wrappers == before


def test_context_is_no_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        User.objects.update(full_name="Mới")


@on_sqlite
def test_altered_trigger_is_found():
    sql = installed()["log_delete_accounts_user"]
    execute("DROP TRIGGER log_delete_accounts_user")
    execute(sql.replace("log_ctx('actor')", "'ai khác'"))
    assert missing_triggers(connection) == ["log_delete_accounts_user"]


@on_sqlite
def test_trigger_nobody_asks_for_goes():
    execute("CREATE TRIGGER extra AFTER INSERT ON accounts_user BEGIN SELECT 1; END")
    triggers.install(connection)
    assert "extra" not in installed()


@on_sqlite
@pytest.mark.parametrize(
    "change",
    [
        'DROP COLUMN "number"',
        'RENAME COLUMN "number" TO "amount"',
        'RENAME TO "elsewhere"',
    ],
)
def test_migration_may_change_a_logged_table(change, scratch):
    execute(f'ALTER TABLE "accounts_scratch" {change}')
    assert not [name for name in installed() if "scratch" in name]
    triggers.install(connection)
    assert missing_triggers(connection) == []


@on_sqlite
def test_migration_may_rebuild_the_log():
    execute('CREATE TABLE "new__log" AS SELECT * FROM accounts_logevent')
    execute('DROP TABLE "accounts_logevent"')
    execute('ALTER TABLE "new__log" RENAME TO "accounts_logevent"')
    assert installed() == {}
    triggers.install(connection)
    User.objects.create(username="a", full_name="a")


@on_sqlite
def test_constraint_that_sqlite_lacks_is_a_trigger(scratch, monkeypatch):
    class Never:
        def sqlite_triggers(self, model):
            table = model._meta.db_table
            return {
                "never": f'CREATE TRIGGER "never" BEFORE INSERT ON "{table}" '
                "BEGIN SELECT RAISE(ABORT, 'never'); END"
            }

    monkeypatch.setattr(scratch._meta, "constraints", [Never()])
    assert missing_triggers(connection) == ["never"]
    triggers.install(connection)
    assert "never" in installed()


@on_postgres
def test_disabled_trigger_is_found_and_put_back():
    execute("ALTER TABLE accounts_user DISABLE TRIGGER hoangmai_log")
    assert missing_triggers(connection) == ["accounts_user.hoangmai_log"]
    triggers.install(connection)
    assert missing_triggers(connection) == []


@on_postgres
def test_altered_function_is_found_and_put_back():
    execute(
        "CREATE OR REPLACE FUNCTION hoangmai_log() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NULL; END'"
    )
    assert missing_triggers(connection) == ["hoangmai_log"]
    triggers.install(connection)
    assert missing_triggers(connection) == []
