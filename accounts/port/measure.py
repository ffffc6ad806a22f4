"""How large the tables of a package are, read by the XML parser of Python itself.

No tree is built. A document type (the door of entity bombs) stops the reading at once.
Names are taken without their prefix, as the parser of spreadsheets takes them.
"""

import functools
import re
from xml.parsers import expat

MAX_ROWS, MAX_COLUMNS = 20_000, 100
MAX_ELEMENTS = 3_000_000
MAX_TEXT = 20_000_000  # characters of all cells; one shared text may stand in many
MAX_CELL = 32_767

BROKEN = "Tệp bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi thử lần nữa."
TOO_MANY_ROWS = "Tệp có hơn 20.000 dòng. Hãy chia thành nhiều tệp nhỏ."
LONG_CELL = "Tệp có ô dài quá 32.767 ký tự (có thể do thiếu một dấu ngoặc kép)."
FAR = (
    "Ô {cell} có nội dung nhưng nằm rất xa bảng. Việc này hay xảy ra với tệp bình "
    "thường (Excel Solver hoặc một lần gõ nhầm để lại). Đồng chí mở tệp, bấm Ctrl+End "
    "để tới ô đó, xóa các dòng, các cột thừa rồi lưu lại và chọn tệp lần nữa."
)
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class GateError(ValueError):
    """A file is not taken in; the message tells the clerk why and what to do."""


class Budget:
    """The lengths of the shared texts, and how many characters all cells may hold."""

    def __init__(self, strings):
        self.strings = strings
        self.left = MAX_TEXT

    def spend(self, count):
        self.left -= count
        if self.left < 0:
            raise GateError("Tệp chứa quá nhiều chữ. Hãy chia thành nhiều tệp nhỏ.")

    def shared(self, index):
        """The length of the shared text that a cell names."""
        if not index.isdecimal() or int(index) >= len(self.strings):
            raise GateError(BROKEN)
        return self.strings[int(index)]


class Plain:
    """Well-formed, UTF-8, no document type: all that the small parts need."""

    def __init__(self):
        self.elements = 0

    def start(self, name, attributes):
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise GateError(
                "Tệp có quá nhiều ô trống được kẻ khung. Hãy xóa các dòng thừa."
            )
        self.opened(name.rpartition(":")[2], attributes)

    def opened(self, name, attributes):
        pass

    def end(self, name):
        pass

    def text(self, text):
        pass


class Strings(Plain):
    """The length of each shared text."""

    def __init__(self):
        super().__init__()
        self.lengths = []

    def opened(self, name, attributes):
        if name == "si":
            self.lengths.append(0)

    def text(self, text):
        if self.lengths:
            self.lengths[-1] += len(text)
            if self.lengths[-1] > MAX_CELL:
                raise GateError(LONG_CELL)


class Sheet(Plain):
    """Where the cells with a value stand; blank ones with a border don't count."""

    def __init__(self, budget):
        super().__init__()
        self.budget = budget
        self.row = self.column = 0
        self.kind = self.cell = ""
        self.has_value = False
        self.rows, self.buffer = set(), []

    def opened(self, name, attributes):
        if name == "c":
            self._open_cell(attributes)
        elif name == "row":
            self.row = _number(attributes.get("r", str(self.row + 1)))
            self.column = 0
        elif name in ("v", "is", "f") and not self.has_value:
            self.has_value = True
            self._count()

    def _open_cell(self, attributes):
        self.kind, self.has_value, self.buffer = attributes.get("t", ""), False, []
        if (cell := attributes.get("r")) is None:
            self.column += 1
        elif found := CELL.fullmatch(cell):
            self.column, self.row = column_number(found[1]), int(found[2])
        else:
            raise GateError(BROKEN)

    def _count(self):
        self.rows.add(self.row)
        if self.row > MAX_ROWS and len(self.rows) > MAX_ROWS // 2:
            raise GateError(TOO_MANY_ROWS)
        if self.row > MAX_ROWS or self.column > MAX_COLUMNS:
            raise GateError(FAR.format(cell=self._name()))

    def _name(self):
        return f"{column_letters(self.column)}{self.row}"

    def text(self, text):
        self.buffer.append(text)

    def end(self, name):
        if name.rpartition(":")[2] != "c":
            return
        text = "".join(self.buffer).strip()
        if self.kind == "e":
            raise GateError(
                f"Ô {self._name()} có công thức báo lỗi ({text}). Hãy sửa ô đó rồi "
                "lưu lại."
            )
        length = self.budget.shared(text) if self.kind == "s" and text else len(text)
        if length > MAX_CELL:
            raise GateError(LONG_CELL)
        self.budget.spend(length)


@functools.cache
def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _number(text):
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise GateError(BROKEN)
    return int(text)


def plain(data):
    """Refuse a part that is not plain XML."""
    _parse(data, Plain())


def strings(data):
    """The lengths of the shared texts."""
    meter = Strings()
    _parse(data, meter)
    return meter.lengths


def sheet(data, budget):
    """Refuse a table that is too large, or that holds more text than the budget."""
    _parse(data, Sheet(budget))


def _parse(data, meter):
    # Forced: with UTF-16 a document type could hide from a reader of UTF-8.
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _check_encoding
    parser.StartElementHandler = meter.start
    parser.EndElementHandler = meter.end
    parser.CharacterDataHandler = meter.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise GateError(BROKEN) from error


def _refuse_doctype(*_):
    raise GateError("Tệp có khai báo lạ (DTD) mà Excel không bao giờ viết.")


def _check_encoding(version, encoding, standalone):
    if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
        raise GateError(BROKEN)
