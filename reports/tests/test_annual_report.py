"""The report of the demo register for 2021: the article's figures, on a real paper."""

import dataclasses
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from accounts.log import acting_as
from branches.models import Committee
from enterprises.models import MassOrganisation
from reports.annual.paper import annual_report
from reports.annual.question import of_year
from reports.documents import docx, html, tree, typst
from reports.tests.libreoffice import converted, needs_office
from reports.tests.test_paper_pdf import needs_poppler, read

pytestmark = pytest.mark.django_db
HOSPITAL = "Chi bộ Bệnh viện Chuyên khoa Nam học & Hiếm muộn Hà Nội"
TASKS = (
    "1. Khảo sát, nắm tình hình doanh nghiệp và thành lập tổ chức đảng",
    "2. Tuyên truyền, vận động chủ doanh nghiệp và người lao động",
    "3. Hướng dẫn nghiệp vụ công tác đảng viên",
    "4. Đào tạo, bồi dưỡng",
    "5. Kiểm tra, giám sát, sơ kết, tổng kết",
    "6. Quan hệ với hội đồng quản trị, chủ doanh nghiệp",
)


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup, django_db_blocker):
    """The demo register, built once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with acting_as(system="test"), pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.conf.settings.DEBUG", True)
            call_command("seed_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def paper(told, django_db_blocker):
    with django_db_blocker.unblock():
        return annual_report(
            of_year(2021, dt.date(2021, 12, 31), Committee.objects.own())
        )


@pytest.fixture(scope="module")
def full(told, django_db_blocker):
    with django_db_blocker.unblock():
        asked = of_year(2021, dt.date(2021, 12, 31), Committee.objects.own())
        return annual_report(asked, full=True)


@pytest.fixture(scope="module")
def pdf(paper, tmp_path_factory):
    file = tmp_path_factory.mktemp("report") / "report.pdf"
    file.write_bytes(typst.pdf(paper))
    return file


def said(block):
    return "".join(tree.texts(block)) if block else ""


def body(paper):
    """Every paragraph of the report itself, appendices left out."""
    return [said(block.text) for block in paper.sections[0].blocks if has_text(block)]


def has_text(block):
    return isinstance(block, tree.Para | tree.Heading)


def tables(paper):
    return {
        int(block.caption.split(".")[0].split()[-1]): block
        for section in paper.sections[1:]
        for block in section.blocks
        if isinstance(block, tree.Table) and block.caption
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "khi đó có 33 chi bộ trực thuộc với 266 đảng viên.",
        "Tính đến ngày 31/12/2021, Đảng bộ có 67 chi bộ trực thuộc với 577 đảng viên,",
        "tại 14 phường",
        (
            "Đảng ủy phường, UBND phường, Liên đoàn Lao động, Chi cục Thuế, Bảo hiểm xã "
            "hội, Ban Quản lý dự án Quận"
        ),
        "Đã trực tiếp gặp gỡ, vận động 30 chủ doanh nghiệp.",
        (
            "Chi bộ thành lập mới: 4/4 tổ chức, đạt 100% chỉ tiêu được giao (mặt bằng "
            "chung của Thành phố: 1–2 tổ chức/năm)."
        ),
        f"{HOSPITAL} là chi bộ đầu tiên của Đảng bộ trong bệnh viện.",
        "31/26 đảng viên, đạt 119,2% chỉ tiêu được giao, vượt 19,2%",
        "có 1 chủ doanh nghiệp (Chi bộ Trường THPT dân lập Phương Nam).",
    ],
)
def test_figures_of_the_article_stand_in_its_sentences(paper, sentence):
    assert any(sentence in text for text in body(paper))


def test_section_four_has_the_six_tasks(paper):
    headings = [
        (block.level, said(block.text))
        for block in paper.sections[0].blocks
        if isinstance(block, tree.Heading)
    ]
    first = [text for level, text in headings if level == 1]
    assert first == [
        "I. ĐẶC ĐIỂM, TÌNH HÌNH",
        "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
        "III. ĐÁNH GIÁ CHUNG",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2022",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    four, five = (headings.index((1, first[place])) for place in (3, 4))
    assert tuple(text for _, text in headings[four + 1 : five]) == TASKS


def row(table, label):
    """The cells of the line that this text stands in."""
    for found in table.rows:
        texts = [said(tree.cell(cell).text) for cell in found]
        if label in texts:
            return texts
    raise KeyError(label)


def totals(table):
    return [said(tree.cell(cell).text) for cell in table.foot[0]]


def test_pl1_has_targets_results_and_last_year(paper):
    table = tables(paper)[1]
    assert row(table, "Đảng viên kết nạp mới")[3:8] == [
        *("26", "31", "119,2%"),
        *("27", "114,8%"),
    ]
    founded = row(table, "Chi bộ thành lập mới")
    assert founded[3:6] == ["4", "4", "100%"]
    assert founded[-1] == "(1)"
    first, second = table.notes
    assert first == "(1) Chi bộ thành lập mới: mặt bằng Thành phố: 1–2."
    assert second.startswith("Đảng viên kết nạp mới: chỉ tiêu được giao đầu năm")


def column_sums(table, columns):
    """{column: its sum} of the rows, the total left out."""
    cells = {n: [said(tree.cell(r[n]).text) for r in table.rows] for n in columns}
    return {n: sum(int(c) for c in found if c != "–") for n, found in cells.items()}


def test_pl2_by_branch_adds_up_to_the_body(full):
    table = tables(full)[2]
    assert len(table.rows) == 67
    assert totals(table)[:5] == ["Cộng", "577", "547", "30", "250"]
    assert column_sums(table, (3, 9, 11)) == {3: 577, 9: 31, 11: 30}


def test_pl2_in_brief_has_a_line_a_ward_and_adds_up_to_the_body(paper, full):
    table, detail = tables(paper)[2], tables(full)[2]
    wards = [said(r[0]) for r in table.rows]
    assert wards[:3] == ["Đại Kim", "Định Công", "Giáp Bát"]  # Đ after D, before E
    assert len(wards) == 14
    whole = totals(table)
    assert whole[:8] == ["Cộng", "67", "577", "547", "30", "250", "26", "31"]
    assert whole[8] == "119,2%"
    assert detail.notes[-1] == "Cộng kế hoạch kết nạp giao các chi bộ: 28."
    assert table.notes[-1].endswith(detail.notes[-1])
    assert column_sums(table, [6]) == {6: 28}
    added = [n for n in range(1, len(whole)) if n not in (6, 8)]
    as_told = {n: int(whole[n].replace("–", "0")) for n in added}
    assert column_sums(table, added) == as_told
    # The moves are those of the table by branch; the grades are the 67 branches.
    assert whole[9:13] == [totals(detail)[n] for n in (9, 10, 11, 12)]
    assert sum(as_told[n] for n in (13, 14, 15, 16)) <= 67
    grades = [said(r[-2]) for r in detail.rows]
    assert [as_told[n] for n in (13, 14, 15, 16)] == [
        grades.count(sign) for sign in ("XS", "T", "HT", "K")
    ]


def test_pl3_pl4_list_branches_and_members(paper):
    found = tables(paper)
    assert [said(r[1]) for r in found[3].rows][-1] == HOSPITAL
    assert (len(found[3].rows), len(found[4].rows)) == (4, 31)
    assert [said(r[-1]) for r in found[4].rows].count("x") == 1


def test_pl5_in_brief_counts_what_the_whole_one_counts(paper, full):
    brief, whole = (tables(of)[5] for of in (paper, full))
    for table in (brief, whole):
        assert len(table.rows) == 14
        assert totals(table)[2] == "420"
        assert totals(table)[-3:] == ["30", "15", "4"]
    # All results of the whole one stand in the brief one, the others as their sum.
    results = [list(map(int, totals(table)[4:-3])) for table in (brief, whole)]
    assert sum(results[0]) == sum(results[1])
    assert len(results[0]) == 6
    said_of_others = re.findall(r" (\d+)[;.]", brief.notes[1])
    assert sum(map(int, said_of_others)) == results[0][-1]


def test_pl6_pl7_add_up(paper):
    found = tables(paper)
    now, _, since = found[6].rows
    assert (now[1], now[2], now[-1]) == ("63", "4", "67")
    assert since[1] == "–"
    assert since[-1] == "67"
    opening, new, ended, closing = (
        int(cell.replace("–", "0")) for cell in totals(found[7])[1:5]
    )
    assert opening + new - ended == closing
    begun = MassOrganisation.objects.filter(started_on__year=2021)
    assert new == begun.count() > 0


def test_no_placeholder_and_no_message_is_left(paper):
    words = " ".join(tree.texts(paper))
    assert "{{" not in words
    assert "không có số liệu" not in words


def test_brief_report_has_seven_appendices_and_the_full_one_ten(paper, full):
    assert list(tables(paper)) == [1, 2, 3, 4, 5, 6, 7]
    assert list(tables(full)) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert not any(section.landscape for section in paper.sections)


def sheets(file):
    return read(file, "-layout").rstrip("\f").split("\f")


def check_sheets(found):
    """4 to 8 in all; every appendix whole in its heading, none on the report's own."""
    assert 4 <= len(found) <= 8
    first = next(n for n, text in enumerate(found) if "PHỤ LỤC 1." in text)
    assert all("PHỤ LỤC" not in text for text in found[:first])
    for number in range(1, 8):
        [sheet] = [text for text in found if f"PHỤ LỤC {number}." in text]
        below = sheet.split(f"PHỤ LỤC {number}.")[1].split("PHỤ LỤC")[0]
        assert len(re.findall(r"\d", below)) > 8  # its rows begin under its head


@needs_poppler
def test_report_has_no_more_than_eight_sheets(pdf):
    check_sheets(sheets(pdf))


@needs_poppler
@needs_office
def test_word_has_no_more_than_eight_sheets_in_libreoffice(paper, tmp_path):
    file = tmp_path / "report.docx"
    file.write_bytes(docx.docx(paper))
    found = sheets(converted(file, "pdf"))
    check_sheets(found)
    assert all("DỰ THẢO" in text for text in found)


@needs_poppler
def test_every_sheet_of_a_draft_says_so(pdf, paper):
    assert all("DỰ THẢO" in text for text in sheets(pdf))
    page = html.render(paper)
    assert page.count('@top-right { content: "DỰ THẢO"; }') == 2
    assert '<span class="draft">DỰ THẢO</span>' in page


@needs_poppler
def test_signed_paper_is_no_draft(paper, tmp_path):
    head, *rest = paper.sections[0].blocks
    signed = dataclasses.replace(head, draft="", number="Số 12-BC/ĐUK")
    section = tree.Section((signed, *rest))
    other = dataclasses.replace(paper, sections=(section, *paper.sections[1:]))
    file = tmp_path / "signed.pdf"
    file.write_bytes(typst.pdf(other))
    assert "DỰ THẢO" not in read(file, "-raw")
    assert "DỰ THẢO" not in html.render(other)
    with zipfile.ZipFile(io.BytesIO(docx.docx(other))) as book:
        parts = [book.read(name).decode() for name in book.namelist() if "xml" in name]
    assert not any("DỰ THẢO" in part for part in parts)


def words_of_html(paper):
    """What stands between the tags; the drawing of a chart is text too."""
    return unescape(re.sub("<[^>]+>", " ", html.render(paper).split("</style>")[1]))


def words_of_docx(paper):
    """The text of document.xml; of a chart, which is a picture, what it is said to be."""
    with zipfile.ZipFile(io.BytesIO(docx.docx(paper))) as book:
        found = book.read("word/document.xml").decode()
    pictures = " ".join(re.findall(r' descr="([^"]*)"', found))
    return unescape(re.sub("<[^>]+>", " ", found.replace("<w:p>", " ")) + pictures)


def lost(paper, words):
    """The words of the tree that are missing; each as often as the tree has it."""
    said = Counter(word for t in tree.texts(paper) for word in re.findall(r"\w+", t))
    assert sum(said.values()) > 2000
    found = Counter(re.findall(r"\w+", words))
    return {(word, n, found[word]) for word, n in said.items() if found[word] < n}


@pytest.mark.parametrize("which", ["paper", "full"])
def test_web_page_says_every_word(which, request):
    paper = request.getfixturevalue(which)
    assert lost(paper, words_of_html(paper)) == set()


@pytest.mark.parametrize("which", ["paper", "full"])
def test_word_says_every_word(which, request):
    paper = request.getfixturevalue(which)
    assert lost(paper, words_of_docx(paper)) == set()


@needs_poppler
@pytest.mark.parametrize("which", ["paper", "full"])
def test_pdf_says_every_word(which, request, tmp_path):
    paper, file = request.getfixturevalue(which), tmp_path / "report.pdf"
    file.write_bytes(typst.pdf(paper))
    assert lost(paper, read(file, "-raw")) == set()


def test_files_of_the_report_follow_their_standards(paper, pdf, tmp_path):
    audit, pdfua = map(pytest.importorskip, ("openxml_audit", "pdfua"))
    assert [finding.message for finding in pdfua.validate(str(pdf)).findings] == []
    file = tmp_path / "report.docx"
    file.write_bytes(docx.docx(paper))
    result = audit.OpenXmlValidator().validate(str(file))
    assert [str(error) for error in result.errors] == []


def charts(paper):
    blocks = (block for section in paper.sections for block in section.blocks)
    return [block for block in blocks if isinstance(block, tree.Chart)]


def test_charts_say_growth_targets_and_the_largest_branches(paper, full):
    growth, aims = charts(paper)
    assert growth.labels == tuple(map(str, range(2015, 2022)))
    assert growth.series[0].values[-1] == 577
    assert [series.values for series in aims.series] == [(4, 26), (4, 31)]
    *_, largest = charts(full)
    values = largest.series[0].values
    assert len(values) == 12
    assert list(values) == sorted(values, reverse=True)
    in_table = {said(r[1]): int(said(r[3])) for r in tables(full)[2].rows}
    assert max(in_table.values()) == values[0]


def test_charts_are_vectors_with_a_text_beside_them(full):
    page = html.render(full)
    found = re.findall(r'<svg role="img" aria-label="([^"]+)"', page)
    assert len(found) == len(charts(full)) == 3
    assert "2015 275; " in found[0]
    with zipfile.ZipFile(io.BytesIO(docx.docx(full))) as book:
        told = re.findall(r' descr="([^"]+)"', book.read("word/document.xml").decode())
    assert list(map(unescape, told)) == list(map(unescape, found))


def test_command_writes_each_format(tmp_path):
    for kind, begins in (("html", b"<!DOCTYPE"), ("docx", b"PK"), ("pdf", b"%PDF")):
        out, told = tmp_path / f"a.{kind}", StringIO()
        call_command("annual_report", 2021, format=kind, out=str(out), stdout=told)
        assert out.read_bytes().startswith(begins)
        assert "năm 2021" in told.getvalue()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"as_of": "31/2/2021"}, "Ngày «31/2/2021» không đúng"),
        ({"as_of": "31/12/2020"}, "ở trước kỳ báo cáo, bắt đầu từ ngày 01/01/2021"),
        ({"out": "/không/có/thư/mục/a.html", "format": "html"}, "a.html"),
    ],
)
def test_command_tells_what_is_wrong(arguments, message, tmp_path):
    arguments = {"out": str(tmp_path / "a.html"), "format": "html", **arguments}
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command("annual_report", 2021, **arguments)


def test_family_b_follows_the_resolution(paper):
    committee = Committee.objects.own()
    other = annual_report(of_year(2021, dt.date(2021, 12, 31), committee, "resolution"))
    texts = body(other)
    assert texts[0] == "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO"
    assert any("31/26 đảng viên, đạt 119,2%" in text for text in texts)
    assert set(TASKS) <= set(texts)
    assert set(tables(other)) == set(tables(paper))


def test_half_a_year_says_what_is_expected_and_misses_nothing(paper):
    half = annual_report(of_year(2021, dt.date(2021, 6, 30), Committee.objects.own()))
    words = " ".join(body(half))
    assert "chỉ tiêu cả năm được giao" in words
    assert "chưa đạt" not in words
