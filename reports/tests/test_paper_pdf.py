"""The official PDF: all words, all letters in it, tagged, numbered, heads repeated."""

import re
import shutil
import subprocess
import sys

import pytest

from reports.documents import fonts, layouts, tree, typst
from reports.documents.tree import Cell, Document, Para, Section, Table
from reports.tests.sample_paper import HOSTILE, NEW_DAY, OLD_DAY, sample

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="no pdftotext (poppler-utils)"
)
POINTS = 72 / 25.4  # a millimetre


def paper(*blocks):
    """A paper of one section."""
    return Document("x", OLD_DAY, layouts.HD36, (Section(blocks),))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    file = tmp_path_factory.mktemp("pdf") / "paper.pdf"
    file.write_bytes(typst.pdf(sample()))
    return file


def read(file, *options):
    """The text of a PDF without the places where long words may break."""
    command = ["pdftotext", *options, str(file), "-"]
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.decode().replace("\u200b", "")


def pieces(text):
    """Words, cut where a line may end inside them, or the look of a run changes."""
    return {piece for piece in re.split(r"[\s\-/.,()]+", text) if piece}


@needs_poppler
@pytest.mark.parametrize("day", [OLD_DAY, NEW_DAY])
def test_all_words_are_in_the_file(day, tmp_path):
    doc, file = sample(day), tmp_path / "paper.pdf"
    file.write_bytes(typst.pdf(doc))
    text = read(file, "-raw")
    squeezed = re.sub(r"\s", "", text)
    missing = {p for t in tree.texts(doc) for p in pieces(t)} - pieces(text)
    assert {word for word in missing if len(word) <= typst.LONG} == set()
    assert all(word in squeezed for word in missing)


@needs_poppler
@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_no_markup(text, made):
    assert text in read(made, "-raw")


@needs_poppler
def test_number_stands_top_centre_from_the_second_sheet_on(made):
    pages = read(made, "-bbox").split("<page ")[1:]
    assert len(pages) > 9
    for number, page in enumerate(pages, start=1):
        width = float(re.match(r'width="([\d.]+)"', page)[1])
        [(left, top, right, word), *_] = re.findall(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" .*>(\S+)</word>', page
        )
        if number == 1:
            assert word == "ĐẢNG"
            continue
        assert word == str(number)
        assert 8 * POINTS < float(top) < 12 * POINTS
        assert abs((float(left) + float(right)) / 2 - width / 2) < 10 * POINTS


@needs_poppler
def test_both_lines_of_the_head_stand_on_every_sheet_of_the_appendix(made):
    sheets = read(made, "-layout").split("\f")
    of_appendix = [sheet for sheet in sheets if "Dịch vụ số" in sheet]
    assert len(of_appendix) > 3
    assert all("Tăng trong kỳ" in sheet for sheet in of_appendix)
    assert all("Chuyển" in sheet and "Phục hồi" in sheet for sheet in of_appendix)


@needs_poppler
def test_foot_can_be_copied_from_every_sheet(made):
    sheets = read(made, "-layout").split("\f")[:-1]
    assert all(sample().foot in sheet for sheet in sheets)


@needs_poppler
@pytest.mark.parametrize("family", ["", fonts.EMBEDDED])
def test_every_vietnamese_letter_is_in_an_embedded_font(family, monkeypatch, tmp_path):
    pikepdf = pytest.importorskip("pikepdf")
    if family:
        monkeypatch.setattr(fonts, "chosen", lambda: fonts.Type(family))
    file = tmp_path / "paper.pdf"
    file.write_bytes(typst.pdf(sample()))
    letters, names = set(), set()
    with pikepdf.open(file) as pdf:
        kinds = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        for font in [o for o in kinds if o.get("/Subtype") == "/Type0"]:
            [below] = font.DescendantFonts
            described = below.FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described
            names.add(str(font.BaseFont).split("+")[1].split("-")[0])
            letters |= _letters(font.ToUnicode.read_bytes().decode())
    assert fonts.LETTERS - letters == set()
    assert names == {fonts.chosen().family.replace(" ", "")}


def _letters(cmap):
    """What the signs of a font stand for, by its ToUnicode table."""
    ends = re.findall(r"<\w+>\s*<(\w+)>\s*$", cmap, re.MULTILINE)
    found = {bytes.fromhex(end).decode("utf-16-be") for end in ends}
    for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w{4})>", cmap):
        run = range(int(last, 16) - int(first, 16) + 1)
        found |= {chr(int(to, 16) + step) for step in run}
    return found


def test_file_is_archival_and_accessible(made):
    pdfua = pytest.importorskip("pdfua")
    pikepdf = pytest.importorskip("pikepdf")
    assert [finding.message for finding in pdfua.validate(str(made)).findings] == []
    with pikepdf.open(made) as pdf, pdf.open_metadata() as facts:
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("2", "A")
        assert facts["pdfuaid:part"] == "1"
        assert facts["dc:title"] == sample().title
        assert str(pdf.Root.Lang) == "vi"


def test_same_paper_gives_the_same_bytes():
    assert typst.pdf(sample(rows=3)) == typst.pdf(sample(rows=3))


@needs_poppler
@pytest.mark.parametrize(
    ("text", "first"),
    [("Trần 陳 😀 \ue000", ["Trần"]), ("a\x00b", ["ab"]), (" ", []), ("", [])]
    + [("một\ndòng", ["một"])],
)
def test_odd_letters_stop_no_paper(text, first, tmp_path):
    file = tmp_path / "x.pdf"
    file.write_bytes(typst.pdf(paper(Para(text))))
    assert read(file).split()[:1] == first


@needs_poppler
def test_long_word_stays_in_its_column(tmp_path):
    word = "Nguyễnthị" * 40
    table = Table((("A", "B"),), ((word, "đây"),), widths=(1, 5))
    file = tmp_path / "x.pdf"
    file.write_bytes(typst.pdf(paper(table)))
    ends = re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">Ng', read(file, "-bbox"))
    assert ends
    assert max(map(float, ends)) < (30 + 165 / 6) * POINTS


def test_row_taller_than_a_sheet_goes_on_the_next_one():
    long = Table((("A",),), ((Cell("Nội dung rất dài. " * 900),),), widths=(1,))
    assert typst.pdf(paper(long)).count(b"/MediaBox") >= 3


def test_paper_that_takes_too_long_says_so(monkeypatch):
    monkeypatch.setattr(typst, "SECONDS", 0.001)
    with pytest.raises(typst.PaperError, match="chia báo cáo thành các phần"):
        typst.pdf(paper(Para("x")))


def test_machine_without_typst_says_so(monkeypatch, tmp_path):
    (tmp_path / "press.py").write_text("import a_package_that_is_not_there")
    monkeypatch.setattr(typst, "HERE", tmp_path)
    with pytest.raises(typst.PaperError, match="bản Word") as refused:
        typst.pdf(paper(Para("x")))
    assert "a_package_that_is_not_there" in str(refused.value.__cause__)


def test_child_knows_no_secret(monkeypatch):
    known = []
    run = subprocess.run

    def watched(command, **more):
        known.append((command, more["env"], more["timeout"]))
        return run(command, **more)

    monkeypatch.setenv("SECRET_KEY", "s3cret")
    monkeypatch.setattr(subprocess, "run", watched)
    typst.pdf(paper(Para("x")))
    [(command, environment, seconds)] = known
    assert command[0] == sys.executable
    assert "s3cret" not in str(environment)
    assert seconds == typst.SECONDS
