"""Files as agencies send them: titles, merged cells, units, totals, odd headings."""

import pytest

from accounts.port.gate import GateError
from enterprises.sources import columns, reading
from enterprises.sources.legacy import TO_TCVN3
from enterprises.tests.sources.files import TAX_HEAD, read, tax_list, workbook

ROW = ("0100233488", "Công ty TNHH An Phú", "Số 1", "Định Công", "NNT đang hoạt động")


def known(found):
    """{field: cells} of every row of a reading, by the proposed columns."""
    proposed = columns.propose(found.headings)
    return [cells for _, cells, _ in reading.rows(found, proposed)]


def test_headings_below_letterhead_and_merged_titles():
    found = reading.read("thue.xlsx", tax_list(ROW, ROW))
    assert (found.head_line, found.headings) == (5, TAX_HEAD)
    assert [line.number for line, _, _ in reading.rows(found, ["", "name"] * 3)] == [
        6,
        7,
    ]


def test_headings_in_two_lines_with_a_merged_group():
    rows = [
        ("TT", "Mã số thuế", "Tên đơn vị", "Lao động", "", "Địa chỉ"),
        ("", "", "", "Tổng số", "Tham gia BHXH", ""),
        (1, "0100233488", "Công ty A", 10, 8, "Số 1"),
    ]
    found = read(rows)
    assert found.headings[3:5] == ("Lao động Tổng số", "Lao động Tham gia BHXH")
    assert known(found) == [
        {
            "tax_code": "0100233488",
            "name": "Công ty A",
            "workers": "10",
            "insured": "8",
            "address": "Số 1",
        }
    ]


@pytest.mark.parametrize(
    "line",
    [
        ("(1)", "(2)", "(3)"),
        ("1", "2", "3"),
        ("A", "B", "C"),
        ("", "", "người"),
        ("Tổng cộng", "", "12"),
        ("", "Cộng", "12"),
        ("", "Người lập biểu", ""),
        ("Phường Định Công", "", ""),
    ],
)
def test_line_that_is_no_enterprise_is_left_out(line):
    rows = [("Mã số thuế", "Tên đơn vị", "Số lao động"), ("", "Công ty A", 3), line]
    assert [cells["name"] for cells in known(read(rows))] == ["Công ty A"]


def test_section_line_is_kept_for_the_rows_below():
    rows = [("STT", "Tên đơn vị", "Số LĐ"), ("I", "Phường Yên Sở"), (1, "Công ty A", 3)]
    found = read(rows)
    [(_, _, section)] = reading.rows(found, columns.propose(found.headings))
    assert section == "Phường Yên Sở"


def test_empty_columns_are_left_out_and_nameless_ones_named():
    rows = [("", "Tên đơn vị", "", "MST", ""), ("", "Công ty A", "", "0100233488", "x")]
    assert read(rows).headings == ("Tên đơn vị", "MST", "Cột E")


def test_two_columns_of_the_same_heading_stay_two():
    rows = [("MST", "Tên đơn vị", "Ghi chú", "Ghi chú"), ("1", "Công ty A", "a", "b")]
    assert read(rows).headings[2:] == ("Ghi chú", "Ghi chú (cột D)")


def test_number_cell_is_read_as_digits():
    rows = [("MST", "Tên đơn vị"), (100233488.0, "Công ty A")]
    assert known(read(rows)) == [{"tax_code": "100233488", "name": "Công ty A"}]


def test_headings_and_rows_in_an_old_font():
    rows = [TAX_HEAD, (1, *ROW)]
    old = [[str(cell).translate(TO_TCVN3) for cell in row] for row in rows]
    found = read(old)
    assert found.headings == TAX_HEAD
    assert known(found)[0]["name"] == ROW[1]
    assert found.lines[0].raw[2] == ROW[1].translate(TO_TCVN3)
    assert found.is_converted


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("MST", "tax_code"),
        ("Mã số DN", "tax_code"),
        ("MÃ SỐ THUẾ (10 SỐ)", "tax_code"),
        ("Tên người nộp thuế", "name"),
        ("Đơn vị SDLĐ", "name"),
        ("Địa chỉ trụ sở chính", "address"),
        ("Phường/xã", "ward"),
        ("Trạng thái MST", "status"),
        ("Số LĐ", "workers"),
        ("Số lao động tham gia BHXH đến 31/12/2021", "insured"),
        ("Số đoàn viên", "union_members"),
        ("Số điện thoại", "phone"),
        ("STT", ""),
        ("Ngày cấp MST", ""),
        ("Chuyện khác", ""),
    ],
)
def test_heading_is_recognised(heading, field):
    assert columns.propose([heading]) == [field]


def test_surest_of_two_columns_takes_the_field():
    headings = ["Tên đơn vị quản lý thuế", "Tên đơn vị"]
    assert columns.propose(headings) == ["", "name"]


def test_remembered_column_comes_first():
    remembered = {columns.fold("Cột lạ"): "name", columns.fold("MST"): ""}
    assert columns.propose(["Cột lạ", "MST"], remembered) == ["name", ""]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"", "Tệp trống"),
        ("a.xlsx", b"%PDF-1.4 something", "không phải tệp Excel"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0old", "Excel kiểu cũ"),
        ("a.xls", b"\xd0\xcf\x11\xe0old", "Chỉ nhận tệp Excel"),
        ("a.xlsm", b"PK", "macro"),
        ("a.xlsx", b"x" * (10 * 1024 * 1024 + 1), "10 MB"),
        ("a.xlsx", workbook([("Một", "Hai"), (1, 2)]), "Không thấy dòng tiêu đề"),
        ("a.xlsx", workbook([("MST", "Tên đơn vị")]), "Dưới dòng tiêu đề"),
        ("a.csv", "MST;Tên".encode("cp1258", "ignore"), "Unicode"),
    ],
)
def test_bad_file_is_refused_in_words(name, data, said):
    with pytest.raises(GateError, match=said):
        reading.read(name, data)


def test_formula_is_read_as_its_value():
    rows = [("MST", "Tên đơn vị"), ('="0100233488"', "Công ty A")]
    assert known(read(rows))[0]["name"] == "Công ty A"


def test_csv_is_read_alike():
    data = "STT;MST;Tên đơn vị\n1;0100233488;Công ty A\n".encode("utf-8-sig")
    assert known(reading.read("a.csv", data)) == [
        {"tax_code": "0100233488", "name": "Công ty A"}
    ]
