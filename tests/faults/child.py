"""What runs inside a process of its own: `python -m tests.faults.child COMMAND`."""

import contextlib
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
import types

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoangmai_party.settings")
django.setup()

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from accounts.backup import engines, work
from accounts.groups import OFFICE
from accounts.log import acting_as
from accounts.models import LogEvent, Register, User
from accounts.tests.port import Port
from branches.tests.factories import (
    AccessFactory,
    BranchFactory,
    CommitteeFactory,
)
from hoangmai_party import clock
from members import actions
from members.models import Member
from members.tests.factories import MemberFactory
from tests.cast import ADMITTED, TODAY
from tests.faults import bad_files as bad_files_of
from tests.faults.world import World

CLERKS, MEMBERS = 4, 20
HEAD = ["Họ và tên khai sinh", "Sinh ngày", "Giới tính", "Điện thoại"]


def seed():
    """A body with two branches, twenty members, four clerks of the office."""
    Register.objects.update_or_create(
        pk=Register.ONLY, defaults={"is_demo": True, "stands_on": TODAY}
    )
    own = CommitteeFactory(code="DBK", is_own=True)
    branches = BranchFactory.create_batch(2, committee=own)
    with clock.fixed(TODAY):
        for number in range(MEMBERS):
            actions.admit(
                member=MemberFactory(full_name=f"Nguyễn Văn {number}"),
                branch=branches[number % 2],
                ceremony_on=ADMITTED,
            )
    office = Group.objects.get(name=OFFICE)
    for number in range(CLERKS):
        clerk = User.objects.create_user(
            f"clerk{number}", full_name=f"Cán bộ {number}", is_staff=True
        )
        clerk.groups.add(office)
        AccessFactory(user=clerk, committee=own)


def sessions(count):
    """Print the cookie of a log-in for each clerk."""
    for user in User.objects.order_by("pk")[: int(count)]:
        client = Client()
        client.force_login(user)
        print("; ".join(f"{m.key}={m.value}" for m in client.cookies.values()))  # noqa: T201


def people(batch, rows):
    return [
        HEAD,
        *([f"Người {batch} {n}", "05/09/1990", "Nam", "0912"] for n in range(rows)),
    ]


def kills(count, rows, seed):
    """Import a file `count` times, killed in the middle of each; print what stood.

    The preview is made once; each try is a fork that confirms it. A try that was
    quicker than its killer is told as finished, and the next one takes a new file.
    """
    setup_test_environment()
    chance, rows = random.Random(int(seed)), int(rows)
    with acting_as(system="faults"):
        client = Client()
        client.force_login(User.objects.get(username="clerk0"))
        port = Port(client, Member)
        partial = finished = killed = batch = 0
        answer, usual = _preview(port, batch, rows)
        while killed < int(count):
            before = _stored()
            pid = _fork(port, answer)
            time.sleep(chance.uniform(0.05, 0.9) * usual)
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            change = _stored() - before
            if change.members == 0 and change.acts == 0 and os.WIFSIGNALED(status):
                killed += 1
            elif change.members == rows and change.acts == 1:
                finished, batch = finished + 1, batch + 1
                usual *= 0.8
                answer, _ = _preview(port, batch, rows)
            else:
                partial, killed = partial + 1, killed + 1
    print(killed, partial, finished)  # noqa: T201


class _stored(types.SimpleNamespace):
    """How many members and acts of import there are now."""

    def __init__(self, members=None, acts=None):
        if members is None:
            members = Member.every.count()
            acts = LogEvent.objects.filter(kind="import").count()
        super().__init__(members=members, acts=acts)

    def __sub__(self, other):
        return _stored(self.members - other.members, self.acts - other.acts)


def _preview(port, batch, rows):
    started = time.monotonic()
    answer = port.upload(people(batch, rows))
    return answer, time.monotonic() - started


def _fork(port, answer):
    connection.close()
    if pid := os.fork():
        return pid
    try:
        port.confirm(answer)
    finally:
        os._exit(0)


def bad_files(count):
    """Print the figures of `count` bad files at the import page of members."""
    setup_test_environment()
    client = Client()
    client.force_login(User.objects.get(username="clerk0"))
    print(json.dumps(bad_files_of.run(Port(client, Member), int(count))))  # noqa: T201


def writer():
    """Write members for ever, each in its own transaction; print each one's key."""
    with acting_as(system="faults"):
        while True:
            print(MemberFactory(full_name="Người ghi liên tục").pk, flush=True)  # noqa: T201


def newest(file):
    """Print the highest key of a member in a backup."""
    with tempfile.TemporaryDirectory() as room:
        _, copy = work.open_into(file, room)
        if connection.vendor == "sqlite":
            with contextlib.closing(sqlite3.connect(copy)) as raw:
                print(raw.execute("SELECT max(id) FROM members_member").fetchone()[0])  # noqa: T201
            return
        with engines.scratch(room) as url:
            engines.copy_in(copy, url)
            print(World(url, room).one("SELECT max(id) FROM members_member"))  # noqa: T201


def plant(number):
    """A member with this CCCD, read and changed once."""
    member = MemberFactory(
        full_name="Người có CCCD", citizen_id=number, citizen_id_accepted=True
    )
    member.phone = "0912"
    member.save()


def main(command, *arguments):
    with acting_as(system="faults"):
        globals()[command](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
