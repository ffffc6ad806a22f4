"""A look at a person waits for a writer of the same SQLite file, it never fails."""

import contextlib
import sqlite3
import threading
import time

import pytest
from django.db import connection, connections

from accounts.log import acting_as
from accounts.log.acts import log_look
from accounts.models import LogEvent, User

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's one writer"),
]
HELD = 0.6  # seconds


@pytest.fixture
def file(tmp_path):
    """The test database as a file, with its triggers; in memory nothing waits."""
    path = tmp_path / "register.sqlite3"
    User.objects.create(username="lan", full_name="Lan")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    with contextlib.closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")  # as a register's file is
    return path


def in_a_thread_on(path, work):
    """Run `work` in a thread whose default connection is the file."""
    result, here = {}, connections["default"]
    settings = {**here.settings_dict, "NAME": str(path)}

    def run():
        wrapper = type(here)(settings, "default")
        connections["default"] = wrapper
        try:
            result["value"] = work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            result["error"] = error
        finally:
            wrapper.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, result


def look():
    user = User.objects.get(username="lan")
    began = time.monotonic()
    with acting_as(user=user):
        log_look(user)
    return time.monotonic() - began, LogEvent.objects.filter(kind="view").count()


def test_look_waits_for_the_writer(file):
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        thread, result = in_a_thread_on(file, look)
        time.sleep(HELD)
        writer.execute("ROLLBACK")
        thread.join()
    assert "error" not in result
    waited, looks = result["value"]
    assert waited > HELD / 2
    assert looks == 1


def test_reload_does_not_wait(file):
    """No second event, so no write: a writer does not hold the page up."""
    thread, result = in_a_thread_on(file, look)
    thread.join()
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        thread, result = in_a_thread_on(file, look)
        thread.join(timeout=HELD)
        assert not thread.is_alive()
        writer.execute("ROLLBACK")
    assert result["value"][1] == 1
