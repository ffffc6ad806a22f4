import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from hoangmai_party import clock
from reports.tests.forms_register import HandWorked, day


@pytest.fixture
def world(db):
    with clock.fixed(day("14/01/2022")):
        yield HandWorked()


def run(*args):
    out = io.StringIO()
    call_command("forms", *args, stdout=out)
    return out.getvalue()


def test_forms_are_printed_with_what_must_hold(world):
    text = run("2021")
    for number in "12357":
        assert f"Biểu số {number}-BTCTW" in text
    closing = next(line for line in text.splitlines() if line.startswith("D "))
    assert closing.split()[-3:] == ["5", "4", "(*)"]
    assert "(*) Không so sánh tỷ lệ với cùng kỳ năm trước: tiếp nhận 1 chi bộ" in text
    assert "✓ Cuối kỳ = cuối kỳ trước + tăng − giảm (D = A + B − C): 5, 5" in text
    assert "✗" not in text


def test_one_form_as_of_a_day_and_as_a_workbook(world, tmp_path):
    path = tmp_path / "bieu.xlsx"
    text = run("2021", "--form", "3", "--as-of", "30/06/2021", "--xlsx", str(path))
    assert "Biểu số 1-BTCTW" not in text
    assert "Số liệu tính đến ngày 30/06/2021." in text
    assert openpyxl.load_workbook(path).sheetnames == ["Biểu 3"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["2021", "--form", "4"], "Không có biểu 4"),
        (["2021", "--as-of", "31/02/2021"], "không đúng"),
        (["1"], "không hợp lệ"),
    ],
)
def test_forms_refuse_in_words(world, args, message):
    with pytest.raises(CommandError, match=message):
        run(*args)
