"""Keep every writer out till a transaction ends: what it reads is of one moment.

Every write of the register writes the log by a trigger, so who holds the log holds
the register. SQLite has one writer anyway (transactions begin IMMEDIATE); readers go
on reading on both engines.
"""

from django.db import connection

from accounts.log.tables import LOG_TABLE

PATIENCE = "20s"  # for those who write just now; SQLite waits as long


def hold_writers():
    """Wait for the writers of this moment, and let nobody write till the end.

    To be called in a transaction before its first write: two who wrote already would
    wait for each other. Raises `OperationalError` when it takes too long.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = %s", [PATIENCE])
        cursor.execute(f'LOCK TABLE "{LOG_TABLE}" IN SHARE ROW EXCLUSIVE MODE')
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")
