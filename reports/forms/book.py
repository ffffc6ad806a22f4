"""A form as XLSX in its layout: heads, merged cells, signatures, A4."""

import io

import xlsxwriter

from accounts.port.sheets import LITERAL
from reports import percent
from reports.documents import office
from reports.forms import paper
from reports.forms.layout import OURS
from reports.forms.table import Average, Share, table

NUMBER = "#,##0;-#,##0;–"  # a 0 is a dash, as on the page
FONT = {"font_name": "Times New Roman", "font_size": 11}
WIDTHS, OWN_WIDTHS = (5, 52, 12, 12, 14), (5, 42)
OWN_WIDTH = 13
HEAD_ROW = 7  # where the table begins, counted from 0
HEAD_HEIGHT, NOTE_HEIGHT = 45, 14
LETTERS = 1.25  # of a note on a unit of width


def workbook(forms):
    """The bytes of a workbook, a sheet for each filled form."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, LITERAL) as book:
        styles = _styles(book)
        for filled in forms:
            sheet = book.add_worksheet(f"Biểu {filled.form.number}")
            _Sheet(sheet, filled, styles).write()
    return buffer.getvalue()


def _styles(book):
    frame = {**FONT, "border": 1, "valign": "vcenter"}
    wrap = {"text_wrap": True}
    middle = {"align": "center", "valign": "vcenter"}
    styles = {
        "left": {**FONT, **middle, **wrap},
        "issuer": {**FONT, **middle, **wrap, "bold": True},
        "title": {**FONT, **middle, "bold": True, "font_size": 14},
        "subtitle": {**FONT, **middle, "italic": True},
        "head": {**frame, **middle, **wrap, "bold": True},
        "note": {**FONT, **wrap, "italic": True, "valign": "top", "font_size": 10},
        "role": {**FONT, **middle, "bold": True},
        "sign": {**FONT, **middle, "italic": True},
    }
    for weight in ("", "bold "):
        of = {**frame, "bold": bool(weight)}
        styles |= {
            f"{weight}mark": {**of, **middle},
            f"{weight}text": {**of, **wrap, "num_format": "@"},
            f"{weight}said": {**of, **wrap, "align": "right", "italic": True},
            f"{weight}number": {**of, "num_format": NUMBER},
            f"{weight}average": {**of, "num_format": "0.0"},
            f"{weight}percent": {**of, "num_format": "0.00"},
        }
    styles |= {
        f"indent{n}": {**frame, **wrap, "num_format": "@", "indent": n}
        for n in (1, 2, 3)
    }
    return {name: book.add_format(facts) for name, facts in styles.items()}


class _Sheet:
    """One sheet while it is written."""

    def __init__(self, sheet, filled, styles):
        self.sheet, self.filled, self.styles = sheet, filled, styles
        self.table = table(filled)
        self.last = self.table.width - 1

    def write(self):
        self._lay_out()
        self._head()
        line = HEAD_ROW
        for depth, heads in enumerate(self.table.head):
            for column, head in enumerate(heads, start=depth):
                self._put(line, column, head.label, "head")
            line += 1
        self.sheet.set_row(HEAD_ROW, HEAD_HEIGHT)  # a merged head does not grow itself
        self.sheet.merge_range(HEAD_ROW, 0, line - 1, 0, "", self.styles["head"])
        self._put(HEAD_ROW, 0, self.table.head[0][0].label, "head")
        self.sheet.freeze_panes(line, 2)
        self.sheet.repeat_rows(HEAD_ROW, line - 1)
        for row, shown in zip(self.filled.shown(), self.table.rows, strict=True):
            self._line(line, row, shown)
            line += 1
        self._foot(line)

    def _lay_out(self):
        own = bool(self.filled.form.columns)
        widths = (*OWN_WIDTHS, *(OWN_WIDTH,) * (self.last - 1)) if own else WIDTHS
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.width = sum(widths)
        self.sheet.set_paper(9)
        if own:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 1 if own else 0)
        self.sheet.set_margins(left=0.8, right=0.5, top=0.6, bottom=0.6)
        self.sheet.center_horizontally()

    def _head(self):
        form, asked = self.filled.form, self.filled.asked
        settings = office.on(asked.scope.committee, asked.as_of)
        left = paper.reporter(settings, asked)
        self._across(0, 0, 1, "\n".join(left), "issuer", rows=3)
        name = f"{form.name}\n(Theo {OURS.code})"
        self._across(0, 2, self.last, name, "left", rows=3)
        for row in range(3):
            self.sheet.set_row(row, 15 * max(1, (len(left) + 2) // 3))
        lines = (
            form.title.upper(),
            paper.period(self.filled),
            paper.as_of(self.filled),
        )
        for place, text in enumerate(lines):
            style = "subtitle" if place else "title"
            self._across(3 + place, 0, self.last, text, style)
        self.signer = settings.signer.name

    def _line(self, line, row, shown):
        weight = "" if row.level or not row.figures else "bold "
        self._put(line, 0, row.mark, f"{weight}mark")
        label = f"indent{row.level}" if row.level else "bold text"
        self._put(line, 1, row.label, label)
        for column, cell in enumerate(shown.cells[2:], start=2):
            self._value(line, column, cell, weight)

    def _value(self, line, column, cell, weight):
        value = cell.value
        if isinstance(value, Share):
            value, style = percent.rounded(value.value, 2), "percent"
        elif isinstance(value, Average):
            value, style = percent.rounded(value.value), "average"
        else:
            style = "number" if isinstance(value, int) else "said"
        if isinstance(value, str) or value is None:
            return self._put(line, column, value or "", f"{weight}said")
        return self.sheet.write_number(line, column, value, self.styles[weight + style])

    def _foot(self, line):
        line += 1
        for note in self.table.notes:
            self._across(line, 0, self.last, note, "note")
            lines = 1 + int(len(note) / (LETTERS * self.width))
            self.sheet.set_row(line, NOTE_HEIGHT * lines)
            line += 1
        middle = 2
        sides = ((0, middle - 1), (middle, self.last))
        signers = (
            (paper.PREPARED, "(Ký, ghi rõ họ tên, số điện thoại)", ""),
            (paper.HEAD, "(Ký, đóng dấu)", self.signer),
        )
        for (first, last), (role, note, name) in zip(sides, signers, strict=True):
            self._across(line + 1, first, last, role, "role")
            self._across(line + 2, first, last, note, "sign")
            self._across(line + 7, first, last, name, "role")
        self.sheet.print_area(0, 0, line + 7, self.last)

    def _across(self, row, first, last, text, style, rows=1):
        """A text over several columns."""
        where = (row, first, row + rows - 1, last)
        self.sheet.merge_range(*where, "", self.styles[style])
        self._put(row, first, text, style)

    def _put(self, row, column, text, style):
        self.sheet.write_string(row, column, text, self.styles[style])
