"""The signing: everything is frozen as of one moment, or nothing is written."""

import zlib

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.log import change_set
from accounts.log.hold import hold_writers
from accounts.models import LogEvent
from hoangmai_party.constraints import message_of
from reports.annual import markup
from reports.annual.figures import Figures
from reports.annual.paper import KIND
from reports.annual.question import of_report
from reports.books import content
from reports.documents import docx, office, typst
from reports.models import (
    CommitteeTerm,
    FrozenFigure,
    IssuedDocument,
    KeptFile,
    Report,
    ReportStateError,
    SignedBook,
)

FILES = {KeptFile.Kind.PDF: typst.pdf, KeptFile.Kind.DOCX: docx.docx}
NOT_SUBMITTED = "Chỉ ghi ký được báo cáo đang trình ký: hãy tải lại trang."


class SignError(Exception):
    """The report can't be signed so; `field` says which box of the form is wrong."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


def term_on(committee, day):
    """The term of a committee on a day."""
    if term := CommitteeTerm.objects.on(day).filter(committee=committee).first():
        return term
    raise SignError(
        f"Chưa có nhiệm kỳ của đảng bộ vào ngày {day:%d/%m/%Y}: văn phòng ghi ở Bàn "
        "làm việc, mục Nhiệm kỳ của đảng bộ.",
        "dated_on",
    )


def next_number(committee, day, kind=KIND):
    """The number after the last one of this type in the term; 1 without a term."""
    term = CommitteeTerm.objects.on(day).filter(committee=committee).first()
    rows = IssuedDocument.objects.filter(term=term, kind=kind)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def sign(report, *, number, dated_on, signer, signer_role, by):
    """Freeze a submitted report with its number, day and signer; returns its book.

    `ReportStateError` for another state, `SignError` for what was typed, `PaperError`
    where no file can be made. Others write before it or after it, never in between:
    figures, lists, sentences and the place in the log are of one moment.
    """
    said = f"Ký báo cáo {of_report(report).said}"
    with change_set(said), transaction.atomic():
        facts = {"number": number, "dated_on": dated_on}
        facts |= {"signer": signer, "signer_role": signer_role}
        report = _closed(report, facts)
        term = term_on(report.committee, dated_on)
        figures = Figures(of_report(report))
        _refuse_unread(report, figures)
        _issue(report, term, by)
        return _kept(report, figures, by)


def _closed(report, facts):
    # First the row, then all writers: who is at this very report goes before us.
    Report.objects.select_for_update().filter(pk=report.pk).first()
    hold_writers()
    # In the database, not in memory: of two who sign only one goes on.
    rows = Report.objects.filter(pk=report.pk, status=Report.Status.SUBMITTED)
    if not rows.update(status=Report.Status.SIGNED, **facts):
        raise ReportStateError(NOT_SUBMITTED)
    known = Report.objects.select_related("committee", "replaces__issued")
    return known.get(pk=report.pk)


def _refuse_unread(report, figures):
    """A sentence whose figure has changed since was not read by who signs it."""
    unread = [
        row.heading
        for row in report.sections.order_by("position", "pk")
        if markup.changed(row.text, row.figures, figures)
    ]
    if unread:
        headings = "; ".join(markup.plain(heading, figures) for heading in unread)
        raise SignError(
            "Có số liệu đã đổi từ khi viết: lấy báo cáo về, xem lại rồi trình ký lại. "
            f"Mục: {headings}."
        )


def _issue(report, term, by):
    desk = office.on(report.committee, report.dated_on)
    row = IssuedDocument(
        term=term,
        kind=KIND,
        number=report.number,
        symbol=desk.symbol,
        dated_on=report.dated_on,
        summary=f"{report.get_family_display()} {of_report(report).said}",
        signer=report.signer,
        signer_role=report.signer_role,
        recipients="\n".join(desk.recipients),
        report=report,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if not (message := message_of(error)):
            raise
        raise SignError(message, "number") from error


def _kept(report, figures, by):
    found = content.of_report(report, figures)
    data = content.canonical(found)
    book = SignedBook.objects.create(
        report=report,
        content=zlib.compress(data),
        sha256=content.hashed(data),
        log_mark=LogEvent.objects.aggregate(last=Max("pk"))["last"] or 0,
        signed_at=timezone.now(),
        recorded_by=by,
    )
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            book=book, code=row["code"], label=row["label"], number=row["number"]
        )
        for row in found["figures"]
    )
    doc = content.with_foot(found["document"], book.sha256)
    for kind, make in FILES.items():
        file = make(doc)
        sha256 = content.hashed(file)
        KeptFile.objects.create(book=book, kind=kind, data=file, sha256=sha256)
    return book
