"""Workbooks for the tests of the gate: honest ones, and hostile ones made by hand."""

import io
import struct
import zipfile

import openpyxl
import xlsxwriter

MB = 1024 * 1024
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
ROOT = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
    '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
SHEET1 = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def sheet_xml(rows, before=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    )


def cell(ref, value="1", kind=""):
    shown = f' t="{kind}"' if kind else ""
    return f'<c r="{ref}"{shown}><v>{value}</v></c>'


def package(sheet=None, *, without=(), packing=zipfile.ZIP_DEFLATED, **more):
    """An XLSX by hand; `more` are further parts, "__" for "/" in their names."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELS,
        SHEET1: sheet_xml(f"<row r='1'>{cell('A1')}</row>") if sheet is None else sheet,
    }
    parts |= {name.replace("__", "/"): data for name, data in more.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as book:
        for name, data in parts.items():
            if name not in without:
                book.writestr(name, data)
    return buffer.getvalue()


def grid(rows, **options):
    """An XLSX of these rows, as XlsxWriter makes it."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False} | options
    with xlsxwriter.Workbook(buffer, options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if hasattr(value, "year"):
                    sheet.write_datetime(line, column, value, day)
                elif value is not None:
                    sheet.write(line, column, value)
    return buffer.getvalue()


def by_openpyxl(change=None):
    """An XLSX as another program writes it, after `change(sheet)`."""
    book = openpyxl.Workbook()
    book.active.append(["Mã", "Tên"])
    book.active.append(["1", "Một"])
    if change:
        change(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def lying_size(data):
    """The same package, its first entry said to be 1 byte long in the directory."""
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x05\x06"))
    return data[: place + 24] + struct.pack("<I", 1) + data[place + 28 :]


def encrypted(data):
    """The same package with every entry marked as encrypted."""
    place, out = data.find(b"PK\x01\x02"), bytearray(data)
    while place >= 0:
        out[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(out)
