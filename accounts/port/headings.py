"""Where the table of a file begins, and which of its columns are ours."""

from accounts.port.cells import plain
from accounts.port.find import Reference
from accounts.port.measure import GateError
from hoangmai_party.text import search_key

SEARCHED = 15  # rows of letterhead and titles above a table


def fold(text):
    """A heading without tones, marks, stars and line breaks."""
    return search_key(str(text).replace("*", " ").replace(":", " "))


class Headings:
    """The columns of a file that its resource knows."""

    def __init__(self, resource, grid):
        self.resource, self.grid = resource, grid
        titles = [field.column_name for field in resource.get_import_fields()]
        self.known = {fold(title): title for title in titles}
        self.start = self._find_row()
        head = [plain(cell) for cell in grid.rows[self.start][1]]
        found = {
            index: self.known[fold(text)]
            for index, text in enumerate(head)
            if fold(text) in self.known
        }
        self.places, self.titles = list(found), list(found.values())
        self.unknown = [t for t in head if t and fold(t) not in self.known]
        self._check()

    def _find_row(self):
        """The first row that names most columns."""
        rows = self.grid.rows[:SEARCHED]
        scores = [sum(fold(c) in self.known for c in row if c) for _, row in rows]
        if not any(scores):
            titles = ", ".join(f"“{title}”" for title in self.known.values())
            raise GateError(
                f"Không thấy dòng tiêu đề. Dòng đầu của bảng phải có tên cột: {titles}."
            )
        return scores.index(max(scores))

    def _check(self):
        twice = sorted({t for t in self.titles if self.titles.count(t) > 1})
        if twice:
            raise GateError(f"Cột “{twice[0]}” có hai lần trong tệp.")
        if not any(self._has(way) for way in self.resource.ways):
            names = " hoặc ".join(map(self._names, self.resource.ways))
            raise GateError(f"Tệp thiếu cột để nhận ra từng dòng: cần {names}.")

    def _has(self, way):
        return all(
            self._has_column(name) for name in way if name not in self.resource.optional
        )

    def _has_column(self, name):
        field = self.resource.fields[name]
        if not isinstance(field.widget, Reference):
            return field.column_name in self.titles
        columns = field.widget.columns
        return any(
            all(
                lookup in columns and columns[lookup].column_name in self.titles
                for lookup in way
            )
            for way in field.widget.ways
        )

    def _names(self, way):
        fields = [self.resource.fields[name] for name in way]
        return " + ".join(f"“{field.column_name}”" for field in fields)

    def rows(self):
        """(line, cells of our columns) below the headings; rows without any are not."""
        found = []
        for line, row in self.grid.rows[self.start + 1 :]:
            cells = [row[place] if place < len(row) else "" for place in self.places]
            if any(cell is not None and str(cell).strip() for cell in cells):
                found.append((line, cells))
        if not found:
            raise GateError("Tệp không có dòng dữ liệu nào dưới dòng tiêu đề.")
        return found
