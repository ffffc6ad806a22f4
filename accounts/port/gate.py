"""The gate: a file is looked at before any parser of spreadsheets sees it.

What passes is handed on as a package made anew from the parts that were looked at, so
the parser can't read anything else: no second part of the same name, no size that lies,
no drawing, no link, no macro. (Measured: 4 KB with one cell in the last corner made a
common reader take 7.3 GB, and 775 KB unpacked to 300 MB.)
"""

import csv
import io
import re
import zipfile
import zlib
from struct import error as StructError

from accounts.port import measure
from accounts.port.measure import MAX_COLUMNS, MAX_ROWS, GateError

MB = 1024 * 1024
MAX_BYTES, MAX_UNPACKED = 10 * MB, 50 * MB
MAX_RATIO, MAX_PARTS = 200, 200
MAX_CELL = 32_767  # characters, as in Excel

STRINGS = "xl/sharedstrings.xml"
NEEDED = ("[content_types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
KEPT = {*NEEDED, "_rels/.rels", "xl/styles.xml", STRINGS}
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
ACTIVE = re.compile(
    r"vbaproject|vbadata|macrosheets|dialogsheets|activex|ctrlprops|embeddings"
)
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)

BROKEN = "Tệp bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi thử lần nữa."
NOT_XLSX = "Đây không phải tệp Excel (.xlsx)."
MACRO = (
    "Tệp có macro hoặc đối tượng nhúng nên không được nhận. Hãy lưu lại dạng "
    "“Excel Workbook (.xlsx)”."
)
TOO_BIG = "Tệp lớn hơn 10 MB. Hãy chia thành nhiều tệp nhỏ."
BOMB = (
    "Tệp nén bất thường: bung ra quá lớn so với khi nén. Hãy chép bảng sang một tệp "
    "Excel mới rồi lưu lại."
)
NOT_UTF8 = (
    "Tệp CSV không phải mã Unicode. Trong Excel hãy chọn “CSV UTF-8”, hoặc dùng tệp "
    ".xlsx."
)
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    StructError,
    OSError,
    EOFError,
    RuntimeError,  # encrypted, and its subclass NotImplementedError: unknown packing
    ValueError,
    OverflowError,
)


def check_xlsx(data):
    """The bytes of a clean XLSX package with the same cells, or `GateError`."""
    if len(data) > MAX_BYTES:
        raise GateError(TOO_BIG)
    if not data.startswith(b"PK\x03\x04"):
        raise GateError(_what_it_is(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_list(package.infolist(), len(data))
            parts = _read_parts(package)
    except GateError:
        raise
    except ZIP_ERRORS as error:
        raise GateError(BROKEN) from error
    _check_parts(parts)
    return _packed(parts)


def _what_it_is(data):
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return (
            "Đây là tệp Excel kiểu cũ (.xls) hoặc tệp có mật khẩu. Hãy mở bằng Excel, "
            "bỏ mật khẩu và lưu lại dạng .xlsx."
        )
    return NOT_XLSX if data else "Tệp trống, không có nội dung."


def _check_list(infos, size):
    """Judge the table of contents, before anything is unpacked."""
    names = [info.filename.lower() for info in infos]
    if len(infos) > MAX_PARTS:
        raise GateError("Tệp có quá nhiều thành phần bên trong (hơn 200).")
    if len(set(names)) < len(names) or any(_is_odd(name) for name in names):
        raise GateError(BROKEN)
    if any(ACTIVE.search(name) for name in names):
        raise GateError(MACRO)
    if not set(NEEDED) <= set(names):
        raise GateError(NOT_XLSX)
    packed = sum(info.compress_size for info in infos)
    unpacked = sum(info.file_size for info in infos)
    if packed > size:
        raise GateError(BROKEN)  # parts that lie over each other
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, MB // MAX_RATIO):
        raise GateError(BOMB)


def _is_odd(name):
    return name.startswith("/") or "\\" in name or ".." in name or "\0" in name


def _read_parts(package):
    """{name: bytes} of the parts that the parser needs; no part may hold a DTD."""
    parts = {}
    for info in package.infolist():
        name = info.filename.lower()
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        with package.open(info) as part:
            data = part.read(info.file_size + 1)
        if DOCTYPE.search(data):
            raise GateError("Tệp có khai báo lạ (DTD) mà Excel không bao giờ viết.")
        if name in KEPT or SHEET.fullmatch(name):
            parts[info.filename] = data
    return parts


def _check_parts(parts):
    by_name = {name.lower(): data for name, data in parts.items()}
    if b"macroenabled" in by_name["[content_types].xml"].lower():
        raise GateError(MACRO)
    strings = measure.strings(by_name[STRINGS]) if STRINGS in by_name else []
    budget = measure.Budget(strings)
    for name, data in by_name.items():
        if SHEET.fullmatch(name):
            measure.sheet(data, budget)
        elif name != STRINGS:
            measure.plain(data)


def _packed(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def check_csv(data):
    """The text of a CSV file in UTF-8, or `GateError`."""
    if len(data) > MAX_BYTES:
        raise GateError(TOO_BIG)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise GateError(NOT_UTF8)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise GateError("Đuôi tệp là .csv nhưng bên trong không phải văn bản.")
    if b"\0" in data:
        raise GateError("Tệp có ký tự lạ (NUL), không phải văn bản.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GateError(NOT_UTF8) from error
    if not text.strip():
        raise GateError("Tệp trống, không có nội dung.")
    if re.search(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        raise GateError("Tệp có ký tự điều khiển, không phải văn bản.")
    return text


def csv_rows(text):
    """The rows of a checked CSV; Vietnamese Excel writes semicolons, others commas."""
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > MAX_ROWS:
                raise GateError(measure.TOO_MANY_ROWS)
            if len(row) > MAX_COLUMNS:
                raise GateError(f"Tệp có dòng dài hơn {MAX_COLUMNS} cột.")
            if any(len(cell) > MAX_CELL for cell in row):
                raise GateError(measure.LONG_CELL)
    except csv.Error as error:
        raise GateError(measure.LONG_CELL) from error
    return rows
