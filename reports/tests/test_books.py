"""Closed books: sign, then correct ten facts; what was signed stays, and is told."""

import contextlib
import datetime as dt
import io
import json
import zipfile
import zlib

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.log import change_set
from accounts.log.triggers import install, uninstall
from accounts.models import LogEvent
from accounts.records import VoidError
from enterprises.models import Enterprise
from hoangmai_party import clock
from members import actions
from members.models import Member
from reports.annual import write
from reports.annual.figures import Figures
from reports.annual.question import of_report, of_year
from reports.books import content, sign, verify
from reports.books.compare import compared, why
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
from reports.tests.conftest import grant
from reports.tests.factories import TargetFactory
from surveys.tests.factories import SurveyRecordFactory

pytestmark = pytest.mark.usefixtures("quick_files")
END, TODAY = dt.date(2021, 12, 31), dt.date(2022, 1, 14)
DRAWN = dict(sign.FILES)  # the real ones take two seconds a signing
SIGNER = {"signer": "Nguyễn Minh Họa", "signer_role": "BÍ THƯ"}


@pytest.fixture
def seen(office):
    """The office user who may look at whatever the log tells."""
    apps = ("members", "branches", "enterprises", "surveys", "reports")
    names = {
        "members": ("member", "spell", "placement"),
        "branches": ("branch", "branchname", "branchlink"),
        "enterprises": ("enterprise",),
        "surveys": ("surveyrecord",),
        "reports": ("target", "report"),
    }
    rights = (f"{app}.view_{name}" for app in apps for name in names[app])
    grant(office, *rights)
    return type(office).objects.get(pk=office.pk)


@pytest.fixture
def facts(small):
    """What will be corrected beside the people: a target, a survey."""
    target = TargetFactory(
        committee=small.committee, indicator="T02", level="assigned", year=2021, value=2
    )
    return target, SurveyRecordFactory(surveyed_on=dt.date(2021, 5, 5))


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


def correct_day(small, facts):
    small.other.ceremony_on = dt.date(2021, 5, 2)
    small.other.save()
    small.other.placements.update(started_on=dt.date(2021, 5, 2))


def move(small, facts):
    stay = small.old[0].placements.get()
    actions.move(placement=stay, to=small.two, on=dt.date(2021, 6, 1))


def die(small, facts):
    stay = small.old[1].placements.get()
    actions.leave(placement=stay, on=dt.date(2021, 11, 1), reason="died")


def rename(row, name, column="name"):
    setattr(row, column, name)
    row.save()


def change_target(small, facts):
    facts[0].value = 3
    facts[0].save()


# Ten facts of the register, each corrected for a reason of its own.
CORRECTIONS = {
    "nhập nhầm người": lambda s, f: s.new.void(by=None, reason="nhập nhầm người"),
    "sửa ngày lễ kết nạp": correct_day,
    "bổ sung chuyển nội bộ": move,
    "ghi từ trần muộn": die,
    "sửa họ tên": lambda s, f: rename(
        s.old[2].member, "Trần Thị Tên Đúng", "full_name"
    ),
    "sửa tên chi bộ": lambda s, f: rename(s.two.names.get(), "Chi bộ Tên Đã Sửa"),
    "cấp trên giao lại": change_target,
    "sửa tên doanh nghiệp": lambda s, f: rename(
        s.one.enterprise_links.get().enterprise, "Công ty Tên Đã Sửa"
    ),
    "bổ sung người kết nạp": lambda s, f: s.admit(s.two, dt.date(2021, 7, 1)),
    "phiếu khảo sát trùng": lambda s, f: f[1].void(
        by=None, reason="phiếu khảo sát trùng"
    ),
}


def correct(small, facts):
    for reason, act in CORRECTIONS.items():
        with change_set(reason):
            act(small, facts)


def test_ten_corrections_change_nothing_of_it(small, term, facts):
    report = signed(submitted(small))
    before = kept(report)
    correct(small, facts)
    assert kept(Report.objects.get(pk=report.pk)) == before
    assert verify.faults() == (1, [])


def test_comparison_names_all_ten_with_reasons(small, term, facts, seen):
    report = signed(submitted(small))
    assert compared(report, seen)[1] == []
    correct(small, facts)
    figures, changes = compared(report, seen)
    reasons = {reason for change in changes for _, reason in why(change)}
    assert reasons == set(CORRECTIONS)
    told = {f.label: (f.was, f.now) for f in figures}
    assert told["Đảng viên kết nạp mới (trong kỳ)"] == (2, 2)
    assert told["Đảng viên (cuối kỳ)"] == (5, 4)
    assert told["Doanh nghiệp được khảo sát (trong kỳ)"] == (1, 0)
    assert told[f"Chỉ tiêu năm 2021, cấp trên giao: {LABEL}"] == (2, 3)


LABEL = "Đảng viên kết nạp mới"


def test_signed_report_stays_is_compared_and_its_figure_is_watched(
    small, term, facts, seen
):
    """One report through all of it: ten corrections, then somebody with the file."""
    report = signed(submitted(small))
    before = kept(report)
    assert len(before[3]) > 100
    correct(small, facts)
    report = Report.objects.get(pk=report.pk)
    assert kept(report) == before
    changes = compared(report, seen)[1]
    for reason in CORRECTIONS:
        found = [c for c in changes if reason in {text for _, text in why(c)}]
        assert found, reason
        assert all(c.who and (c.corrected or c.went or c.came) for c in found), reason
    assert verify.faults() == (1, [])
    past_the_application(
        "UPDATE reports_frozenfigure SET number = number + 1 WHERE code = 'S02.now'"
    )
    [fault] = verify.faults()[1]
    assert "“Đảng viên (cuối kỳ)” bị sửa: khi ký 5, nay ghi 6" in fault


def said(changes, reason):
    """What is told of the rows that differ for this reason."""
    return [
        f"{change.who}|{'; '.join(change.corrected)}|{'; '.join(change.went)}"
        for change in changes
        if reason in {text for _, text in why(change)}
    ]


def test_comparison_tells_who_and_what(small, term, facts, seen):
    report = signed(submitted(small))
    gone, day = small.new.member.full_name, small.other.member.full_name
    was = Member.objects.get(pk=small.old[2].member_id).full_name
    correct(small, facts)
    changes = compared(report, seen)[1]
    [void] = said(changes, "nhập nhầm người")
    assert void.startswith(gone)
    assert "Đảng viên kết nạp mới (trong kỳ)" in void
    late = said(changes, "sửa ngày lễ kết nạp")
    assert all(line.startswith(day) for line in late)
    assert any("Từ ngày: 01/04/2021 → 02/05/2021" in line for line in late)
    [name] = said(changes, "sửa họ tên")
    assert f"{was} → Trần Thị Tên Đúng" in name
    assert "Chi bộ Tên Đã Sửa" in str(said(changes, "sửa tên chi bộ"))
    assert "Công ty Tên Đã Sửa" in str(said(changes, "sửa tên doanh nghiệp"))
    assert "2 → 3" in str(said(changes, "cấp trên giao lại"))


def test_change_past_the_log_is_told_as_such(small, term, seen):
    report = signed(submitted(small))
    uninstall(connection)
    try:
        Enterprise.objects.update(name="Ai đó sửa thẳng")
    finally:
        install(connection)
    changes = compared(report, seen)[1]
    assert "Nhật ký không ghi việc nào" in why(changes[0])[0][1]


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


def past_the_application(sql, *values):
    """What somebody does who has the file: no trigger, no log."""
    uninstall(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
    finally:
        install(connection)


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
