"""Who signs and who writes at the same moment: one book, and it is of one moment."""

import contextlib
import datetime as dt
import json
import sqlite3
import threading
import time

import pytest
from django.db import connection, connections, transaction

from accounts.log import acting_as, change_set
from accounts.models import LogEvent
from accounts.tests.test_log_waits import in_a_thread_on
from hoangmai_party import clock
from members.models import Spell
from reports.annual import write
from reports.annual.question import of_year
from reports.books import sign
from reports.models import (
    CommitteeTerm,
    IssuedDocument,
    Report,
    ReportStateError,
    SignedBook,
)

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = dt.date(2022, 1, 14)
WHO = {"dated_on": TODAY, "signer": "A", "signer_role": "B", "by": None}
HELD = 1.0  # seconds in which the writer would be done, if nobody held it up


def in_a_thread(work):
    """Run `work` in a thread with a connection of its own to the test database."""
    result = {}

    def run():
        try:
            result["value"] = work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            result["error"] = error
        finally:
            connections["default"].close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, result


@pytest.fixture
def beside(small, tmp_path, monkeypatch):
    """Runs work beside others on a register with a submitted report.

    A memory database has one connection: on SQLite the register is copied to a file.
    """
    quick = {kind: lambda doc: b"x" for kind in sign.FILES}
    monkeypatch.setattr(sign, "FILES", quick)
    CommitteeTerm.objects.create(
        committee=small.committee, name="2020–2025", started_on=dt.date(2020, 6, 1)
    )
    write.create(of_year(2021, dt.date(2021, 12, 31), small.committee), None).submit()
    if connection.vendor != "sqlite":
        return in_a_thread
    path = tmp_path / "register.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    with contextlib.closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
    return lambda work: in_a_thread_on(path, work)


def value(beside, ask):
    """What somebody sees who looks now."""
    thread, result = beside(ask)
    thread.join()
    return result["value"]


def sign_it(number=1):
    with acting_as(system="test"), clock.fixed(TODAY):
        return sign.sign(Report.objects.get(), number=number, **WHO)


def test_of_two_signings_at_once_one_goes_through(beside):
    together = threading.Barrier(2)

    def work(number):
        Report.objects.get()
        together.wait(timeout=20)
        sign_it(number)

    both = [beside(lambda n=n: work(n)) for n in (1, 2)]
    for thread, _ in both:
        thread.join()
    errors = [result["error"] for _, result in both if "error" in result]
    assert [type(error) for error in errors] == [ReportStateError]
    for model in (SignedBook, IssuedDocument):
        assert value(beside, model.objects.count) == 1


def test_write_in_between_does_not_tear_the_report(beside, small, monkeypatch):
    """The register is corrected after the figures were counted, before the lists."""
    spell, asked = small.new.pk, {}
    of_report = sign.content.of_report

    def correct():
        began = time.monotonic()
        with acting_as(system="clerk"), change_set("nhập nhầm"):
            Spell.objects.get(pk=spell).void(by=None, reason="nhập nhầm")
        return time.monotonic() - began

    def slowly(report, figures):
        asked["writer"] = beside(correct)
        time.sleep(HELD)
        return of_report(report, figures)

    monkeypatch.setattr(sign.content, "of_report", slowly)
    thread, result = beside(sign_it)
    thread.join()
    asked["writer"][0].join()
    assert "error" not in result
    assert asked["writer"][1]["value"] >= HELD / 2  # it waited, and went through then
    book = value(beside, lambda: json.loads(SignedBook.objects.get().text))
    assert numbers(book) == {"T02.now": 2, "members.in_admitted": 2}
    assert str(small.new.member_id) in str(book["people"])
    assert value(beside, lambda: Spell.every.get(pk=spell).voided_at)
    # The writer's place in the log is after the book: the comparison finds the reason.
    assert value(beside, told_since)


def numbers(book):
    """The same people, as two different counts tell them."""
    found = {row["code"]: row["number"] for row in book["figures"]}
    return {code: found[code] for code in ("T02.now", "members.in_admitted")}


def told_since():
    mark = SignedBook.objects.get().log_mark
    since = LogEvent.objects.filter(pk__gt=mark, table="members_spell")
    return since.filter(reason="nhập nhầm").exists()


def test_signing_waits_for_who_writes_already(beside, small):
    """A correction under way is in all of the report or in nothing of it."""
    written, go_on = threading.Event(), threading.Event()

    def correct():
        with acting_as(system="clerk"), transaction.atomic():
            Spell.objects.get(pk=small.new.pk).void(by=None, reason="nhập nhầm")
            written.set()
            go_on.wait(timeout=20)

    writer = beside(correct)[0]
    written.wait(timeout=20)
    signer, result = beside(sign_it)
    signer.join(timeout=HELD)
    assert signer.is_alive()
    go_on.set()
    for thread in (writer, signer):
        thread.join()
    assert "đã đổi từ khi viết" in str(result["error"])
    assert value(beside, SignedBook.objects.count) == 0
