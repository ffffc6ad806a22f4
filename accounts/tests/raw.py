"""Writes past every form: what the database itself refuses."""

import contextlib

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from hoangmai_party.constraints import FieldUnique


def constraints_of(app):
    """The names of all constraints of an app."""
    models = apps.get_app_config(app).get_models()
    return {rule.name for model in models for rule in model._meta.constraints}


def copy(row, **changes):
    """Store a second row like `row`, past its save and its checks."""
    model = type(row)
    other = model.every.get(pk=row.pk)
    other.pk, other._state.adding = None, True
    for name, value in changes.items():
        setattr(other, name, value)
    return model.objects.bulk_create([other])[0]


def change(row, **changes):
    """Write columns of a stored row, past its save and its checks."""
    type(row).every.filter(pk=row.pk).update(**changes)


@contextlib.contextmanager
def refused(model, name):
    """The database refuses what happens inside, by this very constraint."""
    [rule] = [rule for rule in model._meta.constraints if rule.name == name]
    said = rf"\b{name}\b"
    if isinstance(rule, FieldUnique) and connection.vendor == "sqlite":
        # SQLite names the columns of a unique index, not the index.
        fields = (model._meta.get_field(field).column for field in rule.fields)
        said = ", ".join(rf"{model._meta.db_table}\.{column}" for column in fields)
        said = f"UNIQUE constraint failed: {said}$"
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        yield
