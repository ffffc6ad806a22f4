"""Finds what was changed of a signed report past the application.

The book is hashed again, its files too; the log, which is sealed with a key that lies
outside the database, holds each hash as it was written at the signing.
"""

import json
import zlib

from accounts.models import LogEvent
from reports.books import content
from reports.models import FrozenFigure, IssuedDocument, KeptFile, Report, SignedBook

_NUMBERED = ("number", "dated_on", "signer", "signer_role")
# What the register of issued documents holds of a paper, as the log heard it.
_ISSUED = (*_NUMBERED, "term", "kind", "symbol", "summary", "recipients")


def faults():
    """(number of books, ["Báo cáo … : what is wrong"])."""
    books = SignedBook.every.select_related("report__committee").order_by("pk")
    found, seen = [], set()
    for book in books.iterator(chunk_size=20):
        seen.add(book.report_id)
        found += [f"{_said(book.report)}: {fault}" for fault in _of_book(book)]
    bare = Report.every.filter(status=Report.Status.SIGNED).exclude(pk__in=seen)
    found += [f"{_said(report)}: không có bản đã ký." for report in bare]
    return len(seen), found


def _said(report):
    return f"Báo cáo số {report.number} (mã {report.pk})"


def _of_book(book):
    if book.voided_at or book.report.voided_at:
        yield "bản đã ký bị đánh dấu hủy."
    yield from _hash(book, book.sha256, "bản đã ký")
    yield from _files(book)
    try:
        text = book.text
        found = json.loads(text)
    except (zlib.error, ValueError):
        yield "nội dung bản đã ký không đọc được."
        return
    if content.hashed(text) != book.sha256:
        yield "nội dung bản đã ký không khớp mã SHA-256."
    yield from _report(book.report, found)
    yield from _issued(book.report)
    yield from _figures(book, found)
    yield from _wording(book.report, found)


def _hash(row, sha256, what):
    """What the log heard when the row was written."""
    heard = [event.after.get("sha256") for event in _written(row)]
    if not heard:
        yield f"nhật ký không ghi việc lập {what}."
    elif heard != [sha256]:
        yield f"mã SHA-256 của {what} không phải mã mà nhật ký ghi khi ký."


def _written(row):
    """The events of the log that say how a row was written."""
    return LogEvent.objects.filter(
        table=row._meta.db_table, row=str(row.pk), kind=LogEvent.Kind.INSERT
    )


def _files(book):
    files = {file.kind: file for file in KeptFile.every.filter(book=book)}
    for kind in KeptFile.Kind:
        if not (file := files.get(kind)):
            yield f"thiếu tệp {kind.label}."
            continue
        yield from _hash(file, file.sha256, f"tệp {kind.label}")
        if content.hashed(bytes(file.data)) != file.sha256:
            yield f"tệp {kind.label} không khớp mã SHA-256."


def _report(report, found):
    was = found["report"]
    now = json.loads(
        content.canonical({name: getattr(report, name) for name in content.REPORT})
    )
    for name in content.REPORT:
        if was.get(name) != now[name]:
            field = report._meta.get_field(name.removesuffix("_id"))
            yield f"“{field.verbose_name}” không còn như khi ký."
    if report.status != Report.Status.SIGNED:
        yield "không còn ở tình trạng đã ký."


def _issued(report):
    row = IssuedDocument.objects.filter(report=report).first()
    if row is None:
        yield "không có trong sổ văn bản đi."
        return
    if any(getattr(row, name) != getattr(report, name) for name in _NUMBERED):
        yield "sổ văn bản đi ghi khác bản đã ký."
    heard = [event.after for event in _written(row)]
    if not heard:
        yield "nhật ký không ghi việc vào sổ văn bản đi."
        return
    fields = [row._meta.get_field(name) for name in _ISSUED]
    now = {field.column: getattr(row, field.attname) for field in fields}
    now = json.loads(content.canonical(now))
    for field in fields:
        if heard[0].get(field.column) != now[field.column]:
            yield f"“{field.verbose_name}” trong sổ văn bản đi không còn như khi ký."


def _figures(book, found):
    was = {row["code"]: row for row in found["figures"]}
    now = {row.code: row for row in FrozenFigure.every.filter(book=book)}
    for code, row in was.items():
        if code not in now:
            yield f"mất số liệu khi ký “{row['label']}”."
        elif (held := now[code]).number != row["number"]:
            yield (
                f"số liệu khi ký “{row['label']}” bị sửa: khi ký {row['number']}, "
                f"nay ghi {held.number}."
            )
        elif held.label != row["label"] or held.voided_at:
            yield f"số liệu khi ký “{row['label']}” bị sửa."
    for code in now.keys() - was.keys():
        yield f"thừa số liệu khi ký “{now[code].label}”."


def _wording(report, found):
    now = dict(report.sections.values_list("key", "text"))
    for row in found["wording"]:
        if now.get(row["key"]) != row["text"]:
            yield f"nội dung mục “{row['heading']}” bị sửa sau khi ký."
