"""Dated rows, round trips and exports of people."""

import datetime as dt

import pytest

from accounts.models import LogEvent
from accounts.tests.port import faults, unchanged
from enterprises.tests.factories import EnterpriseFactory, tax_code
from members import actions
from members.models import (
    Employment,
    Member,
    Ownership,
    Placement,
    Position,
    Qualification,
    Spell,
)
from members.tests.port.people import (
    BORN,
    CARD,
    DAY,
    IN_PARTY,
    NAME,
    OLD_CARD,
    TODAY,
    admitted,
    may,
    open_port,
    state,
)


def test_closing_a_placement_and_opening_the_next_in_one_file(client, user, house):
    port = open_port(client, user, Placement)
    day = dt.date(2021, 7, 1)
    port.bring_in(
        [
            [OLD_CARD, "Ngày vào Đảng", "Mã chi bộ", "Từ ngày", "Bắt đầu do",
             "Thôi từ ngày", "Kết thúc do"],
            [CARD, IN_PARTY, house.mine.code, IN_PARTY, "", day, "Chuyển đi"],
            [CARD, IN_PARTY, house.other.code, day, "Chuyển đến", "", ""],
        ]
    )  # fmt: skip
    assert list(
        Placement.objects.filter(member=house.an).values_list("branch", "ended_on")
    ) == [(house.mine.pk, day), (house.other.pk, None)]


def test_constraint_speaks_at_its_column(client, user, house):
    port = open_port(client, user, Placement)
    rows = [
        [
            OLD_CARD,
            "Ngày vào Đảng",
            "Mã chi bộ",
            "Từ ngày",
            "Bắt đầu do",
            "Thôi từ ngày",
        ],
        [CARD, IN_PARTY, house.other.code, "01/01/2021", "Chuyển đến", ""],
        [CARD, IN_PARTY, house.mine.code, IN_PARTY, "Kết nạp", "01/01/2018"],
    ]
    got = [(line, column) for line, column, _ in faults(port.upload(rows))]
    assert got == [(2, "Từ ngày"), (3, "Thôi từ ngày"), (3, "Kết thúc do")]


def test_level_is_read_in_the_list_of_its_kind(client, user, house):
    port = open_port(client, user, Member)
    may(user, Qualification, "view", "add", "change")
    head = [OLD_CARD, NAME, DAY, "Loại trình độ", "Bậc", "Ngày cấp"]
    row = [CARD, "", "", "Lý luận chính trị", "Trung cấp", "01/06/2020"]
    port.bring_in([head, row], resource=1)
    assert Qualification.objects.get().level_label == "Trung cấp"
    wrong = [CARD, "", "", "Giáo dục phổ thông", "Sơ cấp", "01/06/2020"]
    ((_, column, message),) = faults(port.upload([head, wrong], resource=1))
    assert (column, "Tiểu học" in message) == ("Bậc", True)


@pytest.fixture
def full(house):
    """A row of each kind beside An; a member has one more, and an enterprise no code."""
    dated = {"member": house.an, "started_on": IN_PARTY}
    known, nameless = EnterpriseFactory(tax_code=tax_code(7)), EnterpriseFactory()
    Employment.objects.create(**dated, enterprise=known, job="owner", ended_on=TODAY)
    Employment.objects.create(**dated, enterprise=nameless, job="staff")
    Ownership.objects.create(**dated, enterprise=known, basis="director", share="51.5")
    Position.objects.create(
        **dated, branch=house.mine, role="secretary", basis="elected"
    )
    Position.objects.create(
        **dated, committee=house.committee, role="committee", basis="elected"
    )
    Qualification.objects.create(
        member=house.an, kind="profession", level=4, granted_on=IN_PARTY, major="Luật"
    )
    spell = house.binh.spells.get()
    actions.recognise(spell=spell, recognised_on=dt.date(2020, 5, 20))
    return house


MEMBER_PAGE = (Member, Employment, Ownership, Qualification, Position)


@pytest.mark.parametrize(
    ("resource", "count"), [(0, 2), (1, 2), (2, 1), (3, 1), (4, 1)]
)
def test_round_trip_changes_nothing_beside_a_member(
    client, user, full, resource, count
):
    for model in MEMBER_PAGE:
        may(user, model, "view", "add", "change")
    assert unchanged(open_port(client, user, Member), count, resource=resource)


@pytest.mark.parametrize("model", [Spell, Placement])
def test_round_trip_changes_nothing(client, user, full, model):
    port = open_port(client, user, model)
    before = state()
    assert unchanged(port, 2)
    assert state() == before


def test_export_follows_the_filters_and_is_logged(port, user):
    rows = port.rows(query="?sex__exact=female", columns=[NAME, DAY])
    assert rows == [[NAME, DAY], ["Trần Thị Bình", BORN]]
    event = LogEvent.objects.get(kind="export")
    assert (event.actor, event.table) == (f"user:{user.pk} office", "members_member")
    assert event.after == {
        "rows": 1,
        "columns": [NAME, DAY],
        "filter": "sex__exact=female",
        "ids_members_member": f",{Member.objects.get(full_name=rows[1][0]).pk},",
    }


def test_export_with_a_senseless_filter_goes_back_to_the_list(port):
    answer = port.client.get(port.url("export") + "?id=abc")
    assert (answer.status_code, answer.url) == (302, port.url("changelist"))


def test_export_does_not_take_rows_by_key(port, house):
    data = {"resource": 0, "format": 0, "memberresource_full_name": "on"}
    answer = port.client.post(
        port.url("export"), data | {"export_items": [house.stranger.pk]}
    )
    assert "Lê Lạ" not in answer.content.decode(errors="replace")
    assert answer.context is not None  # the form again, with its fault


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    # The filter by branch asks for the branches to choose from.
    ("model", "queries"),
    [(Member, 9), (Spell, 7), (Placement, 8)],
)
def test_export_query_count(
    client, user, house, model, queries, count, django_assert_num_queries
):
    port = open_port(client, user, model)
    for number in range(count - 1):
        admitted(house.mine, full_name=f"Người {number}")
    port.rows()  # content types and permissions are asked for once
    name = model.__name__.lower() + "resource_"
    fields = client.get(port.url("export")).context["form"].fields
    chosen = {field: "on" for field in fields if field.startswith(name)}
    with django_assert_num_queries(queries):
        client.post(port.url("export"), {"resource": 0, "format": 0, **chosen})
