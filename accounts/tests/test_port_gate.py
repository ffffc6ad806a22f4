"""Thirty hostile files are refused in words and at once, honest ones come through."""

import copy
import datetime as dt
import io
import struct
import time
import zipfile

import pytest

from accounts.port import gate, sheets
from accounts.port.gate import GateError
from accounts.port.measure import FAR, column_letters, column_number
from accounts.tests import books
from accounts.tests.books import MB, cell, package, sheet_xml

# Seconds of CPU; no measure of speed: what unpacks a bomb takes far longer.
QUICK = 5
BILLION = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LONG = f'<sst xmlns="{books.MAIN}"><si><t>{"a" * 30_000}</t></si></sst>'


def rows(count, letter="A"):
    return "".join(f"<row>{cell(f'{letter}{n}')}</row>" for n in range(1, count + 1))


def utf16():
    return sheet_xml("", before=XXE).replace("UTF-8", "UTF-16").encode("utf-16")


def twice():
    buffer = io.BytesIO(package())
    with (
        zipfile.ZipFile(buffer, "a") as book,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        book.writestr(books.SHEET1, sheet_xml(f"<row>{cell('XFD1048576')}</row>"))
    return buffer.getvalue()


def overlaid():
    """One large part that the list of contents names many times."""
    buffer = io.BytesIO(package(sheet_xml(" " * MB), packing=zipfile.ZIP_STORED))
    with zipfile.ZipFile(buffer, "a") as book:
        part = book.getinfo(books.SHEET1)
        for number in range(9):
            book.filelist.append(copy.copy(part))
            book.filelist[-1].filename = f"x{number}.png"
        book.comment = b"written anew"
    return buffer.getvalue()


HOSTILE = {
    "no zip": lambda: b"hello" * 100,
    "nothing": lambda: b"",
    "old xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "web page": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "pdf": lambda: b"%PDF-1.7\n",
    "only the head of a zip": lambda: b"PK\x03\x04" + b"\0" * 40,
    "cut in half": lambda: package()[: len(package()) // 2],
    "wrong checksum": lambda: package(packing=0).replace(b"<v>1<", b"<v>2<"),
    "plain zip": lambda: package(without=("xl/workbook.xml",)),
    "too large": lambda: b"PK\x03\x04" + b"x" * (10 * MB),
    "bomb": lambda: package(sheet_xml(" " * 60 * MB)),
    "ratio": lambda: package(sheet_xml("", before=" " * 20 * MB)),
    "lying size": lambda: books.lying_size(package(sheet_xml(rows(9_000)))),
    "huge size": lambda: (
        package().replace(b"PK\x01\x02", b"PK\x01\x02", 1)[:-22]
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 2**31, 0, 0)
    ),
    "encrypted": lambda: books.encrypted(package()),
    "too many parts": lambda: package(**{f"x{n}.xml": "<a/>" for n in range(201)}),
    "same part twice": twice,
    "parts over each other": overlaid,
    "leaves the folder": lambda: package(**{"..__..__evil.xml": "<a/>"}),
    "far corner": lambda: package(sheet_xml(f"<row>{cell('XFD1048576')}</row>")),
    "far row": lambda: package(sheet_xml(f"<row>{cell('A1048576')}</row>")),
    "far column": lambda: package(sheet_xml(f"<row>{cell('ZZ1')}</row>")),
    "far without a name": lambda: package(
        sheet_xml('<row r="1048576"><c><v>1</v></c></row>')
    ),
    "far with a prefix": lambda: package(
        f'<x:worksheet xmlns:x="{books.MAIN}"><x:sheetData><x:row r="1">'
        '<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    ),
    "too many rows": lambda: package(sheet_xml(rows(20_001))),
    "bad reference": lambda: package(sheet_xml(f"<row>{cell('A0')}</row>")),
    "huge row number": lambda: package(sheet_xml('<row r="99999999999"/>')),
    "entity bomb": lambda: package(sheet_xml(rows(1), before=BILLION)),
    "foreign entity": lambda: package(sheet_xml(rows(1), before=XXE)),
    "entity in UTF-16": lambda: package(utf16()),
    "entity beside": lambda: package(**{"xl__drawings__d1.xml": XXE + "<a/>"}),
    "broken XML": lambda: package(sheet_xml("<row><c></row>")),
    "macro": lambda: package(**{"xl__vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "macro by type": lambda: package(
        **{
            "[Content_Types].xml": books.TYPES.replace(
                "sheet.main", "ms-excel.sheet.macroEnabled.main"
            )
        }
    ),
    "old macro sheet": lambda: package(**{"xl__macrosheets__sheet1.xml": "<a/>"}),
    "embedded program": lambda: package(**{"xl__embeddings__oleObject1.bin": b"MZ"}),
    "one text in many cells": lambda: package(
        sheet_xml(
            "".join(f"<row>{cell(f'A{n}', 0, 's')}</row>" for n in range(1, 900))
        ),
        **{"xl__sharedStrings.xml": LONG},
    ),
    "text that is not there": lambda: package(
        sheet_xml(f"<row>{cell('A1', 7, 's')}</row>")
    ),
    "broken formula": lambda: package(
        sheet_xml(f"<row>{cell('A1', '#N/A', 'e')}</row>")
    ),
    "binary workbook": lambda: package(
        without=("xl/workbook.xml",), **{"xl__workbook.bin": b"\x83\x01"}
    ),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_hostile_workbook_is_refused_in_words(make):
    data = make()
    started = time.process_time()
    with pytest.raises(GateError) as refused:
        gate.check_xlsx(data)
    assert time.process_time() - started < QUICK
    assert str(refused.value)[0].isupper()
    assert str(refused.value).endswith((".", ")."))


HOSTILE_CSV = {
    "nothing": b"",
    "blanks": b" \r\n ",
    "nul": "Mã,Tên\r\n1,a\0b".encode(),
    "old code page": "Tên\r\nNguyê".encode("cp1258"),
    "utf-16": "Mã,Tên".encode("utf-16"),
    "workbook": package(),
    "pdf": b"%PDF-1.7\n",
    "control": b"a,b\r\n\x07,2",
    "too large": b"a" * (10 * MB + 1),
    "too many rows": b"a\n" * 20_001,
    "too many columns": b"," * 100,
    "open quote": b'a,b\n"' + b"x" * 200_000,
    "long cell": b"a\n" + b"x" * 40_000,
}


@pytest.mark.parametrize("data", HOSTILE_CSV.values(), ids=HOSTILE_CSV)
def test_hostile_csv_is_refused_in_words(data):
    started = time.process_time()
    with pytest.raises(GateError, match=r"^[A-ZĐ].*\.\)?\.?$"):
        sheets.read("ds.csv", data)
    assert time.process_time() - started < QUICK


@pytest.mark.parametrize(
    "name", ["ds.xls", "ds.xlsm", "ds.ods", "ds", "ds.exe", ".xlsx~"]
)
def test_other_ending_is_refused(name):
    with pytest.raises(GateError, match=r"\.xlsx"):
        sheets.read(name, package())


def decorated(sheet):
    """Merged titles, widths, a border down to row 3,000 and a drop-down list."""
    side = books.openpyxl.styles.Side(style="thin")
    border = books.openpyxl.styles.Border(left=side)
    sheet.merge_cells("D1:F1")
    sheet.column_dimensions["A"].width = 30
    for line in range(3, 3_000):
        sheet.cell(line, 2).border = border
    rule = books.openpyxl.worksheet.datavalidation.DataValidation(
        type="list", formula1='"Nam,Nữ"'
    )
    rule.add("A2:A9")
    sheet.add_data_validation(rule)


def commented(sheet):
    sheet["A2"].comment = books.openpyxl.comments.Comment("Xem lại", "Tôi")
    sheet["B2"].hyperlink = "https://example.org/"


def with_hidden(sheet):
    sheet.parent.create_sheet("Danh mục").sheet_state = "hidden"


def formula(sheet):
    sheet["C2"] = "=1+1"


HONEST = {
    "plain": (books.grid([["Mã", "Tên"], ["1", "Một"]]), 2),
    "days and numbers": (books.grid([["Ngày"], [dt.date(2021, 2, 3)], [7.5]]), 3),
    "texts in the sheet": (books.grid([["Mã"], ["1"]], constant_memory=True), 2),
    "another program": (books.by_openpyxl(), 2),
    "borders": (books.by_openpyxl(decorated), 2),
    "comments and links": (books.by_openpyxl(commented), 2),
    "hidden sheet": (books.by_openpyxl(with_hidden), 2),
    "formula": (books.by_openpyxl(formula), 2),
    "by hand": (package(), 1),
    "looks like a formula": (books.grid([["Mã"], ["=1+1"], ["@x"], ["-2"]]), 4),
    "far border": (
        package(
            sheet_xml(
                '<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576" s="0"/></row>'
            )
        ),
        1,
    ),
    "large": (books.grid([[f"Nguyễn Văn {n}", n] for n in range(5_000)]), 5_000),
}


@pytest.mark.parametrize(("data", "count"), HONEST.values(), ids=HONEST)
def test_honest_workbook_comes_through(data, count):
    assert len(sheets.read("Danh sách.XLSX", data).rows) == count


@pytest.mark.parametrize(
    "data",
    [
        "Mã,Tên\r\n1,Một".encode(),
        "Mã;Tên\n1;Một, hai".encode("utf-8-sig"),
        'Mã\tTên\n1\t"Một\nhai"'.encode(),
    ],
    ids=["commas", "semicolons of Excel", "tabs"],
)
def test_honest_csv_comes_through(data):
    (one, two) = sheets.read("ds.csv", data).rows
    assert (one, two[1][0]) == ((1, ["Mã", "Tên"]), "1")


def test_stray_cell_is_refused_kindly():
    data = books.by_openpyxl(lambda sheet: sheet.cell(900_000, 3, "x"))
    with pytest.raises(GateError) as refused:
        gate.check_xlsx(data)
    assert str(refused.value) == FAR.format(cell="C900000")
    assert "Ctrl+End" in FAR


def test_clean_package_holds_only_what_was_looked_at():
    data = package(**{"xl__media__image1.png": b"x" * 9, "docProps__app.xml": "<a/>"})
    with zipfile.ZipFile(io.BytesIO(gate.check_xlsx(data))) as clean:
        assert sorted(clean.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/_rels/workbook.xml.rels",
            "xl/workbook.xml",
            books.SHEET1,
        ]


def test_workbook_of_ours_has_no_formula_and_comes_back_as_it_was():
    texts = ["=1+1", "+1", "-1", "@x", "\t=1", "_x0041_", "01.234567", "0001"]
    data = sheets.write("Danh sách", ["Mã"], [[text] for text in texts])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b"<f>" not in book.read(books.SHEET1)
    assert [row[0] for _, row in sheets.read("a.xlsx", data).rows][1:] == texts


def test_day_before_excel_goes_out_as_text():
    days = [dt.date(1899, 12, 31), dt.date(1900, 3, 1), dt.date(2021, 12, 31)]
    data = sheets.write("Ngày", ["Ngày"], [[day] for day in days])
    got = [row[0] for _, row in sheets.read("a.xlsx", data).rows][1:]
    assert got == ["31/12/1899", *days[1:]]


def test_columns_are_counted_as_excel_does():
    assert [column_number(c) for c in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16384]
    assert [column_letters(n) for n in (1, 26, 27, 16384)] == ["A", "Z", "AA", "XFD"]
