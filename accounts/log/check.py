"""Find the triggers that are gone or changed: without them the log is silent."""

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from accounts.log.triggers import ENGINES

SHOWN = 5
REMEDY = "Chạy: python manage.py migrate"


def missing_triggers(connection):
    """Names of the expected triggers that are absent, disabled or not as expected."""
    engine = ENGINES[connection.vendor]
    found = engine.installed(connection)
    wanted = engine.expected(connection)
    return sorted(name for name, sql in wanted.items() if found.get(name) != sql)


def require_triggers(connection):
    """Refuse to start a server whose changes would not be logged."""
    if missing := missing_triggers(connection):
        raise ImproperlyConfigured(f"{_complaint(connection, missing)}. {REMEDY}")


def triggers_are_installed(app_configs, databases=None, **kwargs):
    """System check. A warning, not an error: `migrate` must run, it is the remedy."""
    return [
        checks.Warning(
            _complaint(connections[alias], missing),
            hint=REMEDY,
            id="accounts.W001",
        )
        for alias in databases or ()
        if (missing := missing_triggers(connections[alias]))
    ]


def _complaint(connection, missing):
    names = ", ".join(missing[:SHOWN]) + (", …" if len(missing) > SHOWN else "")
    return f"Thiếu {len(missing)} trigger ghi nhật ký ({connection.alias}): {names}"
