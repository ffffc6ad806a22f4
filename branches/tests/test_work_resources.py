"""Import and export of a branch's year: round trips, new rows, bad cells, rights."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from accounts.models import User
from accounts.tests.desk import written
from accounts.tests.port import Port, faults, totals, unchanged
from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    Meeting,
    SteeringCommittee,
    SteeringSeat,
)
from branches.tests.factories import AccessFactory, BranchFactory
from branches.tests.work import another

KINDS = {
    Meeting: 2,
    Congress: 1,
    Inspection: 1,
    CoordinationRegulation: 1,
    SteeringCommittee: 1,
}
OF_THE_HOUSE = {
    Meeting: "meeting",
    Congress: "congress",
    Inspection: "inspection",
    CoordinationRegulation: "regulation",
    SteeringCommittee: "steering",
}
CODE, HELD, KIND = "Mã chi bộ", "Ngày tổ chức", "Loại hình sinh hoạt"
OUT_OF_REACH = "không có trong sổ hoặc ngoài phạm vi của đồng chí"


@pytest.mark.parametrize("model", KINDS)
def test_round_trip_changes_nothing(desk, work, model):
    before = str([*model.every.values_list()])
    assert unchanged(Port(desk.client, model), KINDS[model])
    assert str([*model.every.values_list()]) == before


def meeting_rows(code, *more):
    head = [CODE, "Mã đảng bộ", KIND, HELD, "Phải dự", "Có mặt", "Vắng có lý do"]
    return [head, [code, "", "Sinh hoạt thường kỳ", "01/04/2021", 9, 7, 1], *more]


def test_meetings_come_in_and_go_round(desk, work):
    port = Port(desk.client, Meeting)
    of_body = ["", work.lower.code, "Giao ban bí thư", dt.date(2021, 4, 2), 5, 5, 0]
    port.bring_in(meeting_rows(work.branch.code, of_body))
    fields = "branch", "committee", "kind", "due", "present", "excused"
    new = Meeting.objects.filter(held_on__month=4).order_by("held_on")
    assert list(new.values_list(*fields)) == [
        (work.branch.pk, None, "regular", 9, 7, 1),
        (None, work.lower.pk, "briefing", 5, 5, 0),
    ]
    assert unchanged(port, 4)


def test_meeting_known_by_its_day_is_changed(desk, work):
    port = Port(desk.client, Meeting)
    rows = [[CODE, KIND, HELD, "Chất lượng buổi sinh hoạt"]]
    rows += [[work.branch.code, "Sinh hoạt thường kỳ", "10/03/2021", "Khá"]]
    assert totals(port.upload(rows)) == (0, 1, 0)
    port.bring_in(rows)
    work.meeting.refresh_from_db()
    assert (work.meeting.quality, work.meeting.topic) == ("fair", "Tháng 3")


def test_congress_comes_in(desk, work):
    rows = [[CODE, "Nhiệm kỳ", "Ngày đại hội", "Lần thứ", "Triệu tập", "Có mặt"]]
    rows += [[work.other.code, "2020–2022", "15/06/2020", 3, 10, 10]]
    Port(desk.client, Congress).bring_in(rows)
    assert Congress.objects.get(branch=work.other).present == 10


def test_inspection_comes_in(desk, work):
    rows = [
        [CODE, "Mã cấp ủy chủ trì", "Hình thức", "Nội dung", "Ngày bắt đầu làm việc"]
    ]
    rows += [
        [
            work.other.code,
            work.lower.code,
            "Giám sát chuyên đề",
            "Đại hội",
            "01/07/2021",
        ]
    ]
    Port(desk.client, Inspection).bring_in(rows)
    assert Inspection.objects.get(branch=work.other).inspector == work.lower


def test_regulation_comes_in(desk, work):
    firm = work.guest.enterprise
    rows = [
        [CODE, "Doanh nghiệp", "Bên phối hợp", "Ngày ký", "Từ ngày", "Công tác cán bộ"]
    ]
    rows += [
        [work.branch.code, firm.name, "Ban giám đốc", "01/02/2021", "02/02/2021", "x"]
    ]
    Port(desk.client, CoordinationRegulation).bring_in(rows)
    row = CoordinationRegulation.objects.get(enterprise=firm)
    assert (row.on_personnel, row.on_labour, row.review_months) == (True, False, 12)


def test_seat_comes_in_and_finds_its_committee(desk, work):
    rows = [["Số quyết định", "Họ và tên", "Vai trò", "Cơ quan", "Từ ngày"]]
    rows += [["9-QĐ/ĐU", "Trần Hai", "Phó trưởng ban", "Chi cục Thuế", "01/07/2020"]]
    Port(desk.client, SteeringCommittee).bring_in(rows)
    seat = SteeringSeat.objects.get(role="deputy")
    assert (seat.steering, seat.agency) == (work.steering, work.seat.agency)


# Bad cells: (model, headings, cells, column, words of the message)
BAD = {
    "kind": (
        Meeting,
        [CODE, KIND, HELD],
        ["{work.branch.code}", "Họp kín", "01/04/2021"],
        KIND,
        "không có trong danh sách",
    ),
    "month first": (
        Meeting,
        [CODE, KIND, HELD],
        ["{work.branch.code}", "Họp cấp ủy", "04/25/2021"],
        HELD,
        "không có trong lịch",
    ),
    "unknown branch": (
        Meeting,
        [CODE, KIND, HELD],
        ["KHONGCO", "Họp cấp ủy", "25/04/2021"],
        CODE,
        OUT_OF_REACH,
    ),
    "foreign branch": (
        Meeting,
        [CODE, KIND, HELD],
        ["{work.foreign.code}", "Họp cấp ủy", "25/04/2021"],
        CODE,
        OUT_OF_REACH,
    ),
    "more than were due": (
        Meeting,
        [CODE, KIND, HELD, "Phải dự", "Có mặt"],
        ["{work.branch.code}", "Họp cấp ủy", "25/04/2021", 3, 4],
        "Có mặt",
        "không được vượt số phải dự",
    ),
    "both places": (
        Meeting,
        [CODE, "Mã đảng bộ", KIND, HELD],
        ["{work.branch.code}", "{work.lower.code}", "Họp cấp ủy", "25/04/2021"],
        CODE,
        "không cả hai",
    ),
    "no term": (
        Congress,
        [CODE, "Ngày đại hội", "Triệu tập"],
        ["{work.other.code}", "25/04/2021", 5],
        "Nhiệm kỳ",
        "Không được để trống",
    ),
    "number in words": (
        Congress,
        [CODE, "Nhiệm kỳ", "Ngày đại hội", "Triệu tập"],
        ["{work.other.code}", "2020–2022", "25/04/2021", "mười"],
        "Triệu tập",
        "không phải số nguyên",
    ),
    "foreign congress": (
        Congress,
        [CODE, "Nhiệm kỳ", "Ngày đại hội"],
        ["{work.foreign.code}", "2020–2022", "25/04/2021"],
        CODE,
        OUT_OF_REACH,
    ),
    "unknown inspector": (
        Inspection,
        [CODE, "Mã cấp ủy chủ trì", "Hình thức", "Nội dung", "Ngày bắt đầu làm việc"],
        ["{work.branch.code}", "KHONGCO", "Giám sát chuyên đề", "A", "25/04/2021"],
        "Mã cấp ủy chủ trì",
        OUT_OF_REACH,
    ),
    "concluded before": (
        Inspection,
        [CODE, "Hình thức", "Nội dung", "Ngày bắt đầu làm việc", "Ngày kết luận"],
        ["{work.branch.code}", "Giám sát chuyên đề", "A", "25/04/2021", "24/04/2021"],
        "Ngày kết luận",
        "không được trước ngày bắt đầu",
    ),
    "foreign inspection": (
        Inspection,
        [CODE, "Hình thức", "Nội dung", "Ngày bắt đầu làm việc"],
        ["{work.foreign.code}", "Giám sát chuyên đề", "A", "25/04/2021"],
        CODE,
        OUT_OF_REACH,
    ),
    "neither yes nor no": (
        CoordinationRegulation,
        [CODE, "Doanh nghiệp", "Từ ngày", "Quan hệ lao động"],
        ["{work.branch.code}", "{work.host.enterprise.name}", "01/06/2020", "hơi hơi"],
        "Quan hệ lao động",
        "phải là Có hoặc Không",
    ),
    "overlap": (
        CoordinationRegulation,
        [CODE, "Doanh nghiệp", "Bên phối hợp", "Ngày ký", "Từ ngày"],
        [
            "{work.branch.code}",
            "{work.host.enterprise.name}",
            "Ban giám đốc",
            "01/01/2021",
            "01/01/2021",
        ],
        "Từ ngày",
        "đã có quy chế với doanh nghiệp này",
    ),
    "unknown decision": (
        SteeringCommittee,
        ["Số quyết định", "Họ và tên", "Vai trò", "Từ ngày"],
        ["99-QĐ", "Trần Hai", "Ủy viên", "01/07/2020"],
        "Số quyết định",
        OUT_OF_REACH,
    ),
    "second head": (
        SteeringCommittee,
        ["Số quyết định", "Họ và tên", "Vai trò", "Từ ngày"],
        ["9-QĐ/ĐU", "Trần Hai", "Trưởng ban", "01/07/2020"],
        "Từ ngày",
        "đã có Trưởng ban",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_cell_is_said_at_line_and_column(what, desk, work):
    work.foreign = BranchFactory()
    model, head, cells, column, words = BAD[what]
    cells = [c.format(work=work) if isinstance(c, str) else c for c in cells]
    before = written()
    answer = Port(desk.client, model).upload([["Danh sách"], [], head, cells])
    ((line, where, message),) = faults(answer)
    assert (line, where, words in message) == (4, column, True)
    assert "chưa có gì được ghi" in answer.content.decode()
    assert written() == before


def test_line_that_comes_twice_is_a_fault(desk, work):
    again = [work.branch.code, "", "sinh hoạt thường kỳ", dt.date(2021, 4, 1), 8, 8, 0]
    answer = Port(desk.client, Meeting).upload(meeting_rows(work.branch.code, again))
    assert faults(answer) == [(3, CODE, "trùng với dòng 2")]


def test_formula_goes_out_and_comes_in_as_text(desk, work):
    Meeting.objects.filter(pk=work.meeting.pk).update(topic="=1+1", conclusion="+84")
    port = Port(desk.client, Meeting)
    head, *rows = port.rows()
    topics = {row[head.index("Nội dung, chuyên đề")] for row in rows}
    assert "=1+1" in topics
    assert unchanged(port, 2)


def test_voided_rows_do_not_go_out(desk, work):
    work.meeting.void(by=desk.user, reason="Nhầm")
    assert len(Port(desk.client, Meeting).rows()) == 2


# Rights


def log_in(client, branch, *rights):
    user = User.objects.create_user("thu", full_name="Bí thư", is_staff=True)
    names = [
        f"{right}_{model._meta.model_name}"
        for model in (*KINDS, SteeringSeat)
        for right in rights
    ]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    AccessFactory(user=user, branch=branch)
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", KINDS)
def test_viewer_has_no_import(client, work, model):
    log_in(client, work.branch, "view")
    port = Port(client, model)
    assert client.get(port.url("import")).status_code == 403
    assert port.upload([[CODE], ["A"]]).status_code == 403
    assert client.get(port.url("export")).status_code in (200, 403)


@pytest.mark.parametrize("model", [Meeting, Congress, Inspection])
def test_secretary_exports_the_own_branch_alone(client, work, model):
    log_in(client, work.other, "view")
    assert len(Port(client, model).rows()) == 1


def test_secretary_gets_the_rows_of_the_own_branch(client, work):
    log_in(client, work.branch, "view")
    head, *rows = Port(client, Meeting).rows()
    assert [row[head.index(CODE)] for row in rows] == [work.branch.code]


def test_secretary_brings_in_nothing_for_another_branch_or_the_body(client, work):
    log_in(client, work.other, "view", "add", "change")
    port = Port(client, Meeting)
    of_body = ["", work.lower.code, "Giao ban bí thư", dt.date(2021, 4, 2), 5, 5, 0]
    got = faults(port.upload(meeting_rows(work.branch.code, of_body)))
    assert [line for line, _, _ in got][:1] == [2]
    (only,) = faults(port.upload([meeting_rows("")[0], of_body]))
    assert (only[0], OUT_OF_REACH in only[2]) == (2, True)


# Queries


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", KINDS)
def test_export_query_count(desk, work, model, count, django_assert_num_queries):
    row = getattr(work, OF_THE_HOUSE[model])
    for _ in range(count - 1):
        another(work, row)
    port = Port(desk.client, model)
    rows = count + (model is Meeting)  # and the one of the committee
    assert len(port.rows()) == rows + 1
    form = desk.client.get(port.url("export")).context["form"]
    name = form.resources[0].__name__.lower()
    chosen = {field: "on" for field in form.fields if field.startswith(name)}
    with django_assert_num_queries(7):
        desk.client.post(port.url("export"), {"resource": 0, "format": 0, **chosen})
