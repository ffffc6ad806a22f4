"""Ten facts are corrected after the signing: the book stays, and each is told."""

import datetime as dt

import pytest
from django.db import connection

from accounts.log import change_set
from accounts.log.triggers import install, uninstall
from enterprises.models import Enterprise
from members import actions
from members.models import Member
from reports.books import verify
from reports.books.compare import compared, why
from reports.models import Report
from reports.tests.signing import kept, past_the_application, signed, submitted

pytestmark = pytest.mark.usefixtures("quick_files")


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
