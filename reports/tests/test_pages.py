"""The pages over the test client: what they print, refuse and hand out."""

import io
import re
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from reports.tests.factories import TargetFactory

PAGES = ("targets", "movement", "branches", "composition", "growth")


def text_of(response):
    """Visible text of a page, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("name", PAGES)
def test_page_prints_period_and_as_of_day(client, office, name):
    client.force_login(office)
    page = text_of(client.get(reverse(f"reports:{name}"), {"year": "2021"}))
    assert "Kỳ báo cáo từ 01/01/2021 đến 31/12/2021." in page
    assert "Số liệu tính đến ngày 31/12/2021." in page


def test_year_page_prints_result_target_and_word(client, small, office):
    TargetFactory(committee=small.committee, value=4)
    client.force_login(office)
    page = text_of(client.get(reverse("reports:targets")))
    assert "50%" in page
    assert "✗ chưa đạt" in page


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({"first": "31/02/2021", "last": "31/12/2021"}, "first", "ngày"),
        ({"as_of": "hôm nay"}, "as_of", "ngày"),
        ({"first": "02/01/2021", "last": "01/01/2021"}, "last", "không được trước"),
        ({"first": "02/01/2021"}, "last", "để trống cả hai"),
        ({"as_of": "31/12/2020", "year": "2021"}, "as_of", "trước kỳ báo cáo"),
        ({"year": "0"}, "year", "1930"),
        ({"first": "01/01/0001", "last": "31/12/2021"}, "first", "1930"),
        ({"as_of": "31/12/9999"}, "as_of", "2100"),
        ({"year": "hai nghìn"}, "year", "số"),
        ({"branch": "999999"}, "branch", "không có trong danh sách"),
        ({"committee": "1 OR 1=1"}, "committee", "không có trong danh sách"),
    ],
)
def test_bad_question_is_told_at_its_field(client, office, query, field, message):
    client.force_login(office)
    response = client.get(reverse("reports:movement"), query)
    form = response.context["scope_form"]
    assert set(form.errors) == {field}
    assert message in form.errors[field][0]
    assert "tables" not in response.context


def test_secretary_sees_only_the_own_line(client, small, secretary):
    client.force_login(secretary)
    url = reverse("reports:list", args=["figure", "S02"])
    page = text_of(client.get(url))
    assert small.new.member.full_name in page
    assert small.other.member.full_name not in page
    assert "Danh sách này có 4 dòng" in page


def test_secretary_can_not_ask_for_another_branch(client, small, secretary):
    client.force_login(secretary)
    response = client.get(reverse("reports:movement"), {"branch": small.two.pk})
    assert set(response.context["scope_form"].errors) == {"branch"}


def test_secretary_never_sees_surveys(client, secretary):
    client.force_login(secretary)
    page = text_of(client.get(reverse("reports:targets")))
    assert "khảo sát" not in page
    assert client.get(reverse("reports:article")).status_code == 404


@pytest.mark.parametrize(
    "args",
    [("figure", "T99"), ("movement", "in_stolen"), ("nothing", "x"), ("branches", "x")],
)
def test_unknown_list_is_not_found(client, office, args):
    client.force_login(office)
    response = client.get(reverse("reports:list", args=args))
    assert response.status_code == 404
    assert "Không tìm thấy" in text_of(response)


@pytest.mark.parametrize("name", PAGES)
def test_xlsx_has_the_same_numbers(client, office, name):
    client.force_login(office)
    url = reverse(f"reports:{name}")
    tables = client.get(url).context["tables"]
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(url, {"format": "xlsx"}).content)
    )
    assert len(book.worksheets) == len(tables)
    for sheet, table in zip(book.worksheets, tables, strict=True):
        found = [cell.value for row in sheet.iter_rows() for cell in row]
        for row in table.lines():
            for cell in row.cells:
                if isinstance(cell.value, int):
                    assert cell.value in found


def test_xlsx_writes_text_as_text(client, small, office):
    small.new.member.full_name = "=1+1"
    small.new.member.save()
    client.force_login(office)
    url = reverse("reports:list", args=["figure", "T02"])
    content = client.get(url, {"format": "xlsx"}).content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        strings = parts.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in strings


def test_figure_page_has_last_year_and_since_the_founding(client, small, office):
    client.force_login(office)
    context = client.get(reverse("reports:figure", args=["T02"])).context
    assert [(label, number) for label, number, _ in context["kpis"]] == [
        ("Kỳ này", 2),
        ("Cùng kỳ năm trước", 0),
        ("Từ khi thành lập", 5),
    ]
    years = {point.label: point.value for point in context["points"]}
    assert (years[2019], years[2020], years[2021]) == (3, 0, 2)


def test_ward_number_opens_the_ward_s_rows(client, office):
    client.force_login(office)
    tables = client.get(reverse("reports:figure", args=["T02"])).context["tables"]
    wards = next(table for table in tables if table.name == "theo-phuong")
    for row in wards.rows:
        opened = client.get(row.cells[1].url).context["total"]
        assert opened == row.cells[1].value > 0
