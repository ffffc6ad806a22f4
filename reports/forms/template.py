"""The office's own workbook: named cells are filled, everything else is left.

A name is the code of a figure and its column: `B1_A_KY_NAY`, `B1_A_CUNG_KY`,
`B1_A_TY_LE`; of Biểu 5 the column is in the code: `B5_9B_6`. A few names are the head.
"""

import io
import re
from dataclasses import dataclass, field

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException

from accounts.port.gate import BROKEN, check_xlsx
from accounts.port.measure import GateError
from reports import percent
from reports.documents import office
from reports.forms import paper
from reports.forms.figure import NOT_KEPT
from reports.forms.table import CHANGED, said_of

NOW, BEFORE, SHARE = "KY_NAY", "CUNG_KY", "TY_LE"
HEAD = ("CAP_TREN", "DON_VI", "KY_BAO_CAO", "TINH_DEN_NGAY", "GHI_CHU")
NOTHING = (
    "Tệp không có ô nào mang tên của biểu này, nên không có gì để điền. Trong Excel hãy "
    "chọn ô rồi đặt tên, ví dụ B{number}_… _KY_NAY (xem hướng dẫn)."
)
_READ_ERRORS = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError)
_BUILT_IN = re.compile(r"_xlnm\.|_xlfn", re.IGNORECASE)


@dataclass
class Read:
    """A workbook with the names that the form knows, and the others in words."""

    book: openpyxl.Workbook
    cells: dict = field(default_factory=dict)  # {name: cell}
    faults: list = field(default_factory=list)


def names(form):
    """Every name that the form can fill."""
    found = set(HEAD)
    for figure in form.figures:
        stem = _stem(figure.code)
        ends = ("",) if form.columns else (f"_{end}" for end in (NOW, BEFORE, SHARE))
        found |= {stem + end for end in ends}
    return found


def _stem(code):
    return "B" + code.replace(".", "_")


def checked(form, data):
    """(the bytes that are kept, what is wrong with its names); or `GateError`."""
    clean = check_xlsx(data)
    read = _read(form, clean)
    if not read.cells:
        raise GateError(NOTHING.format(number=form.number))
    return clean, read.faults


def filled(form, data, values):
    """(the bytes of the workbook with `values` {name: value}, [fault in words])."""
    read = _read(form, data)
    for name, cell in read.cells.items():
        value = values.get(name)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a text is never a formula
    read.book.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    read.book.save(buffer)
    return buffer.getvalue(), read.faults


def _read(form, data):
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except (*_READ_ERRORS, InvalidFileException) as error:
        raise GateError(BROKEN) from error
    read, known = Read(book), names(form)
    for name, cell in _named(book):
        if name.upper() not in known:
            read.faults.append(f"“{name}”: biểu {form.number} không có ô này.")
        elif isinstance(cell, str):
            read.faults.append(f"“{name}”: {cell}")
        else:
            read.cells[name.upper()] = cell
    return read


def _named(book):
    """(name, cell or what is wrong with it) of each defined name of the workbook."""
    for owner in (book, *book.worksheets):
        for name, defined in owner.defined_names.items():
            if not _BUILT_IN.match(name):
                yield name, _cell(book, defined)


def _cell(book, defined):
    try:
        places = list(defined.destinations)
    except _READ_ERRORS:
        places = []
    if len(places) != 1 or places[0][0] not in book.sheetnames:
        return "tên này không trỏ vào một ô của tệp."
    sheet, place = book[places[0][0]], places[0][1].replace("$", "")
    if place in map(str, sheet.merged_cells.ranges):
        place = place.split(":")[0]
    cell = None if ":" in place else sheet[place]
    if cell is None or isinstance(cell, tuple):
        return "tên này trỏ vào nhiều ô."
    if isinstance(cell, MergedCell):
        return f"ô {place} nằm giữa các ô đã gộp; hãy đặt tên cho ô đầu."
    return cell


def values(filled_form):
    """{name: value} of a form: numbers, texts of the head, the words of what is not kept."""
    form, asked = filled_form.form, filled_form.asked
    settings = office.on(asked.scope.committee, asked.as_of)
    found = {
        "CAP_TREN": "\n".join(settings.superior),
        "DON_VI": "\n".join(paper.reporter(settings, asked)[len(settings.superior) :]),
        "KY_BAO_CAO": paper.period(filled_form) or paper.as_of(filled_form),
        "TINH_DEN_NGAY": paper.as_of(filled_form),
        "GHI_CHU": said_of(filled_form),
    }
    for figure in form.figures:
        stem = _stem(figure.code)
        if form.columns:
            found[stem] = _value(figure, filled_form.now)
        else:
            found[f"{stem}_{NOW}"] = _value(figure, filled_form.now)
            found[f"{stem}_{BEFORE}"] = _value(figure, filled_form.before)
            found[f"{stem}_{SHARE}"] = _share(filled_form, figure)
    return found


def _value(figure, numbers):
    if figure.why:
        return NOT_KEPT
    number = numbers[figure.code]
    return percent.rounded(number) if figure.is_age else number


def _share(filled_form, figure):
    """As on the page: a number, the sign of the footnote (HIST-06), or nothing."""
    share = None if figure.why else filled_form.share(figure.code)
    if filled_form.change and share is not None:
        return CHANGED
    return percent.rounded(share, 2)
