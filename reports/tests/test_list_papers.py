"""Every list on paper: PDF and Word of the same table, asked for and logged alike."""

import datetime as dt
import io
import time
import zipfile

import pytest
from django.urls import reverse

from accounts.log import change_set
from accounts.models import LogEvent, Register
from reports import files, national
from reports.documents import typst
from reports.documents.docx import docx
from reports.download import CONTENT_TYPES
from reports.tables import Head, Row, Table, cells, heads
from reports.tests.conftest import grant

ROSTER = reverse("reports:roster")
PAGES = [
    reverse("reports:targets"),
    ROSTER,
    reverse("reports:list", args=["figure", "T02"]),
    reverse("reports:due"),
    reverse("reports:roster-national"),
]


def words(answer):
    """The letters of a Word file, its foot too."""
    parts = zipfile.ZipFile(io.BytesIO(answer.content))
    names = [n for n in parts.namelist() if n.endswith(".xml") and "word/" in n]
    return "".join(parts.read(name).decode() for name in names)


@pytest.fixture
def reader(client, office):
    client.force_login(office)
    return client


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_page_gives_its_paper_and_the_log_says_so(url, kind, begins, reader):
    page = reader.get(url)
    assert f"?format={kind}" in page.text.replace("&amp;", "&")
    answer = reader.get(url, {"format": kind})
    assert answer["Content-Type"] == CONTENT_TYPES[kind]
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    assert answer.content.startswith(begins)
    [event] = LogEvent.objects.filter(kind="export")
    assert (event.after["page"], event.after["filter"]) == (url, f"format={kind}")


def test_paper_says_who_when_and_as_of_which_day(reader, small):
    text = words(reader.get(ROSTER, {"format": "docx", "year": "2021"}))
    assert "In bởi Văn phòng lúc " in text
    assert "Số liệu tính đến ngày 31/12/2021." in text
    assert "DANH SÁCH TRÍCH NGANG ĐẢNG VIÊN" in text
    assert small.new.member.full_name in text
    assert text.count("<w:tblHeader/>") == 2
    assert 'w:orient="landscape"' in text


def test_paper_is_a_look_at_those_on_it(reader, small):
    reader.get(ROSTER, {"format": "pdf", "year": "2021"})
    [event] = LogEvent.objects.filter(kind="export")
    assert f",{small.new.member_id}," in event.after["ids_members_member"]
    assert event.after["rows"] == 5


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_long_list_asks_for_the_password_first(kind, reader, monkeypatch, settings):
    settings.STEP_UP_IN_DEMO = True
    monkeypatch.setattr("accounts.login.step_up.MOST_ROWS", 4)
    asked = reader.get(ROSTER, {"format": kind, "year": "2021"})
    assert asked.url.startswith(reverse("step_up"))
    assert not LogEvent.objects.filter(kind="export").exists()
    session = reader.session
    session["stepped_up_at"] = time.time()
    session.save()
    answer = reader.get(ROSTER, {"format": kind, "year": "2021"})
    assert answer["Content-Type"] == CONTENT_TYPES[kind]


def test_page_says_when_no_pdf_can_be_made(reader, monkeypatch):
    def refuse(paper):
        raise typst.PaperError("Không tạo được PDF trên máy chủ này.")

    monkeypatch.setattr(typst, "pdf", refuse)
    url = f"{ROSTER}?year=2021"
    answer = reader.get(f"{url}&format=pdf", follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert "Không tạo được PDF trên máy chủ này." in answer.text
    assert not LogEvent.objects.filter(kind="export").exists()


def test_unknown_kind_of_file_is_the_page(reader):
    answer = reader.get(ROSTER, {"format": "exe"})
    assert "text/html" in answer["Content-Type"]


def table(width, title="Bảng", **more):
    row = Row(cells(*["x"] * width))
    return Table(title, heads(*["Cột"] * width), (row,), **more)


def test_sheets_turn_where_a_wide_table_begins(db):
    tables = [table(3), table(4), table(12), table(2)]
    paper = files.document("Trang", tables, "Kỳ", None, "chân trang")
    assert [s.landscape for s in paper.sections] == [False, True, False]
    assert [len(s.blocks) for s in paper.sections] == [3, 1, 1]
    assert paper.foot == "chân trang"


def test_wider_table_has_smaller_type(db):
    sizes = [files.drawn(table(n, is_wide=True)).size for n in (5, 11, 14, 18)]
    assert sizes == [11, 10, 8.5, 7.5]


def test_table_too_wide_for_a_sheet_goes_on_with_number_and_name():
    head = (
        (*(Head(f"c{i}", rows=2) for i in range(20)), Head("Ba", columns=3)),
        tuple(Head(f"c{i}") for i in (20, 21, 22)),
    )
    row, total = (Row(cells(*(f"{k}{i}" for i in range(23)))) for k in "xt")
    wide = Table("Bảng", head, (row,), total, ("chú thích",), head_column=2)
    one, two = files.parts(wide)
    assert [one.title, two.title] == ["Bảng (phần 1/2)", "Bảng (phần 2/2)"]
    kept = [0, 2, 1, *range(3, 13)]
    assert [cell.value for cell in one.rows[0].cells] == [f"x{i}" for i in kept]
    assert [[h.label for h in line] for line in one.head] == [[f"c{i}" for i in kept]]
    assert {h.rows for h in one.head[0]} == {1}
    rest = [0, 2, *range(13, 23)]
    assert [cell.value for cell in two.total.cells] == [f"t{i}" for i in rest]
    above = [f"c{i}" for i in rest[:-3]]
    below = ["c20", "c21", "c22"]
    assert [[h.label for h in ln] for ln in two.head] == [[*above, "Ba"], below]
    assert (one.notes, two.notes) == ((), ("chú thích",))
    assert (one.head_column, two.head_column) == (1, 1)
    assert (one.width, two.width) == (13, 12)


def test_all_columns_of_the_national_template_are_on_its_paper(small, office):
    [whole] = national.page(small.asked(), office)["tables"]
    parts = files.parts(whole)
    assert [part.width for part in parts] == [13, 13, 9]
    labels = [h.label for part in parts for h in part.head[0]]
    assert {h.label for h in whole.head[0]} == set(labels)
    paper = files.document("Trang", [whole], "Kỳ", None, "")
    assert [section.landscape for section in paper.sections] == [True] * 3


def test_name_of_two_hundred_letters_is_whole_in_both_files(small):
    name = "Nguyễn Thị " * 18 + "Ế" * 20
    long = Table("Bảng", heads("TT", *["Cột"] * 11), (Row(cells(1, name, *"x" * 10)),))
    paper = files.document("Trang", [long], "Kỳ", small.committee, "chân")
    assert typst.pdf(paper).startswith(b"%PDF")
    text = zipfile.ZipFile(io.BytesIO(docx(paper))).read("word/document.xml").decode()
    assert name.strip() in text


def test_title_is_not_said_twice(db):
    paper = files.document("Bảng", [table(3)], "Kỳ", None, "")
    assert paper.sections[0].blocks[-1].caption == ""


def test_register_without_a_body_of_its_own_has_a_paper(db):
    Register.objects.update_or_create(pk=1, defaults={"is_demo": True})
    paper = files.document("Trang", [], "Kỳ", None, "")
    assert len(paper.sections) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_paper_asks_no_question_per_row(
    count, reader, small, django_assert_num_queries
):
    for _ in range(count):
        small.admit(small.one, dt.date(2021, 6, 1))
    reader.get(ROSTER, {"format": "docx", "year": "2021"})
    with django_assert_num_queries(QUERIES):
        reader.get(ROSTER, {"format": "docx", "year": "2021"})


QUERIES = 16


NATIONAL, BOOK = reverse("reports:roster-national"), reverse("reports:registers-book")


def test_template_of_the_national_database_has_its_31_columns(small, office):
    [found] = national.page(small.asked(), office)["tables"]
    assert found.width == 31
    assert {len(row.cells) for row in found.rows} == {31}
    assert len(found.rows) == 5


def test_personal_number_is_hidden_in_page_and_file(reader, small):
    member = small.new.member
    member.citizen_id = "001099000017"
    with change_set("thử"):
        member.save()
    for answer in (
        reader.get(NATIONAL, {"year": "2021"}).text,
        words(reader.get(NATIONAL, {"year": "2021", "format": "docx"})),
    ):
        assert member.full_name in answer
        assert "001099000017" not in answer
        assert national.NOT_KEPT in answer


def test_book_has_contents_and_each_register_of_the_right(reader, office):
    grant(office, "branches.view_meeting", "members.view_award")
    answer = reader.get(BOOK, {"year": "2021", "format": "docx"})
    text = words(answer)
    assert "SỔ THEO DÕI NĂM 2021" in text
    for said in ("Mục lục", "Sinh hoạt, hội nghị", "Khen thưởng"):
        assert said in text
    assert "Kỷ luật" not in text
    assert text.count("<w:sectPr") == 3
