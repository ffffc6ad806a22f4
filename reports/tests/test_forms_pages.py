"""The pages and files of the forms: what they print, cost, refuse and log."""

import io
import re
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import LogEvent
from hoangmai_party import clock
from reports.forms.declared import FORMS
from reports.forms.figure import NOT_KEPT
from reports.forms.layout import layout_on
from reports.forms.table import CHANGED
from reports.tests.conftest import grant
from reports.tests.forms_register import HandWorked, day
from reports.tests.test_query_counts import (  # noqa: F401, its fixture
    ROLES,
    asked,
    fill,
    grow,
    log_in,
)

NUMBERS = [form.number for form in FORMS]
# {form: (questions of the office, of a secretary)}: its sources twice, what the ties
# ask of other forms and of the year, what changed the set of branches since last year
# (not of Biểu 5, which has no last year), and the frame of every page.
QUESTIONS = {
    "1": (21, 21),
    "2": (24, 21),
    "3": (18, 18),
    "5": (17, 15),
    "7": (29, 29),
}


def address(number, **query):
    """The page of a form for 2021."""
    text = "&".join(f"{k}={v}" for k, v in {"year": 2021, **query}.items())
    return f"{reverse('reports:form', args=[number])}?{text}"


@pytest.fixture
def world(db):
    with clock.fixed(day("14/01/2022")):
        yield HandWorked()


@pytest.fixture
def clerk(world, django_user_model, client):
    """A clerk of the whole body with every right over the lists."""
    user = django_user_model.objects.create_user("clerk", full_name="Văn phòng")
    user.is_staff = True
    user.save()
    grant(user, "reports.view_target", "members.view_member", "members.view_award")
    grant(user, "members.view_badge", "members.view_absence")
    grant(user, "reports.add_transferplace")
    world.body.access_rows.create(user=user, started_on=day("17/09/2015"))
    client.force_login(user)
    return client


def numbers_of(table):
    """Every cell of a table that is a number with a list behind it."""
    return [
        (cell.value, cell.url)
        for row in table.rows
        for cell in row.cells
        if cell.url and isinstance(cell.value, int)
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_opens_the_list_that_it_counted(clerk, number):
    form = clerk.get(address(number)).context["tables"][0]
    cells = numbers_of(form)
    assert len(cells) > 20
    opened = {url: clerk.get(url).context["total"] for _, url in cells}
    assert opened == {url: value for value, url in cells}


@pytest.mark.parametrize("number", NUMBERS)
def test_page_says_period_layout_and_that_it_balances(clerk, number):
    response = clerk.get(address(number))
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
    assert f"Biểu số {number}-BTCTW" in page
    assert "Số liệu tính đến ngày 31/12/2021." in page
    assert "Bố cục theo Hướng dẫn 11-HD/BTCTW ngày 13/12/2021" in page
    assert "✗" not in page
    assert page.count("✓ khớp") == len(response.context["checks"]) > 5


def test_broken_tie_is_shown_with_both_numbers(clerk, world):
    """A branch without a stored type stands in no column of Biểu 5."""
    world.one.types.get().void(by=None, reason="Nhập nhầm")
    page = clerk.get(address("5")).content.decode()
    assert "✗ 1 điều kiện cân đối không khớp" in page
    broken = [c for c in clerk.get(address("5")).context["checks"] if not c.holds]
    assert [(c.left, c.right) for c in broken] == [(2, 3)]


def test_layout_is_said_for_days_of_other_layouts(clerk):
    early = clerk.get(address("1", as_of="30/06/2021")).context["tables"][0]
    assert "Hướng dẫn 12-HD/BTCTW" in early.notes[-1]
    assert "bản này in theo bố cục của 11-HD/BTCTW" in early.notes[-1]
    days = ("16/05/2012", "12/12/2021", "13/12/2021", "09/10/2025", "10/10/2025")
    codes = [getattr(layout_on(day(text)), "code", None) for text in days]
    assert codes[0] is None
    assert codes[1:] == ["12-HD/BTCTW", *["11-HD/BTCTW"] * 2, "40-HD/BTCTW"]


def test_form_after_the_change_asks_for_the_office_s_own_template(clerk):
    with clock.fixed(day("31/12/2025")):
        page = clerk.get(address("1", year=2025)).content.decode()
    assert "Sổ chưa có mẫu của cơ quan cho biểu này." in page


@pytest.mark.parametrize("number", NUMBERS)
def test_workbook_has_the_values_of_the_page(clerk, number):
    response = clerk.get(address(number, format="xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    (table, *_) = clerk.get(address(number)).context["tables"]
    first = next(c.row for c in sheet["B"] if c.value == "(1)") + 1
    for line, row in enumerate(table.rows, start=first):
        for column, cell in enumerate(row.cells[2:], start=3):
            written = sheet.cell(line, column).value
            if isinstance(cell.value, int) or cell.value in (NOT_KEPT, CHANGED):
                assert written == cell.value
            else:
                shown = f"{written or 0:.2f}".replace(".", ",")
                assert shown.startswith(str(cell.value)) or written is None
    assert sheet.page_setup.paperSize == 9
    said = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ BÁO CÁO"} <= said


@pytest.mark.parametrize("number", NUMBERS)
def test_word_has_every_row(clerk, number):
    response = clerk.get(address(number, format="docx"))
    with zipfile.ZipFile(io.BytesIO(response.content)) as parts:
        text = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
    (table, *_) = clerk.get(address(number)).context["tables"]
    assert [r.cells[1].value for r in table.rows if r.cells[1].value not in text] == []
    assert f"Biểu số {number}-BTCTW" in text


def test_pdf_is_made_and_the_log_knows_who_took_it(clerk):
    response = clerk.get(address("1", format="pdf"))
    assert response.content.startswith(b"%PDF")
    event = LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).last()
    assert event.after["page"] == "/reports/forms/1/"
    assert "format=pdf" in event.after["filter"]


def test_hostile_name_of_the_body_is_text_in_every_file(clerk, world):
    world.body.executive = '=1+1 <b>#read("x")'
    world.body.save()
    book = clerk.get(address("1", format="xlsx")).content
    cells = openpyxl.load_workbook(io.BytesIO(book)).active["A1"]
    assert cells.data_type == "s"
    assert "#READ" in cells.value
    assert clerk.get(address("1", format="pdf")).status_code == 200
    assert clerk.get(address("1", format="docx")).status_code == 200


@pytest.mark.parametrize("name", ["4", "0", "11", "x"])
def test_unknown_form_is_not_found(clerk, name):
    assert clerk.get(address(name)).status_code == 404


def test_unknown_list_of_a_form_is_not_found(clerk):
    for key in ("9-A", "1-X", "3-I7", "5-SUM_3"):  # not kept; committees have no list
        url = reverse("reports:list", args=["form", key])
        assert clerk.get(url).status_code == 404


def test_bad_question_is_told_at_its_field(clerk):
    response = clerk.get(address("1", as_of="31/02/2021"))
    assert set(response.context["scope_form"].errors) == {"as_of"}
    assert "tables" not in response.context


def test_user_without_the_right_is_refused(client, django_user_model, world):
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(address("1")).status_code == 403
    assert client.get(reverse("reports:forms")).status_code == 403


def test_list_of_awards_needs_the_right_over_awards(client, office):
    client.force_login(office)
    url = reverse("reports:list", args=["form", "7-I"])
    assert client.get(url).status_code == 403
    grant(office, "members.view_award")
    assert client.get(url).status_code == 200


def test_forms_lead_to_the_first_one_with_the_same_question(clerk):
    answer = clerk.get(reverse("reports:forms"), {"year": 2020})
    assert answer.url == "/reports/forms/1/?year=2020"


def test_secretary_has_the_form_of_the_own_branch(client, secretary, small):
    client.force_login(secretary)
    (table, *_) = client.get(address("3")).context["tables"]
    assert table.rows[0].cells[2].value == 4  # three old ones and one new one
    assert any("phạm vi phụ trách của người lập biểu" in n for n in table.notes)
    ties = client.get(address("1")).context["checks"]
    assert all(tie.holds for tie in ties)


def test_unclassified_place_leads_to_the_desk(clerk, world):
    world.hai.placements.update(came_from="Đảng bộ & bạn", ended="died", went_to="")
    (_, places) = clerk.get(address("1")).context["tables"]
    (row,) = places.rows
    assert [cell.value for cell in row.cells] == ["Đảng bộ & bạn", 1, 0]
    assert row.cells[0].url.endswith(
        "?name=%C4%90%E1%BA%A3ng+b%E1%BB%99+%26+b%E1%BA%A1n"
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("count", [1, 3])
def test_forms_and_their_files_query_count(client, grow, role, count):  # noqa: F811
    body, branches = grow(count, put=fill, rows=count)
    log_in(client, role, body, branches)
    wanted = {number: both[ROLES.index(role)] for number, both in QUESTIONS.items()}
    found = {
        number: asked(client, reverse("reports:form", args=[number]))
        for number in NUMBERS
    }
    assert found == wanted
