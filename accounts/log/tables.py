"""What is logged: the tables of our apps and the rights of groups.

Left out: the log itself, and Django's sessions, content types, permissions and
admin log. A binary column (a derived key) is left out of the events. A column named
in `LOG_SECRET` of its model is shown as "***": a change of it is logged, its value
is not (an old password hash has no business in a table that is kept for ever).

Rows of a model with `FROZEN` are never changed; with `FROZEN_WHEN = (field, value)`
those whose field has that value (`FILLED`: any).
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from accounts.records import Record
from accounts.scope import OUR_APPS

LOG_TABLE = "accounts_logevent"
SEAL_TABLE = "accounts_logseal"
# The log, what seals it, and the forms that were sent: no business of the register.
NOT_LOGGED = {LOG_TABLE, SEAL_TABLE, "accounts_submittoken"}
RIGHTS = ("auth_group", "auth_group_permissions")
HIDDEN = "***"

# Refusals, the same words on both engines; Django raises IntegrityError with them.
NO_ACTOR = "hoangmai: no actor"
NO_DELETE = "hoangmai: no delete"
NO_TRUNCATE = "hoangmai: no truncate"
APPEND_ONLY = "hoangmai: the log is append-only"
FROZEN = "hoangmai: signed for good"

FILLED = object()  # in FROZEN_WHEN: whatever stands in the field


@dataclass(frozen=True)
class Table:
    """A logged table: its model, and whether its rows are kept for ever."""

    model: type[models.Model]
    is_kept: bool

    @property
    def name(self):
        return self.model._meta.db_table

    @property
    def pk(self):
        return self.model._meta.pk.column

    @property
    def fields(self):
        """The fields whose values an event holds."""
        return [field for field in self._concrete if not _is_binary(field)]

    @property
    def binary(self):
        return [field.column for field in self._concrete if _is_binary(field)]

    @property
    def secret(self):
        """The columns an event shows as "***"."""
        names = getattr(self.model, "LOG_SECRET", ())
        return [self.model._meta.get_field(name).column for name in names]

    @property
    def is_frozen(self):
        """Whether no row is ever changed."""
        return getattr(self.model, "FROZEN", False)

    @property
    def frozen_when(self):
        """(column, value or FILLED) of the rows that stay as they are, or None."""
        if not (found := getattr(self.model, "FROZEN_WHEN", None)):
            return None
        return self.model._meta.get_field(found[0]).column, found[1]

    @property
    def _concrete(self):
        return self.model._meta.local_concrete_fields


def _is_binary(field):
    return field.get_internal_type() == "BinaryField"


def logged_tables():
    """Every table that is logged, by name."""
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        ours = meta.app_label in OUR_APPS or meta.db_table in RIGHTS
        if meta.db_table in NOT_LOGGED or not meta.managed or meta.proxy:
            continue
        if ours:
            tables[meta.db_table] = Table(model, is_kept=issubclass(model, Record))
    return [tables[name] for name in sorted(tables)]
