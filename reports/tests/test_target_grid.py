"""Giao chỉ tiêu: the sheet, and what saving it writes."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import LogEvent
from accounts.tests.desk import written
from branches import actions
from branches.models import BranchLink
from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from reports.models import Target
from reports.tests.conftest import grant
from reports.tests.factories import TargetFactory
from reports.tests.sheets import GRID, SheetPage

RIGHTS = ("reports.add_target", "reports.change_target", "reports.delete_target")
FIRST, LATER = dt.date(2021, 1, 22), dt.date(2021, 3, 15)


@pytest.fixture
def clerk(client, office):
    """The office's browser, with the right to give targets."""
    grant(office, *RIGHTS)
    client.force_login(office)
    return client


@pytest.fixture
def given(small):
    """The body's 10 admissions, of which branch one has 4."""
    body = TargetFactory(committee=small.committee, value=10, decided_on=FIRST)
    one = TargetFactory(
        committee=small.committee, branch=small.one, value=4, decided_on=FIRST
    )
    return body, one


def cell(branch, code="T02"):
    return f"c-{branch.pk if branch else 0}-{code}"


def rows_of(branch, code="T02"):
    """[(value, day, number)] of live rows, oldest first."""
    found = Target.objects.filter(branch=branch, indicator=code).order_by("decided_on")
    return list(found.values_list("value", "decided_on", "number"))


def open_sheet(clerk, **query):
    return SheetPage(clerk, columns="T02", **query)


def test_sheet_has_the_body_its_branches_their_sum_and_the_difference(
    clerk, small, given
):
    TargetFactory(
        committee=small.committee, branch=small.two, value=3, decided_on=FIRST
    )
    assert open_sheet(clerk).rows == [
        ["Mã", "Chi bộ", "Đảng viên kết nạp mới"],
        ["", small.committee.name, "10"],
        [small.one.code, small.one.name, "4"],
        [small.two.code, small.two.name, "3"],
        ["", "Cộng các chi bộ", "7"],
        ["", "So với chỉ tiêu của Đảng bộ", "✗ còn thiếu 3"],
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [("6", "✓ khớp"), ("8", "▲ vượt 2"), ("3", "✗ còn thiếu 3")],
)
def test_difference_is_said_in_words(clerk, small, given, value, said):
    page = open_sheet(clerk).send(cells={cell(small.two): value})
    assert page.rows[-1][-1] == said


def test_without_the_bodys_own_figure_there_is_no_difference(clerk, small):
    page = open_sheet(clerk).send(cells={cell(small.two): "3"})
    assert [row[-1] for row in page.rows[-2:]] == ["3", "chưa có"]


def test_save_writes_only_what_changed_in_one_act(clerk, small, given):
    page = open_sheet(clerk).send(cells={cell(small.two): "1.000"})
    assert page.messages == ["Đã ghi chỉ tiêu: 1 ô ghi mới."]
    assert rows_of(None) == [(10, FIRST, "")]
    assert rows_of(small.one) == [(4, FIRST, "")]
    assert rows_of(small.two) == [(1000, FIRST, "14-CT/ĐUK")]
    assert page.boxes[cell(small.two)] == "1.000"


def test_many_cells_are_one_change_set_of_the_clerk(clerk, small, office):
    cells = {cell(None): "9", cell(small.one): "5", cell(small.two): "4"}
    open_sheet(clerk).send(cells=cells)
    events = LogEvent.objects.filter(table=Target._meta.db_table)
    assert events.count() == 3
    (act,) = set(events.values_list("change_set", "user_id", "reason"))
    assert act[1:] == (office.pk, "Giao chỉ tiêu năm 2021: Cấp trên giao")


def test_nothing_changed_writes_nothing(clerk, small, given):
    before = written()
    page = open_sheet(clerk).send()
    assert page.messages == ["Không có ô nào thay đổi."]
    assert written() == before


def test_same_day_corrects_the_row(clerk, small, given):
    page = open_sheet(clerk).send(cells={cell(small.one): "5"})
    assert page.messages == ["Đã ghi chỉ tiêu: 1 ô sửa."]
    assert rows_of(small.one) == [(5, FIRST, "14-CT/ĐUK")]


def test_later_day_is_an_adjustment_and_the_old_row_stays(clerk, small, given):
    page = open_sheet(clerk)
    page.send(cells={cell(small.one): "2"}, decided_on="15/03/2021", number="22-CV")
    assert rows_of(small.one) == [(4, FIRST, ""), (2, LATER, "22-CV")]


def test_day_before_the_row_in_force_is_refused(clerk, small, given):
    before = written()
    page = open_sheet(clerk)
    page = page.send(cells={cell(small.one): "2"}, decided_on="21/01/2021")
    assert page.said == [
        (
            f"{small.one}, Đảng viên kết nạp mới: chỉ tiêu đang có hiệu lực ghi ngày "
            "22/01/2021: ngày giao không được trước ngày đó."
        )
    ]
    assert page.boxes[cell(small.one)] == "2"
    assert written() == before


@pytest.mark.parametrize("text", ["", "-", "–"])
def test_emptied_cell_asks_for_a_reason_and_voids_the_row(clerk, small, given, text):
    before = written()
    asked = open_sheet(clerk).send(cells={cell(small.one): text})
    assert asked.said == ["Lý do hủy: Ghi lý do hủy chỉ tiêu đã xóa trắng."]
    assert written() == before
    page = asked.send(reason="Ghi nhầm chi bộ")
    assert page.messages == ["Đã ghi chỉ tiêu: 1 ô hủy."]
    assert rows_of(small.one) == []
    row = Target.every.get(branch=small.one)
    assert (row.void_reason, row.voided_by.username) == ("Ghi nhầm chi bộ", "office")


def test_voided_adjustment_brings_the_earlier_value_back_and_says_so(
    clerk, small, given
):
    TargetFactory(
        committee=small.committee, branch=small.one, value=2, decided_on=LATER
    )
    page = open_sheet(clerk).send(
        cells={cell(small.one): ""}, decided_on="15/03/2021", reason="Ghi nhầm"
    )
    assert page.messages == [
        "Đã ghi chỉ tiêu: 1 ô hủy.",
        f"{small.one}, Đảng viên kết nạp mới: lại theo chỉ tiêu 4 giao ngày 22/01/2021.",
    ]
    assert rows_of(small.one) == [(4, FIRST, "")]


def test_value_of_another_day_is_not_voided_but_explained(clerk, small, given):
    before = written()
    page = open_sheet(clerk).send(
        cells={cell(small.one): ""}, decided_on="15/03/2021", reason="Không giao nữa"
    )
    assert page.said == [
        (
            f"{small.one}, Đảng viên kết nạp mới: chỉ tiêu 4 giao ngày 22/01/2021: ghi nhầm "
            "thì chọn đúng ngày đó rồi xóa trắng; không giao nữa thì ghi 0."
        )
    ]
    assert written() == before


def test_who_may_not_void_is_told(client, small, office, given):
    grant(office, *RIGHTS[:2])
    client.force_login(office)
    page = open_sheet(client).send(cells={cell(small.one): ""}, reason="Nhầm")
    assert page.said == [
        f"{small.one}, Đảng viên kết nạp mới: đồng chí không có quyền hủy chỉ tiêu đã ghi."
    ]
    assert rows_of(small.one) == [(4, FIRST, "")]


def test_branch_founded_in_the_year_takes_no_target(clerk, small):
    new = BranchFactory(committee=small.committee, founded_on=dt.date(2021, 6, 1))
    page = open_sheet(clerk)
    assert [new.code, f"{new.name} (mới trong năm)", "–"] in page.rows
    assert cell(new) not in page.boxes
    before = written()
    page = page.send(cells={cell(new): "1", cell(small.one): "2"})
    assert page.said == [
        (
            f"{new}, Đảng viên kết nạp mới: chi bộ này không nhận chỉ tiêu trong năm; hãy "
            "tải lại trang."
        )
    ]
    assert written() == before


def test_value_of_a_new_branch_can_be_taken_back(clerk, small):
    new = BranchFactory(committee=small.committee, founded_on=dt.date(2021, 6, 1))
    TargetFactory(committee=small.committee, branch=new, value=1, decided_on=FIRST)
    page = open_sheet(clerk)
    assert page.boxes[cell(new)] == "1"
    page = page.send(cells={cell(new): ""}, reason="Mới thành lập")
    assert rows_of(new) == []
    assert cell(new) not in page.boxes


def test_branch_stands_on_the_sheets_of_its_years(clerk, small):
    link = BranchLink.objects.get(branch=small.two)
    day = dt.date(2021, 7, 1)
    actions.close(branch=small.two, decided_on=day, effective_on=day)
    assert BranchLink.objects.get(pk=link.pk).ended_on == day
    codes = {
        year: [row[0] for row in open_sheet(clerk, year=year).rows[2:-2]]
        for year in (2014, 2021, 2022)
    }
    both = [small.one.code, small.two.code]
    assert codes == {2014: [], 2021: both, 2022: [small.one.code]}


def test_levels_are_sheets_of_their_own(clerk, small, given):
    page = open_sheet(clerk, level="expected")
    assert page.boxes[cell(small.one)] == ""
    page.send(cells={cell(small.one): "6"}, decided_on="14/01/2022")
    row = Target.objects.get(level="expected")
    assert (row.branch, row.value, row.year) == (small.one, 6, 2021)
    assert open_sheet(clerk).boxes[cell(small.one)] == "4"


def test_columns_with_values_are_shown_unasked(clerk, small):
    TargetFactory(committee=small.committee, indicator="T11", decided_on=FIRST)
    codes = SheetPage(clerk).response.context["sheet"].question.codes
    assert codes == ["T01", "T02", "T03", "T10", "T11"]


# Two clerks at once


def test_cell_changed_by_somebody_else_is_refused_and_nothing_is_lost(
    clerk, small, given
):
    page = open_sheet(clerk)
    Target.objects.filter(branch=small.one).update(value=7)
    before = written()
    page = page.send(cells={cell(small.one): "5", cell(small.two): "3"})
    assert page.said == [
        (
            f"{small.one}, Đảng viên kết nạp mới: người khác vừa sửa: lúc mở trang là 4, nay "
            "trong sổ là 7, đồng chí ghi 5; xem lại rồi ghi."
        )
    ]
    assert written() == before
    assert (page.boxes[cell(small.one)], page.boxes[cell(small.two)]) == ("5", "3")
    page.send()
    assert rows_of(small.one) == [(5, FIRST, "14-CT/ĐUK")]
    assert rows_of(small.two) == [(3, FIRST, "14-CT/ĐUK")]


def test_cell_that_was_not_touched_keeps_what_somebody_else_wrote(clerk, small, given):
    page = open_sheet(clerk)
    Target.objects.filter(branch=small.one).update(value=7)
    page.send(cells={cell(small.two): "3"})
    assert rows_of(small.one) == [(7, FIRST, "")]
    assert rows_of(small.two) == [(3, FIRST, "14-CT/ĐUK")]


def test_pressed_twice_writes_once(clerk, small):
    page = open_sheet(clerk)
    page.send(cells={cell(small.one): "5"})
    page = page.send(cells={cell(small.one): "5"})
    assert page.messages == ["Không có ô nào thay đổi."]
    assert len(rows_of(small.one)) == 1


def test_what_the_page_saw_may_be_nonsense(clerk, small, given):
    for seen in ("", "{", "[1]", "[" * 5000, json.dumps({"c-x-T02": "a", "y": 1})):
        page = open_sheet(clerk).send(seen=seen, cells={cell(small.one): "5"})
        assert "người khác vừa sửa: lúc mở trang là để trống" in page.said[0]
    assert rows_of(small.one) == [(4, FIRST, "")]


# Days and numbers of papers


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"decided_on": ""}, "Ngày giao, đăng ký: Trường này bắt buộc phải nhập."),
        (
            {"decided_on": "31/02/2021"},
            (
                "Ngày giao, đăng ký: Hãy nhập ngày hợp lệ, theo dạng ngày/tháng/năm (ví "
                "dụ 05/09/1990)."
            ),
        ),
        (
            {"decided_on": "15/01/2022"},
            "Ngày giao, đăng ký: Ngày này không được sau hôm nay.",
        ),
        (
            {"decided_on": "31/12/2019"},
            "Ngày giao, đăng ký: Chỉ tiêu năm 2021 không thể giao trước ngày 01/01/2020.",
        ),
        (
            {"number": "x" * 51},
            "Số văn bản: Chỉ được có tối đa 50 ký tự (hiện có 51).",
        ),
    ],
)
def test_bad_paper_is_refused_and_the_sheet_kept(clerk, small, typed, said):
    before = written()
    page = open_sheet(clerk).send(cells={cell(small.one): "5"}, **typed)
    assert page.said == [said]
    assert page.boxes[cell(small.one)] == "5"
    assert written() == before


# Who may


@pytest.fixture
def leader(small, django_user_model):
    user = django_user_model.objects.create_user("leader", full_name="Lãnh đạo")
    grant(user, "reports.view_target")
    AccessFactory(user=user, committee=small.committee)
    return user


def test_leader_reads_the_sheet_and_cannot_write(client, small, leader, given):
    client.force_login(leader)
    page = open_sheet(client)
    assert page.boxes == {}
    assert [small.one.code, small.one.name, "4"] in page.rows
    assert 'type="submit" name="save"' not in page.html
    before = written()
    assert client.post(GRID, {cell(small.one): "9"}).status_code == 403
    assert written() == before


def test_secretary_reads_the_own_branch_alone(client, small, secretary, given):
    TargetFactory(
        committee=small.committee, branch=small.two, value=7707, decided_on=FIRST
    )
    client.force_login(secretary)
    page = open_sheet(client)
    assert page.rows == [
        ["Mã", "Chi bộ", "Đảng viên kết nạp mới"],
        [small.one.code, small.one.name, "4"],
    ]
    assert small.two.name not in page.html
    assert "7707" not in page.html
    assert "7.707" not in page.html


def test_secretary_with_rights_of_the_office_cannot_write(client, small, secretary):
    grant(secretary, *RIGHTS)
    client.force_login(secretary)
    assert open_sheet(client).boxes == {}
    before = written()
    assert client.post(GRID, {cell(small.one): "9"}).status_code == 403
    assert written() == before


def test_stranger_to_targets_is_refused(client, django_user_model, small):
    client.force_login(django_user_model.objects.create_user("x", full_name="X"))
    assert client.get(GRID).status_code == 403


def test_foreign_committee_is_not_offered(client, small, secretary, given):
    foreign = BranchFactory(code="LA")
    committee = foreign.links.get().committee
    client.force_login(secretary)
    page = client.get(GRID, {"year": 2021, "committee": committee.pk})
    assert page.context.get("sheet") is None
    assert foreign.name not in page.content.decode()


def test_body_of_others_keeps_its_papers(client, small, django_user_model):
    """Who looks after another committee may ask here, and is shown nothing of ours."""
    TargetFactory(committee=small.committee, number="14-CT/QU", decided_on=FIRST)
    user = django_user_model.objects.create_user("other", full_name="Nơi khác")
    grant(user, "reports.view_target")
    AccessFactory(user=user, committee=CommitteeFactory())
    client.force_login(user)
    page = open_sheet(client, committee=small.committee.pk)
    assert page.response.context["sheet"].question.committee == small.committee
    assert "14-CT/QU" not in page.html


def test_way_to_the_sheet_is_shown_to_who_may_write(client, small, office):
    client.force_login(office)
    assert GRID not in client.get("/reports/targets/").content.decode()
    grant(office, *RIGHTS)
    client.force_login(type(office).objects.get(pk=office.pk))
    assert GRID in client.get("/reports/targets/").content.decode()


# Size


def test_sheet_sent_twice_is_written_once_and_not_called_overtaken(clerk, small):
    page = open_sheet(clerk)
    data = {**page.boxes, cell(small.one): "5", "decided_on": "22/01/2021"}
    data |= {name: page.hidden(name) for name in ("seen", "sent_token")}
    answers = [clerk.post(f"{GRID}?year=2021&columns=T02", data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert rows_of(small.one) == [(5, dt.date(2021, 1, 22), "")]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_is_the_same_for_all_sizes(clerk, small, count):
    branches = [BranchFactory(committee=small.committee) for _ in range(count)]
    for branch in branches:
        TargetFactory(
            committee=small.committee, branch=branch, value=4, decided_on=FIRST
        )
    with CaptureQueriesContext(connection) as shown:
        page = open_sheet(clerk)
    changed = {cell(b): "5" for b in branches}
    added = {cell(b, "T02"): "6" for b in (small.one, small.two)[: min(count, 2)]}
    data = {**changed, **added, "seen": page.hidden("seen"), "decided_on": "22/01/2021"}
    with CaptureQueriesContext(connection) as saved:
        answer = clerk.post(f"{GRID}?year=2021&columns=T02", data)
    assert answer.status_code == 302
    assert (len(shown), len(saved)) == (SHOW, SAVE)


SHOW, SAVE = 8, 15  # the two last: the savepoint inside “written once”


def test_sheet_of_two_hundred_branches_is_not_too_many_fields(clerk, small):
    fields = {f"c-{number}-T02": "" for number in range(4500)}
    data = {**fields, cell(small.one): "5", "decided_on": "22/01/2021"}
    assert clerk.post(f"{GRID}?year=2021", data).status_code == 302
    assert rows_of(small.one) == [(5, FIRST, "")]
