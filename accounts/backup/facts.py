"""What a copy of the register must agree with: counts, invariants, seals.

`register_facts` prints them of the database it runs on, so that a copy is judged by
a process of its own, with the same code as the original.
"""

import json
from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from accounts import rotation
from accounts.log import seals
from accounts.log.check import missing_triggers

# Left out: they change with every click and hold nothing of the register.
PASSING = {"django_session", "accounts_submittoken"}


def counts():
    """{table: rows} of every table."""
    tables = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return {
        name: tables[name]._base_manager.count()
        for name in sorted(tables.keys() - PASSING)
    }


def migrations():
    """ "app.name" of each migration that was applied."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def base():
    """Everything but the invariants, which the highest app knows."""
    report = seals.verify()
    return {
        "engine": connection.vendor,
        "migrations": migrations(),
        "counts": counts(),
        "seals": {
            "count": report.seals,
            "mac": report.mac,
            "unsealed": report.unsealed,
            "faults": report.faults,
        },
        "triggers_missing": missing_triggers(connection),
        "unreadable": rotation.unreadable(),
    }


def read():
    """The facts of this database, in this transaction."""
    out = StringIO()
    call_command("register_facts", stdout=out)
    return json.loads(out.getvalue())


def differences(expected, found):
    """[what differs, in words] between the facts of a backup and of its restoration."""
    return [
        *_counted(expected["counts"], found["counts"]),
        *(f"Niêm: {fault}" for fault in found["seals"]["faults"]),
        *(
            f"Cột suy ra «{label}»: {number} dòng không khớp (bản gốc: "
            f"{expected['invariants'].get(label, 0)})"
            for label, number in found["invariants"].items()
            if number != expected["invariants"].get(label, 0)
        ),
        *(
            f"Báo cáo đã ký: {fault}"
            for fault in found.get("books", ())
            if fault not in expected.get("books", ())
        ),
        *_others(expected, found),
    ]


def _counted(expected, found):
    for table in sorted({*expected, *found}):
        if (one := expected.get(table)) != (other := found.get(table)):
            yield f"Bảng {table}: bản sao lưu {one} dòng, khôi phục {other} dòng"


def _others(expected, found):
    if expected["seals"]["mac"] != found["seals"]["mac"]:
        yield "Mã niêm cuối không khớp"
    if expected["migrations"] != found["migrations"]:
        yield "Phiên bản cơ sở dữ liệu (migration) không khớp"
    if found["unreadable"] != expected.get("unreadable", 0):
        yield f"{found['unreadable']} giá trị đã niêm không đọc được (xem SEAL_KEYS)"
    if missing := found["triggers_missing"]:
        yield f"Thiếu {len(missing)} trigger ghi nhật ký"
