"""The report of the demo register for 2021: the article's figures, on a real paper."""

import datetime as dt
import io
import re
import shutil
import zipfile
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from accounts.log import acting_as
from branches.models import Committee
from reports.annual.paper import annual_report
from reports.documents import docx, html, tree, typst
from reports.tests.test_paper_pdf import needs_poppler, pieces, read

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
        return annual_report((2021, dt.date(2021, 12, 31), Committee.objects.own()))


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
    assert founded[-1] == "Mặt bằng Thành phố: 1–2"
    assert table.notes[0].startswith(
        "Đảng viên kết nạp mới: chỉ tiêu được giao đầu năm"
    )


def test_pl2_adds_up_to_the_body(paper):
    table = tables(paper)[2]
    assert len(table.rows) == 67
    assert totals(table)[:5] == ["Cộng", "577", "547", "30", "250"]
    for column, whole in ((3, 577), (9, 31), (11, 30)):
        cells = [said(tree.cell(r[column]).text) for r in table.rows]
        assert sum(int(cell) for cell in cells if cell.isdigit()) == whole


def test_pl3_pl4_list_branches_and_members(paper):
    found = tables(paper)
    assert [said(r[1]) for r in found[3].rows][-1] == HOSPITAL
    assert (len(found[3].rows), len(found[4].rows)) == (4, 31)
    assert [said(r[-1]) for r in found[4].rows].count("x") == 1


def test_pl5_pl6_pl7_add_up(paper):
    found = tables(paper)
    assert len(found[5].rows) == 14
    assert totals(found[5])[2] == "420"
    assert totals(found[5])[-3:] == ["30", "15", "4"]
    now, _, since = found[6].rows
    assert (now[1], now[2], now[-1]) == ("63", "4", "67")
    assert since[1] == "–"
    assert since[-1] == "67"
    opening, new, ended, closing = (
        int(cell.replace("–", "0")) for cell in totals(found[7])[1:5]
    )
    assert opening + new - ended == closing
    assert new == 10


def test_no_placeholder_and_no_message_is_left(paper):
    words = " ".join(tree.texts(paper))
    assert "{{" not in words
    assert "không có số liệu" not in words


@needs_poppler
@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="no pdfinfo (poppler-utils)")
def test_report_has_four_sheets_before_its_appendices(paper, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(typst.pdf(paper))
    sheets = read(file, "-layout").rstrip("\f").split("\f")
    first = next(n for n, text in enumerate(sheets) if "PHỤ LỤC 1" in text)
    assert 4 <= first <= 8
    assert len(sheets) <= 12


def words_of_html(paper):
    return unescape(re.sub("<[^>]+>", " ", html.render(paper)))


def words_of_docx(paper):
    with zipfile.ZipFile(io.BytesIO(docx.docx(paper))) as book:
        found = book.read("word/document.xml").decode()
    return unescape(re.sub("<[^>]+>", " ", found.replace("<w:p>", " ")))


@pytest.mark.parametrize("words", [words_of_html, words_of_docx])
def test_web_page_and_word_say_the_same_words(paper, words):
    found = re.sub(r"\s", "", words(paper))
    texts = tree.texts(without_charts(paper))  # in Word they are pictures
    assert {t for t in texts if re.sub(r"\s", "", t) not in found} == set()


def without_charts(paper):
    return tuple(
        block
        for section in paper.sections
        for block in section.blocks
        if not isinstance(block, tree.Chart)
    )


@needs_poppler
def test_pdf_says_the_same_words(paper, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(typst.pdf(paper))
    squeezed = re.sub(r"\s", "", read(file, "-raw"))
    missing = {p for t in tree.texts(paper) for p in pieces(t) if p not in squeezed}
    assert missing == set()


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
        ({"as_of": "31/12/2020"}, "ở trước năm 2021"),
        ({"out": "/không/có/thư/mục/a.html", "format": "html"}, "a.html"),
    ],
)
def test_command_tells_what_is_wrong(arguments, message, tmp_path):
    arguments = {"out": str(tmp_path / "a.html"), "format": "html", **arguments}
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command("annual_report", 2021, **arguments)


def test_family_b_follows_the_resolution(paper):
    committee = Committee.objects.own()
    other = annual_report((2021, dt.date(2021, 12, 31), committee, "resolution"))
    texts = body(other)
    assert texts[0] == "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO"
    assert any("31/26 đảng viên, đạt 119,2%" in text for text in texts)
    assert set(TASKS) <= set(texts)
    assert set(tables(other)) == set(tables(paper))


def test_half_a_year_says_what_is_expected_and_misses_nothing(paper):
    half = annual_report((2021, dt.date(2021, 6, 30), Committee.objects.own()))
    words = " ".join(body(half))
    assert "chỉ tiêu cả năm được giao" in words
    assert "chưa đạt" not in words
