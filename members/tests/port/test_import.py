"""Rule 14: what an import writes and when, and everything it finds wrong."""

import datetime as dt
import hashlib

import pytest

from accounts.models import LogEvent
from accounts.tests import books
from accounts.tests.port import faults, said, totals
from members.models import (
    Member,
)
from members.tests.factories import MemberFactory
from members.tests.port.people import (
    BORN,
    CARD,
    DAY,
    NAME,
    OLD_CARD,
    PHONE,
    SEX,
    admitted,
    open_port,
    state,
)


def test_preview_writes_nothing(port):
    before, events = state(), LogEvent.objects.count()
    answer = port.upload([[NAME, DAY, PHONE], ["Nguyễn Văn An", BORN, "0912"]])
    assert totals(answer) == (0, 1, 0)
    assert (state(), LogEvent.objects.count()) == (before, events)


def test_confirmed_import_is_one_change_set_that_names_the_file(port, user):
    data = books.grid(
        [
            [NAME, DAY, SEX, PHONE],
            ["Nguyễn Văn An", BORN, "Nam", "0912"],
            ["Phạm Thị  Mới", "01/02/1995", "nữ", "0913"],
        ]
    )
    answer = port.bring_in(data, name="Danh sách.xlsx")
    assert answer.status_code == 302
    new = Member.objects.get(full_name="Phạm Thị Mới")
    assert (new.sex, new.born_on, new.phone) == ("female", dt.date(1995, 2, 1), "0913")
    digest = hashlib.sha256(data).hexdigest()
    events = LogEvent.objects.filter(
        reason=f"Nhập tệp Danh sách.xlsx, SHA-256 {digest}"
    )
    assert sorted(events.values_list("kind", "actor").distinct()) == [
        (kind, f"user:{user.pk} office") for kind in ("import", "insert", "update")
    ]
    assert events.values("change_set").distinct().count() == 1
    assert events.get(kind="import").after == {
        "file": "Danh sách.xlsx",
        "sha256": digest,
        "rows": 2,
        "new": 1,
        "updated": 1,
        "unchanged": 0,
    }


def test_import_writes_the_derived_columns(port):
    port.bring_in([[NAME, DAY, SEX], ["Đặng Văn Ước", BORN, "Nam"]])
    found = Member.objects.get(search="dang van uoc")
    assert list(Member.objects.all())[-1] == found  # ordered by given names


def test_file_can_be_confirmed_once(port):
    answer = port.upload([[NAME, DAY, SEX], ["Phạm Mới", BORN, "Nam"]])
    port.confirm(answer)
    again = port.confirm(answer)
    assert again.url == port.url("import")
    assert Member.objects.filter(full_name="Phạm Mới").count() == 1


def test_file_of_somebody_else_can_not_be_confirmed(port, client, django_user_model):
    answer = port.upload([[NAME, DAY, SEX], ["Phạm Mới", BORN, "Nam"]])
    thief = django_user_model.objects.create_user("b", full_name="B", is_staff=True)
    other = open_port(client, thief, Member)
    assert other.confirm(answer).url == port.url("import")
    assert not Member.objects.filter(full_name="Phạm Mới").exists()


def test_change_made_since_the_preview_is_seen(port):
    answer = port.upload(
        [[NAME, DAY, SEX, OLD_CARD], ["Phạm Mới", BORN, "Nam", "01111111"]]
    )
    MemberFactory(full_name="Người Khác", old_card_number="01111111")
    shown = port.confirm(answer)
    assert totals(shown) == (0, 1, 0)
    assert "Sổ đã thay đổi" in shown.content.decode()
    assert not Member.objects.filter(full_name="Phạm Mới").exists()


# What is wrong with a file


def test_all_faults_of_all_lines_come_at_once_and_nothing_is_written(port):
    before = state()
    answer = port.upload(
        [
            [NAME, DAY, SEX, "Dân tộc", "Thư điện tử", OLD_CARD, PHONE],
            ["Hợp Lệ", BORN, "Nam", "Kinh", "a@b.vn", "01222222", "0912"],
            ["Sai Ngày", "31/02/2021", "Nam", "Kinh", "", "01333333", ""],
            ["Sai Giới", BORN, "Nan", "Kih", "thư", "12", ""],
            ["", BORN, "Nam", "Kinh", "", "01444444", ""],
            ["Dài", BORN, "Nam", "Kinh", "", "01555555", "9" * 5_000],
            ["Tương Lai", "05/09/2090", "Nam", "Kinh", "", "01666666", ""],
        ]
    )
    assert [(line, column) for line, column, _ in faults(answer)] == [
        (3, DAY),
        (4, SEX),
        (4, "Dân tộc"),
        (4, OLD_CARD),
        (4, "Thư điện tử"),
        (5, NAME),
        (6, PHONE),
        (7, DAY),
    ]
    assert faults(answer)[0][2] == "ngày “31/02/2021” không có trong lịch"
    assert state() == before
    page = answer.content.decode()
    assert "chưa có gì được ghi" in page
    assert port.url("process_import") not in page


def test_line_that_comes_twice_is_a_fault(port):
    answer = port.upload(
        [
            [NAME, DAY, SEX, OLD_CARD],
            ["Phạm Mới", BORN, "Nam", "01.222222"],
            ["Phạm Cũ", BORN, "Nam", "01222222"],
            ["Nguyễn Văn An", BORN, "Nam", CARD],
            ["Nguyễn Văn An", BORN, "Nam", ""],
        ]
    )
    assert [(line, message) for line, _, message in faults(answer)] == [
        (3, "trùng với dòng 2"),
        (5, "trùng với dòng 4"),
    ]


def test_namesakes_are_told_apart_or_refused(port, house):
    twin = admitted(house.mine, full_name="Nguyễn Văn An")  # same day, no card
    rows = [[NAME, DAY, OLD_CARD, PHONE], ["Nguyễn Văn An", BORN, "", "0912"]]
    port.bring_in(rows)
    twin.refresh_from_db()
    assert twin.phone == "0912"
    admitted(house.mine, full_name="Nguyễn Văn An")
    ((line, column, message),) = faults(port.upload(rows))
    assert (line, column) == (2, NAME)
    assert "nhiều dòng giống nhau" in message


def test_nul_is_refused(port):
    rows = [[NAME, DAY, SEX], ["Phạm\0Mới", BORN, "Nam"]]
    answer = port.upload(rows)
    assert [fault[2] for fault in faults(answer)] == ["có ký tự lạ (NUL)"]


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"hello", "ds.xlsx", "không phải tệp Excel"),
        (b"\xd0\xcf\x11\xe0", "ds.xlsx", ".xls"),
        (b"a\0b", "ds.csv", "NUL"),
        (books.grid([["Cột lạ"], ["1"]]), "ds.xlsx", "tiêu đề"),
        (books.grid([[PHONE], ["1"]]), "ds.xlsx", "thiếu cột"),
        (books.grid([[NAME, DAY, NAME], ["A", BORN, "B"]]), "ds.xlsx", "hai lần"),
        (books.grid([[NAME, DAY]]), "ds.xlsx", "không có dòng dữ liệu"),
    ],
)
def test_file_that_is_no_list_is_refused_in_words(port, data, name, word):
    answer = port.upload(data, name=name)
    assert answer.context["preview"] is None
    assert word in said(answer)[0]


def test_missing_file_is_asked_for(port):
    answer = port.client.post(port.url("import"), {"resource": 0})
    assert "import_file" in answer.context["form"].errors


def test_headings_are_found_below_titles_and_foreign_columns_named(port):
    answer = port.upload(
        [
            ["ĐẢNG ỦY KHỐI DOANH NGHIỆP"],
            [],
            ["STT", "HỌ VÀ TÊN KHAI SINH*", "Sinh ngày :", "Giới tính"],
            [1, "Phạm Mới", BORN, "Nam"],
        ]
    )
    preview = answer.context["preview"]
    assert totals(answer) == (1, 0, 0)
    assert (preview.resource.unknown, preview.lines()[0].number) == (["STT"], 4)
    assert "Các cột được bỏ qua: STT" in answer.content.decode()


def test_csv_of_excel_is_read(port):
    text = f"{NAME};{DAY};{SEX}\r\nPhạm Mới;5/9/1990;Nam\r\n"
    port.bring_in(text.encode("utf-8-sig"), name="ds.csv")
    assert Member.objects.get(full_name="Phạm Mới").born_on == BORN
