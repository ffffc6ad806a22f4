"""The lines of a walk sheet as they are keyed in: cells, their checks, what is filed."""

from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import DateField, IntegerField

from hoangmai_party import clock
from hoangmai_party.text import nfc
from members.actions import NotPossibleError
from surveys.campaigns import board, codes
from surveys.gate import acts
from surveys.models import SurveyRecord

_DAY = DateField(localize=True)
_COUNT = IntegerField(min_value=0, max_value=999_999)


def _count(text):
    return _COUNT.clean(text)


def _day(text):
    day = _DAY.clean(text)
    if day > clock.today():
        raise ValidationError("Ngày không được ở tương lai.")
    return day


@dataclass(frozen=True)
class Column:
    """A box of the line: the field that it fills, and how what is typed is read."""

    name: str
    label: str
    read: object
    size: str = "short"
    hint: str = ""

    @property
    def is_number(self):
        return self.read is _count


# In the order of the sheet.
COLUMNS = (
    Column("found", "Tình trạng", lambda t: codes.choice(t, codes.FOUND), hint="mã"),
    Column("workers", "Lao động", _count),
    Column("members_official", "ĐV chính thức", _count),
    Column("members_probationary", "ĐV dự bị", _count),
    Column("prospects", "Quần chúng ưu tú", _count),
    Column("owner_name", "Chủ doanh nghiệp", lambda text: text, size="long"),
    Column(
        "attitude", "Thái độ", lambda t: codes.choice(t, codes.ATTITUDES), hint="mã"
    ),
    Column("organisations", "Đoàn thể", codes.organisations, size="mid", hint="mã"),
    Column("is_in_depth", "Sâu", codes.yes, hint="x"),
    Column("surveyed_on", "Ngày", _day, size="mid"),
    Column("note", "Ghi chú", lambda text: text, size="long"),
)
BY_NAME = {column.name: column for column in COLUMNS}
_SHEET_DAY = "sheet_day"  # the day of all lines that name none of their own


@dataclass
class Line:
    """A line of the list: what was typed into it, what is wrong, the record it has."""

    row: object
    record: SurveyRecord | None = None
    texts: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    is_new: bool = False  # filed by the very sending that is answered
    is_left: bool = False  # typed, but another line's button was pressed
    sheet_day: str = ""

    @property
    def is_typed(self):
        return any(self.texts.values())

    @property
    def above(self):
        """What is wrong with the line as a whole."""
        return " ".join(self.errors.get(NON_FIELD_ERRORS, ()))

    def cells(self):
        """[(column, name of the box, what stands in it, [messages])]."""
        for column in COLUMNS:
            said = self.errors.get(column.name, ())
            text = self.texts.get(column.name, "")
            yield column, f"{column.name}-{self.row.pk}", text, said


def sheet(assignment, page):
    """The lines of one sheet, in the order of their numbers, with their records."""
    rows = board.lines(assignment.campaign).filter(assignment=assignment)
    start = (page - 1) * codes.LINES
    rows = list(rows.select_related("enterprise")[start : start + codes.LINES])
    records = SurveyRecord.objects.filter(
        campaign=assignment.campaign, enterprise__in=[row.enterprise_id for row in rows]
    )
    filed = {record.enterprise_id: record for record in records}
    return [Line(row, filed.get(row.enterprise_id)) for row in rows]


def sheets(assignment):
    """How many sheets an assignment has; one, which is empty, without lines."""
    return max(1, -(-assignment.listed.count() // codes.LINES))


def take(line, typed):
    """Put what was sent into the line, as it was typed."""
    line.texts = {
        column.name: nfc(typed.get(f"{column.name}-{line.row.pk}", ""))
        for column in COLUMNS
    }
    line.sheet_day = nfc(typed.get(_SHEET_DAY, ""))


def file(line, assignment, by):
    """File the record of a line; what is wrong stands at its cells, and nothing is."""
    values = _values(line)
    if not values.get("found") and "found" not in line.errors:
        line.errors["found"] = ["Ghi tình trạng tại chỗ."]
    if not values.get("surveyed_on") and "surveyed_on" not in line.errors:
        line.errors["surveyed_on"] = ["Ghi ngày khảo sát."]
    if line.errors:
        return
    kinds = values.pop("organisations", ())
    try:
        line.record = acts.file_record(
            campaign=assignment.campaign,
            enterprise=line.row.enterprise,
            by=by,
            organisations=[(kind, None) for kind in kinds],
            team=assignment.team,
            agency=assignment.agency,
            **values,
        )
    except ValidationError as error:
        line.errors = _at_cells(error)
    except NotPossibleError as error:
        line.errors = {NON_FIELD_ERRORS: [str(error)]}
    line.is_new = not line.errors


def _values(line):
    """{field: value} of what was typed; cells that can't be read are noted."""
    values = {}
    texts = dict(line.texts)
    texts["surveyed_on"] = texts["surveyed_on"] or line.sheet_day
    for name, text in texts.items():
        if not text:
            continue
        try:
            values[name] = BY_NAME[name].read(text)
        except ValidationError as error:
            line.errors[name] = error.messages
        except ValueError as error:
            line.errors[name] = [str(error)]
    return values


def _at_cells(error):
    """Messages of a record by cell; those of fields that no cell shows stand above."""
    found = {}
    for name, said in getattr(
        error, "message_dict", {NON_FIELD_ERRORS: error.messages}
    ).items():
        at = name if name in BY_NAME else NON_FIELD_ERRORS
        found.setdefault(at, []).extend(said)
    return found
