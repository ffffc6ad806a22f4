"""The office's own workbook: taken at the desk, filled by names, the rest left."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from accounts.models import LogEvent
from accounts.tests.books import package
from accounts.tests.desk import ENDS_AFTER, Desk, written
from accounts.tests.raw import change, copy, refused
from hoangmai_party import clock
from reports.forms import template
from reports.forms.declared import BY_NUMBER
from reports.forms.table import fill
from reports.models import FormTemplate, TransferPlace
from reports.tests.conftest import grant
from reports.tests.forms_register import HandWorked, day

NAMES = {
    "DON_VI": "'Biểu 1'!$A$1",
    "TINH_DEN_NGAY": "'Biểu 1'!$A$2",
    "B1_A_KY_NAY": "'Biểu 1'!$B$4",
    "B1_A_CUNG_KY": "'Biểu 1'!$C$4",
    "B1_A_TY_LE": "'Biểu 1'!$D$4",
    "B1_B2_CUNG_KY": "'Biểu 1'!$C$5",
    "B1_B2_TY_LE": "'Biểu 1'!$D$5",
    "GHI_CHU": "'Biểu 1'!$A$9",
    "b1_d_ky_nay": "'Biểu 1'!$B$6",  # Excel does not tell letters apart
}


def office_book(names=NAMES, **more):
    """A workbook as an office makes it: merged head, colours, a formula, names."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    sheet.merge_cells("A1:D1")
    sheet["A3"], sheet["A3"].font = "Tiêu chí", Font(name="Arial", bold=True)
    sheet["B4"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B4"].number_format = "#,##0"
    sheet["B7"] = "=B4+B6"
    sheet["C9"] = "ghi chú của cơ quan"
    sheet.column_dimensions["A"].width = 44
    for name, place in {**names, **more}.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def upload(data, name="mau.xlsx"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def world(db):
    with clock.fixed(day("14/01/2022")):
        yield HandWorked()


@pytest.fixture
def desk(world, client, django_user_model):
    user = django_user_model.objects.create_user("clerk", full_name="Văn phòng")
    user.is_staff = True
    user.save()
    grant(user, "reports.view_target", "reports.view_formtemplate")
    grant(user, "reports.add_formtemplate", "reports.change_formtemplate")
    grant(user, "reports.add_transferplace", "reports.view_transferplace")
    world.body.access_rows.create(user=user, started_on=day("17/09/2015"))
    return Desk(client, user)


FACTS = {
    "number": "1",
    "source": "Hướng dẫn 40-HD/BTCTW",
    "started_on": "01/01/2021",
}


def downloaded(client):
    """The filled workbook of Biểu 1 for 2021."""
    page = reverse("reports:form", args=["1"])
    answer = client.get(page, {"year": 2021, "format": "mau"})
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def test_named_cells_are_filled_and_the_rest_is_left(desk):
    assert desk.save(FormTemplate, file=upload(office_book()), **FACTS).is_saved
    sheet = downloaded(desk.client)["Biểu 1"]
    assert [sheet[c].value for c in ("B4", "C4", "D4")] == [4, 3, "(*)"]
    assert sheet["A9"].value.startswith("(*) Không so sánh tỷ lệ")
    # Nobody came in 2020: no percentage; on 31/12/2021 there were five.
    assert [sheet[c].value for c in ("C5", "D5", "B6")] == [0, None, 5]
    assert sheet["A2"].value == "Số liệu tính đến ngày 31/12/2021"
    assert sheet["B7"].value == "=B4+B6"
    assert sheet["C9"].value == "ghi chú của cơ quan"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet["A3"].font.bold
    assert (sheet["A3"].font.name, sheet["B4"].number_format) == ("Arial", "#,##0")
    assert sheet["B4"].fill.fgColor.rgb.endswith("FFFF00")
    assert sheet.column_dimensions["A"].width == 44


def test_page_offers_the_template_on_its_days_alone(desk, client):
    desk.save(FormTemplate, file=upload(office_book()), **FACTS)
    page = reverse("reports:form", args=["1"])
    assert (
        "Tải theo mẫu của cơ quan" in client.get(page, {"year": 2021}).content.decode()
    )
    early = client.get(page, {"year": 2020})
    assert "Tải theo mẫu của cơ quan" not in early.content.decode()
    assert client.get(page, {"year": 2020, "format": "mau"}).status_code == 404


def test_unknown_names_are_listed_in_words(desk, client):
    data = office_book(
        B1_Z_KY_NAY="'Biểu 1'!$D$8",
        B1_C1_KY_NAY="'Biểu 1'!$A$8:$B$9",
        B1_C2_KY_NAY="'Biểu 1'!$B$1",
        B1_C4_KY_NAY="Sheet9!$A$1",
    )
    desk.save(FormTemplate, file=upload(data), **FACTS)
    page = client.get(reverse("admin:reports_formtemplate_changelist"))
    said = [str(message) for message in page.context["messages"]]
    assert "Không điền: “B1_Z_KY_NAY”: biểu 1 không có ô này." in said
    assert "Không điền: “B1_C1_KY_NAY”: tên này trỏ vào nhiều ô." in said
    assert any("B1 nằm giữa các ô đã gộp" in text for text in said)
    assert "Không điền: “B1_C4_KY_NAY”: tên này không trỏ vào một ô của tệp." in said
    sheet = downloaded(client)["Biểu 1"]
    assert [sheet[c].value for c in ("D8", "A8", "B9")] == [None, None, None]


def test_text_is_never_a_formula(desk, world):
    world.body.executive = "=1+1"
    world.body.save()
    desk.save(FormTemplate, file=upload(office_book()), **FACTS)
    cell = downloaded(desk.client)["Biểu 1"]["A1"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "không có nội dung"),
        (b"\xd0\xcf\x11\xe0 old", "kiểu cũ"),
        (b"%PDF-1.7", "không phải tệp Excel"),
        (b"PK\x03\x04 broken", "hỏng"),
        (package(xl__vbaProject__bin="x"), "macro"),
        (office_book(names={}), "không có ô nào mang tên"),
        (
            office_book(names={"B2_I_KY_NAY": "'Biểu 1'!$A$4"}),
            "không có ô nào mang tên",
        ),
    ],
    ids=["empty", "xls", "pdf", "broken", "macro", "no names", "other form"],
)
def test_bad_file_is_refused_at_its_field(desk, data, message):
    before = written()
    answer = desk.save(FormTemplate, file=upload(data), **FACTS)
    assert set(answer.errors) == {"file"}
    assert message in answer.errors["file"][0]
    assert written() == before


def test_template_needs_a_file_and_free_days(desk):
    assert "Chọn tệp" in desk.save(FormTemplate, **FACTS).errors["file"][0]
    desk.save(FormTemplate, file=upload(office_book()), **FACTS)
    again = desk.save(FormTemplate, file=upload(office_book()), **FACTS)
    assert "Biểu này đã có mẫu" in str(again)
    assert FormTemplate.objects.count() == 1


def test_days_of_a_template_change_without_a_new_file(desk):
    desk.save(FormTemplate, file=upload(office_book()), **FACTS)
    row = FormTemplate.objects.get()
    assert desk.save(FormTemplate, row, ended_on="01/01/2030").is_saved
    after = FormTemplate.objects.get()
    assert (after.ended_on, bytes(after.data)) == (dt.date(2030, 1, 1), bytes(row.data))
    other = desk.save(FormTemplate, after, number="2")
    assert "chọn lại tệp" in other.errors["number"][0]


def test_upload_is_logged_without_its_bytes(desk):
    desk.save(FormTemplate, file=upload(office_book()), **FACTS)
    event = LogEvent.objects.get(table="reports_formtemplate")
    assert event.after["sha256"] == FormTemplate.objects.get().sha256
    assert "data" not in event.after


@pytest.mark.parametrize("right", [None, "reports.view_formtemplate"])
def test_who_may_not_add_a_template_is_refused(client, office, right):
    if right:
        grant(office, right)
    client.force_login(office)
    url = reverse("admin:reports_formtemplate_add")
    assert client.get(url).status_code == 403
    answer = client.post(url, {**FACTS, "file": upload(office_book())})
    assert answer.status_code == 403
    assert not FormTemplate.objects.exists()


def test_secretary_has_no_template_of_the_body(desk, client, world, django_user_model):
    desk.save(FormTemplate, file=upload(office_book()), **FACTS)
    user = django_user_model.objects.create_user("bithu", full_name="Bí thư")
    grant(user, "reports.view_target", "reports.view_formtemplate")
    world.one.access_rows.create(user=user, started_on=day("17/09/2015"))
    client.force_login(user)
    page = reverse("reports:form", args=["1"])
    assert client.get(page, {"year": 2021, "format": "mau"}).status_code == 404


def test_place_is_classified_once(desk):
    facts = {"name": "Đảng bộ phường mới", "area": "own"}
    assert desk.save(TransferPlace, **facts).is_saved
    assert "đã được phân loại" in str(desk.save(TransferPlace, **facts))


@pytest.mark.parametrize("number", BY_NUMBER)
def test_every_name_of_a_form_has_a_value(world, number):
    form = BY_NUMBER[number]
    values = template.values(fill(form, world.asked()))
    assert set(values) == template.names(form)


def test_kept_file_holds_no_part_that_was_not_looked_at(desk):
    desk.save(FormTemplate, file=upload(office_book()), **FACTS)
    kept = bytes(FormTemplate.objects.get().data)
    with zipfile.ZipFile(io.BytesIO(kept)) as parts:
        assert not [n for n in parts.namelist() if "docProps" in n or "theme" in n]


AGAIN = "Nơi này đã được phân loại."
OVERLAP = "Biểu này đã có mẫu trong thời gian đó."
BAD = {"transfer_place_once", "form_template_no_overlap", "reports_formtemplate_period"}


def test_database_refuses_a_place_twice(db):
    row = TransferPlace.objects.create(name="Đảng bộ Hà Nam", area="province")
    with refused(TransferPlace, "transfer_place_once"):
        copy(row, area="own")
    again = TransferPlace(name="Đảng bộ Hà Nam", area="own")
    with pytest.raises(ValidationError) as error:
        again.full_clean()
    assert error.value.message_dict == {"name": [AGAIN]}


def test_database_refuses_templates_that_overlap_or_end_before(db):
    row = FormTemplate.objects.create(
        number="1", source="Hướng dẫn 40-HD/BTCTW", started_on=day("10/10/2025")
    )
    with refused(FormTemplate, "form_template_no_overlap"):
        copy(row, started_on=day("01/01/2026"))
    with refused(FormTemplate, "reports_formtemplate_period"):
        change(row, ended_on=row.started_on)
    copy(row, number="2")  # another form has its own
    again = FormTemplate(number="1", source="Khác", started_on=day("01/01/2026"))
    with pytest.raises(ValidationError) as error:
        again.full_clean()
    assert OVERLAP in str(error.value)
    row.ended_on = row.started_on
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    assert error.value.message_dict == {"ended_on": [ENDS_AFTER]}
