"""The pages of closed books: who may sign, what is told, how many questions."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.groups import AUDITOR, LEADER, OFFICE, SECRETARY, SURVEYOR
from accounts.log import change_set
from accounts.models import LogEvent
from accounts.tests.door import PASSWORD
from reports.annual import write
from reports.annual.question import of_year
from reports.books import sign
from reports.models import (
    IssuedDocument,
    PaperSetting,
    Report,
    SignedBook,
)
from reports.tests.conftest import grant
from reports.tests.test_annual_pages import END, fill, somebody

pytestmark = pytest.mark.usefixtures("quick_files")
RIGHTS = ("view_report", "add_report", "change_report", "sign_report")
RIGHTS += ("view_issueddocument", "view_target")
TYPED = {
    "number": 1,
    "dated_on": "14/01/2022",
    "signer": "Nguyễn Minh Họa",
    "signer_role": "BÍ THƯ",
}
# Questions of a page, however many rows it shows.
PAGE, COMPARE, ISSUED = 10, 70, 7


@pytest.fixture
def clerk(client, office):
    grant(office, *(f"reports.{right}" for right in RIGHTS))
    client.force_login(office)
    return client


@pytest.fixture
def report(small, term):
    row = write.create(of_year(2021, END, small.committee), None)
    row.submit()
    return row


def at(name, report):
    return reverse(f"reports:annual-{name}", args=[report.pk])


def signed(report, number=1):
    day = dt.date(2022, 1, 14)
    who = {"signer": "Nguyễn Minh Họa", "signer_role": "BÍ THƯ"}
    sign.sign(report, number=number, dated_on=day, **who, by=None)
    return Report.objects.get(pk=report.pk)


def test_clerk_records_what_was_signed(clerk, report):
    assert at("sign", report) in clerk.get(report.get_absolute_url()).text
    answer = clerk.post(at("sign", report), TYPED, follow=True)
    assert "Đã ghi ký" in answer.text
    book = SignedBook.objects.get()
    assert book.recorded_by.username == "office"
    assert f"Mã kiểm SHA-256: {book.sha256}" in answer.text
    assert "Số 01-BC/ĐUK" in answer.text
    assert "DỰ THẢO" not in answer.text
    assert "Ghi ký</a>" not in answer.text


def test_form_suggests_number_day_and_signer(clerk, report, small):
    PaperSetting.objects.create(
        committee=small.committee,
        started_on=dt.date(2020, 1, 1),
        superior="A",
        issuer="B",
        place="Hoàng Mai",
        capacity="T/M ĐẢNG ỦY",
        role="PHÓ BÍ THƯ",
        signer="Trần Gợi Ý",
    )
    page = clerk.get(at("sign", report)).text
    for value in ("1", "14/01/2022", "Trần Gợi Ý", "PHÓ BÍ THƯ"):
        assert f'value="{value}"' in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"number": ""}, "Trường này"),
        ({"number": 0}, "lớn hơn hoặc bằng 1"),
        ({"number": "một"}, "số nguyên"),
        ({"dated_on": "15/01/2022"}, "Ngày ký không được sau hôm nay."),
        ({"dated_on": "30/12/2021"}, "trước ngày tính số liệu (31/12/2021)"),
        ({"dated_on": "31/02/2022"}, "ngày hợp lệ"),
        ({"signer": " "}, "Trường này"),
        ({"signer_role": "x" * 121}, "120"),
    ],
)
def test_bad_signing_is_told_and_nothing_is_written(clerk, report, typed, message):
    answer = clerk.post(at("sign", report), {**TYPED, **typed})
    assert answer.status_code == 200
    assert message in answer.text
    assert not SignedBook.every.exists()
    assert Report.objects.get().status == "submitted"


def issue(term, kind="BC", number=1):
    IssuedDocument.objects.create(
        term=term,
        kind=kind,
        number=number,
        dated_on=dt.date(2021, 2, 1),
        summary="Báo cáo quý",
        signer="A",
        signer_role="B",
    )


def test_taken_number_is_told_beside_the_number(clerk, report, term):
    issue(term)
    assert 'value="2"' in clerk.get(at("sign", report)).text
    answer = clerk.post(at("sign", report), TYPED)
    assert "Số này đã cấp cho một văn bản khác" in answer.text
    assert Report.objects.get().status == "submitted"


def test_wrong_states_are_refused_in_words(clerk, report):
    report.take_back()
    answer = clerk.post(at("sign", report), TYPED, follow=True)
    assert sign.NOT_SUBMITTED in answer.text
    answer = clerk.post(at("revise", report), follow=True)
    assert "báo cáo này còn sửa được" in answer.text
    assert clerk.get(at("compare", report)).status_code == 404
    report.submit()
    signed(report)
    state = clerk.post(at("state", report), {"to": "take_back"}, follow=True)
    assert "Chỉ làm được khi báo cáo đang trình ký" in state.text
    again = clerk.post(at("sign", report), {**TYPED, "number": 2}, follow=True)
    assert sign.NOT_SUBMITTED in again.text


def test_signing_asks_for_the_password_again(clerk, report, settings):
    settings.STEP_UP_IN_DEMO = True
    user = report.committee.access_rows.get().user
    user.set_password(PASSWORD)
    user.save()
    clerk.force_login(user)
    answer = clerk.post(at("sign", report), TYPED)
    assert answer.url.startswith("/login/confirm/")
    assert not SignedBook.objects.exists()


@pytest.mark.parametrize("group", [LEADER, OFFICE])
def test_leader_and_office_sign(small, report, group):
    who = Client()
    who.force_login(somebody(group, small))
    who.post(at("sign", report), TYPED)
    assert Report.objects.get().is_signed


@pytest.mark.parametrize("group", [SECRETARY, SURVEYOR, AUDITOR])
def test_others_do_not_sign(small, report, group):
    where = {"branch": small.one} if group == SECRETARY else {}
    who = Client()
    who.force_login(somebody(group, small, **where))
    assert who.get(at("sign", report)).status_code == 403
    assert who.post(at("sign", report), TYPED).status_code == 403
    assert who.post(at("revise", report)).status_code == 403
    signed(report)
    may = 200 if group == AUDITOR else 403
    for url in (at("compare", report), reverse("reports:issued")):
        assert who.get(url).status_code == may


def test_pages_and_files_are_those_of_the_signing(clerk, small, report):
    report = signed(report)
    before = clerk.get(report.get_absolute_url()).text
    files = [
        clerk.get(report.get_absolute_url(), {"format": kind}).content
        for kind in ("pdf", "docx")
    ]
    small.admit(small.one, dt.date(2021, 9, 9))
    small.committee.name = "Đảng bộ đã đổi tên"
    small.committee.save()
    after = clerk.get(report.get_absolute_url()).text
    cut = before.index("<article")
    assert after[after.index("<article") :] == before[cut:]
    for kind, data in zip(("pdf", "docx"), files, strict=True):
        answer = clerk.get(report.get_absolute_url(), {"format": kind})
        assert answer.content == data
    event = LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).last()
    assert f",{small.new.member_id}," in event.after["ids_members_member"]
    assert clerk.get(report.get_absolute_url(), {"format": "x"}).status_code == 404


def test_compare_page_tells_who_and_why(clerk, office, small, report):
    signed(report)
    name = small.new.member.full_name
    assert "Không có chênh lệch nào" in clerk.get(at("compare", report)).text
    grant(office, "members.view_placement", "members.view_spell")
    with change_set("nhập nhầm người"):
        small.new.void(by=None, reason="nhập nhầm người")
    page = clerk.get(at("compare", report)).text
    assert name in page
    assert "nhập nhầm người" in page
    assert page.index("số khác nhau") < page.index("Lý do chênh lệch")
    assert (
        "Đảng viên kết nạp mới (trong kỳ)" in page[: page.index('<details class="card')]
    )
    assert "Không có chênh lệch nào" not in page
    look = LogEvent.objects.filter(kind="view", table="reports_report").last()
    assert f",{small.new.member_id}," in look.after["ids_members_member"]


def test_revision_is_told_on_both_pages(clerk, report):
    old = signed(report)
    answer = clerk.post(at("revise", old))
    new = Report.objects.exclude(pk=old.pk).get()
    assert answer.url == new.get_absolute_url()
    assert "(thay thế Báo cáo số 01-BC/ĐUK" in clerk.get(answer.url).text
    page = clerk.get(old.get_absolute_url()).text
    assert f'href="{new.get_absolute_url()}"' in page
    assert "Lập báo cáo thay thế" not in page


def test_list_of_reports_tells_number_and_day(clerk, report):
    signed(report, number=7)
    page = clerk.get(reverse("reports:annual-list")).text
    assert "07-BC/ĐUK, ngày 14/01/2022" in page


def test_every_step_is_told_where_its_button_stands(clerk, small, report):
    """Not folded away: a leader who never saw the page finds what to press."""
    leader = Client()
    leader.force_login(somebody(LEADER, small))
    url = report.get_absolute_url()
    page = leader.get(url).text
    step = page[page.index("next-step") : page.index('<details class="card')]
    assert "Báo cáo đang chờ ký" in step
    assert at("sign", report) in step
    assert "Lấy lại để sửa" not in step
    assert "Lấy lại để sửa" in clerk.get(url).text
    report.take_back()
    assert "next-step" not in leader.get(url).text
    assert "Viết xong các mục thì trình ký" in clerk.get(url).text
    assert "mục còn chỗ “(Nêu …)” chưa viết" in clerk.get(url).text
    for row in report.sections.all():
        written = {"heading": row.heading, "text": "Đã viết.", "by": None}
        write.save(row, **written, base=row.version)
    assert "chưa viết" not in clerk.get(url).text


def test_sentence_with_an_old_number_is_told_before_it_is_submitted(
    clerk, small, report
):
    report.take_back()
    assert "mang số đã đổi" not in clerk.get(report.get_absolute_url()).text
    small.admit(small.one, dt.date(2021, 8, 1))
    assert "mục mang số đã đổi từ khi viết" in clerk.get(report.get_absolute_url()).text


def test_register_of_issued_documents_lists_the_report(clerk, report):
    assert "Chưa có văn bản nào" in clerk.get(reverse("reports:issued")).text
    report = signed(report, number=7)
    page = clerk.get(reverse("reports:issued")).text
    assert "07-BC/ĐUK" in page
    assert "Kết quả công tác xây dựng Đảng năm 2021" in page
    assert f'href="{report.get_absolute_url()}"' in page


def test_desk_shows_the_row_of_a_report_and_does_not_change_it(clerk, office, report):
    grant(office, *(f"reports.{verb}_issueddocument" for verb in ("change", "delete")))
    url = reverse(
        "admin:reports_issueddocument_change", args=[signed(report).issued.pk]
    )
    page = clerk.get(url)
    assert page.status_code == 200
    assert 'name="_save"' not in page.text
    url = reverse("admin:reports_issueddocument_delete", args=[report.issued.pk])
    assert clerk.post(url, {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_signed_page_asks_as_often_whatever_it_shows(
    clerk, small, report, number, term, django_assert_num_queries
):
    fill(small, number)
    for place in range(number):
        issue(term, "QĐ", place + 1)
    report.take_back()
    for row in report.sections.all():
        write.review(row, base=row.version, by=None)
    report.submit()
    signed(report)
    clerk.get(report.get_absolute_url())
    with django_assert_num_queries(PAGE):
        clerk.get(report.get_absolute_url())
    with django_assert_num_queries(ISSUED):
        clerk.get(reverse("reports:issued"))


@pytest.mark.parametrize("number", [1, 3])
def test_comparison_asks_as_often_whatever_differs(
    clerk, small, report, number, django_assert_num_queries
):
    signed(report)
    fill(small, number)
    clerk.get(at("compare", report))
    with django_assert_num_queries(COMPARE):
        clerk.get(at("compare", report))
