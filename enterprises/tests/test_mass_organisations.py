"""The desk and the files of đoàn thể over all enterprises."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.tests.desk import (
    ENDS_AFTER,
    NO_DAY,
    NO_INTEGER,
    NO_NUL,
    REQUIRED,
    Answer,
    too_long,
    written,
)
from accounts.tests.port import Port, faults, unchanged
from enterprises.models import MassOrganisation
from enterprises.tests.conftest import OPENED
from enterprises.tests.factories import EnterpriseFactory, tax_code

SAVED = Answer({}, is_saved=True)

# what: (typed, field, message)
BAD = {
    "no enterprise": ({"enterprise": ""}, "enterprise", REQUIRED),
    "no such enterprise": (
        {"enterprise": "999999"},
        "enterprise",
        "Hãy chọn lại: lựa chọn này không có trong danh sách.",
    ),
    "no kind": ({"kind": ""}, "kind", REQUIRED),
    "another kind": (
        {"kind": "party"},
        "kind",
        "Hãy chọn lại: party không có trong danh sách lựa chọn.",
    ),
    "no first day": ({"started_on": ""}, "started_on", REQUIRED),
    "month first": ({"started_on": "12/25/2015"}, "started_on", NO_DAY),
    "30/02": ({"ended_on": "30/02/2021"}, "ended_on", NO_DAY),
    "ends before": ({"ended_on": "01/01/2010"}, "ended_on", ENDS_AFTER),
    "less than none": (
        {"members": "-1"},
        "members",
        "Giá trị phải lớn hơn hoặc bằng 0.",
    ),
    "in words": ({"members": "hai mươi"}, "members", NO_INTEGER),
    "256 characters": ({"name": "ế" * 256}, "name", too_long(255, 256)),
    "NUL": ({"head": "a\0b"}, "head", NO_NUL),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_beside_its_field(what, desk, firm):
    typed, field, message = BAD[what]
    before = written()
    answer = desk.save(MassOrganisation, firm.union, **typed)
    assert answer == Answer({field: [message]})
    assert written() == before


def test_new_one_is_kept(desk, firm):
    typed = {"enterprise": firm.household.pk, "kind": "women_union"}
    typed |= {"started_on": "08/03/2015", "members": "12", "head": "Lê Thị A"}
    assert desk.save(MassOrganisation, **typed) == SAVED
    row = MassOrganisation.objects.get(kind="women_union")
    assert (row.enterprise, row.started_on) == (firm.household, dt.date(2015, 3, 8))


def test_round_trip_changes_nothing(desk, firm):
    other = EnterpriseFactory(tax_code=tax_code(2))
    MassOrganisation.objects.create(
        enterprise=other, kind="youth_union", started_on=OPENED, members=9, head="A"
    )
    assert unchanged(Port(desk.client, MassOrganisation), 2)


HEAD = ["Mã số thuế", "Doanh nghiệp", "Đoàn thể", "Từ ngày", "Số đoàn viên, hội viên"]


def test_new_and_known_ones_come_in(desk, firm):
    code, name = firm.enterprise.tax_code, firm.enterprise.name
    port = Port(desk.client, MassOrganisation)
    port.bring_in(
        [
            HEAD,
            [code, name, "Công đoàn cơ sở", "01/01/2010", 45],
            [code, name, "Tự vệ", "01/02/2015", 7],
        ]
    )
    fields = "kind", "members"
    assert set(MassOrganisation.objects.values_list(*fields)) == {
        ("trade_union", 45),
        ("self_defence", 7),
    }


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        (1, "Công ty Ma", "ngoài phạm vi"),
        (2, "Hội Chữ thập", "không có trong danh sách"),
        (3, "02/25/2015", "không có trong lịch"),
        (4, "bảy", "không phải số nguyên"),
    ],
)
def test_bad_cell_is_said_at_line_and_column(column, cell, words, desk, firm):
    line = ["", firm.household.name, "Tự vệ", "01/02/2015", 7]
    line[column] = cell
    before = written()
    ((row, title, message),) = faults(
        Port(desk.client, MassOrganisation).upload([HEAD, line])
    )
    assert (row, title, words in message) == (2, HEAD[column], True)
    assert written() == before


def test_line_that_comes_twice_is_a_fault(desk, firm):
    line = ["", firm.household.name, "Tự vệ", "01/02/2015", 7]
    got = faults(Port(desk.client, MassOrganisation).upload([HEAD, line, line]))
    assert [(row, message) for row, _, message in got] == [(3, "trùng với dòng 2")]


def test_user_without_rights_has_no_page(client, firm):
    user = User.objects.create_user("a", full_name="A", is_staff=True)
    client.force_login(user)
    port = Port(client, MassOrganisation)
    for page in ("changelist", "import", "export"):
        assert client.get(port.url(page)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_list_and_page_query_count(desk, firm, count):
    for _ in range(count - 1):
        MassOrganisation.objects.create(
            enterprise=EnterpriseFactory(), kind="youth_union", started_on=OPENED
        )
    name = "admin:enterprises_massorganisation"
    urls = (
        reverse(f"{name}_changelist"),
        reverse(f"{name}_change", args=[firm.union.pk]),
    )
    found = []
    for url in urls:
        desk.client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert desk.client.get(url).status_code == 200
        found.append(len(captured))
    assert found == [10, 8]
