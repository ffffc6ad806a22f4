"""Writing a section: versions, drafts, and two people at once."""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from branches.tests.factories import AccessFactory
from reports.annual import write
from reports.annual.forms import LONGEST
from reports.annual.question import of_year
from reports.models import ReportStateError, SectionVersion
from reports.tests.conftest import grant

END = dt.date(2021, 12, 31)
HEADING = "Công tác kiểm tra"


class Writer:
    """Somebody of the office in a browser of their own."""

    def __init__(self, name, section):
        self.user = User.objects.create_user(name.lower(), full_name=name)
        grant(self.user, *(f"reports.{a}_report" for a in ("view", "add", "change")))
        AccessFactory(user=self.user, committee=section.report.committee)
        self.client, self.section = Client(), section
        self.client.force_login(self.user)

    def url(self, name="annual-section", *more):
        args = [self.section.report_id, self.section.key, *more]
        return reverse(f"reports:{name}", args=args)

    def open(self):
        """The page; what its form would send is kept."""
        self.page = unescape(self.client.get(self.url()).text)
        self.base = int(
            re.search(
                r'name="base" value="(\d+)"',
                self.page[self.page.index("data-draft=") :],
            )[1]
        )
        return self.page

    def typed(self, text, **more):
        return {"heading": HEADING, "text": text, "base": self.base, **more}

    def save(self, text, **more):
        return self.client.post(self.url(), self.typed(text, save="1", **more))

    def draft(self, text):
        return self.client.post(self.url("annual-draft"), self.typed(text))

    def area(self, page):
        """What stands in the box of the text."""
        found = re.search(
            r'<textarea name="text"[^>]*>\s?(.*?)</textarea>', page, re.DOTALL
        )
        return unescape(found[1]).strip("\n")


@pytest.fixture
def section(small):
    report = write.create(of_year(2021, END, small.committee), None)
    return report.sections.get(key="kiem-tra-giam-sat")


@pytest.fixture
def an(section):
    return Writer("An", section)


@pytest.fixture
def binh(section):
    return Writer("Bình", section)


def test_saved_text_is_the_next_version(an, section):
    an.open()
    answer = an.save("Một dòng.\r\n- hai  \r\n")
    assert answer.status_code == 302
    section.refresh_from_db()
    assert (section.text, section.heading) == ("Một dòng.\n- hai", HEADING)
    assert section.version == 2
    newest = section.versions.get(number=2)
    assert (newest.saved_by, newest.kind, newest.text) == (
        an.user,
        "saved",
        section.text,
    )
    assert section.versions.get(number=1).text != section.text


def test_second_editor_is_told_who_and_loses_nothing(an, binh, section):
    an.open()
    binh.open()
    assert an.save("Bài của An.").status_code == 302
    answer = binh.save("Bài của Bình.")
    assert answer.status_code == 200
    page = unescape(answer.text)
    assert "Chưa ghi: An đã ghi mục này lúc" in page
    assert "Bài của An." in page
    assert binh.area(answer.text) == "Bài của Bình."
    section.refresh_from_db()
    assert (section.text, section.version) == ("Bài của An.", 2)
    # It is kept on the server too, and both stand there when the page is opened anew.
    assert write.draft_of(section, binh.user).text == "Bài của Bình."
    again = binh.open()
    assert "Chưa ghi: An đã ghi" in again
    assert binh.area(again) == "Bài của Bình."
    assert binh.save("Bài của An. Bài của Bình.").status_code == 302
    texts = list(section.versions.order_by("number").values_list("text", flat=True))
    assert texts[1:] == ["Bài của An.", "Bài của An. Bài của Bình."]


def test_saving_twice_the_same_page_does_not_pass_over_oneself(an, section):
    an.open()
    an.save("Lần một.")
    assert "Chưa ghi: An đã ghi" in unescape(an.save("Lần hai.").text)
    section.refresh_from_db()
    assert section.text == "Lần một."


def test_draft_is_kept_and_opened_again(an, section):
    before = section.text
    an.open()
    assert "Đã giữ nháp lúc" in an.draft("Đang viết dở").text
    an.draft("Đang viết dở dang")
    section.refresh_from_db()
    assert (section.text, section.version) == (before, 1)
    assert section.versions.filter(kind="draft").count() == 1
    page = an.open()
    assert "Đang mở bản nháp chưa ghi của đồng chí" in page
    assert an.area(page) == "Đang viết dở dang"
    an.save("Xong.")
    assert not section.versions.filter(kind="draft").exists()


def test_draft_can_be_dropped(an, section):
    an.open()
    an.draft("Không dùng")
    an.client.post(an.url(), an.typed("Không dùng", discard="1"))
    assert "Không dùng" not in an.open()
    assert SectionVersion.every.filter(void_reason="Bỏ nháp").count() == 1


def test_each_is_told_that_the_other_is_writing(an, binh):
    an.open()
    binh.open()
    an.draft("Của An")
    assert "An cũng đang viết" in binh.draft("Của Bình").text
    assert "An cũng đang viết mục này" in binh.open()
    assert "Của An" not in binh.page
    an.save("Của An xong")
    assert "An vừa ghi mục này" in binh.draft("Của Bình nữa").text


def test_old_draft_is_nobody_at_work(an, binh, section):
    an.open()
    an.draft("Hôm qua")
    yesterday = timezone.now() - dt.timedelta(days=1)
    section.versions.filter(kind="draft").update(saved_at=yesterday)
    assert "An cũng đang viết" not in binh.open()


def test_version_is_restored_with_its_figures(an, section):
    an.open()
    an.save("Mới hoàn toàn.")
    page = unescape(an.client.get(an.url("annual-versions"), {"number": 1}).text)
    assert "Lấy lại nội dung lần 1" in page
    an.client.post(an.url("annual-restore", 1), {"base": 2})
    old, new = section.versions.get(number=1), section.versions.get(number=3)
    assert (new.kind, new.text, new.figures) == ("restored", old.text, old.figures)
    section.refresh_from_db()
    assert section.text == old.text


def test_restoring_over_somebody_is_refused(an, binh, section):
    an.open()
    an.save("Của An.")
    answer = binh.client.post(binh.url("annual-restore", 1), {"base": 1}, follow=True)
    assert "An vừa ghi mục này" in unescape(answer.text)
    section.refresh_from_db()
    assert section.text == "Của An."


@pytest.mark.parametrize("number", ["9", "x"])
def test_unknown_version_is_not_there(an, number):
    answer = an.client.get(an.url("annual-versions"), {"number": number})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"heading": ""}, "Trường này bắt buộc phải nhập."),
        ({"heading": "a" * 256}, "tối đa 255 ký tự"),
        ({"text": "a" * (LONGEST + 1)}, f"tối đa {LONGEST} ký tự"),
        ({"text": "a\0b"}, "Không được chứa ký tự rỗng"),
        ({"base": ""}, "base"),
        ({"base": "x"}, "base"),
    ],
)
def test_bad_text_is_told_and_not_written(an, section, typed, message):
    an.open()
    data = {**an.typed("Chữ của An."), **typed}
    for url in (an.url(), an.url("annual-draft")):
        answer = an.client.post(url, data)
        assert answer.status_code in (200, 400)
        assert message in unescape(answer.text) or "base" in typed
    section.refresh_from_db()
    assert section.version == 1
    assert not section.versions.filter(kind="draft").exists()


def test_hostile_text_is_text(an):
    an.open()
    hostile = '<script>alert(1)</script> {% load x %} #read("x") {{T02.'
    an.save(hostile)
    page = an.client.get(an.url()).text
    assert "<script>alert" not in page
    assert an.area(page) == hostile


def test_unknown_placeholder_is_told_beside_the_text(an):
    an.open()
    an.save("Có {{T99}} đảng viên.")
    assert "{{T99}}: không có số liệu tên «T99»" in an.open()


def test_changed_number_is_told_and_taken(an, section, small):
    an.open()
    an.save("Kết nạp {{T02}}.")
    small.admit(small.one, dt.date(2021, 9, 1))
    page = an.open()
    assert "khi viết 2, nay 3" in page
    assert "<mark>3</mark>" in page
    answer = an.client.get(section.report.get_absolute_url())
    assert "! 1 số đã đổi" in answer.text
    an.client.post(an.url(), {"review": "1", "base": an.base})
    assert "khi viết" not in an.open()
    assert section.versions.get(number=3).kind == "reviewed"


def test_submitted_report_takes_no_text_and_keeps_what_was_typed(an, section):
    an.open()
    section.report.submit()
    answer = an.client.post(an.url(), an.typed("Viết muộn."), follow=True)
    assert "đã trình ký nên không sửa được nữa" in unescape(answer.text)
    section.refresh_from_db()
    assert section.version == 1
    assert write.draft_of(section, an.user).text == "Viết muộn."
    with pytest.raises(ReportStateError):
        write.review(section, base=1, by=an.user)
