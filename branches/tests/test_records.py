"""A row entered in error is voided with who, when and why; nothing is deleted."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import LogEvent
from accounts.records import VoidError
from accounts.tests.desk import REQUIRED, written
from branches.models import Access, Branch, BranchName, Holiday, Rule

pytestmark = pytest.mark.django_db

ROWS = ["superior", "branch", "link", "event", "rule", "holiday", "access"]


@pytest.mark.parametrize("row", ROWS)
def test_row_is_never_deleted(row, house):
    row = getattr(house, row)
    rows = type(row).every.filter(pk=row.pk)
    for delete in (row.delete, rows.delete, lambda: rows._raw_delete(rows.db)):
        with pytest.raises(IntegrityError), transaction.atomic():
            delete()
    assert rows.exists()


def test_void_says_who_when_and_why(house):
    house.holiday.void(by=house.access.user, reason="  Nhập trùng ")
    row = Holiday.every.get(pk=house.holiday.pk)
    assert not Holiday.objects.filter(pk=row.pk).exists()
    assert (row.voided_by, row.void_reason) == (house.access.user, "Nhập trùng")
    event = LogEvent.objects.filter(table="branches_holiday").latest("id")
    assert (event.kind, event.row) == (LogEvent.Kind.UPDATE, str(row.pk))
    assert event.after["void_reason"] == "Nhập trùng"


@pytest.mark.parametrize("reason", ["", "   "])
def test_void_without_reason_is_refused(reason, house):
    with pytest.raises(VoidError, match="Phải ghi lý do hủy"):
        house.holiday.void(by=None, reason=reason)
    assert Holiday.objects.get(pk=house.holiday.pk) == house.holiday


def test_void_twice_is_refused(house):
    house.holiday.void(by=None, reason="Nhầm")
    with pytest.raises(VoidError, match="đã được hủy trước đó"):
        house.holiday.void(by=None, reason="Nhầm nữa")
    assert Holiday.every.get(pk=house.holiday.pk).void_reason == "Nhầm"


def test_voiding_a_branch_takes_its_parts_along(house):
    house.branch.void(by=None, reason="Nhập trùng")
    parts = [
        row
        for name in Branch.PARTS
        for row in getattr(house.branch, name).model.every.filter(branch=house.branch)
    ]
    assert {row.void_reason for row in parts} == {"Nhập trùng"}
    assert len(parts) == 6
    assert Access.objects.filter(branch=house.branch).exists()


def test_row_that_others_rest_on_is_not_voided(house):
    message = "Chưa hủy được: còn 1 trực thuộc gắn với dòng này. Hãy sửa hoặc hủy"
    with pytest.raises(VoidError, match=message):
        house.event.void(by=None, reason="Nhầm")
    house.branch.void(by=None, reason="Nhầm")
    house.event.void(by=None, reason="Nhầm")
    assert house.event.voided_at


def test_refused_void_leaves_the_parts_alone(house):
    with pytest.raises(VoidError, match="còn 1 cấp trên trực tiếp"):
        house.upper.void(by=None, reason="Nhầm")
    house.superior.refresh_from_db()
    assert house.superior.voided_at is None


def void_url(row):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_delete"
    return reverse(name, args=[row.pk])


@pytest.mark.parametrize("reason", ["", "  "])
def test_void_page_asks_for_the_reason(reason, desk, house):
    before = written()
    response = desk.client.post(void_url(house.rule), {"reason": reason})
    assert response.context["form"].errors == {"reason": [REQUIRED]}
    assert f'<ul class="errorlist" id="id_reason_error"><li>{REQUIRED}' in (
        response.content.decode()
    )
    assert written() == before


def test_void_page_voids_in_the_name_of_the_clerk(desk, house):
    response = desk.client.post(void_url(house.rule), {"reason": "Nhập trùng"})
    assert response.url == reverse("admin:branches_rule_changelist")
    row = Rule.every.get(pk=house.rule.pk)
    assert (row.voided_by, row.void_reason) == (desk.user, "Nhập trùng")
    event = LogEvent.objects.filter(table="branches_rule").latest("id")
    assert event.user_id == desk.user.pk


def test_void_page_of_a_voided_row_says_that_it_is_gone(desk, house):
    house.rule.void(by=None, reason="Nhầm")
    before = written()
    response = desk.client.post(void_url(house.rule), {"reason": "x"}, follow=True)
    [message] = response.context["messages"]
    assert message.level_tag == "warning"
    assert "Có thể đã bị xóa" in str(message)
    assert written() == before


def test_void_page_says_what_rests_on_the_row(desk, house):
    before = written()
    response = desk.client.post(void_url(house.event), {"reason": "x"}, follow=True)
    [message] = response.context["messages"]
    assert str(message).startswith("Chưa hủy được: còn 1 trực thuộc")
    assert written() == before


def test_void_page_lists_the_parts(desk, house):
    page = desk.client.get(void_url(house.branch)).content.decode()
    assert "Hủy kèm: 2 tên chi bộ, 1 loại hình chi bộ, 1 trực thuộc, " in page


def test_voided_rows_stay_out_of_choices_and_lists(desk, house):
    house.other.void(by=None, reason="Nhầm")
    page = desk.client.get(reverse("admin:branches_branch_changelist"))
    assert list(page.context["cl"].queryset) == [house.branch]
    assert not BranchName.objects.filter(branch=house.other).exists()
