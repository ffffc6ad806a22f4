"""A Party paper in the browser: on a screen of any width, and printed from there."""

import re
import shutil
import subprocess

import pytest

from reports.documents import html, tree
from reports.tests.sample_paper import sample
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_pages import findings, overflow

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="no pdftotext (poppler-utils)"
)


@pytest.fixture
def sheet(page, tmp_path):
    """The page with the sample on it, as a file from the disk."""
    file = tmp_path / "paper.html"
    file.write_text(html.render(sample()), encoding="utf-8")
    page.goto(file.as_uri())
    return page


def test_paper_fits_the_screen_and_can_be_read_aloud(sheet):
    for size in (WIDE, PHONE):
        sheet.set_viewport_size(size)
        assert overflow(sheet) <= 0, size
        assert findings(sheet) == [], size


def read(file, how):
    """The text of a PDF, a sheet after the other."""
    command = ["pdftotext", how, str(file), "-"]
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def pieces(texts):
    """Words, cut where a line may end inside them."""
    return {piece for text in texts for piece in re.split(r"[\s\-/.,()]+", text)}


@needs_poppler
def test_printed_paper_is_the_same_paper(sheet, tmp_path):
    file = tmp_path / "paper.pdf"
    sheet.pdf(path=file, prefer_css_page_size=True)
    missing = pieces(tree.texts(sample())) - pieces(read(file, "-raw"))
    assert {word for word in missing if len(word) < 24} == set()
    sheets = read(file, "-layout")
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in sheets[0].split("\n")[0]
    numbers = [text.split("\n")[0].strip() for text in sheets[1:]]
    assert numbers == [str(number) for number in range(2, len(sheets) + 1)]
    assert all(sample().foot in text for text in sheets)
    appendix = [text for text in sheets if "Dịch vụ số" in text]
    assert len(appendix) > 3
    assert all("Tăng trong kỳ" in text for text in appendix)
