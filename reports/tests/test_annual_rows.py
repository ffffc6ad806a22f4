"""Reports, sections, versions: what the database refuses; the desk only shows them."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.raw import change, copy, refused
from branches.models import Committee
from reports.annual import write
from reports.annual.question import of_year
from reports.models import Report, ReportSection, SectionVersion

END = dt.date(2021, 12, 31)
# {constraint: (model, changes that break it)}
BAD = {
    "report_ends_after_start": (Report, {"last_on": dt.date(2020, 12, 31)}),
    "report_as_of_in_period": (Report, {"as_of": dt.date(2020, 12, 31)}),
    "report_signed_is_whole": (Report, {"status": "signed"}),
    "report_section_level": (ReportSection, {"level": 3}),
    "section_version_number_or_draft": (SectionVersion, {"number": None}),
}
TWICE = {
    "report_one_draft": Report,
    "report_section_once": ReportSection,
    "section_version_number": SectionVersion,
}


@pytest.fixture
def report(desk):
    question = of_year(2021, END, Committee.objects.get(is_own=True))
    return write.create(question, User.objects.get())


@pytest.mark.parametrize("name", BAD)
def test_bad_row_is_refused(name, report):
    model, changes = BAD[name]
    with refused(model, name):
        change(model.objects.first(), **changes)


@pytest.mark.parametrize("name", TWICE)
def test_second_row_is_refused(name, report):
    with refused(TWICE[name], name):
        copy(TWICE[name].objects.first())


def test_one_draft_of_a_writer(report):
    section, user = report.sections.first(), User.objects.get()
    write.keep_draft(section, heading="a", text="b", base=1, by=user)
    with refused(SectionVersion, "section_version_one_draft"):
        copy(write.draft_of(section, user))


def test_signed_row_has_number_day_and_signer(report):
    signed = {"status": "signed", "number": 1, "dated_on": END}
    with refused(Report, "report_signed_is_whole"):
        change(report, **signed, signer="Nguyễn Văn A")
    change(report, **signed, signer="Nguyễn Văn A", signer_role="BÍ THƯ")


def test_desk_shows_and_does_not_write(desk, report):
    for row in (report, report.sections.first(), SectionVersion.objects.first()):
        name = f"admin:reports_{row._meta.model_name}"
        url = reverse(f"{name}_change", args=[row.pk])
        assert desk.client.get(url).status_code == 200
        assert desk.client.post(url, {}).status_code == 403
        assert desk.client.get(reverse(f"{name}_add")).status_code == 403


def test_report_made_by_mistake_is_voided_with_its_parts(desk, report):
    url = reverse("admin:reports_report_delete", args=[report.pk])
    desk.client.post(url, {"reason": "Lập nhầm"})
    assert not Report.objects.exists()
    assert not ReportSection.objects.exists()
    assert not SectionVersion.objects.exists()
    assert SectionVersion.every.exists()


def test_submitted_report_is_not_voided(desk, report):
    report.submit()
    url = reverse("admin:reports_report_delete", args=[report.pk])
    assert desk.client.post(url, {"reason": "Lập nhầm"}).status_code == 403
    assert Report.objects.exists()
