"""The figure of the log: nine ways to write, how many of them are caught."""

import sys

import pytest
import tablib
from django.db import connection
from import_export.resources import ModelResource

from accounts.models import User

pytestmark = pytest.mark.django_db


class Plain(ModelResource):
    """The library's own road, row by row."""

    class Meta:
        model = User
        fields = ("id", "username", "full_name")


class Bulk(Plain):
    """The library's fast road, which passes `save` by."""

    class Meta(Plain.Meta):
        use_bulk = True


def insert(user):
    User.objects.create(username="new", full_name="Mới")


def update(user):
    user.full_name = "Mới"
    user.save()


def through(resource):
    def run(user):
        rows = tablib.Dataset(headers=["id", "username", "full_name"])
        rows.append([user.pk, user.username, "Mới"])
        result = resource().import_data(rows, raise_errors=True)
        assert result.totals["update"] == 1

    return run


def bulk_create(user):
    User.objects.bulk_create([User(username="new", full_name="Mới")])


def bulk_update(user):
    user.full_name = "Mới"
    User.objects.bulk_update([user], ["full_name"])


def raw_sql(user):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET full_name = 'Mới'")


WAYS = {
    "save, insert": insert,
    "save, update": update,
    "import": through(Plain),
    "import in bulk": through(Bulk),
    "bulk_create": bulk_create,
    "update()": lambda user: User.objects.update(full_name="Mới"),
    "bulk_update": bulk_update,
    "raw SQL": raw_sql,
    "delete()": lambda user: User.objects.filter(pk=user.pk).delete(),
}


def test_9_of_9_write_paths_are_logged(events_of):
    caught = []
    for name, write in WAYS.items():
        User.objects.exclude(username="").delete()
        user = User.objects.create(username="old", full_name="Cũ")
        before = events_of("accounts_user").count()
        write(user)
        new = events_of("accounts_user")[before:]
        said = [e.after["full_name"] if e.after else "gone" for e in new]
        if said in (["Mới"], ["gone"]):
            caught.append(name)
    sys.stdout.write(f"{len(caught)}/9 write paths logged on {connection.vendor}\n")
    assert caught == list(WAYS)
    assert len(caught) == 9
