"""Rows out of a file that passed the gate, and a workbook out of rows."""

import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal

import python_calamine
import xlsxwriter
from import_export.formats.base_formats import Format

from accounts.port import gate
from accounts.port.gate import GateError

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Every text is text, so that no cell can become a formula or a link.
LITERAL = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Excel's calendar is wrong before 01/3/1900; such a day goes out as text.
FIRST_EXCEL_DAY = dt.date(1900, 3, 1)
WIDTHS = (10, 45)


@dataclass(frozen=True)
class Grid:
    """What a file holds: (line as Excel counts it, cells), and which sheet it was."""

    rows: tuple
    sheet: str = ""
    other_sheets: tuple = ()


def read(name, data):
    """The `Grid` of an uploaded file, or `GateError`."""
    ending = name.lower().rpartition(".")[2]
    if ending == "xlsx":
        return _read_xlsx(gate.check_xlsx(data))
    if ending == "csv":
        return Grid(_numbered(gate.csv_rows(gate.check_csv(data))))
    if ending in ("xlsm", "xltm", "xlsb", "xlam"):
        raise GateError(gate.MACRO)
    raise GateError(
        "Chỉ nhận tệp Excel (.xlsx) hoặc CSV UTF-8 (.csv). Tệp loại khác xin mở bằng "
        "Excel rồi lưu lại dạng .xlsx."
    )


def _read_xlsx(package):
    try:
        with python_calamine.load_workbook(io.BytesIO(package)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if _is_table(sheet)]
            if not names:
                raise GateError("Tệp không có trang tính nào đang hiện.")
            rows = book.get_sheet_by_name(names[0]).to_python(skip_empty_area=False)
    except GateError:
        raise
    except BaseException as error:  # a panic of the Rust code is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise GateError(gate.BROKEN) from error
    return Grid(_numbered(rows), names[0], tuple(names[1:]))


def _is_table(sheet):
    kinds = python_calamine.SheetTypeEnum, python_calamine.SheetVisibleEnum
    return sheet.typ == kinds[0].WorkSheet and sheet.visible == kinds[1].Visible


def _numbered(rows):
    """The rows that hold anything, each with its line."""
    return tuple(
        (line, row)
        for line, row in enumerate(rows, start=1)
        if any(cell is not None and str(cell).strip() for cell in row)
    )


class Workbook(Format):
    """The one format of exports: every text is text, no cell can become a formula."""

    def get_title(self):
        return "Excel (.xlsx)"

    def get_extension(self):
        return "xlsx"

    def get_content_type(self):
        return CONTENT_TYPE

    def can_export(self):
        return True

    def export_data(self, dataset, **kwargs):
        return write(dataset.title or "Danh sách", dataset.headers, dataset)


def write(title, headers, rows):
    """The bytes of a workbook with one table, its headings in the first line."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, LITERAL) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        text = book.add_format({"num_format": "@"})
        widths = [_width(header) for header in headers]
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header, head)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, line, column, value, day, text)
                widths[column] = max(widths[column], _width(value))
        for column, width in enumerate(widths):
            # The format of the column makes Excel keep zeros typed below the list.
            sheet.set_column(column, column, width, text)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _sheet_name(title):
    return title.translate(str.maketrans("", "", "[]:*?/\\'"))[:31].strip()


def _width(value):
    longest = len(value) if isinstance(value, str) else len("31/12/2021")
    return min(max(longest + 2, WIDTHS[0]), WIDTHS[1])


def _write(sheet, line, column, value, day, text):
    if value is None or value == "":
        return
    if isinstance(value, dt.date) and value >= FIRST_EXCEL_DAY:
        sheet.write_datetime(line, column, value, day)
    elif isinstance(value, dt.date):
        sheet.write_string(line, column, f"{value:%d/%m/%Y}", text)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(line, column, value)
    else:
        sheet.write_string(line, column, str(value)[: gate.MAX_CELL], text)
