"""What runs inside a process of its own: `python -m tests.faults.child COMMAND`."""

import contextlib
import functools
import json
import os
import random
import signal
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoangmai_party.settings")
django.setup()

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import setup_test_environment

from accounts.backup import box, engines, facts, work
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
from tests.faults import broken, dossier

CLERKS, MEMBERS = 4, 20
LEAST_WRITTEN = 5  # before a backup starts: somebody really writes
PAUSE = 0.005  # between two writings: SQLite has no queue, and a backup writes too
HEAD = ["Họ và tên khai sinh", "Sinh ngày", "Giới tính", "Điện thoại"]


def seed():
    """A new register: a body, two branches, twenty members, four clerks of the office."""
    call_command("migrate", verbosity=0)
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


def serve(port):
    """The server of the demo, in this process."""
    call_command("runserver", f"127.0.0.1:{port}", "--noreload")


def people(batch, rows):
    return [
        HEAD,
        *([f"Người {batch} {n}", "05/09/1990", "Nam", "0912"] for n in range(rows)),
    ]


def kills(count, rows, seed):
    """Import a file `count` times, killed in the middle of each; print what stood.

    The preview is made once; each try is a fork that confirms it and says each row
    that it has written. It is killed after so many rows, or when it has written all
    and not yet committed.
    """
    setup_test_environment()
    chance, rows = random.Random(int(seed)), int(rows)
    figures = dict.fromkeys(("killed", "finished", "partial"), 0)
    port = Port(_logged_in(), Member)
    batch, answer = 0, port.upload(people(0, rows))
    while figures["killed"] < int(count):
        before = _stored()
        has_begun = _confirm_and_kill(port, answer, chance.randint(1, rows))
        change = tuple(now - then for now, then in zip(_stored(), before, strict=True))
        if change == (rows, 1):  # too quick for its killer, after the last row
            figures["finished"] += 1
            batch += 1
            answer = port.upload(people(batch, rows))
        else:
            figures["killed"] += 1
            figures["partial"] += not has_begun or change != (0, 0)
    print(json.dumps(figures))  # noqa: T201


def _logged_in():
    client = Client()
    client.force_login(User.objects.get(username="clerk0"))
    return client


def _stored():
    """How many members and acts of import there are now."""
    return Member.every.count(), LogEvent.objects.filter(kind="import").count()


def _confirm_and_kill(port, answer, rows):
    """Kill a fork that confirms after so many rows; whether it had written them."""
    with _forked(functools.partial(_confirm, port, answer)) as said:
        return sum(len(said.read(1)) for _ in range(rows)) == rows


def _confirm(port, answer, say):
    real = Member.save

    def save(member, *args, **kwargs):
        real(member, *args, **kwargs)
        os.write(say, b".")

    Member.save = save
    port.confirm(answer)


@contextlib.contextmanager
def _forked(work):
    """What a fork says that runs `work(file descriptor)`; killed after the block."""
    connection.close()
    hear, say = os.pipe()
    if pid := os.fork():
        os.close(say)
        try:
            with os.fdopen(hear, "rb", buffering=0) as said:
                yield said
        finally:  # whatever happened: nobody goes on writing
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return
    try:
        work(say)
    finally:
        os._exit(0)


def foundings(count, seed):
    """Found a branch `count` times, killed in the middle of each; print what stood.

    Each try is a fork that says each write it has made. It is killed after so many of
    them, or when it has written all and not yet committed. What stands afterwards is
    either all that a founding writes or nothing.
    """
    chance = random.Random(int(seed))
    figures = dict.fromkeys(("killed", "finished", "partial"), 0)
    case, writes = dossier.submitted("A"), dossier.writes_of("B")
    while figures["killed"] < int(count):
        before = dossier.stored()
        has_begun = _found_and_kill(case, chance.randint(1, writes))
        change = dossier.change(before)
        if change == dossier.WHOLE:  # too quick for its killer, after the last write
            figures["finished"] += 1
            case = dossier.submitted(f"C{figures['finished']}")
        else:
            figures["killed"] += 1
            figures["partial"] += not has_begun or any(change)
    print(json.dumps(figures))  # noqa: T201


def _found_and_kill(case, writes):
    """Kill a fork that founds after so many writes; whether it had made them."""
    with _forked(functools.partial(dossier.found, case)) as said:
        return sum(len(said.read(1)) for _ in range(writes)) == writes


def founded_twice(count):
    """Two clerks found of one case at once, each another branch; print what stood."""
    figures = dict.fromkeys(("founded", "refused", "duplicates", "errors"), 0)
    for number in range(int(count)):
        case = dossier.submitted(f"D{number}")
        answers = dossier.at_once(case)
        founded = answers.count("founded")
        figures["founded"] += founded
        figures["refused"] += answers.count("refused")
        figures["duplicates"] += abs(dossier.branches_of(case) - 1)
        figures["errors"] += len(answers) - founded - answers.count("refused")
    print(json.dumps(figures))  # noqa: T201


def bad_files(count):
    """Print the figures of `count` bad files at the import page of members."""
    setup_test_environment()
    print(json.dumps(bad_files_of.run(Port(_logged_in(), Member), int(count))))  # noqa: T201


def backups(count, folder):
    """Print the figures of `count` backups, each made while a fork writes members.

    A backup that `work.check` has opened holds as many rows as it says.
    """
    figures = dict.fromkeys(("backups", "missing", "differences", "errors"), 0)
    for number in range(int(count)):
        figures["backups"] += 1
        try:
            stored, backup = _backed_up(f"{folder}{number}")
            backup, faults = work.check(backup.file)
        except (box.BoxError, engines.EngineError, DatabaseError) as error:
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            figures["errors"] += 1
            continue
        found = backup.manifest["facts"]["counts"][Member._meta.db_table]
        figures["missing"] += max(0, stored - found)
        figures["differences"] += len(faults)
    print(json.dumps(figures))  # noqa: T201


def _backed_up(folder):
    """(members stored before it began, the backup), while a fork writes members."""
    stored = Member.every.count()
    with _forked(_write_members) as said:
        written = sum(len(said.read(1)) for _ in range(LEAST_WRITTEN))
        assert written == LEAST_WRITTEN
        return stored + written, work.make(folder)


def _write_members(say):
    """Write members for ever, each in its own transaction; say each one."""
    while True:
        MemberFactory(full_name="Người ghi liên tục")
        os.write(say, b".")
        time.sleep(PAUSE)


def lying_backup(folder):
    """A backup whose own account of itself is wrong in three places."""
    real = facts.read if connection.vendor == "postgresql" else engines.facts_of

    def lie(*args):
        found = real(*args)
        found["counts"][Member._meta.db_table] += 1
        found["seals"]["mac"] = "0" * 64
        found["invariants"] = dict.fromkeys(found["invariants"], 7)
        return found

    facts.read = engines.facts_of = lie
    work.make(folder)


def plant(number):
    """A member with this CCCD, read and changed once."""
    member = MemberFactory(
        full_name="Người có CCCD", citizen_id=number, citizen_id_accepted=True
    )
    member.phone = "0912"
    member.save()


def main(command, *arguments):
    broken.break_guards(os.environ.get("FAULTS_BROKEN", "").split())
    # The server takes its actor from each request.
    is_server = command == "serve"
    actor = contextlib.nullcontext() if is_server else acting_as(system="faults")
    with actor:
        globals()[command](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
