"""Dán từ Excel: what is read from a block of cells, and what is refused in words."""

import datetime as dt

import pytest

from accounts.tests.desk import written
from branches import actions
from branches.tests.factories import BranchFactory
from reports.models import Target
from reports.target_grid import typed
from reports.tests.conftest import grant
from reports.tests.factories import TargetFactory
from reports.tests.sheets import SheetPage
from reports.tests.test_target_grid import FIRST, RIGHTS, cell, rows_of

COLUMNS = ["T02", "T10"]
ADMITTED, OFFICIAL = "Đảng viên kết nạp mới", "Chuyển đảng chính thức"


@pytest.fixture
def clerk(client, office, small):
    grant(office, *RIGHTS)
    client.force_login(office)
    actions.rename(
        branch=small.one,
        name="Chi bộ Bệnh viện Đa khoa Hoàng Mai",
        decided_on=dt.date(2021, 2, 1),
        number="3-QĐ",
    )
    return client


def paste(page, *lines, **typed_over):
    return page.send("preview", paste="\n".join(lines), **typed_over)


def opened(clerk):
    """The sheet with two columns."""
    return SheetPage(clerk, columns=COLUMNS)


@pytest.fixture
def sheet(clerk):
    return opened(clerk)


def test_block_is_shown_and_not_written(sheet, small):
    before = written()
    page = paste(sheet, f"{small.one.code}\t4\t2", f"{small.two.code}\t3\t0")
    assert "Đã đưa 4 ô vào bảng, chưa ghi vào sổ" in page.html
    assert page.said == []
    assert page.rows[2][2:] == ["4", "2"]
    assert page.rows[3][2:] == ["3", "0"]
    assert page.rows[-2][-2:] == ["7", "2"]
    assert written() == before
    page.send()
    found = {code: rows_of(small.two, code) for code in COLUMNS}
    assert found == {
        "T02": [(3, FIRST, "14-CT/ĐUK")],
        "T10": [(0, FIRST, "14-CT/ĐUK")],
    }


@pytest.mark.parametrize(
    "name",
    [
        "Chi bộ Bệnh viện Đa khoa Hoàng Mai",
        "chi bo benh vien da khoa hoang mai",
        "Bệnh viện Đa khoa Hoàng Mai",
        "  CHI BỘ BỆNH VIỆN ĐA KHOA HOÀNG MAI ",
        "Chi bộ Bệnh viện Đa khoa Hoàng\N{NO-BREAK SPACE}Mai",
    ],
)
def test_branch_is_found_by_name(sheet, small, name):
    assert paste(sheet, f"{name}\t4").boxes[cell(small.one)] == "4"


def test_heading_row_says_the_columns(sheet, small):
    page = paste(
        sheet,
        "TT\tMã\tTên chi bộ\tChuyển đảng chính thức\tT02",
        f"1\t{small.one.code}\tbất kỳ\t2\t1.000",
        f"2\t\t{small.two.name}\t\t5",
        "\tCộng\t\t2\t1.005",
        "",
    )
    assert page.said == []
    boxes = page.boxes
    assert (boxes[cell(small.one)], boxes[cell(small.one, "T10")]) == ("1.000", "2")
    assert (boxes[cell(small.two)], boxes[cell(small.two, "T10")]) == ("5", "")


def test_code_and_name_side_by_side_as_on_the_sheet(sheet, small):
    page = paste(sheet, f"{small.two.code}\t{small.two.name}\t3\t1")
    assert (page.boxes[cell(small.two)], page.boxes[cell(small.two, "T10")]) == (
        "3",
        "1",
    )


def test_line_of_the_body_is_known_by_its_name(sheet, small):
    assert paste(sheet, f"{small.committee.name}\t12").boxes[cell(None)] == "12"


def test_empty_leaves_a_cell_and_a_dash_takes_it_back(clerk, small):
    for branch in (small.one, small.two):
        TargetFactory(
            committee=small.committee, branch=branch, value=4, decided_on=FIRST
        )
    page = paste(opened(clerk), f"{small.one.code}\t\t2", f"{small.two.code}\t–\t")
    assert page.boxes[cell(small.one)] == "4"
    assert page.boxes[cell(small.two)] == ""
    page.send(reason="Ghi nhầm")
    assert (len(rows_of(small.one)), rows_of(small.two)) == (1, [])


# {what: (line after the code, what the page says)}
BAD = {
    "text": ("ba", "“ba” không phải là số"),
    "text beside a number": ("4 người", "“4 người” không phải là số"),
    "negative": ("-3", "chỉ tiêu không được âm"),
    "negative as printed": ("−3", "chỉ tiêu không được âm"),
    "decimal": (
        "2,5",
        "“2,5” không phải số nguyên (phần nghìn cách bằng dấu chấm: 1.000)",
    ),
    "decimal point": (
        "2.5",
        "“2.5” không phải số nguyên (phần nghìn cách bằng dấu chấm: 1.000)",
    ),
    "foreign thousands": (
        "1,000",
        "“1,000” không phải số nguyên (phần nghìn cách bằng dấu chấm: 1.000)",
    ),
    "too large": ("1.000.000", "số quá lớn, nhiều nhất là 999.999"),
    "a million digits": ("9" * 9000, "số quá lớn, nhiều nhất là 999.999"),
    "formula": ("=SUM(A1:A9)", "không nhận công thức; hãy ghi con số"),
    "formula with a plus": ("+1+2", "không nhận công thức; hãy ghi con số"),
    "fault of Excel": ("#REF!", "“#REF!” không phải là số"),
    "percentage": ("50%", "“50%” không phải là số"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_number_is_named_by_line_and_column(sheet, small, what):
    text, said = BAD[what]
    before = written()
    page = paste(sheet, f"{small.one.code}\t4\t1", f"{small.two.code}\t2\t{text}")
    assert page.said == [f"Dòng 2, cột “{OFFICIAL}”: {said}."]
    # It stands in its cell too, and the sheet is not written while it does.
    page = page.send()
    assert page.said == [f"{small.two}, {OFFICIAL}: {said}."]
    assert written() == before
    assert page.boxes[cell(small.two)] == "2"
    page.send(cells={cell(small.two, "T10"): "1"})
    assert Target.objects.count() == 4


def test_unknown_branch_is_named_and_the_others_are_taken(sheet, small):
    page = paste(sheet, "Chi bộ Lạ\t4", f"{small.one.code}\t4", "\t9")
    assert page.said == [
        "Dòng 1: không nhận ra chi bộ “Chi bộ Lạ”; không đưa vào bảng.",
        "Dòng 3: không ghi mã hoặc tên chi bộ; không đưa vào bảng.",
    ]
    assert page.boxes[cell(small.one)] == "4"
    assert "Chi bộ Lạ\t4" in page.html  # there to be mended
    page.send(paste="\r\n".join(["Chi bộ Lạ\t4", f"{small.one.code}\t4", "\t9"]))
    assert rows_of(small.one) == [(4, FIRST, "14-CT/ĐUK")]


def test_branch_twice_is_refused_by_line(sheet, small):
    page = paste(sheet, f"{small.one.code}\t4", "", f"{small.one.code}\t5")
    assert page.said == [
        f"Dòng 3: chi bộ “{small.one.code}” đã có ở dòng 1; không đưa vào bảng."
    ]
    assert page.boxes[cell(small.one)] == "4"


def test_two_branches_of_one_name_ask_for_the_code(clerk, small):
    other = BranchFactory(committee=small.committee)
    actions.rename(
        branch=other,
        name="Chi bộ Bệnh viện Đa khoa Hoàng Mai",
        decided_on=dt.date(2021, 2, 1),
        number="4-QĐ",
    )
    page = paste(opened(clerk), "Chi bộ Bệnh viện Đa khoa Hoàng Mai\t4")
    assert len(page.said) == 1
    assert page.said[0].startswith("Dòng 1: có 2 chi bộ tên “Chi bộ Bệnh viện")
    assert "hãy ghi mã; không đưa vào bảng" in page.said[0]


def test_value_for_a_new_branch_is_refused_and_a_dash_is_not(clerk, small):
    new = BranchFactory(committee=small.committee, founded_on=dt.date(2021, 6, 1))
    page = paste(opened(clerk), f"{new.code}\t1\t–")
    said = "chi bộ mới trong năm, không giao chỉ tiêu"
    assert page.said == [f"Dòng 1, cột “{ADMITTED}”: {said}."]


def test_unknown_and_repeated_headings_are_named(sheet, small):
    page = paste(sheet, "Mã\tT02\tT99\tT02", f"{small.one.code}\t4\t5\t6")
    assert page.said == [
        "Dòng 1, cột 3 “T99”: không có trong bảng, không đưa vào.",
        "Dòng 1, cột 4 “T02”: ghi lặp, không đưa vào.",
    ]
    assert page.boxes[cell(small.one)] == "4"


def test_too_many_columns_are_said(sheet, small):
    page = paste(sheet, f"{small.one.code}\t4\t5\t6\t7")
    assert page.said == ["Dòng 1: thừa 2 ô, bảng có 2 cột chỉ tiêu."]


def test_block_of_nothing_and_a_block_too_long(sheet, small):
    assert "còn trống" in paste(sheet, "").html
    page = paste(sheet, "x" * 200_001)
    assert page.said == ["Nội dung dán quá dài: dán nhiều lần, mỗi lần một phần."]


def test_block_is_never_written_unseen(sheet, small):
    """Ghi with a block that was not looked at shows it first."""
    before = written()
    page = sheet.send(paste=f"{small.one.code}\t4")
    assert "chưa ghi vào sổ" in page.html
    assert page.boxes[cell(small.one)] == "4"
    assert written() == before


def test_block_keeps_what_was_typed_beside_it(sheet, small):
    page = paste(sheet, f"{small.one.code}\t4", cells={cell(small.two): "7"})
    assert (page.boxes[cell(small.one)], page.boxes[cell(small.two)]) == ("4", "7")


def test_block_over_a_stale_page_is_still_refused(clerk, small):
    row = TargetFactory(
        committee=small.committee, branch=small.one, value=4, decided_on=FIRST
    )
    stale = opened(clerk)
    Target.objects.filter(pk=row.pk).update(value=7)
    page = paste(stale, f"{small.one.code}\t5").send()
    assert "lúc mở trang là 4, nay trong sổ là 7, đồng chí ghi 5" in page.said[0]


def test_sixty_seven_branches_at_once(clerk, small):
    branches = [BranchFactory(committee=small.committee) for _ in range(65)]
    lines = [f"{b.name}\t{n}\t1" for n, b in enumerate(branches)]
    page = paste(opened(clerk), *lines, f"{small.one.code}\t1", f"{small.two.code}\t1")
    assert page.said == []
    page.send()
    values = Target.objects.filter(indicator="T02").values_list("value", flat=True)
    assert sum(values) == sum(range(65)) + 2
    assert Target.objects.count() == 65 * 2 + 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        (" – ", None),
        ("0", 0),
        ("007", 7),
        ("1.000", 1000),
        ("12 345", 12345),
        ("1\N{NO-BREAK SPACE}000", 1000),
        ("999.999", 999_999),
    ],
)
def test_number_of_a_cell(text, value):
    assert typed.number(text) == value


@pytest.mark.parametrize(
    "text", ["1.00", "1.0000", "12.34.567", "1 00", "٣", "1e3", "@1"]
)
def test_what_is_no_number(text):
    with pytest.raises(ValueError, match="."):
        typed.number(text)
