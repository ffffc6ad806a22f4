"""A form as the one table that the page, the terminal, the workbook and paper print."""

from dataclasses import dataclass

from reports import percent
from reports.annual import predecessors
from reports.forms.figure import NOT_KEPT
from reports.forms.layout import foot
from reports.forms.reckon import asks, numbers
from reports.tables import Cell, Head, Percent, Row, Table, right

NOW, BEFORE = 0, 1
CHANGED = "(*)"
STEP = "\u2003"  # a space as wide as a letter: a level further in


@dataclass(frozen=True)
class Share(Percent):
    """A percentage with two decimals and no sign, as forms print it; blank if none."""

    def __str__(self):
        return percent.form_text(self.value)


@dataclass(frozen=True)
class Average:
    """An average age, with one decimal."""

    value: object

    def __str__(self):
        return f"{percent.rounded(self.value):f}".replace(".", ",")


@dataclass(frozen=True)
class Filled:
    """A form with its numbers: of this period, and of the same one a year before."""

    form: object
    asked: object
    now: dict
    before: dict
    change: object = None  # what changed the set of branches since then (HIST-06)

    def shown(self):
        """The rows that are shown: rare ones only with something in them."""
        return [row for row in self.form.rows if not row.is_rare or self._has(row)]

    def _has(self, row):
        return any(self.now[f.code] or self.before.get(f.code) for f in row.figures)

    def share(self, code):
        """(2) × 100 / (3), None where last year has nothing to compare with."""
        return percent.ratio(self.now[code], self.before[code])


def fill(form, asked):
    """Ask the form's numbers."""
    now, before = asks(asked)
    return Filled(
        form,
        asked,
        numbers(form.figures, now),
        {} if form.columns else numbers(form.figures, before),
        None if form.columns else _change(asked, now.span, before.span),
    )


def _change(asked, span, before):
    return predecessors.change(asked.scope, asked.scope.committee, span, before)


def table(filled):
    """The `reports.tables.Table`, each number with the address of its list."""
    form, asked = filled.form, filled.asked
    own = bool(form.columns)
    line = _own_line if own else _usual_line
    return Table(
        form.title,
        _own_head(form) if own else _USUAL_HEAD,
        tuple(line(filled, row) for row in filled.shown()),
        notes=(*notes(filled), foot(asked.span.last)),
        name=f"bieu-{form.number}",
        is_wide=own,
        head_column=1,
    )


_USUAL_HEAD = (
    (
        Head("TT", rows=2),
        Head("Tiêu chí"),
        Head("Kỳ này", is_number=True),
        Head("Cùng kỳ năm trước", is_number=True),
        Head("Tỷ lệ (%) = (2) × 100 / (3)", is_number=True),
    ),
    (
        Head("(1)"),
        Head("(2)", is_number=True),
        Head("(3)", is_number=True),
        Head("(4)", is_number=True),
    ),
)


def _own_head(form):
    named = [Head(column.label, is_number=True) for column in form.columns]
    coded = [Head(f"({column.code})", is_number=True) for column in form.columns]
    return (
        (Head("TT", rows=2), Head("Loại hình cơ sở"), *named),
        (Head("(1)"), *coded),
    )


def _usual_line(filled, row):
    if not row.figures:
        return _line(row, Cell(), Cell(), Cell())
    (figure,) = row.figures
    if figure.why:
        return _line(row, right(NOT_KEPT), right(NOT_KEPT), right(""))
    return _line(
        row,
        _cell(filled, figure, NOW),
        _cell(filled, figure, BEFORE),
        _share(filled, figure),
    )


def _share(filled, figure):
    """Column (4); the sign of the footnote where another set made last year's number."""
    share = filled.share(figure.code)
    if filled.change and share is not None:
        return right(CHANGED)
    return Cell(Share(share))


def _own_line(filled, row):
    return _line(row, *(_cell(filled, figure, NOW) for figure in row.figures))


def _line(row, *cells):
    label = STEP * (row.level - 1) + row.label
    return Row((Cell(row.mark), Cell(label), *cells), is_part=row.level > 0)


def _cell(filled, figure, period):
    """A number and the address of its list."""
    if figure.why:
        return right(NOT_KEPT)
    number = (filled.now, filled.before)[period][figure.code]
    url = _address(filled.asked, figure, period)
    return right(Average(number), url) if figure.is_age else Cell(number, url)


def _address(asked, figure, period):
    if not (figure.source and figure.source.has_list):
        return ""
    if period == NOW:
        return asked.url("list", "form", figure.key)
    days = asked.span.a_year_before()
    return asked.url(
        "list",
        "form",
        figure.key,
        year=None,
        first=f"{days.first:%d/%m/%Y}",
        last=f"{days.last:%d/%m/%Y}",
    )


def said_of(filled):
    """The footnote of the sign in column (4), or nothing."""
    return f"{CHANGED} {filled.change.note}" if filled.change else ""


def notes(filled):
    """What stands under the form: its own words, the sign *, what is not kept."""
    form, asked = filled.form, filled.asked
    found = list(form.notes)
    if any(row.is_extra for row in filled.shown()):
        found.append(
            "Dòng có dấu * không có trong biểu của Trung ương, đảng bộ theo dõi thêm để "
            "số liệu cân đối."
        )
    found += filter(None, [said_of(filled)])
    if not (asked.scope.is_whole or asked.branch):
        found.append("Chỉ gồm các chi bộ thuộc phạm vi phụ trách của người lập biểu.")
    if asked.scope.reach.non_state:
        found.append("Chỉ gồm chi bộ trong doanh nghiệp ngoài khu vực nhà nước.")
    found += [f"“{NOT_KEPT.capitalize()}”: {why}." for why in _reasons(form)]
    return tuple(found)


def _reasons(form):
    """Each reason once, with the rows that it is about."""
    rows = {}
    for row in form.rows:
        if row.figures and row.figures[0].why:
            rows.setdefault(row.figures[0].why, []).append(row.label)
    return [f"{', '.join(dict.fromkeys(names))} – {why}" for why, names in rows.items()]
