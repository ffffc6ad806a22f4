"""What the tests of the log share."""

import contextvars

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from accounts.log import postgres, sqlite, triggers
from accounts.log.tables import Table, logged_tables
from accounts.models import LogEvent


@pytest.fixture
def as_nobody():
    """Call something in a context that names no actor."""

    def call(function, *args, **kwargs):
        return contextvars.Context().run(function, *args, **kwargs)

    return call


@pytest.fixture
def events_of(db):
    """The events of a table made since the test began, oldest first."""
    start = LogEvent.objects.order_by("id").values_list("id", flat=True).last() or 0
    return lambda table: LogEvent.objects.filter(id__gt=start, table=table).order_by(
        "id"
    )


COLUMNS = {
    "sqlite": "id integer PRIMARY KEY, name text, password text, is_open bool, "
    "at datetime, facts text, key blob, number integer",
    "postgresql": "id bigint PRIMARY KEY, name text, password text, is_open boolean, "
    "at timestamptz, facts jsonb, key bytea, number integer",
}


@isolate_apps("accounts")
def _scratch_model():
    class Scratch(models.Model):
        LOG_SECRET = ("password",)

        name = models.TextField()
        password = models.TextField()
        is_open = models.BooleanField(null=True)
        at = models.DateTimeField(null=True)
        facts = models.JSONField(null=True)
        key = models.BinaryField(null=True)
        number = models.IntegerField(null=True)

        class Meta:
            app_label = "accounts"

        def __str__(self):
            return self.name

    return Scratch


@pytest.fixture
def scratch(db, monkeypatch):
    """A logged table with a column of each kind, whose rows are never deleted."""
    table = Table(_scratch_model(), is_kept=True)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {table.name} ({COLUMNS[connection.vendor]})")
    for engine in (sqlite, postgres):
        monkeypatch.setattr(engine, "logged_tables", lambda: [*logged_tables(), table])
    triggers.install(connection)
    return table.model
