"""What the preview page says of a run: the faults of all lines, or the changes."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from import_export.results import RowResult

from accounts.port.cells import SealedCell, shown
from accounts.sealed import mask

SHOWN_FAULTS, SHOWN_ROWS = 500, 500
UNFORESEEN = (
    "dòng này gây lỗi không lường trước, chưa ghi gì; hãy báo quản trị hệ thống"
)


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one line."""

    line: int
    column: str
    value: str
    message: str

    @property
    def sentence(self):
        text = self.message[:1].upper() + self.message[1:]
        return text if text.endswith("…") else f"{text}."


@dataclass(frozen=True)
class Line:
    """A line that would be written, or that changes nothing."""

    number: int
    kind: str
    changes: list

    @property
    def label(self):
        return {"new": "Thêm mới", "update": "Sửa", "skip": "Không đổi"}[self.kind]


class Preview:
    """The result of a run, for people."""

    token = ""

    def __init__(self, resource, result, file):
        self.resource, self.result, self.file = resource, result, file
        self.faults = self._faults()
        self.shown_faults = self.faults[:SHOWN_FAULTS]

    @property
    def new(self):
        return self.result.totals[RowResult.IMPORT_TYPE_NEW]

    @property
    def updated(self):
        return self.result.totals[RowResult.IMPORT_TYPE_UPDATE]

    @property
    def unchanged(self):
        return self.result.totals[RowResult.IMPORT_TYPE_SKIP]

    @property
    def can_be_confirmed(self):
        return not self.faults and bool(self.new or self.updated)

    @property
    def summary(self):
        return f"thêm {self.new}, sửa {self.updated}, không đổi {self.unchanged}"

    @property
    def plan(self):
        """What is about to be written, as a digest: the confirmed run must match it."""
        rows = [
            (row.import_type, [(c.before, c.after) for c in row.diff or ()])
            for row in self.result.rows
        ]
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    @property
    def headers(self):
        """The columns of ours that the file has, in our order."""
        return [self.result.diff_headers[place] for place in self._places]

    @property
    def _places(self):
        read = set(self.resource.titles_read)
        titles = self.result.diff_headers
        return [place for place, title in enumerate(titles) if title in read]

    def lines(self):
        """The lines that the page shows: the first ones, as many as a page bears."""
        places = self._places
        return [
            Line(
                self.resource.line(number),
                row.import_type,
                [row.diff[place] for place in places],
            )
            for number, row in enumerate(self.result.rows[:SHOWN_ROWS], start=1)
        ]

    @property
    def hidden(self):
        return max(len(self.result.rows) - SHOWN_ROWS, 0)

    def _faults(self):
        found = []
        for row in self.result.invalid_rows:
            found += self._of_row(row)
        for number, _ in self.result.row_errors():
            found.append(Fault(self.resource.line(number), "", "", UNFORESEEN))
        if self.result.base_errors:
            found.append(Fault(0, "", "", UNFORESEEN))
        titles = self.result.diff_headers
        places = {title: place for place, title in enumerate(titles)}
        return sorted(
            found, key=lambda fault: (fault.line, places.get(fault.column, len(places)))
        )

    def _of_row(self, row):
        values = dict(zip(self.result.diff_headers, row.values, strict=True))
        for name, said in row.error_dict.items():
            column = self.resource.title_of(name)
            for message in said:
                yield Fault(
                    self.resource.line(row.number),
                    column if name != NON_FIELD_ERRORS else "",
                    self._value(name, values.get(column)),
                    message.rstrip("."),
                )

    def _value(self, name, value):
        """The cell as it stands in the file; never a whole ID number."""
        if value in (None, "---"):
            return ""
        try:
            text = shown(value)
        except ValueError:
            return ""
        field = self.resource.fields.get(name)
        is_sealed = field is not None and isinstance(field.widget, SealedCell)
        return (mask(text) if is_sealed else text)[:80]
