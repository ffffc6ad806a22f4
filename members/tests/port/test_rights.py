"""Rule 14: who may bring rows in and out, and whose rows."""

import datetime as dt

import pytest

from accounts.tests.port import Port, faults
from branches.tests.factories import AccessFactory
from members.models import (
    Employment,
    Member,
    Placement,
)
from members.tests.port.people import (
    BORN,
    CARD,
    DAY,
    IN_PARTY,
    NAME,
    OLD_CARD,
    SEX,
    may,
    open_port,
    state,
)


def test_viewer_has_no_import(client, user):
    port = open_port(client, user, Member, "view")
    page = client.get(port.url("changelist")).content.decode()
    assert port.url("export") in page
    assert port.url("import") not in page
    assert client.get(port.url("import")).status_code == 403
    assert port.upload([[NAME], ["A"]]).status_code == 403
    assert client.post(port.url("process_import")).status_code == 403


@pytest.mark.parametrize("held", [("view", "add"), ("view", "change")])
def test_import_needs_both_rights(client, user, held):
    port = open_port(client, user, Member, *held)
    assert client.get(port.url("import")).status_code == 403


def test_user_without_rights_can_do_nothing(client, user):
    client.force_login(user)
    port = Port(client, Member)
    before = state()
    for page in ("import", "export", "process_import"):
        assert client.post(port.url(page), {"resource": 0}).status_code == 403
    assert state() == before


def test_right_taken_away_since_the_preview_counts(port, user):
    answer = port.upload([[NAME, DAY, SEX], ["Phạm Mới", BORN, "Nam"]])
    user.user_permissions.clear()
    assert port.confirm(answer).status_code == 403


def test_page_offers_only_the_kinds_of_rows_that_the_user_may(client, user):
    port = open_port(client, user, Member)
    may(user, Employment, "view", "add", "change")
    choices = client.get(port.url("import")).context["form"].fields["resource"].choices
    assert [label for _, label in choices] == ["Đảng viên", "Quá trình làm việc"]


def test_export_shows_own_scope_alone(port):
    assert [row[0] for row in port.rows()[1:]] == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_person_of_another_body_is_neither_found_nor_changed(port, house):
    rows = [[OLD_CARD, NAME, DAY, SEX], ["07654321", "Lê Lạ", BORN, "Nam"]]
    ((line, column, message),) = faults(port.upload(rows))
    assert (line, column, message) == (2, OLD_CARD, "Số thẻ này đã có trong sổ")


def test_foreign_branch_is_refused(client, user, house):
    port = open_port(client, user, Placement)
    rows = [
        [OLD_CARD, "Ngày vào Đảng", "Mã chi bộ", "Từ ngày", "Bắt đầu do"],
        [CARD, IN_PARTY, house.foreign.code, dt.date(2021, 1, 1), "Chuyển đến"],
        [CARD, IN_PARTY, "KHONGCO", dt.date(2021, 1, 2), "Chuyển đến"],
        ["07654321", IN_PARTY, house.mine.code, dt.date(2021, 1, 3), "Chuyển đến"],
    ]
    got = [f for f in faults(port.upload(rows)) if f[1] != "Từ ngày"]  # they overlap
    assert [(line, column) for line, column, _ in got] == [
        (2, "Mã chi bộ"),
        (3, "Mã chi bộ"),
        (4, "Ngày vào Đảng"),
    ]
    # The same words for what is not there and for what the user may not know of.
    assert all("ngoài phạm vi" in message for _, _, message in got)


def test_secretary_can_not_bring_in_a_person_out_of_reach(
    client, house, django_user_model
):
    user = django_user_model.objects.create_user("s", full_name="S", is_staff=True)
    AccessFactory(user=user, branch=house.mine)
    port = open_port(client, user, Member)
    ((line, _, message),) = faults(
        port.upload([[NAME, DAY, SEX], ["Phạm Mới", BORN, "Nam"]])
    )
    assert (line, "ngoài phạm vi" in message) == (2, True)
