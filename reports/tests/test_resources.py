"""Import and export of targets."""

import datetime as dt

import pytest
from django.contrib import admin
from import_export.admin import ExportMixin, ImportMixin

from accounts.models import LogEvent, Register, User
from accounts.port.desk import ExportDesk, PortDesk
from accounts.port.resource import RegisterResource
from accounts.tests.port import Port, faults, unchanged
from branches.models import Access, Committee
from branches.tests.factories import BranchFactory
from reports.models import Target
from reports.tests.factories import TargetFactory

HEAD = ["Chỉ tiêu", "Mã đảng bộ", "Mã chi bộ", "Mức", "Năm",
        "Chỉ tiêu (hoặc mức thấp nhất)", "Ngày giao, đăng ký"]  # fmt: skip
DECIDED = dt.date(2021, 1, 15)


@pytest.fixture
def committee(desk):
    return Committee.objects.get(is_own=True)


@pytest.fixture
def port(desk, committee):
    return Port(desk.client, Target)


def test_targets_go_round(port, committee):
    TargetFactory(committee=committee)
    TargetFactory(committee=committee, level="guideline", value=1, value_max=2)
    TargetFactory(committee=committee, branch=BranchFactory(committee=committee))
    assert unchanged(port, 3)


def test_target_comes_in_and_an_adjustment_is_a_new_row(port, committee):
    row = ["T02", committee.code, "", "Cấp trên giao", 2021, 26, DECIDED]
    port.bring_in([HEAD, row])
    row[5:] = [28, dt.date(2021, 7, 1)]
    port.bring_in([HEAD, row])
    assert list(Target.objects.order_by("decided_on").values_list("value")) == [
        (26,),
        (28,),
    ]


def test_wrong_target_is_named_at_its_columns(port, committee):
    foreign = BranchFactory()
    rows = [
        HEAD,
        ["T99", committee.code, "", "Cấp trên giao", 2021, 26, DECIDED],
        ["T02", "X", "", "Cấp trên giao", "hai", -1, DECIDED],
        ["T02", committee.code, foreign.code, "Cấp trên giao", 2021, 1, DECIDED],
    ]
    assert [(line, column) for line, column, _ in faults(port.upload(rows))] == [
        (2, "Chỉ tiêu"),
        (3, "Mã đảng bộ"),
        (3, "Năm"),
        (3, "Chỉ tiêu (hoặc mức thấp nhất)"),
        (4, "Mã chi bộ"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_export_query_count(desk, port, committee, count, django_assert_num_queries):
    for number in range(count):
        TargetFactory(committee=committee, year=2020 + number)
    fields = desk.client.get(port.url("export")).context["form"].fields
    chosen = {field: "on" for field in fields if field.startswith("targetresource_")}
    with django_assert_num_queries(7):
        desk.client.post(port.url("export"), {"resource": 0, "format": 0, **chosen})


def resources():
    """(admin, resource) of everything that goes in or out by file."""
    for desk in admin.site._registry.values():
        for resource in getattr(desk, "resource_classes", ()):
            yield pytest.param(desk, resource, id=resource.__name__)


@pytest.mark.parametrize(("desk_", "resource"), list(resources()))
def test_resource_keeps_the_rules(desk_, resource):
    titles = resource().get_export_headers()
    assert len(set(titles)) == len(titles)
    assert issubclass(resource, RegisterResource)
    assert isinstance(desk_, PortDesk if resource.is_imported else ExportDesk)
    assert resource._meta.fields is not None
    assert resource._meta.clean_model_instances
    assert resource._meta.skip_unchanged
    assert resource.ways or not resource.is_imported


@pytest.mark.parametrize("model", [User, Register, LogEvent, Access])
def test_accounts_and_rights_never_go_out_or_in(model):
    assert not isinstance(admin.site._registry[model], ImportMixin | ExportMixin)


def test_no_page_uses_the_classes_of_the_library():
    found = [
        desk
        for desk in admin.site._registry.values()
        if isinstance(desk, ImportMixin | ExportMixin)
    ]
    assert len(found) >= 13
    assert all(isinstance(desk, ExportDesk) for desk in found)
