"""Import and export of a member's year: round trips, new rows, bad cells, rights."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from accounts.models import LogEvent, User
from accounts.tests.desk import written
from accounts.tests.port import Port, faults, totals, unchanged
from branches.tests.factories import AccessFactory, BranchFactory
from members import actions
from members.models import (
    Attendance,
    Award,
    Badge,
    Course,
    Discipline,
    Rating,
    RatingCap,
)
from members.tests.conftest import ADMITTED
from members.tests.factories import MemberFactory
from members.tests.year import WRONG, rows_of

# model of the page, resource there: rows that go out
KINDS = {
    (Course, 0): 1,
    (Course, 1): 2,
    (Rating, 0): 2,
    (RatingCap, 0): 6,
    (Award, 0): 2,
    (Badge, 0): 1,
    (Discipline, 0): 2,
}
CODE, NAME, DAY = "Mã chi bộ", "Họ và tên khai sinh", "Sinh ngày"
OUT_OF_REACH = "không có trong sổ hoặc ngoài phạm vi của đồng chí"
BORN = "01/01/1990"
DISCIPLINE = [
    [CODE, NAME, DAY, "Hình thức", "Cấp quyết định", "Số quyết định",
     "Ngày quyết định", "Ngày công bố"],
]  # fmt: skip


@pytest.fixture
def desk(desk, people):
    """The clerk looks after the committees of both branches."""
    for branch in (people.first, people.second):
        AccessFactory(user=desk.user, committee=branch.links.get().committee)
    return desk


@pytest.fixture
def year(people):
    vars(people).update(rows_of(people))
    people.woman.full_name = "Đỗ Thị Ưa"
    people.woman.save()
    people.far = BranchFactory()
    people.stranger = MemberFactory(full_name="Lê Người Lạ")
    day = {"decision_on": ADMITTED, "ceremony_on": ADMITTED}
    actions.admit(member=people.stranger, branch=people.far, **day)
    return people


@pytest.mark.parametrize(("model", "resource"), KINDS)
def test_round_trip_changes_nothing(desk, year, model, resource):
    before = written()["LogEvent"]
    port = Port(desk.client, model)
    assert unchanged(port, KINDS[model, resource], resource=resource)
    # The export alone is an act of the log.
    assert written()["LogEvent"] == before + 1


def test_classes_and_who_sat_there_come_in(desk, year):
    port = Port(desk.client, Course)
    head = ["Loại lớp", "Tên lớp", "Đơn vị tổ chức", "Khai giảng ngày", "Bế giảng ngày"]
    port.bring_in([head, ["Đảng viên mới", "Lớp M1", "TTCT", "01/09/2021", "3/9/2021"]])
    head = ["Tên lớp", "Khai giảng ngày", "Họ và tên đảng viên",
            "Sinh ngày của đảng viên", "Họ và tên quần chúng",
            "Sinh ngày của quần chúng", CODE, "Kết quả"]  # fmt: skip
    code = year.first.code
    rows = [
        ["Lớp M1", "01/09/2021", "Đỗ Thị Ưa", BORN, "", "", code, "Hoàn thành"],
        ["Lớp M1", "01/09/2021", "", "", "Hồ Mới", "2/3/1999", "", "Không dự học"],
    ]
    port.bring_in([head, *rows], resource=1)
    new = Attendance.objects.filter(course__name="Lớp M1").order_by("pk")
    assert [(row.name, row.branch, row.result) for row in new] == [
        ("Đỗ Thị Ưa", year.first, "passed"),
        ("Hồ Mới", None, "absent"),
    ]
    assert unchanged(port, 4, resource=1)


def test_ratings_of_members_and_branches_come_in(desk, year):
    head = ["Năm", CODE, NAME, DAY, "Mức xếp loại", "Lý do không xếp loại", "Điểm"]
    port = Port(desk.client, Rating)
    code = year.first.code
    port.bring_in(
        [
            head,
            [2020, code, "Đỗ Thị Ưa", BORN, "Hoàn thành tốt nhiệm vụ", "", "80,5"],
            [2020, code, "", "", "", "Chi bộ mới thành lập", ""],
        ]
    )
    rows = Rating.objects.filter(counts_on=dt.date(2020, 12, 31)).order_by("pk")
    fields = "member", "grade", "unrated"
    assert list(rows.values_list(*fields)) == [
        (year.woman.pk, "good", ""),
        (None, "", "founded"),
    ]
    assert str(rows[0].points) == "80.50"


def test_grade_is_changed_by_its_line(desk, year):
    head = ["Năm", CODE, NAME, DAY, "Mức xếp loại"]
    line = [2021, year.first.code, "Đỗ Thị Ưa", BORN, "Hoàn thành nhiệm vụ"]
    port = Port(desk.client, Rating)
    assert totals(port.upload([head, line])) == (0, 1, 0)
    port.bring_in([head, line])
    year.rating.refresh_from_db()
    assert (year.rating.grade, str(year.rating.points)) == ("done", "85.00")


def test_cap_award_and_badge_come_in(desk, year):
    title = "Tỷ lệ cao nhất (%)"
    port = Port(desk.client, RatingCap)
    port.bring_in([["Đối tượng", "Từ ngày", title], ["Đảng viên", "18/10/2019", "15"]])
    year.cap.refresh_from_db()
    assert str(year.cap.percent) == "15.00"
    who = [year.first.code, "Đỗ Thị Ưa", BORN]
    paper = ["Số quyết định", "Ngày quyết định"]
    head = [CODE, NAME, DAY, *paper, "Hình thức", "Cấp khen thưởng", "Thành tích"]
    line = [*who, "8-QĐ", "01/02/2022", "Bằng khen", "Trung ương", "Xuất sắc"]
    Port(desk.client, Award).bring_in([head, line])
    head = [CODE, NAME, DAY, *paper, "Huy hiệu (năm tuổi Đảng)", "Ngày trao (đợt)"]
    line = [*who, "9-QĐ", "01/02/2022", "40 năm", "03/02/2022"]
    Port(desk.client, Badge).bring_in([head, line])
    assert Award.objects.get(number="8-QĐ").level == "central"
    assert Badge.objects.get(number="9-QĐ").years == 40


def test_discipline_comes_in_with_the_day_it_lapses(desk, year):
    line = [year.first.code, "Đỗ Thị Ưa", BORN, "Cảnh cáo", "Đảng ủy", "4-QĐ"]
    port = Port(desk.client, Discipline)
    port.bring_in([*DISCIPLINE, [*line, "01/10/2021", "15/10/2021"]])
    row = Discipline.objects.get(number="4-QĐ")
    assert (row.lapses_on, row.content) == (dt.date(2022, 10, 15), "")


# The sealed text


def test_sealed_text_does_not_go_out(desk, year):
    port = Port(desk.client, Discipline)
    form = desk.client.get(port.url("export")).context["form"]
    titles = [str(field.label).casefold() for field in form.fields.values()]
    assert not [title for title in titles if "nội dung" in title]
    head, *rows = port.rows()
    assert len(rows) == 2
    assert "Kín Như Bưng" not in str([head, rows])
    event = LogEvent.objects.get(kind="export")
    assert not [title for title in event.after["columns"] if "ội dung" in title]


def test_sealed_text_does_not_come_in(desk, year):
    line = [year.first.code, year.man.full_name, BORN, "Khiển trách", "Đảng ủy Khối"]
    line += ["2-QĐ/ĐU", "01/03/2021", "05/03/2021", "Chữ Lạ"]
    rows = [[*DISCIPLINE[0], "Nội dung vi phạm"], line]
    answer = Port(desk.client, Discipline).upload(rows)
    assert (faults(answer), totals(answer)) == ([], (0, 0, 1))
    assert answer.context["preview"].resource.unknown == ["Nội dung vi phạm"]
    assert "Các cột được bỏ qua: Nội dung vi phạm" in answer.content.decode()
    year.discipline.refresh_from_db()
    assert year.discipline.content == WRONG


def test_preview_of_a_changed_discipline_shows_no_sealed_text(desk, year):
    line = [year.first.code, year.man.full_name, BORN, "Cảnh cáo", "Đảng ủy Khối"]
    rows = [*DISCIPLINE, [*line, "2-QĐ/ĐU", "01/03/2021", "05/03/2021"]]
    answer = Port(desk.client, Discipline).upload(rows)
    assert totals(answer) == (0, 1, 0)
    assert "Kín Như Bưng" not in answer.content.decode()


# Bad cells: (model, resource, headings, cells, column, words of the message)
CLASS = ["Tên lớp", "Họ và tên quần chúng", "Kết quả"]
RATED = ["Năm", CODE, NAME, DAY, "Mức xếp loại"]
PRAISED = [
    CODE, "Số quyết định", "Ngày quyết định", "Hình thức", "Cấp khen thưởng",
    "Thành tích",
]  # fmt: skip
BADGE = [
    NAME, DAY, CODE, "Huy hiệu (năm tuổi Đảng)", "Ngày trao (đợt)", "Số quyết định",
    "Ngày quyết định",
]  # fmt: skip
FIRST, HER = "{year.first.code}", ["Đỗ Thị Ưa", BORN]
BAD = {
    "kind of class": (
        Course,
        0,
        ["Loại lớp", "Tên lớp", "Đơn vị tổ chức", "Khai giảng ngày", "Bế giảng ngày"],
        ["Yoga", "Lớp M1", "TTCT", "01/09/2021", "03/09/2021"],
        "Loại lớp",
        "không có trong danh sách",
    ),
    "month first": (
        Course,
        0,
        ["Loại lớp", "Tên lớp", "Đơn vị tổ chức", "Khai giảng ngày", "Bế giảng ngày"],
        ["Đảng viên mới", "Lớp M1", "TTCT", "01/09/2021", "09/25/2021"],
        "Bế giảng ngày",
        "không có trong lịch",
    ),
    "unknown class": (
        Course,
        1,
        CLASS,
        ["Lớp ma", "Hồ Mới", "Hoàn thành"],
        "Tên lớp",
        OUT_OF_REACH,
    ),
    "result": (
        Course,
        1,
        CLASS,
        ["Lớp cảm tình Đảng K1", "Hồ Mới", "Đỗ"],
        "Kết quả",
        "không có trong danh sách",
    ),
    "class of a foreign branch": (
        Course,
        1,
        [*CLASS, CODE],
        ["Lớp cảm tình Đảng K1", "Hồ Mới", "Hoàn thành", "{year.far.code}"],
        CODE,
        OUT_OF_REACH,
    ),
    "grade": (
        Rating,
        0,
        RATED,
        [2020, FIRST, *HER, "Xuất sắc lắm"],
        "Mức xếp loại",
        "không có trong danh sách",
    ),
    "no grade": (
        Rating,
        0,
        RATED,
        [2020, FIRST, *HER, ""],
        "Mức xếp loại",
        "hoặc lý do không xếp loại",
    ),
    "year": (
        Rating,
        0,
        RATED,
        [21, FIRST, *HER, "Hoàn thành nhiệm vụ"],
        "Năm",
        "từ 1990 đến 2100",
    ),
    "foreign branch": (
        Rating,
        0,
        RATED,
        [2020, "{year.far.code}", *HER, "Hoàn thành nhiệm vụ"],
        CODE,
        OUT_OF_REACH,
    ),
    "foreign member": (
        Rating,
        0,
        RATED,
        [2020, FIRST, "Lê Người Lạ", BORN, "Hoàn thành nhiệm vụ"],
        NAME,
        OUT_OF_REACH,
    ),
    "second rating": (
        Rating,
        0,
        RATED,
        [2021, "{year.second.code}", *HER, "Hoàn thành nhiệm vụ"],
        NAME,
        "đã có xếp loại của năm đó",
    ),
    "cap": (
        RatingCap,
        0,
        ["Đối tượng", "Từ ngày", "Tỷ lệ cao nhất (%)"],
        ["Đảng viên", "18/10/2019", "hai mươi"],
        "Tỷ lệ cao nhất (%)",
        "không phải số",
    ),
    "level of an award": (
        Award,
        0,
        PRAISED,
        [FIRST, "9-QĐ", "01/12/2021", "Bằng khen", "Xã", "Tốt"],
        "Cấp khen thưởng",
        "không có trong danh sách",
    ),
    "award of a foreign branch": (
        Award,
        0,
        PRAISED,
        ["{year.far.code}", "9-QĐ", "01/12/2021", "Bằng khen", "Trung ương", "Tốt"],
        CODE,
        OUT_OF_REACH,
    ),
    "badge of 35 years": (
        Badge,
        0,
        BADGE,
        [*HER, FIRST, "35 năm", "03/02/2022", "9-QĐ", "01/02/2022"],
        "Huy hiệu (năm tuổi Đảng)",
        "không có trong danh sách",
    ),
    "form of discipline": (
        Discipline,
        0,
        DISCIPLINE[0],
        [FIRST, *HER, "Giải tán", "ĐU", "9-QĐ", "01/12/2021", "02/12/2021"],
        "Hình thức",
        "giải tán dành cho chi bộ",
    ),
    "no rule of the day": (
        Discipline,
        0,
        DISCIPLINE[0],
        [FIRST, *HER, "Cảnh cáo", "ĐU", "9-QĐ", "01/12/2009", "02/12/2009"],
        "Ngày công bố",
        "Chưa có quy định “Kỷ luật hết hiệu lực sau” cho ngày 02/12/2009",
    ),
    "discipline of a foreign branch": (
        Discipline,
        0,
        DISCIPLINE[0],
        ["{year.far.code}", "", "", "Cảnh cáo", "ĐU", "9-QĐ", "1/12/2021", "2/12/2021"],
        CODE,
        OUT_OF_REACH,
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_cell_is_said_at_line_and_column(what, desk, year):
    model, resource, head, cells, column, words = BAD[what]
    cells = [c.format(year=year) if isinstance(c, str) else c for c in cells]
    before = written()
    answer = Port(desk.client, model).upload([[], head, cells], resource=resource)
    ((line, where, message),) = faults(answer)
    assert (line, where, words in message) == (3, column, True), message
    assert written() == before


def test_line_that_comes_twice_is_a_fault(desk, year):
    line = [2020, year.first.code, *HER, "Hoàn thành nhiệm vụ"]
    of_branch = [2020, year.first.code, "", "", "Hoàn thành nhiệm vụ"]
    answer = Port(desk.client, Rating).upload([RATED, line, of_branch, line, of_branch])
    assert [(line, message) for line, _, message in faults(answer)] == [
        (4, "trùng với dòng 2"),
        (5, "trùng với dòng 3"),
    ]


def test_formula_stays_text_both_ways(desk, year):
    Award.objects.filter(pk=year.award.pk).update(reason="=HYPERLINK(1)")
    port = Port(desk.client, Award)
    head, *rows = port.rows()
    assert "=HYPERLINK(1)" in {row[head.index("Thành tích")] for row in rows}
    assert unchanged(port, 2)


# Rights


def log_in(client, branch, *rights):
    user = User.objects.create_user("thu", full_name="Bí thư", is_staff=True)
    models = {*(model for model, _ in KINDS), Attendance}
    names = [f"{right}_{m._meta.model_name}" for right in rights for m in models]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    AccessFactory(user=user, branch=branch)
    client.force_login(user)


@pytest.mark.parametrize("model", [Course, Rating, RatingCap, Award, Badge, Discipline])
def test_viewer_has_an_export_and_no_import(client, year, model):
    log_in(client, year.first, "view")
    port = Port(client, model)
    assert client.get(port.url("import")).status_code == 403
    assert port.upload([[CODE], ["A"]]).status_code == 403
    assert client.get(port.url("export")).status_code == 200


@pytest.mark.parametrize("model", [Course, Rating, Award, Badge, Discipline])
@pytest.mark.parametrize("branch", ["first", "second"])
def test_secretary_exports_the_own_branch_alone(client, year, model, branch):
    log_in(client, getattr(year, branch), "view")
    count = {"first": KINDS[model, 0], "second": 0}[branch]
    assert len(Port(client, model).rows()) == count + 1


def test_secretary_brings_in_nothing_for_another_branch(client, year):
    log_in(client, year.first, "view", "add", "change")
    line = [2020, year.second.code, "", "", "Hoàn thành nhiệm vụ"]
    ((where, column, message),) = faults(Port(client, Rating).upload([RATED, line]))
    assert (where, column, OUT_OF_REACH in message) == (2, CODE, True)


def test_secretary_brings_in_no_class_that_nobody_of_the_branch_attends(client, year):
    log_in(client, year.first, "view", "add", "change")
    head = ["Loại lớp", "Tên lớp", "Đơn vị tổ chức", "Khai giảng ngày", "Bế giảng ngày"]
    line = ["Đảng viên mới", "Lớp M1", "TTCT", "01/09/2021", "03/09/2021"]
    ((where, _, message),) = faults(Port(client, Course).upload([head, line]))
    assert (where, OUT_OF_REACH in message) == (2, True)


# Queries


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("model", "resource"), [key for key in KINDS if key != (RatingCap, 0)]
)
def test_export_query_count(
    desk, people, model, resource, count, django_assert_num_queries
):
    for number in range(count):
        one_more(people, number)
    port = Port(desk.client, model)
    assert len(port.rows(resource=resource)) >= count + 1
    form = desk.client.get(port.url("export")).context["form"]
    name = form.resources[resource].__name__.lower()
    chosen = {field: "on" for field in form.fields if field.startswith(name)}
    data = {"resource": resource, "format": 0, **chosen}
    whose = 1 if model is Discipline else 0  # the log names the people in such a file
    with django_assert_num_queries(7 + whose):
        desk.client.post(port.url("export"), data)


def one_more(people, number):
    """A row of each kind, of a new member at a new branch of the same committee."""
    branch = BranchFactory(committee=people.first.links.get().committee)
    member, day = MemberFactory(), dt.date(2021, 5, 1 + number)
    course = Course.objects.create(
        kind="theory", name=f"L{number}", organiser="T", started_on=day, finished_on=day
    )
    who, paper = (
        {"branch": branch, "member": member},
        {"number": "1", "decided_on": day},
    )
    Attendance.objects.create(**who, course=course, result="passed")
    Rating.objects.create(**who, year=2021, grade="good")
    Award.objects.create(**who, **paper, kind="merit", level="city", reason="Tốt")
    Badge.objects.create(**who, **paper, years=30, awarded_on=day)
    Discipline.objects.create(**who, **paper, form="warning", announced_on=day)
