"""Two signings of one report at the same moment: one book, one number."""

import contextlib
import datetime as dt
import sqlite3
import threading

import pytest
from django.db import connection

from accounts.log import acting_as
from accounts.tests.test_log_waits import in_a_thread_on
from hoangmai_party import clock
from reports.annual import write
from reports.annual.question import of_year
from reports.books import sign
from reports.models import CommitteeTerm, Report, ReportStateError

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's one writer"),
]
TODAY = dt.date(2022, 1, 14)


@pytest.fixture
def file(small, tmp_path, monkeypatch):
    """A register with a submitted report, as a file."""
    quick = {kind: lambda doc: b"x" for kind in sign.FILES}
    monkeypatch.setattr(sign, "FILES", quick)
    CommitteeTerm.objects.create(
        committee=small.committee, name="2020–2025", started_on=dt.date(2020, 6, 1)
    )
    write.create(of_year(2021, dt.date(2021, 12, 31), small.committee), None).submit()
    path = tmp_path / "register.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    with contextlib.closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
    return path


def test_of_two_signings_at_once_one_goes_through(file):
    together = threading.Barrier(2)

    def work(number):
        report = Report.objects.get()
        together.wait(timeout=20)
        with acting_as(system="test"), clock.fixed(TODAY):
            who = {"signer": "A", "signer_role": "B", "by": None}
            sign.sign(report, number=number, dated_on=TODAY, **who)

    both = [in_a_thread_on(file, lambda n=n: work(n)) for n in (1, 2)]
    for thread, _ in both:
        thread.join()
    errors = [result["error"] for _, result in both if "error" in result]
    assert [type(error) for error in errors] == [ReportStateError]
    with contextlib.closing(sqlite3.connect(file)) as made:
        counts = [
            made.execute(f"SELECT count(*) FROM reports_{table}").fetchone()[0]
            for table in ("signedbook", "issueddocument")
        ]
    assert counts == [1, 1]
