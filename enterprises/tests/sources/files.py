"""Workbooks as agencies send them."""

import io

import xlsxwriter

from enterprises.sources import reading

TAX_HEAD = ("STT", "MST", "Tên người nộp thuế", "Địa chỉ", "Phường", "Trạng thái MST")


def workbook(rows, *, merges=(), sheet="Sheet1", hidden=()):
    """The bytes of an XLSX with these cells; `merges` are (row, first, last, text)."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        for name in hidden:
            book.add_worksheet(name)
        page = book.add_worksheet(sheet)
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None and value != "":
                    page.write(line, column, value)
        for line, first, last, text in merges:
            page.merge_range(line, first, line, last, text)
    return buffer.getvalue()


def tax_list(*rows):
    """A list of the tax office: letterhead, headings in the fifth line, a total."""
    numbered = [(number, *row) for number, row in enumerate(rows, start=1)]
    lines = [(), (), (), (), TAX_HEAD, *numbered]
    lines.append(("Tổng cộng", "", f"{len(rows)} đơn vị"))
    merges = [
        (0, 0, 5, "CHI CỤC THUẾ QUẬN HOÀNG MAI"),
        (2, 0, 5, "DANH SÁCH NGƯỜI NỘP THUẾ"),
    ]
    return workbook(lines, merges=merges)


def read(rows, **options):
    return reading.read("thue.xlsx", workbook(rows, **options))
