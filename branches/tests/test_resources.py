"""Import and export of branches, committees, events, rules and holidays."""

import datetime as dt

import pytest

from accounts.tests.port import Port, faults, unchanged
from branches.models import Access, Branch, BranchEvent, Committee, Holiday, Rule


@pytest.mark.parametrize("model", [Branch, Rule])
def test_round_trip_changes_nothing(desk, house, model):
    count = model.objects.visible_to(desk.user).count()
    assert count >= 2
    assert unchanged(Port(desk.client, model), count)


def test_holidays_come_in_and_go_round(desk, house):
    port = Port(desk.client, Holiday)
    port.bring_in(
        [
            ["Ngày", "Lý do", "Là ngày làm việc"],
            ["01/02/2022", "Tết", ""],
            [dt.date(2022, 2, 12), "Bù", "x"],
        ]
    )
    assert list(Holiday.objects.order_by("day").values_list("day", "is_workday")) == [
        (house.holiday.day, False),
        (dt.date(2022, 2, 1), False),
        (dt.date(2022, 2, 12), True),
    ]
    assert unchanged(port, 3)


def test_branch_takes_a_note_but_no_name(desk, house):
    port = Port(desk.client, Branch)
    port.bring_in(
        [["Mã chi bộ", "Tên hiện nay", "Ghi chú"], [house.branch.code, "Khác", "Xem"]]
    )
    house.branch.refresh_from_db()
    assert (house.branch.name, house.branch.note) == ("Chi bộ Mới", "Xem")


def test_new_branch_is_sent_to_the_event(desk, house):
    rows = [["Mã chi bộ", "Ghi chú"], ["CB999", "mới"]]
    ((line, column, message),) = faults(Port(desk.client, Branch).upload(rows))
    assert (line, column) == (2, "Mã chi bộ")
    assert "biến động tổ chức" in message


def test_rule_that_overlaps_is_named_at_its_column(desk, house):
    rows = [
        ["Quy định", "Giá trị", "Đơn vị tính", "Từ ngày", "Căn cứ"],
        ["Số đảng viên chính thức tối thiểu", "3,5", "người", "01/01/2022", "QĐ 1"],
    ]
    got = faults(Port(desk.client, Rule).upload(rows))
    assert got == [(2, "Từ ngày", "Quy định này đã có giá trị trong thời gian đó")]


def test_value_of_a_rule_is_changed(desk, house):
    port = Port(desk.client, Rule)
    label, day = house.rule.get_code_display(), house.rule.started_on
    port.bring_in([["Quy định", "Từ ngày", "Giá trị"], [label, day, "3,5"]])
    house.rule.refresh_from_db()
    assert str(house.rule.value) == "3.50"


@pytest.mark.parametrize("model", [Committee, BranchEvent])
def test_goes_out_only(desk, house, model):
    port = Port(desk.client, model)
    assert len(port.rows()) == model.objects.visible_to(desk.user).count() + 1
    assert b"/import/" not in desk.client.get(port.url("changelist")).content


def test_event_names_its_branches(desk, house):
    head, *rows = Port(desk.client, BranchEvent).rows()
    first = rows[0]
    assert first[head.index("Loại biến động")] == "Thành lập mới"
    assert first[head.index("Chi bộ sau")] in ("Chi bộ Mới", house.other.name)


def test_rights_over_places_have_no_import_and_no_export(desk, house):
    page = desk.client.get("/admin/branches/access/export/")
    assert page.status_code in (302, 403, 404)
    assert not hasattr(Access, "resource_classes")


@pytest.mark.parametrize("count", [1, 3])
def test_export_query_count(desk, house, count, django_assert_num_queries):
    for number in range(count - 1):
        event = BranchEvent.objects.create(
            kind="dissolved",
            decided_on=dt.date(2021, 1, 1),
            effective_on=dt.date(2021, 1, 1),
            number=str(number),
            issuer=house.upper,
        )
        event.predecessors.add(house.branch)
    port = Port(desk.client, BranchEvent)
    fields = desk.client.get(port.url("export")).context["form"].fields
    chosen = {field: "on" for field in fields if field.startswith("brancheventres")}
    with django_assert_num_queries(10):
        desk.client.post(port.url("export"), {"resource": 0, "format": 0, **chosen})
