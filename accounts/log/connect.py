"""Hand the context of the act to each new database connection.

SQLite: the triggers call the Python function `log_ctx(key)`, so they always see the
context of the moment, and a write by a foreign program fails ("no such function").
PostgreSQL: the triggers read the session setting `hoangmai.ctx`. It is set before
every statement that may write, and emptied when nobody acts: set once per connection
it would be undone by a rollback, set as local it would be lost in autocommit. A pool
that gives each transaction another server session (pgbouncer) would break this.
"""

import re

from accounts.log.context import current
from accounts.log.tables import LOG_TABLE

READS = re.compile(
    r"\s*(SELECT|SET|SHOW|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|DECLARE|FETCH)\b",
    re.IGNORECASE,
)
REBUILDS = re.compile(
    r'\s*ALTER TABLE "(?P<table>[^"]+)" (DROP COLUMN|RENAME TO "(?P<target>[^"]+)"'
    r"|RENAME COLUMN)",
    re.IGNORECASE,
)


def on_connection_created(sender, connection, **kwargs):
    """Receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("log_ctx", 1, log_ctx)
        # INSERT OR REPLACE deletes a row; only so do its delete triggers fire.
        connection.connection.execute("PRAGMA recursive_triggers = ON")
        _wrap(connection, let_table_change)
    else:  # PostgreSQL: `triggers.ENGINES` knows no third
        _wrap(connection, send_context)


def _wrap(connection, wrapper):
    # First, not last: `with connection.execute_wrapper(…)` pops the last one, and a
    # connection may be made inside such a block. The list outlives a reconnect.
    if wrapper not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, wrapper)


def log_ctx(key):
    """One value of the context, for the triggers of SQLite."""
    return getattr(current(), key, None)


def send_context(execute, sql, params, many, context):
    """PostgreSQL: give the session the context before a statement that may write."""
    text = sql if isinstance(sql, str) else ""  # psycopg's own SQL objects: may write
    if READS.match(text) and ";" not in text:
        return execute(sql, params, many, context)
    actor = current()
    connection = context["connection"]
    connection.validate_no_broken_transaction()  # before our own statement meets it
    # The raw cursor, so that no counter or log of queries takes it for a query.
    with connection.wrap_database_errors, connection.connection.cursor() as raw:
        raw.execute(
            "SELECT set_config('hoangmai.ctx', %s, false)",
            [actor.as_json if actor else ""],
        )
    return execute(sql, params, many, context)


def let_table_change(execute, sql, params, many, context):
    """SQLite: drop the triggers that would forbid a migration to change a table.

    SQLite refuses to drop a column that a trigger names, and to rename a table while
    a trigger writes to a missing one (the log, when it is the table being rebuilt).
    They come back at `post_migrate`; till then the writes to this table are not
    logged, as with any table that Django rebuilds there.
    """
    if change := REBUILDS.match(sql):
        drop_triggers(context["connection"].connection, set(change.groups()))
    return execute(sql, params, many, context)


def drop_triggers(raw, tables):
    rows = raw.execute("SELECT name, tbl_name FROM sqlite_master WHERE type='trigger'")
    for name, table in rows.fetchall():
        if table in tables or LOG_TABLE in tables:
            raw.execute(f'DROP TRIGGER "{name}"')
