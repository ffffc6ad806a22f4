"""The paper for Word: all its words, the standard's order, heads on every sheet."""

import datetime as dt
import io
import re
import zipfile

import docx as python_docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree

from reports.documents import docx, layouts, tree, typst
from reports.documents.tree import Cell, Document, Section, Table
from reports.tests.sample_paper import HOSTILE, NEW_DAY, OLD_DAY, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made():
    return docx.docx(sample())


def part(file, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(name))


def seen(file):
    """The text of all parts, that of the pictures too."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = [n for n in archive.namelist() if re.match(r"word/\w+\d?\.xml", n)]
    parts = [part(file, name) for name in names]
    said = [p.get("descr") for xml in parts for p in xml.iter() if p.get("descr")]
    paragraphs = (p for xml in parts for p in xml.iter(f"{W}p"))
    return "\n".join(
        ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs] + said
    )


@pytest.mark.parametrize("day", [OLD_DAY, NEW_DAY])
def test_all_words_are_in_the_file(day):
    doc = sample(day)
    words = {word.strip(".;:,()") for word in seen(docx.docx(doc)).split()}
    said = {word.strip(".;:,()") for text in tree.texts(doc) for word in text.split()}
    assert said - words == {""}


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_no_markup(text, made):
    assert text in seen(made)


def test_heads_repeat_and_rows_stay_whole(made):
    tables = [t for t in part(made).iter(f"{W}tbl") if len(t.findall(f"{W}tr")) > 60]
    [appendix] = tables
    rows = appendix.findall(f"{W}tr")
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert heads == rows[:2]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_sheets_are_turned_and_numbered(made):
    first, second, third = python_docx.Document(io.BytesIO(made)).sections
    turned = [s.orientation == WD_ORIENT.LANDSCAPE for s in (first, second, third)]
    assert turned == [False, True, False]
    sizes = (second.page_width.mm, second.page_height.mm)
    assert [round(size) for size in sizes] == [297, 210]
    margins = first.top_margin, first.right_margin, first.left_margin
    assert [round(margin.mm) for margin in margins] == [20, 15, 30]
    assert first.different_first_page_header_footer
    assert "PAGE" in etree.tostring(first.header._element).decode()
    assert "PAGE" not in etree.tostring(first.first_page_header._element).decode()
    assert first.first_page_footer.paragraphs[0].text.startswith("Mã kiểm tra")


def test_every_style_is_black_times(made):
    fonts = {
        value
        for xml in (part(made), part(made, "word/styles.xml"))
        for style in xml.iter(f"{W}rFonts")
        for value in style.attrib.values()
        if style.getparent().getparent().get(f"{W}styleId") in docx.STYLE_IDS
    }
    assert fonts == {"Times New Roman"}


def test_file_tells_nothing_of_the_library(made):
    facts = python_docx.Document(io.BytesIO(made)).core_properties
    assert facts.title == sample().title
    assert (facts.author, facts.comments, facts.language) == ("", "", "vi")
    assert facts.created.date() == OLD_DAY


def test_file_follows_the_standard(made, tmp_path):
    audit = pytest.importorskip("openxml_audit")
    file = tmp_path / "paper.docx"
    file.write_bytes(made)
    result = audit.OpenXmlValidator().validate(str(file))
    assert [str(error) for error in result.errors] == []


def test_cells_that_span_rows_keep_their_columns():
    block = Table(
        head=((Cell("A", rows=2), Cell("B", columns=2)), ("B1", "B2")),
        rows=(
            (Cell("Nhóm", columns=2), "1"),
            (Cell("x", rows=2), "2", "3"),
            ("4", "5"),
        ),
        widths=(1, 1, 1),
    )
    page = Document("x", dt.date(2021, 1, 1), layouts.HD36, (Section((block,)),))
    [table] = python_docx.Document(io.BytesIO(docx.docx(page))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["A", "B", "B"],
        ["A", "B1", "B2"],
        ["Nhóm", "Nhóm", "1"],
        ["x", "2", "3"],
        ["x", "4", "5"],
    ]


def test_chart_is_a_table_where_there_is_no_typst(monkeypatch):
    def broken(block):
        raise typst.PaperError("không có")

    monkeypatch.setattr(typst, "picture", broken)
    file = python_docx.Document(io.BytesIO(docx.docx(sample())))
    table = next(t for t in file.tables if t.rows[0].cells[1].text == "Đảng viên")
    assert [cell.text for cell in table.rows[-1].cells] == ["2021", "577", "67"]
    assert not file.inline_shapes
