"""The history of a row at the desk: within the scope, in words, with its parts."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.log import change_set
from accounts.models import LogEvent
from branches.tests.factories import BranchFactory
from enterprises.models import Enterprise
from enterprises.tests.factories import EnterpriseFactory
from members.models import Discipline, Employment, Member

PAGE = 50


def history(desk, row, **query):
    meta = row._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_history"
    return desk.client.get(reverse(name, args=[row.pk]), query)


def entries(desk, row):
    return history(desk, row).context["entries"]


def changed(entry):
    return {line.label: (line.before, line.after) for line in entry.lines}


def test_history_says_who_when_why_and_from_what_to_what(desk, people):
    with change_set("Sửa theo hồ sơ gốc"):
        people.woman.sex, people.woman.born_on = "male", dt.date(1991, 9, 5)
        people.woman.save()
    newest = entries(desk, people.woman)[0]
    assert changed(newest) == {
        "Giới tính": ("Nữ", "Nam"),
        "Sinh ngày": ("01/01/1990", "05/09/1991"),
    }
    assert (newest.who, newest.why) == ("Hệ thống", "Sửa theo hồ sơ gốc")
    assert newest.what == "Sửa"
    html = history(desk, people.woman).content.decode()
    assert "<del>01/01/1990</del>" in html
    assert "<ins>05/09/1991</ins>" in html
    assert "Lý do: Sửa theo hồ sơ gốc" in html


def test_edit_at_the_desk_is_the_clerk_s(desk, people):
    assert desk.save(Member, people.man, phone="0912").is_saved
    newest = entries(desk, people.man)[0]
    assert newest.who == "Cán bộ (office)"
    assert changed(newest) == {"Điện thoại": ("(trống)", "0912")}


PARTS = ("spell", "before", "after", "employment", "ownership", "position")
YEAR = ("rating", "award", "badge", "discipline")


@pytest.mark.parametrize("name", [*PARTS, *YEAR])
def test_history_of_a_member_holds_the_parts(name, desk, year):
    row = getattr(year, name)
    place = row._meta.db_table, str(row.pk)
    other = year.woman if row.member == year.man else year.man

    def told(member):
        return {(e.event.table, e.event.row) for e in entries(desk, member)}

    assert place in told(row.member)
    assert place not in told(other)


def test_history_of_the_parts_of_parts(desk, people):
    tables = {entry.event.table for entry in entries(desk, people.man)}
    assert {"members_transfer", "members_absence"} <= tables


def test_sealed_and_derived_columns_are_not_shown(desk, people):
    people.man.citizen_id = "001090000005"
    people.man.save()
    newest = entries(desk, people.man)[0]
    assert changed(newest) == {"Số định danh cá nhân (CCCD)": ("•••", "•••")}
    assert "00109" not in history(desk, people.man).content.decode()


def test_related_row_has_its_name_in_scope(desk, people):
    where = changed(
        next(
            e for e in entries(desk, people.man) if e.event.table == "members_placement"
        )
    )
    assert where["Chi bộ"][1] in {people.first.name, people.second.name}


def test_related_row_out_of_scope_has_no_name(desk, people):
    hidden = EnterpriseFactory(name="Công ty Kín")
    BranchFactory(enterprises=[hidden])
    assert hidden not in Enterprise.objects.visible_to(desk.user)
    facts = {"member": people.woman, "job": "owner", "started_on": dt.date(2020, 1, 1)}
    Employment.objects.create(**facts, enterprise=hidden)
    newest = entries(desk, people.woman)[0]
    assert changed(newest)["Doanh nghiệp"] == ("(trống)", "(ngoài phạm vi)")
    assert "Công ty Kín" not in history(desk, people.woman).content.decode()


@pytest.mark.parametrize("name", ["man", "first", "spell", "employment"])
def test_history_out_of_scope_does_not_exist(name, desk, people, django_user_model):
    user = django_user_model.objects.create_user("xa", full_name="Xa", is_staff=True)
    user.groups.set(desk.user.groups.all())
    desk.client.force_login(user)
    row = getattr(people, name)
    assert history(desk, row).status_code == 404
    assert not LogEvent.objects.filter(kind="view").exists()


@pytest.mark.parametrize("key", ["0", "abc", "9" * 40])
def test_history_of_no_row(key, desk):
    url = reverse("admin:members_member_history", args=[key])
    assert desk.client.get(url).status_code == 404


def test_history_needs_the_right(desk, people):
    desk.user.groups.clear()
    assert history(desk, people.man).status_code == 403


def test_voided_row_keeps_its_history(desk, people):
    row = Discipline.objects.create(
        branch=people.first,
        form="warning",
        body="ĐU",
        number="1",
        decided_on=dt.date(2021, 1, 1),
        announced_on=dt.date(2021, 1, 2),
    )
    row.void(by=desk.user, reason="Nhập trùng")
    newest = entries(desk, row)[0]
    assert changed(newest)["Lý do hủy"] == ("(trống)", "Nhập trùng")
    assert changed(newest)["Người hủy"] == ("(trống)", "Cán bộ")
    assert "(đã hủy)" in history(desk, row).content.decode()


def test_long_history_has_pages(desk, people):
    for number in range(PAGE):
        people.woman.phone = f"0{number}"
        people.woman.save()
    first = history(desk, people.woman)
    assert len(first.context["entries"]) == PAGE
    assert "?p=2" in first.content.decode()
    second = history(desk, people.woman, p="2")
    assert "?p=1" in second.content.decode()
    oldest = second.context["entries"][-1]
    assert (oldest.what, oldest.where) == ("Thêm", "đảng viên")


def test_row_without_events_says_so(desk, people, monkeypatch):
    """A row that is older than the log."""
    nothing = LogEvent.objects.none()
    monkeypatch.setattr("accounts.history.desk.events_of", lambda keys: nothing)
    assert "có trước khi nhật ký" in history(desk, people.first).content.decode()


def test_page_saved_unchanged_is_no_change(desk, people):
    """The sealed number keeps its token: the log tells of no change where none was."""
    before = len(entries(desk, people.man))
    assert desk.save(Member, people.man).is_saved
    assert len(entries(desk, people.man)) == before


@pytest.mark.parametrize("count", [1, 3])
def test_history_asks_a_constant_number_of_questions(
    count, desk, people, django_assert_num_queries
):
    history(desk, people.woman)  # the look itself is written once
    for number in range(count):
        people.woman.phone = f"0{number}"
        people.woman.save()
        start = dt.date(2010 + number, 1, 1)
        Employment.objects.create(
            member=people.woman,
            enterprise=people.employment.enterprise,
            job="owner",
            started_on=start,
            ended_on=start.replace(month=6),
        )
    with django_assert_num_queries(HISTORY):
        history(desk, people.woman)


HISTORY = 30
