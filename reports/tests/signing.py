"""A report on its way to the book, and what is kept of it, for tests."""

import datetime as dt

from django.db import connection

from accounts.log.triggers import install, uninstall
from reports.annual import write
from reports.annual.question import of_year
from reports.books import sign
from reports.models import Report, SignedBook

END, TODAY = dt.date(2021, 12, 31), dt.date(2022, 1, 14)
SIGNER = {"signer": "Nguyễn Minh Họa", "signer_role": "BÍ THƯ"}


def submitted(small, by=None):
    report = write.create(of_year(2021, END, small.committee), by)
    report.submit()
    return report


def signed(report, number=1, by=None):
    sign.sign(report, number=number, dated_on=TODAY, **SIGNER, by=by)
    return Report.objects.get(pk=report.pk)


def kept(report):
    """Every byte that is served of a signed report."""
    book = SignedBook.objects.get(report=report)
    files = {file.kind: bytes(file.data) for file in book.files.all()}
    numbers = dict(book.figures.values_list("code", "number"))
    return (book.sha256, book.text, files, numbers)


def past_the_application(sql, *values):
    """What somebody does who has the file: no trigger, no log."""
    uninstall(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
    finally:
        install(connection)
