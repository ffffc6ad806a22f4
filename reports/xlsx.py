"""Tables as XLSX: every text is text, so that no cell can become a formula."""

import datetime as dt
import io
import re
from decimal import Decimal

import xlsxwriter
from django.urls import reverse

from accounts.port.sheets import LITERAL
from reports.tables import Percent

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook(tables, subtitle):
    """The bytes of a workbook, one sheet a table, `subtitle` under each title."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, LITERAL) as book:
        styles = _styles(book)
        for index, table in enumerate(tables, start=1):
            name = f"{index}. {table.title}".translate(_FORBIDDEN)[:31].strip()
            sheet = book.add_worksheet(name)
            _fill(sheet, table, subtitle, styles)
    return buffer.getvalue()


def _styles(book):
    frame = {"border": 1, "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "subtitle": book.add_format({"italic": True}),
        "head": book.add_format(
            {**frame, "bold": True, "align": "center", "text_wrap": True}
        ),
        "text": book.add_format({**frame, "num_format": "@", "text_wrap": True}),
        "number": book.add_format({**frame, "num_format": "#,##0"}),
        "percent": book.add_format({**frame, "num_format": "0.0"}),
        "day": book.add_format({**frame, "num_format": "dd/mm/yyyy"}),
        "note": book.add_format({"italic": True, "text_wrap": False}),
    }


def _fill(sheet, table, subtitle, styles):
    sheet.write_string(0, 0, table.title, styles["title"])
    sheet.write_string(1, 0, subtitle, styles["subtitle"])
    line = _write_head(sheet, table, 3, styles)
    sheet.freeze_panes(line, 0)
    sheet.repeat_rows(3, line - 1)
    for row in table.lines():
        for column, cell in enumerate(row.cells):
            _write(sheet, line, column, cell.value, styles)
        line += 1
    for note in table.notes:
        sheet.write_string(line + 1, 0, note, styles["note"])
        line += 1
    _lay_out(sheet, table)


def _write_head(sheet, table, top, styles):
    """Write one or two rows of headings; returns the row after them."""
    for line, column, head in table.placed():
        first = (top + line, column)
        last = (top + line + head.rows - 1, column + head.columns - 1)
        if first == last:
            sheet.write_string(*first, head.label, styles["head"])
        else:
            sheet.merge_range(*first, *last, head.label, styles["head"])
    return top + len(table.head)


def _write(sheet, row, column, value, styles):
    if isinstance(value, Percent):
        if value.value is None:
            sheet.write_string(row, column, "–", styles["text"])
        else:
            sheet.write_number(row, column, value.value, styles["percent"])
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value, styles["number"])
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, styles["day"])
    else:
        sheet.write_string(
            row, column, "" if value is None else str(value), styles["text"]
        )


def _lay_out(sheet, table):
    """A4, landscape when wide, widths by what the columns hold."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if table.width > 6:
        sheet.set_landscape()
    for column in range(table.width):
        texts = [len(row.cells[column].shown) for row in table.lines()]
        sheet.set_column(column, column, min(max([9, *texts]) + 2, 50))


def people(tables):
    """The keys of the members whom lines of the tables lead to."""
    page = re.escape(reverse("members:member-detail", args=[0])).replace("0", r"(\d+)")
    for table in tables:
        for row in table.lines():
            for cell in row.cells:
                if found := re.match(page, cell.url):
                    yield found[1]
