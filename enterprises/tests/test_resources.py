"""Import and export of enterprises, their addresses, wards and agencies."""

import datetime as dt

import pytest

from accounts.tests.port import Port, faults, totals, unchanged
from enterprises.models import Agency, Enterprise, EnterpriseAddress, Ward
from enterprises.tests.factories import AddressFactory, EnterpriseFactory, tax_code

SINCE = dt.date(2015, 1, 1)
NAME, CODE, FORM = "Tên đầy đủ", "Mã số thuế", "Loại hình pháp lý"
LLC = "Công ty TNHH hai thành viên trở lên"


@pytest.fixture
def port(desk):
    return Port(desk.client, Enterprise)


def test_round_trip_changes_nothing(port):
    EnterpriseFactory(tax_code=tax_code(1), founded_on=SINCE, vsic_version=2018)
    EnterpriseFactory()
    assert unchanged(port, 2)


def test_round_trip_of_addresses_changes_nothing(port):
    one = AddressFactory(enterprise__tax_code=tax_code(1), ended_on=SINCE)
    AddressFactory(enterprise=one.enterprise, started_on=SINCE, line="Số 2")
    AddressFactory(kind="registered")
    assert unchanged(port, 3, resource=1)


def test_enterprise_without_a_code_is_known_by_its_name(port):
    firm = EnterpriseFactory(name="Công ty A")
    other = EnterpriseFactory(name="Công ty A", tax_code=tax_code(1))
    port.bring_in(
        [[CODE, NAME, FORM, "Điện thoại"], [tax_code(2), "Công ty A", LLC, "0912"]]
    )
    firm.refresh_from_db()
    other.refresh_from_db()
    assert (firm.tax_code, firm.phone) == (tax_code(2), "0912")
    assert (other.tax_code, other.phone) == (tax_code(1), "")


def test_new_enterprise_gets_its_derived_columns(port):
    dashed = f"{tax_code(5)}-001"
    port.bring_in([[CODE, NAME, FORM], [dashed, "Công ty Đổi Mới", LLC]])
    firm = Enterprise.objects.get(tax_code=dashed.replace("-", ""))
    assert (firm.search, firm.stat_row) == (
        f"cong ty doi moi {firm.tax_code}",
        "9b-tnhh",
    )


def test_wrong_tax_code_is_named_at_its_column(port):
    rows = [[CODE, NAME, FORM], ["123", "Công ty A", LLC], ["", "", "Công ty"]]
    assert [(line, column) for line, column, _ in faults(port.upload(rows))] == [
        (2, CODE),
        (3, NAME),
        (3, FORM),
    ]


def test_address_names_the_ward_of_its_day(port):
    firm = EnterpriseFactory(tax_code=tax_code(1))
    old, new = ward_twice()
    head = [CODE, "Doanh nghiệp", "Loại địa chỉ", "Số nhà, đường phố",
            "Mã phường, xã", "Mã phường có từ ngày", "Từ ngày"]  # fmt: skip
    row = [firm.tax_code, "", "Nơi hoạt động", "Số 1", old.code, "", "01/01/2016"]
    ((_, column, message),) = faults(port.upload([head, row], resource=1))
    assert (column, "Mã phường có từ ngày" in message) == ("Mã phường, xã", True)
    row[5] = old.started_on
    port.bring_in([head, row], resource=1)
    assert EnterpriseAddress.objects.get().ward == old != new


def ward_twice():
    """A code that was given to another place on 01/7/2025."""
    old = Ward.objects.filter(ended_on__isnull=False).first()
    day = dt.date(2025, 7, 1)
    new, _ = Ward.objects.get_or_create(
        code=old.code, started_on=day, defaults={"name": "Nơi khác"}
    )
    return old, new


def test_address_that_overlaps_is_named_at_its_column(port):
    address = AddressFactory(enterprise__tax_code=tax_code(1))
    head = [CODE, "Doanh nghiệp", "Loại địa chỉ", "Số nhà, đường phố",
            "Mã phường, xã", "Mã phường có từ ngày", "Từ ngày"]  # fmt: skip
    ward = address.ward
    row = [tax_code(1), "", "Nơi hoạt động", "Số 9", ward.code, ward.started_on, SINCE]
    assert faults(port.upload([head, row], resource=1)) == [
        (2, "Từ ngày", "Đã có địa chỉ cùng loại trong thời gian này")
    ]


def test_wards_go_out_only(desk):
    port = Port(desk.client, Ward)
    assert len(port.rows()) == Ward.objects.count() + 1
    assert b"/import/" not in desk.client.get(port.url("changelist")).content


def test_agencies_come_in_and_go_round(desk):
    port = Port(desk.client, Agency)
    port.bring_in(
        [["Loại cơ quan", "Tên cơ quan"], ["Chi cục Thuế", "Chi cục Thuế quận"]]
    )
    assert Agency.objects.get().kind == "tax"
    assert unchanged(port, 1)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("resource", "queries"), [(0, 8), (1, 8)])
def test_export_query_count(
    port, desk, count, resource, queries, django_assert_num_queries
):
    for number in range(count):
        AddressFactory(enterprise__tax_code=tax_code(number + 1))
    page = desk.client.get(port.url("export"))
    name = page.context["form"].resources[resource].__name__.lower()
    fields = page.context["form"].fields
    chosen = {field: "on" for field in fields if field.startswith(name)}
    with django_assert_num_queries(queries):
        desk.client.post(
            port.url("export"), {"resource": resource, "format": 0, **chosen}
        )


def test_preview_counts_what_is_new_changed_and_the_same(port):
    EnterpriseFactory(tax_code=tax_code(1), name="Công ty A")
    EnterpriseFactory(tax_code=tax_code(2), name="Công ty B")
    answer = port.upload(
        [
            [CODE, NAME, FORM],
            [tax_code(1), "Công ty A", LLC],
            [tax_code(2), "Công ty B mới", LLC],
            [tax_code(3), "Công ty C", LLC],
        ]
    )
    assert totals(answer) == (1, 1, 1)
    page = answer.content.decode()
    assert "<del>Công ty B</del> <ins>Công ty B mới</ins>" in page
    assert "style=" not in page.partition('id="content"')[2]
