"""Rows as plain data: what a figure counted, whom it names, as it was that day."""

import functools
from collections import defaultdict

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from accounts.records import Record
from accounts.sealed import SealedCharField
from branches.models import Branch, Committee
from enterprises.models import Enterprise
from members.models import Member
from reports.books.figures import key_of

# What papers show of a person and of an enterprise; the rest is no part of a report.
_SHOWN = {
    Member: ("full_name", "sex", "born_on", "born_precision", "ethnicity"),
    Enterprise: ("name", "legal_form", "unit_kind"),
}
_LEFT_OUT = (models.BinaryField, models.TextField, SealedCharField)
_NOT_FOLLOWED = (Committee, get_user_model())
STEPS = 3  # visit → case → enterprise
CHUNK = 5000  # keys in one question


def model_of(key):
    return _tables()[key.rpartition(":")[0]]


def pk_of(key):
    return int(key.rpartition(":")[2])


def _tables():
    return {model._meta.db_table: model for model in apps.get_models()}


def by_model(keys):
    """{model: ids}."""
    tables, found = _tables(), defaultdict(set)
    for key in keys:
        found[tables[key.rpartition(":")[0]]].add(pk_of(key))
    return found


def columns(model):
    """The fields that are kept of a row of this table."""
    shown = _SHOWN.get(model)
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and not isinstance(field, _LEFT_OUT)
        and field.name != "voided_by"
        and (field.name in shown if shown else field.editable or field.is_relation)
    ]


def parents(model):
    """The relations that say whom or what a row is about."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation
        and issubclass(field.related_model, Record)
        and field.related_model not in _NOT_FOLLOWED
    ]


@functools.cache
def _height(model):
    """How many rows can stand above one of this table: 0 for Branch, Enterprise."""
    above = {field.related_model for field in parents(model)} - {model}
    return 1 + max(map(_height, above), default=-1)


def read(keys):
    """{key: row} of the rows and of what they are about, voided ones too.

    From the highest table down: all that name a table are read before it, so that
    each is asked once.
    """
    found, wanted = {}, defaultdict(set, by_model(keys))
    while wanted:
        model = max(wanted, key=lambda model: (_height(model), model._meta.db_table))
        pks = wanted.pop(model)
        for row in _rows(model, pks):
            found[key_of(model, row.pk)] = row
            for field in parents(model):
                if pk := getattr(row, field.attname):
                    wanted[field.related_model].add(pk)
        if left := wanted.pop(model, set()) - pks:  # a row may name its own table
            wanted[model] = {pk for pk in left if key_of(model, pk) not in found}
    return found


def _rows(model, pks):
    pks = sorted(pks)
    for start in range(0, len(pks), CHUNK):
        yield from model.every.filter(pk__in=pks[start : start + CHUNK])


def described(keys, day):
    """{"rows": {key: {column: value}}, "names": {key: name of the day}}."""
    found = read(keys)
    rows = {
        key: {f.column: getattr(row, f.attname) for f in columns(type(row))}
        for key, row in found.items()
    }
    names = {
        key: row.full_name if isinstance(row, Member) else row.name
        for key, row in found.items()
        if isinstance(row, Member | Enterprise)
    }
    branches = [row.pk for row in found.values() if isinstance(row, Branch)]
    named = Branch.every.filter(pk__in=branches).named_on(day)
    for pk, name in named.values_list("pk", "day_name"):
        names[key_of(Branch, pk)] = name
    return {"rows": rows, "names": names}


def about(key, data):
    """The names of whom a described row is about: member, branch, enterprise."""
    said, seen, step = [], {key}, [key]
    for _ in range(STEPS):
        said += [data["names"][k] for k in step if k in data["names"]]
        step = [k for known in step for k in _above(known, data) if k not in seen]
        seen |= set(step)
    return list(dict.fromkeys(said))


def _above(key, data):
    row = data["rows"].get(key, {})
    for field in parents(model_of(key)):
        if pk := row.get(field.column):
            yield key_of(field.related_model, pk)
