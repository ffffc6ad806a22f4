"""Install the triggers after each migrate: what differs is dropped and made again.

Django drops the triggers of a table that it rebuilds on SQLite without a word
(AlterField), so no migration creates them: they follow the models and the tables as
they are. On SQLite every trigger is ours; one that no model asks for goes.
"""

from django.db import connections, transaction

from accounts.log import postgres, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgres}


def on_post_migrate(sender, using, **kwargs):
    """Receiver of `post_migrate`, sent when every migration of the run is done."""
    install(connections[using])


def install(connection):
    """Make this database have the expected triggers; does nothing when it has them."""
    engine = ENGINES[connection.vendor]
    wanted, found = engine.expected(connection), engine.installed(connection)
    if wanted == found:
        return
    wrong = [
        name for name in {**found, **wanted} if found.get(name) != wanted.get(name)
    ]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        # A missing one too: a disabled trigger of PostgreSQL counts as missing.
        for name in wrong:
            cursor.execute(engine.drop_sql(name))
        # A dropped function takes its triggers along: look again.
        found = engine.installed(connection)
        for name, sql in wanted.items():
            if name not in found:
                cursor.execute(sql)


def uninstall(connection):
    """Drop every trigger. For tests alone: a flush between tests empties the log."""
    engine = ENGINES[connection.vendor]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in engine.installed(connection):
            cursor.execute(engine.drop_sql(name))
