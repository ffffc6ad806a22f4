"""Seals: nine ways to tamper with the log, past the triggers, and each is found."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.log import acting_as, seals, triggers
from accounts.models import LogEvent, LogSeal, User

pytestmark = pytest.mark.django_db


def write(count=3):
    for number in range(count):
        User.objects.create(username=f"u{User.objects.count()}-{number}")


def sql(text, params=None):
    with connection.cursor() as cursor:
        cursor.execute(text, params)


def verify(anchor=""):
    return seals.verify(anchor)


@pytest.fixture
def sealed(db):
    """Three seals, each over some events; returns the MAC of the last."""
    for _ in range(3):
        write()
        last = seals.seal()
    return last.mac


def log(column, value, where):
    sql(f'UPDATE accounts_logevent SET "{column}" = %s WHERE id = {where}', [value])


MIDDLE = "(SELECT max(id) - 4 FROM accounts_logevent)"
TAIL = "(SELECT max(id) FROM accounts_logevent)"
LAST_SEAL = "(SELECT max(id) FROM accounts_logseal)"


def swap():
    """Two rows exchange what they say of the actor and of the row."""
    one, two = LogEvent.objects.order_by("-id").values("id", "actor", "row")[:2]
    for row, other in ((one, two), (two, one)):
        log("row", other["row"], row["id"])


def rewrite_mac():
    sql(f"UPDATE accounts_logseal SET mac = %s WHERE id = {LAST_SEAL}", ["0" * 64])


def wipe():
    sql("DELETE FROM accounts_logevent")
    sql("DELETE FROM accounts_logseal")


TAMPERINGS = {
    "edit the actor": lambda: log("actor", "user:9 ai", MIDDLE),
    "edit the time": lambda: log("at", "2020-01-01 00:00:00+00:00", MIDDLE),
    "edit the JSON": lambda: log("after", '{"id": 1}', MIDDLE),
    "delete in the middle": lambda: sql(
        f"DELETE FROM accounts_logevent WHERE id = {MIDDLE}"
    ),
    "delete at the tail": lambda: sql(
        f"DELETE FROM accounts_logevent WHERE id = {TAIL}"
    ),
    "swap two rows": swap,
    "drop the last seal": lambda: sql(
        f"DELETE FROM accounts_logseal WHERE id = {LAST_SEAL}"
    ),
    "wipe all": wipe,
    "rewrite a MAC": rewrite_mac,
}


def test_9_of_9_tamperings_are_found(sealed):
    """As an attacker would: on the database itself, with the triggers dropped."""
    found = []
    for name, tamper in TAMPERINGS.items():
        with transaction.atomic():
            triggers.uninstall(connection)
            tamper()
            triggers.install(connection)
            if verify(sealed).faults:
                found.append(name)
            transaction.set_rollback(True)
        assert verify(sealed).faults == []
    sys.stdout.write(f"{len(found)}/9 tamperings found on {connection.vendor}\n")
    assert found == list(TAMPERINGS)
    assert len(found) == 9


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_refused_while_the_triggers_stand(name, sealed):
    """An honest program, and a careless hand, do not come so far."""
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        TAMPERINGS[name]()


def test_seal_holds_the_new_events_alone(sealed):
    first, second, third = LogSeal.objects.all()
    assert (first.previous, second.previous) == ("", first.mac)
    assert third.previous == second.mac
    assert first.last < second.first <= second.last < third.first
    assert second.count == third.count == 3
    assert seals.seal() is None
    assert LogSeal.objects.count() == 3


def test_report_counts_what_no_seal_holds_yet(sealed):
    write(2)
    report = verify(sealed)
    assert (report.seals, report.unsealed, report.mac) == (3, 2, sealed)
    assert report.sealed == LogEvent.objects.count() - 2
    assert report.faults == []


def test_empty_log_of_seals_is_no_fault():
    report = verify()
    assert (report.seals, report.mac, report.faults) == (0, "", [])


def test_event_slipped_in_between_two_seals_is_found(sealed):
    second = LogSeal.objects.all()[1]
    triggers.uninstall(connection)
    LogEvent.objects.filter(id=second.first).delete()
    assert any("phải có 3 dòng" in fault for fault in verify().faults)


def test_seal_cut_out_of_the_chain_is_found(sealed):
    second = LogSeal.objects.all()[1]
    triggers.uninstall(connection)
    sql("DELETE FROM accounts_logseal WHERE id = %s", [second.pk])
    faults = verify().faults
    assert any("không nối với niêm trước" in fault for fault in faults)


def test_another_key_opens_nothing(sealed, settings):
    settings.LOG_SEAL_KEY = b"x" * 32
    assert len(verify().faults) == 3


def test_seals_of_before_a_change_of_keys_still_hold(sealed, settings):
    settings.LOG_SEAL_OLD_KEYS = [settings.LOG_SEAL_KEY]
    settings.LOG_SEAL_KEY = b"x" * 32
    write()
    seals.seal()
    assert verify(sealed).faults == []
    settings.LOG_SEAL_OLD_KEYS = []
    assert len(verify().faults) == 3


def test_old_key_can_not_seal_after_the_new_one(sealed, settings):
    old, new = settings.LOG_SEAL_KEY, b"x" * 32
    for settings.LOG_SEAL_KEY in (new, old):
        write()
        seals.seal()
    settings.LOG_SEAL_KEY, settings.LOG_SEAL_OLD_KEYS = new, [old]
    (fault,) = verify().faults
    assert "nội dung không khớp mã niêm" in fault


def test_event_that_can_t_be_read_is_a_fault(sealed):
    if connection.vendor == "postgresql":
        pytest.skip("a moment there is a moment")
    triggers.uninstall(connection)
    log("at", "hôm qua", MIDDLE)
    assert any("không đọc được" in fault for fault in verify().faults)


def test_anchor_names_any_seal_of_the_chain(sealed):
    older = LogSeal.objects.first().mac
    assert verify(older).faults == verify(older[:16]).faults == []
    assert "Không tìm thấy niêm ffff" in verify("f" * 64).faults[0]


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command(*args, stdout=out, stderr=err)
    return out.getvalue()


def test_commands_seal_and_verify(sealed):
    write(2)
    said = run("seal_log")
    mac = LogSeal.objects.last().mac
    assert "Đã niêm 2 dòng nhật ký" in said
    assert mac in said
    assert "không niêm" in run("seal_log")
    said = run("verify_log", "--anchor", f"{mac[:8]} {mac[8:20].upper()}")
    assert "4 niêm" in said
    assert f"Mã niêm cuối: {mac}" in said
    assert "Nhật ký nguyên vẹn." in said


def test_verify_command_fails_for_what_is_wrong(sealed):
    with pytest.raises(CommandError, match="Nhật ký không nguyên vẹn: 1 sai lệch"):
        run("verify_log", "--anchor", "f" * 20)
    with pytest.raises(CommandError, match="cần từ 16 đến 64"):
        run("verify_log", "--anchor", "khong phai")
    triggers.uninstall(connection)
    with pytest.raises(CommandError, match="không nguyên vẹn"):
        run("verify_log")


def test_seal_is_part_of_no_act():
    with acting_as(system="seal"):
        write(1)
        before = LogEvent.objects.count()
        seals.seal()
    assert LogEvent.objects.count() == before
