import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from reports.tests.factories import TargetFactory


def run(*args):
    out = io.StringIO()
    call_command("report", *args, stdout=out)
    return out.getvalue()


def test_report_prints_the_tables_of_the_pages(small):
    TargetFactory(committee=small.committee, value=2)
    text = run("2021")
    assert "Số liệu tính đến ngày 31/12/2021." in text
    line = next(row for row in text.splitlines() if row.startswith("Đảng viên kết nạp"))
    assert "100%" in line
    assert "✓ đạt" in line


def test_report_as_of_counts_up_to_that_day(small):
    text = run("2021", "--as-of", "15/03/2021")
    row = next(line for line in text.splitlines() if line.startswith("+ Kết nạp"))
    assert row.split()[-1] == "1"


def test_report_writes_a_workbook(small, tmp_path):
    path = tmp_path / "nam.xlsx"
    run("2021", "--xlsx", str(path))
    assert openpyxl.load_workbook(path).sheetnames[0].startswith("1. Bảng chỉ tiêu")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["1"], "không hợp lệ"),
        (["2021", "--as-of", "31/02/2021"], "không đúng"),
        (["2021", "--as-of", "31/12/2020"], "trước năm"),
    ],
)
def test_report_refuses_in_words(small, args, message):
    with pytest.raises(CommandError, match=message):
        run(*args)


def test_report_of_an_empty_register_says_what_to_do(db):
    with pytest.raises(CommandError, match="seed_demo"):
        run("2021")
