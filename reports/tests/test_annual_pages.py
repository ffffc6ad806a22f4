"""The pages of a report: new, paper, files, state, who may, how many questions."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.groups import LEADER, OFFICE, SECRETARY, SURVEYOR
from accounts.models import LogEvent, User
from branches.tests.factories import AccessFactory, BranchFactory
from enterprises.tests.factories import AddressFactory
from reports.annual import write
from reports.annual.question import of_year
from reports.models import Report, ReportSection, SectionVersion
from reports.tests.conftest import grant
from reports.tests.factories import TargetFactory

END = dt.date(2021, 12, 31)
RIGHTS = ("view_report", "add_report", "change_report", "view_target")
NEW = reverse("reports:annual-new")
# Questions of the page: frame, figures, wording, appendices; however many rows.
PAGE, ALL, EDITOR = 42, 48, 16


@pytest.fixture
def clerk(client, office):
    grant(office, *(f"reports.{right}" for right in RIGHTS))
    client.force_login(office)
    return client


@pytest.fixture
def report(small, office):
    return write.create(of_year(2021, END, small.committee), office)


def somebody(group, small, **where):
    user = User.objects.create_user(f"u{Group.objects.get(name=group).pk}")
    user.groups.add(Group.objects.get(name=group))
    AccessFactory(user=user, **(where or {"committee": small.committee}))
    return user


def asked(**changes):
    return {"family": "work", "period": "year", "year": 2021, **changes}


def test_new_report_copies_the_outline(clerk, small):
    answer = clerk.post(NEW, asked(committee=small.committee.pk))
    report = Report.objects.get()
    assert answer.url == report.get_absolute_url()
    assert (report.first_on, report.last_on) == (dt.date(2021, 1, 1), END)
    assert (report.as_of, report.status) == (END, "draft")
    texts = dict(report.sections.values_list("key", "text"))
    assert "{{T02.đánh giá}}" in texts["to-chuc"]
    assert SectionVersion.objects.filter(number=1).count() == len(texts)
    assert "2 đảng viên (không giao chỉ tiêu)" in clerk.get(answer.url).text


@pytest.mark.parametrize(
    ("typed", "first", "last", "said"),
    [
        ({"period": "month", "part": 2}, "01/02/2021", "28/02/2021", "tháng 2"),
        ({"period": "quarter", "part": 3}, "01/07/2021", "30/09/2021", "quý III"),
        ({"period": "half", "part": 2}, "01/07/2021", "31/12/2021", "6 tháng cuối"),
        ({"period": "nine"}, "01/01/2021", "30/09/2021", "9 tháng đầu"),
        (
            {"period": "term", "first": "01/01/2020", "last": "31/12/2024"},
            *("01/01/2020", "31/12/2024", "nhiệm kỳ 2020–2024"),
        ),
        (
            {"period": "span", "first": "05/03/2021", "last": "09/10/2021"},
            *("05/03/2021", "09/10/2021", "từ ngày 05/03/2021 đến ngày 09/10/2021"),
        ),
    ],
)
def test_period_has_its_days_and_its_name(clerk, small, typed, first, last, said):
    answer = clerk.post(NEW, asked(committee=small.committee.pk, **typed))
    report = Report.objects.get()
    assert f"{report.first_on:%d/%m/%Y}" == first
    assert f"{report.last_on:%d/%m/%Y}" == last
    page = clerk.get(answer.url).text
    assert said in page
    assert "PHỤ LỤC 1" in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"year": ""}, "Ghi năm của kỳ báo cáo."),
        ({"year": "hai"}, "Hãy nhập một số nguyên."),
        ({"year": 1200}, "lớn hơn hoặc bằng 1930"),
        ({"period": "month", "part": 13}, "nhỏ hơn hoặc bằng 12"),
        ({"period": "month"}, "Với kỳ tháng: ghi một số từ 1 đến 12."),
        ({"period": "quarter", "part": 5}, "Với kỳ quý: ghi một số từ 1 đến 4."),
        ({"period": "half", "part": 3}, "Với kỳ 6 tháng: ghi một số từ 1 đến 2."),
        ({"period": "term"}, "Ghi ngày của kỳ báo cáo."),
        (
            {"period": "span", "first": "02/01/2021", "last": "01/01/2021"},
            "Đến ngày không được trước từ ngày.",
        ),
        (
            {"period": "span", "first": "02/01/0021", "last": "01/01/2021"},
            "Ngày phải từ năm 1930 đến năm 2100.",
        ),
        ({"as_of": "15/01/2022"}, "Ngày tính số liệu không được sau hôm nay."),
        ({"as_of": "31/12/2020"}, "không được trước kỳ báo cáo (01/01/2021)"),
        ({"as_of": "31/02/2021"}, "ngày hợp lệ"),
        ({"year": 2023}, "không được trước kỳ báo cáo (01/01/2023)"),
        ({"committee": 999}, "999"),
        ({"family": "c"}, "c"),
    ],
)
def test_bad_question_is_told_and_nothing_is_written(clerk, small, typed, message):
    answer = clerk.post(NEW, {**asked(committee=small.committee.pk), **typed})
    assert answer.status_code == 200
    assert message in answer.text
    assert not Report.every.exists()


def test_second_draft_of_the_same_is_refused(clerk, report):
    answer = clerk.post(NEW, asked(committee=report.committee_id))
    assert "Đã có dự thảo báo cáo này" in answer.text
    assert Report.objects.count() == 1


def test_leader_reads_and_does_not_write(small, report):
    leader = Client()
    leader.force_login(somebody(LEADER, small))
    assert "PHỤ LỤC 1" in leader.get(report.get_absolute_url()).text
    assert "Báo cáo mới" not in leader.get(reverse("reports:annual-list")).text
    section = reverse("reports:annual-section", args=[report.pk, "to-chuc"])
    assert f'"{section}"' not in leader.get(report.get_absolute_url()).text
    assert (
        leader.get(section.replace("to-chuc/", "to-chuc/versions/")).status_code == 200
    )
    for url in (section, NEW, reverse("reports:annual-state", args=[report.pk])):
        assert leader.post(url, {}).status_code == 403
    assert SectionVersion.objects.filter(number=2).count() == 0


@pytest.mark.parametrize("group", [SECRETARY, SURVEYOR])
def test_others_may_not_even_read(small, report, group):
    where = {"branch": small.one} if group == SECRETARY else {}
    other = Client()
    other.force_login(somebody(group, small, **where))
    for name, args in (
        ("annual-list", ()),
        ("annual", (report.pk,)),
        ("annual-section", (report.pk, "to-chuc")),
        ("annual-versions", (report.pk, "to-chuc")),
    ):
        assert other.get(reverse(f"reports:{name}", args=args)).status_code == 403
    assert "/reports/annual/" not in other.get(reverse("reports:targets")).text


def test_rights_without_a_body_open_nothing(secretary, report):
    grant(secretary, *(f"reports.{right}" for right in RIGHTS))
    bold = Client()
    bold.force_login(secretary)
    assert bold.get(report.get_absolute_url()).status_code == 403
    assert bold.get(NEW).status_code == 403


def test_office_group_writes(small, report):
    office = Client()
    office.force_login(somebody(OFFICE, small))
    url = reverse("reports:annual-section", args=[report.pk, "to-chuc"])
    assert office.get(url).status_code == 200


def test_foreign_report_is_not_there(clerk, small):
    foreign = BranchFactory().links.get().committee
    row = write.create(of_year(2021, END, foreign), None)
    assert clerk.get(row.get_absolute_url()).status_code == 404
    assert clerk.get(reverse("reports:annual", args=[0])).status_code == 404


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_file_is_the_same_paper_and_is_logged(clerk, small, report, kind, begins):
    answer = clerk.get(report.get_absolute_url(), {"format": kind})
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].endswith(f'"bao-cao-nam-2021.{kind}"')
    event = LogEvent.objects.get(kind=LogEvent.Kind.EXPORT)
    assert event.after["filter"] == f"format={kind}"
    assert f",{small.new.member_id}," in event.after["ids_members_member"]


def test_unknown_format_is_not_there(clerk, report):
    answer = clerk.get(report.get_absolute_url(), {"format": "exe"})
    assert answer.status_code == 404
    assert not LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).exists()


def test_paper_has_its_buttons(clerk, report):
    page = clerk.get(report.get_absolute_url()).text
    assert re.findall(r">(In|Tải PDF|Tải Word)<", page) == ["In", "Tải PDF", "Tải Word"]


def test_submitted_report_is_closed_and_comes_back(clerk, report):
    state = reverse("reports:annual-state", args=[report.pk])
    assert clerk.post(state, {"to": "signed"}).status_code == 404
    clerk.post(state, {"to": "submit"})
    report.refresh_from_db()
    assert report.status == "submitted"
    again = clerk.post(state, {"to": "submit"}, follow=True)
    assert "Chỉ làm được khi báo cáo đang là dự thảo" in again.text
    clerk.post(state, {"to": "take_back"})
    report.refresh_from_db()
    assert report.status == "draft"


def test_emptied_section_leaves_the_paper(clerk, report):
    ReportSection.objects.filter(key="dang-phi").update(text="", figures=[])
    page = clerk.get(report.get_absolute_url()).text
    paper = page[page.index("<article") :]
    assert "Đảng phí, tài chính" not in paper
    assert "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ" in paper


def fill(small, number):
    """More branches with everything that the report counts."""
    for _ in range(number):
        branch = BranchFactory(
            committee=small.committee, enterprises=[AddressFactory().enterprise]
        )
        small.admit(branch, dt.date(2021, 6, 1))
        TargetFactory(committee=small.committee, branch=branch)


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_often_whatever_it_shows(
    clerk, small, report, number, django_assert_num_queries
):
    fill(small, number)
    clerk.get(report.get_absolute_url())
    with django_assert_num_queries(PAGE):
        clerk.get(report.get_absolute_url())
    with django_assert_num_queries(ALL):
        clerk.get(report.get_absolute_url(), {"appendices": "all"})


@pytest.mark.parametrize("number", [1, 3])
def test_editor_asks_as_often_whatever_it_shows(
    clerk, small, report, number, django_assert_num_queries
):
    fill(small, number)
    url = reverse("reports:annual-section", args=[report.pk, "to-chuc"])
    clerk.get(url)
    with django_assert_num_queries(EDITOR):
        clerk.get(url)
