"""Closed books: sign, then correct ten facts; what was signed stays, and is told."""

import contextlib
import datetime as dt
import io
import json
import zipfile
import zlib

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.models import LogEvent
from accounts.records import VoidError
from hoangmai_party import clock
from reports.annual import write
from reports.annual.figures import Figures
from reports.annual.question import of_report, of_year
from reports.books import content, sign, verify
from reports.books.revise import revise
from reports.indicators import INDICATORS
from reports.models import (
    CommitteeTerm,
    FrozenFigure,
    IssuedDocument,
    KeptFile,
    Report,
    ReportStateError,
    SignedBook,
)
from reports.tests.signing import (
    END,
    SIGNER,
    TODAY,
    kept,
    past_the_application,
    signed,
    submitted,
)

pytestmark = pytest.mark.usefixtures("quick_files")
DRAWN = dict(sign.FILES)  # the real ones take two seconds a signing


def test_signing_keeps_everything(small, term, facts, monkeypatch):
    monkeypatch.setattr(sign, "FILES", DRAWN)
    report = signed(submitted(small))
    book = report.book
    found = json.loads(book.text)
    assert book.sha256 == content.hashed(book.text)
    files = kept(report)[2]
    assert files["pdf"].startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as word:
        parts = [word.read(n).decode() for n in word.namelist() if "footer" in n]
    assert any(book.sha256 in part for part in parts)
    assert found["report"]["signer"] == "Nguyễn Minh Họa"
    assert found["rules"]
    assert {part["key"] for part in found["wording"]} >= {"to-chuc"}
    assert small.new.member.full_name in found["names"].values()
    assert IssuedDocument.objects.get().report == report
    assert book.figures.get(code="T02.now").number == 2
    assert LogEvent.objects.filter(table="reports_signedbook").count() == 1


def test_frozen_numbers_are_those_of_the_pages(small, term, facts):
    figures = Figures(of_report(submitted(small)))
    found = {row["code"]: row for row in content.counted(figures)["figures"]}
    known = [(i.code, name) for i in INDICATORS for name in figures.spans]
    frozen = [pair for pair in known if ".".join(pair) in found]
    assert {code for code, _ in frozen} == {i.code for i in INDICATORS}
    for code, name in frozen:
        assert found[f"{code}.{name}"]["number"] == figures.number(code, name), code


def test_hash_stands_in_the_foot_and_the_log_carries_no_bytes(small, term):
    report = signed(submitted(small))
    book = report.book
    doc = content.with_foot(json.loads(book.text)["document"], book.sha256)
    assert doc.foot.endswith(book.sha256)
    tables = ("reports_signedbook", "reports_keptfile")
    for event in LogEvent.objects.filter(table__in=tables):
        assert not {"content", "data"} & set(event.after)
        assert len(event.after["sha256"]) == 64


@contextlib.contextmanager
def refused():
    """The database itself says no, and the transaction goes on."""
    refusal = pytest.raises(IntegrityError, match="signed for good")
    with refusal, transaction.atomic():
        yield


@pytest.mark.parametrize("model", [SignedBook, FrozenFigure, KeptFile])
def test_database_refuses_every_change_of_a_book(small, term, model):
    signed(submitted(small))
    for change in ({"voided_at": dt.datetime.now(dt.UTC)}, {"void_reason": "x"}):
        with refused():
            model.every.update(**change)
    with pytest.raises(IntegrityError, match="no delete"), transaction.atomic():
        model.every.all()._raw_delete("default")


def test_database_refuses_every_change_of_a_signed_report(small, term):
    report = signed(submitted(small))
    for change in ({"status": "draft"}, {"number": 9}, {"signer": "x"}):
        with refused():
            Report.every.filter(pk=report.pk).update(**change)
    with pytest.raises(VoidError, match="báo cáo thay thế"):
        report.void(by=None, reason="x")
    with pytest.raises(ReportStateError):
        report.take_back()


def test_database_refuses_every_change_of_its_row_among_the_issued(small, term):
    """The number in the Sổ văn bản đi stays as the report itself."""
    report = signed(submitted(small))
    rows = IssuedDocument.every.filter(report=report)
    changes = ({"number": 9}, {"report": None}, {"dated_on": END}, {"summary": "x"})
    for change in (*changes, {"voided_at": dt.datetime.now(dt.UTC)}):
        with refused():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="no delete"), transaction.atomic():
        rows._raw_delete("default")
    with pytest.raises(VoidError, match="báo cáo thay thế"):
        rows.get().void(by=None, reason="x")
    assert verify.faults() == (1, [])


def test_other_issued_documents_are_still_corrected(term):
    row = IssuedDocument.objects.create(
        term=term, kind="QĐ", number=1, dated_on=TODAY, summary="x", **SIGNER
    )
    row.number = 2
    row.save()
    row.void(by=None, reason="cấp nhầm")
    assert IssuedDocument.every.get().number == 2


def test_other_reports_are_still_written(small, term):
    report = submitted(small)
    report.take_back()
    report.submit()
    assert Report.objects.get().status == "submitted"


TAMPERED = {
    "UPDATE reports_frozenfigure SET number = 99 WHERE code = 'T02.now'": (
        "số liệu khi ký “Đảng viên kết nạp mới (trong kỳ)” bị sửa: khi ký 2, nay ghi 99"
    ),
    "DELETE FROM reports_frozenfigure WHERE code = 'S02.now'": (
        "mất số liệu khi ký “Đảng viên (cuối kỳ)”"
    ),
    "UPDATE reports_report SET number = 7": "“số” không còn như khi ký",
    "UPDATE reports_report SET status = 'draft'": "không còn ở tình trạng đã ký",
    "UPDATE reports_issueddocument SET signer = 'x'": "sổ văn bản đi ghi khác",
    "UPDATE reports_issueddocument SET number = 8": "sổ văn bản đi ghi khác",
    "UPDATE reports_issueddocument SET kind = 'QĐ'": (
        "“loại văn bản” trong sổ văn bản đi không còn như khi ký"
    ),
    "UPDATE reports_issueddocument SET symbol = 'X'": "“ký hiệu” trong sổ văn bản đi",
    "UPDATE reports_issueddocument SET voided_at = signed_at "
    "FROM reports_signedbook": "không có trong sổ văn bản đi",
    "DELETE FROM reports_issueddocument": "không có trong sổ văn bản đi",
    "DELETE FROM reports_keptfile WHERE kind = 'pdf'": "thiếu tệp PDF",
    "UPDATE reports_keptfile SET sha256 = 'a'": "không phải mã mà nhật ký ghi",
    "UPDATE reports_reportsection SET text = 'x' WHERE key = 'to-chuc'": "bị sửa sau",
    "UPDATE reports_signedbook SET sha256 = 'b'": "nội dung bản đã ký không khớp mã",
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_tampering_is_found_and_named(small, term, statement, capsys):
    signed(submitted(small))
    call_command("verify_reports")
    past_the_application(statement)
    with pytest.raises(CommandError, match="sai lệch trong báo cáo đã ký"):
        call_command("verify_reports")
    assert TAMPERED[statement] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "column", "message"),
    [
        ("signedbook", "content", "không đọc được"),
        ("keptfile", "data", "tệp Word không khớp mã SHA-256"),
    ],
)
def test_changed_bytes_are_found(small, term, table, column, message):
    signed(submitted(small))
    sql = f"UPDATE reports_{table} SET {column} = %s"
    past_the_application(sql, b"PK other")
    assert message in "".join(verify.faults()[1])


def test_book_rewritten_with_its_hash_is_found(small, term):
    """Whoever writes a new content and its right hash does not reach the log."""
    book = signed(submitted(small)).book
    other = book.text.replace(b'"number":2', b'"number":3')
    past_the_application(
        "UPDATE reports_signedbook SET content = %s, sha256 = %s",
        zlib.compress(other),
        content.hashed(other),
    )
    found = "".join(verify.faults()[1])
    assert "không phải mã mà nhật ký ghi khi ký" in found


def test_only_a_submitted_report_is_signed(small, term):
    report = write.create(of_year(2021, END, small.committee), None)
    with pytest.raises(ReportStateError, match="đang trình ký"):
        signed(report)
    report.submit()
    signed(report)
    with pytest.raises(ReportStateError, match="đang trình ký"):
        signed(report, number=2)
    assert SignedBook.objects.count() == IssuedDocument.objects.count() == 1


def test_second_of_two_who_sign_is_refused(small, term):
    """Both read the report before either wrote."""
    submitted(small)
    mine, theirs = Report.objects.get(), Report.objects.get()
    signed(mine)
    with pytest.raises(ReportStateError):
        signed(theirs, number=2)
    assert Report.objects.get().number == 1


def test_taken_number_is_refused_and_nothing_is_written(small, term):
    first = signed(submitted(small))
    revision = revise(first, None)
    revision.submit()
    with pytest.raises(sign.SignError, match="Số này đã cấp") as caught:
        signed(revision, number=1)
    assert caught.value.field == "number"
    revision.refresh_from_db()
    assert (revision.status, revision.number) == ("submitted", None)
    assert sign.next_number(small.committee, TODAY) == 2


def test_numbers_begin_again_in_the_next_term(small, term):
    signed(submitted(small), number=12)
    assert sign.next_number(small.committee, TODAY) == 13
    term.ended_on = dt.date(2022, 1, 14)
    term.save()
    later = CommitteeTerm.objects.create(
        committee=small.committee, name="2022–2027", started_on=dt.date(2022, 1, 14)
    )
    assert sign.next_number(small.committee, TODAY) == 1
    assert sign.term_on(small.committee, TODAY) == later


def test_without_a_term_nothing_is_signed(small):
    with pytest.raises(sign.SignError, match="Chưa có nhiệm kỳ") as caught:
        signed(submitted(small))
    assert caught.value.field == "dated_on"
    assert not SignedBook.objects.exists()


def test_figure_that_changed_since_is_not_signed_unread(small, term):
    report = submitted(small)
    small.admit(small.one, dt.date(2021, 8, 1))
    with pytest.raises(sign.SignError, match="đã đổi từ khi viết"):
        signed(report)
    assert Report.objects.get().status == "submitted"


def test_revision_names_the_old_one_which_stays(small, term):
    old = signed(submitted(small))
    before = kept(old)
    new = revise(old, None)
    assert new.sections.count() == old.sections.count()
    new.submit()
    with clock.fixed(TODAY):
        new = signed(new, number=2)
    text = new.book.text.decode()
    assert "(thay thế Báo cáo số 01-BC/ĐUK, ngày 14/01/2022)" in text
    assert kept(old) == before
    with pytest.raises(ReportStateError, match="đã có báo cáo thay thế"):
        revise(old, None)


def test_draft_is_not_revised(small, term):
    with pytest.raises(ReportStateError, match="còn sửa được"):
        revise(submitted(small), None)
