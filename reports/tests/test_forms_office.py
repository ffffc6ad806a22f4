"""The workbook of a form as LibreOffice reads it: the values of the page, no formula."""

import csv
import io

import pytest

from hoangmai_party import clock
from reports.forms.book import workbook
from reports.forms.declared import BY_NUMBER, FORMS
from reports.forms.figure import NOT_KEPT
from reports.forms.table import CHANGED, Average, Share, fill, table
from reports.tests.forms_register import HandWorked, day
from reports.tests.libreoffice import converted, needs_office

pytestmark = [pytest.mark.django_db, needs_office]
# Comma, quotes, UTF-8, from the first line, formatted as shown, every sheet to a file.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture
def world(db):
    with clock.fixed(day("14/01/2022")):
        yield HandWorked()


def sheets(data, folder):
    """{form: rows of its sheet, each cell as LibreOffice has it}."""
    file = folder / "forms.xlsx"
    file.write_bytes(data)
    converted(file, CSV, "csv")
    found = {}
    for form in FORMS:
        path = folder / "libreoffice" / f"forms-Biểu {form.number}.csv"
        text = path.read_text(encoding="utf-8-sig")
        found[form.number] = list(csv.reader(io.StringIO(text)))
    return found


def number(text):
    """A cell of numbers: its value, None where it is blank."""
    return float(text.replace(",", "")) if text else None


def said(cell):
    """The value of a cell of the page."""
    if isinstance(cell.value, Share | Average):
        text = str(cell.value).replace(",", ".")
        return float(text) if text else None
    return float(cell.value)


@pytest.mark.parametrize("year", [2020, 2021])
def test_libreoffice_reads_the_values_of_the_page(world, tmp_path, year):
    asked = world.asked(year=year)
    filled = [fill(BY_NUMBER[form.number], asked) for form in FORMS]
    found = sheets(workbook(filled), tmp_path)
    compared = 0
    for one in filled:
        rows = found[one.form.number]
        first = next(n for n, row in enumerate(rows) if row[1] == "(1)") + 1
        for line, row in zip(rows[first:], table(one).rows, strict=False):
            assert line[1].strip() == row.cells[1].value.strip()
            for text, cell in zip(line[2:], row.cells[2:], strict=False):
                compared += 1
                if cell.value in ("", NOT_KEPT, CHANGED):
                    assert text == cell.value
                else:
                    assert number(text) == said(cell)
    assert compared > 300
