"""The page of what is due: who sees what, filters with counts, Excel, the terminal."""

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Register
from branches.tests.factories import AccessFactory
from hoangmai_party import clock
from members import actions
from reports import due
from reports.due import admission
from reports.due.page import WHENS
from reports.tests.conftest import grant
from reports.tests.due import DueWorld
from reports.tests.test_due import DUE, TODAY

MARK = "Kín Miệng"
RIGHTS = sorted({right for kind in due.KINDS for right in kind.rights})


@pytest.fixture
def world(db):
    Register.objects.update_or_create(
        pk=1, defaults={"is_demo": True, "stands_on": TODAY}
    )
    with clock.fixed(TODAY):
        yield DueWorld()


def user_of(django_user_model, name, *rights, **where):
    user = django_user_model.objects.create_user(name, full_name=name)
    may = ("reports.view_target", "reports.add_snooze", "reports.delete_snooze")
    grant(user, *may, "branches.view_branch", *rights)
    AccessFactory(user=user, **where)
    return user


@pytest.fixture
def office(world, django_user_model):
    return user_of(django_user_model, "office", *RIGHTS, committee=world.committee)


@pytest.fixture
def secretary(world, django_user_model):
    return user_of(django_user_model, "secretary", *RIGHTS, branch=world.one)


def fill(world, branch, name):
    """Every kind that a branch of its own can have."""
    for kind in set(DUE) - {"regulation_end", "first_congress", "dissolution"}:
        world.put(kind, branch, name)


def page(client, **query):
    response = client.get(reverse("reports:due"), query)
    assert response.status_code == 200
    return response


def lines(response):
    return response.context["tables"][0].rows


# Who sees what


def test_secretary_reads_the_own_branch_alone(client, world, secretary):
    fill(world, world.one, "Nguyễn Văn Của Mình")
    fill(world, world.two, f"Trần Thị {MARK}")
    world.put("dissolution", name=f"Trần Thị {MARK}")
    client.force_login(secretary)
    for when in WHENS:
        html = page(client, when=when, as_of="20/02/2022").content.decode()
        assert MARK not in html
        assert world.two.name not in html
    items = due.items(secretary, TODAY)
    assert {item.branch for item in items} == {world.one.pk}
    assert {item.kind.code for item in items} >= {"probation", "card", "follow_up"}


def test_office_reads_both_branches(client, world, office):
    fill(world, world.two, f"Trần Thị {MARK}")
    client.force_login(office)
    assert MARK in page(client).content.decode()


def test_without_the_right_no_name_is_read(client, world, django_user_model):
    fill(world, world.one, f"Trần Thị {MARK}")
    user = user_of(
        django_user_model,
        "surveyor",
        *(right for right in RIGHTS if right.startswith("branches.")),
        committee=world.committee,
    )
    client.force_login(user)
    response = page(client)
    kinds = {item.kind.code for item in due.items(user, TODAY)}
    assert kinds == {"follow_up", "regulation_review", "congress", "first_congress"}
    assert "Trần Thị" not in re.sub(
        r"<tr.*?Khắc phục sau.*?</tr>", "", response.content.decode(), flags=re.DOTALL
    )
    assert "probation" not in dict(response.context["due_form"].fields["kind"].choices)


def test_discipline_needs_its_own_right(world, django_user_model):
    world.put("discipline")
    rights = [right for right in RIGHTS if right != "members.view_discipline"]
    user = user_of(django_user_model, "clerk", *rights, committee=world.committee)
    assert [i for i in due.items(user, TODAY) if i.kind.code == "discipline"] == []


def test_page_needs_the_right_to_see_reports(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("x", full_name="X"))
    assert client.get(reverse("reports:due")).status_code == 403


def test_stranger_sees_nothing(world, django_user_model):
    fill(world, world.one, f"Trần Thị {MARK}")
    user = django_user_model.objects.create_user("x", full_name="X")
    grant(user, *RIGHTS)
    assert due.items(user, TODAY) == []


def test_name_of_somebody_gone_stays_without_a_link(world, secretary, office):
    row = world.put("transfer")
    member = row.placement.member
    [mine] = [i for i in due.items(secretary, TODAY) if i.kind.code == "transfer"]
    [theirs] = [i for i in due.items(office, TODAY) if i.kind.code == "transfer"]
    assert (mine.subject, mine.url) == (member.full_name, "")
    assert theirs.url == member.get_absolute_url()


def test_as_of_day_before_a_move_shows_who_was_there(world, secretary):
    row, day = world.put("probation"), dt.date(2022, 1, 10)
    actions.move(placement=row.placements.get(), to=world.two, on=day)
    before = due.items(secretary, day - dt.timedelta(days=1))
    assert [i.url for i in before if i.kind.code == "probation"] == [""]
    assert [i for i in due.items(secretary, day) if i.kind.code == "probation"] == []


# Filters and counts


def counts(response):
    return {label: number for _, label, number, _ in response.context["whens"]}


def test_counts_of_the_choices_are_their_lists(client, world, office):
    for kind in ("card", "transfer", "follow_up"):
        world.put(kind)
    client.force_login(office)
    as_of = {"as_of": "20/01/2022"}  # the card is late, the paper due in a week
    response = page(client, **as_of)
    assert counts(response) == {
        "Đang nhắc": 5,
        "Quá hạn": 1,
        "Đến hạn trong 30 ngày": 2,
        "Chưa tính được hạn": 2,
        "Đang hoãn nhắc": 0,
    }
    for address, _, number, _ in response.context["whens"]:
        listed = client.get(reverse("reports:due") + address)
        assert len(lines(listed)) == number
    kinds = dict(response.context["due_form"].fields["kind"].choices)
    assert kinds["card"] == "Phát thẻ đảng viên (1)"
    assert kinds[""] == "Tất cả loại việc (5)"
    branches = dict(response.context["due_form"].fields["branch"].choices)
    assert branches[world.one.pk] == f"{world.one} (4)"
    assert branches[world.two.pk] == f"{world.two} (1)"


def test_filters_narrow_together_and_the_others_are_counted_under_them(
    client, world, office
):
    world.put("card")
    world.put("card", world.two, "Trần Thị Bình")
    world.put("follow_up")
    client.force_login(office)
    response = page(client, kind="card", branch=world.two.pk)
    [row] = lines(response)
    assert row.cells[1].value == "Trần Thị Bình"
    assert counts(response) == {
        "Đang nhắc": 1,
        "Quá hạn": 0,
        "Đến hạn trong 30 ngày": 1,
        "Đang hoãn nhắc": 0,
    }
    kinds = dict(response.context["due_form"].fields["kind"].choices)
    assert kinds["follow_up"] == "Khắc phục sau kiểm tra, giám sát (0)"


@pytest.mark.parametrize(
    ("day", "overdue", "soon"),
    [("18/01/2022", 0, 1), ("19/01/2022", 1, 0), ("19/12/2021", 0, 1)]
    + [("18/12/2021", 0, 0)],
)
def test_thirty_days_and_overdue_have_sharp_edges(
    client, world, office, day, overdue, soon
):
    world.put("card")  # due on 18/01/2022
    client.force_login(office)
    found = counts(page(client, kind="card", as_of=day))
    assert (found["Quá hạn"], found["Đến hạn trong 30 ngày"]) == (overdue, soon)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "snooze"}, "kind"),
        ({"branch": "abc"}, "branch"),
        ({"branch": "9" * 30}, "branch"),
        ({"branch": "\0"}, "branch"),
        ({"kind": "\0"}, "kind"),
        ({"when": "later"}, "when"),
        ({"as_of": "31/02/2022"}, "as_of"),
        ({"as_of": "01/01/1929"}, "as_of"),
        ({"as_of": "31/12/9999"}, "as_of"),
        ({"as_of": "\0"}, "as_of"),
    ],
)
def test_bad_question_is_told_and_nothing_is_listed(
    client, world, office, query, field
):
    world.put("card")
    client.force_login(office)
    response = page(client, **query)
    assert set(response.context["due_form"].errors) == {field}
    assert "tables" not in response.context
    assert (
        client.get(reverse("reports:due"), {**query, "format": "xlsx"})
        .headers["Content-Type"]
        .startswith("text/html")
    )


@pytest.mark.parametrize("day", ["01/01/1930", "31/12/2100"])
def test_far_days_are_answered(client, world, office, day):
    fill(world, world.one, "Nguyễn Văn An")
    client.force_login(office)
    assert "tables" in page(client, as_of=day).context


def test_secretary_can_not_ask_for_another_branch(client, world, secretary):
    client.force_login(secretary)
    response = page(client, branch=world.two.pk)
    assert set(response.context["due_form"].errors) == {"branch"}
    assert world.two.name not in response.content.decode()


# Paper, Excel, terminal


def test_xlsx_has_the_lines_of_the_page(client, world, office):
    fill(world, world.one, "=1+1")
    client.force_login(office)
    on_page = [[c.value for c in row.cells] for row in lines(page(client, kind="card"))]
    response = client.get(reverse("reports:due"), {"kind": "card", "format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=5)]
    assert (
        [r[1:3] for r in rows]
        == [r[1:3] for r in on_page]
        == [["=1+1", "Phát thẻ đảng viên"]]
    )
    assert sheet.cell(5, 2).data_type == "s"
    assert rows[0][4].date() == DUE["card"][0]


def test_overdue_line_is_marked(client, world, office):
    world.put("card")
    client.force_login(office)
    assert [r.is_bad for r in lines(page(client, kind="card"))] == [False]
    late = page(client, kind="card", as_of="19/01/2022")
    assert [r.is_bad for r in lines(late)] == [True]


def test_nothing_due_is_said(client, world, secretary):
    client.force_login(secretary)
    html = page(client, kind="card").content.decode()
    assert "Không có việc nào đến hạn trong phạm vi đã chọn." in html


def test_command_prints_the_list(world, capsys):
    world.put("card")
    world.put("card", world.two, "Trần Thị Bình")
    call_command("due", on="19/01/2022", branch=world.two.code)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == (
        "Ngày 19/01/2022: 2 việc, 1 việc quá hạn; 0 việc đang hoãn nhắc."
    )
    assert said[1] == (
        "18/01/2022  quá hạn 1 ngày  Phát thẻ đảng viên: Trần Thị Bình "
        f"({world.two}). Văn phòng. 90 ngày từ ngày quyết định công nhận 20/10/2021 "
        "(Đề xuất của sổ, văn phòng đặt lại nếu khác)."
    )
    assert said[2].startswith("–  chưa tính được hạn  Đại hội lần đầu sau thành lập: ")
    assert len(said) == 3


def test_command_stands_on_today(world, capsys):
    call_command("due")
    assert capsys.readouterr().out.startswith(
        "Ngày 14/01/2022: 2 việc, 0 việc quá hạn; 0 việc đang hoãn nhắc."
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"on": "2022-01-14"}, "viết như 31/12/2021"),
        ({"on": "01/01/9999"}, "từ năm 1930 đến năm 2100"),
        ({"branch": "CB?"}, "Không có chi bộ nào có mã «CB?»."),
    ],
)
def test_command_tells_what_is_wrong(world, options, message):
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command("due", **options)


# Query counts: three for the outlook, one a kind

FILES = 4  # of all kinds of files: who keeps them, steps, vettings, pages open
PAGES_AND_SNOOZES = 2  # whose pages are open, what is put off
BADGES = 3  # of the badges: spells, badges given, rounds (rules and holidays are read)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["office", "secretary"])
def test_list_query_count(world, request, rows, who):
    user = request.getfixturevalue(who)
    for number in range(rows):
        fill(world, world.founded(dt.date(2021, 10, 11)), f"Nguyễn Văn {number}")
        for kind in set(DUE) - {"regulation_end", "regulation_review", "congress"}:
            world.put(kind, name=f"Trần Văn {number}")
    user = type(user).objects.get(pk=user.pk)
    user.has_perm("reports.view_target")  # rights are read once a request
    with CaptureQueriesContext(connection) as captured:
        due.items(user, TODAY)
    # Two kinds share the probationers, two the cards.
    others = len(due.KINDS) - len(admission.KINDS) - 2
    assert len(captured) == 3 + FILES + others + PAGES_AND_SNOOZES + BADGES


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["office", "secretary"])
def test_worklist_query_count(world, request, rows, who):
    """Rows 1–16 of §3.2, for however many branches and files: twelve at most."""
    user = request.getfixturevalue(who)
    for number in range(rows):
        fill(world, world.founded(dt.date(2021, 10, 11)), f"Nguyễn Văn {number}")
        for kind in set(due.WORKLIST) & set(DUE):
            world.put(kind, name=f"Trần Văn {number}")
    user = type(user).objects.get(pk=user.pk)
    user.has_perm("reports.view_target")
    with CaptureQueriesContext(connection) as captured:
        due.items(user, TODAY, due.WORKLIST)
    assert len(captured) == 12


def test_worklist_command_prints_files_alone(world, capsys):
    world.put("file_age", name="Lê Thị Mơ")
    world.put("absence", name="Trần Văn Xa")
    call_command("worklist", on="14/01/2022")
    printed = capsys.readouterr().out
    assert "Hồ sơ kết nạp quá hạn phải làm lại: Lê Thị Mơ" in printed
    assert "Trần Văn Xa" not in printed


@pytest.mark.parametrize("rows", [1, 3])
def test_page_query_count(client, world, office, rows):
    for number in range(rows):
        fill(world, world.founded(dt.date(2021, 10, 11)), f"Nguyễn Văn {number}")
    client.force_login(office)
    with CaptureQueriesContext(connection) as captured:
        page(client)
    assert len(captured) == 36 + BADGES
    with CaptureQueriesContext(connection) as captured:
        page(client, kind="worklist")
    assert len(captured) == 19  # twelve, and the frame of a page with a form
