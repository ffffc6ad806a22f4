"""Constraints of the database that also speak in a form, beside their field."""

import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BaseConstraint, CheckConstraint, UniqueConstraint

from hoangmai_party.periods import FAR, overlapping


def message_of(error):
    """The clerk's words for an IntegrityError, by the constraint that it names, or "".

    For writes past a form: an action, where rows of several tables are written.
    """
    for model in apps.get_models():
        for rule in model._meta.constraints:
            names = [rule.name]
            if isinstance(rule, UniqueConstraint):  # SQLite names the columns alone
                columns = (model._meta.get_field(f).column for f in rule.fields)
                columns = ", ".join(f"{model._meta.db_table}.{c}" for c in columns)
                names.append(f"UNIQUE constraint failed: {columns}")
            said = "|".join(map(re.escape, names))
            if re.search(rf"(^|[\s\"])({said})($|[\s\"])", str(error)):
                return rule.get_violation_error_message()
    return ""


class _AtField:
    """A constraint whose message stands beside the field `at`, not above the form."""

    def __init__(self, *, at, **kwargs):
        self.at = at
        super().__init__(**kwargs)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "at": self.at}

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError as error:
            if exclude and self.at in exclude:
                raise
            raise ValidationError({self.at: error.messages}) from error


class FieldCheck(_AtField, CheckConstraint):
    """A CHECK that speaks beside its field."""

    non_db_attrs = (*CheckConstraint.non_db_attrs, "at")


class FieldUnique(_AtField, UniqueConstraint):
    """A UNIQUE that speaks beside its field; its condition leaves voided rows out.

    Not `unique=True`: a row entered in error would keep its number for ever, and the
    form, which does not see that row, would let the database refuse the number.
    """

    non_db_attrs = (*UniqueConstraint.non_db_attrs, "at")

    def clashes(self, one, two):
        """Whether two rows of one owner, as typed on one page, can't both stand."""
        names = {*self.fields} - {one.owner_field}  # a new owner has no id yet
        columns = [one._meta.get_field(name).attname for name in names]
        values = [getattr(one, column) for column in columns]
        if None in values or values != [getattr(two, column) for column in columns]:
            return False
        rows = (row._get_field_expression_map(row._meta) for row in (one, two))
        return all(self.condition.check(row) for row in rows)


class NoOverlap(BaseConstraint):
    """No two live rows with the same `fields` share a day.

    `only` narrows it to rows with these values, e.g. `{"kind": "official"}`.
    PostgreSQL holds it by an exclusion constraint (extension btree_gist), SQLite
    by two triggers that `accounts` installs after each migrate, because Django
    drops triggers when it rebuilds a table there. Voided rows never count.
    """

    def __init__(self, *, fields, name, only=None, start="started_on", **kwargs):
        self.fields = tuple(fields)
        self.only = dict(only or {})
        self.start = start
        super().__init__(name=name, **kwargs)

    def __eq__(self, other):
        return (
            isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()
        )

    __hash__ = None

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        own = {"fields": self.fields, "only": self.only, "start": self.start}
        return path, args, {**kwargs, **own}

    def _columns(self, model):
        return [model._meta.get_field(field).column for field in self.fields]

    def _literals(self, model):
        """{column: SQL literal} of `only`; the values are ours, never a user's."""
        literals = {}
        for field, value in self.only.items():
            literal = str(int(value)) if isinstance(value, bool) else f"'{value}'"
            literals[model._meta.get_field(field).column] = literal
        return literals

    # PostgreSQL

    def constraint_sql(self, model, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return None
        same = ", ".join(f'"{column}" WITH =' for column in self._columns(model))
        return (
            f'CONSTRAINT "{self.name}" EXCLUDE USING gist ({same}, '
            f"daterange({self.start}, ended_on) WITH &&) WHERE ({self._where(model)})"
        )

    def _where(self, model):
        fixed = []
        for field, value in self.only.items():
            column = model._meta.get_field(field).column
            literal = str(value).upper() if isinstance(value, bool) else f"'{value}'"
            fixed.append(f'"{column}" = {literal}')
        return " AND ".join(["voided_at IS NULL", *fixed])

    def create_sql(self, model, schema_editor):
        if not (constraint := self.constraint_sql(model, schema_editor)):
            return None
        return f'ALTER TABLE "{model._meta.db_table}" ADD {constraint}'

    def remove_sql(self, model, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return None
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{self.name}"'

    # SQLite

    def sqlite_triggers(self, model):
        """{name: SQL} of the triggers that stand for the constraint on SQLite."""
        table = model._meta.db_table
        return {
            f"{self.name}_{event.lower()}": (
                f'CREATE TRIGGER "{self.name}_{event.lower()}" '
                f'BEFORE {event} ON "{table}" WHEN {self._clash(model, other)} '
                f"BEGIN SELECT RAISE(ABORT, 'overlap: {self.name}'); END"
            )
            for event, other in (("INSERT", ""), ("UPDATE", "o.id <> NEW.id AND "))
        }

    def _clash(self, model, other):
        fixed = self._literals(model).items()
        new = "".join(f' AND NEW."{column}" = {value}' for column, value in fixed)
        old = "".join(f' AND o."{column}" = {value}' for column, value in fixed)
        same = "".join(f' AND o."{c}" = NEW."{c}"' for c in self._columns(model))
        return (
            f"NEW.voided_at IS NULL{new} AND EXISTS (SELECT 1 FROM "  # nosec B608
            f'"{model._meta.db_table}" o WHERE {other}o.voided_at IS NULL{old}{same} '
            f"AND o.{self.start} < COALESCE(NEW.ended_on, '9999-12-31') "
            f"AND NEW.{self.start} < COALESCE(o.ended_on, '9999-12-31'))"
        )

    # Forms

    @property
    def at(self):
        return self.start

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        if instance.voided_at or not self._applies(instance, exclude or ()):
            return
        if None in (same := self._same(instance)).values():
            return
        rows = model._default_manager.using(using).filter(**same)
        started_on = getattr(instance, self.start)
        clash = rows.filter(overlapping(started_on, instance.ended_on, self.start))
        # Rows that the same page changes are compared there, as they were typed.
        together = instance.validated_together | {instance.pk}
        if clash.exclude(pk__in=together - {None}).exists():
            raise ValidationError({self.at: self.get_violation_error_message()})

    def clashes(self, one, two):
        """Whether two rows of one owner, as typed on one page, can't both stand."""
        if not (self._applies(one) and self._applies(two)):
            return False
        first, second = getattr(one, self.start), getattr(two, self.start)
        return (
            self._same(one) == self._same(two)
            and first < (two.ended_on or FAR)
            and second < (one.ended_on or FAR)
        )

    def _same(self, instance):
        """{column: value} that rows must share to clash."""
        names = (*self.fields, *self.only)
        columns = [instance._meta.get_field(name).attname for name in names]
        return {column: getattr(instance, column) for column in columns}

    def _applies(self, instance, exclude=()):
        if {*self.fields, *self.only, self.start, "ended_on"} & set(exclude):
            return False
        if getattr(instance, self.start) is None:
            return False
        return all(getattr(instance, name) == v for name, v in self.only.items())
