"""Pages on A4: numbered, with the as-of line, the head of the table on every sheet."""

import re
import shutil
import subprocess

import pytest

from tests.browser.pages import MOVEMENT, PEOPLE, YEAR

POPPLER = shutil.which("pdftotext")
PAPERS = {
    "year": (YEAR, "Chỉ tiêu và kết quả", "Mặt bằng chung"),
    "movement": (MOVEMENT, "Tăng, giảm đảng viên", "Cuối kỳ"),
    "people": (PEOPLE, "Đảng viên kết nạp mới", "Họ và tên"),
}
A4 = {"595 x 842", "842 x 595"}  # points, portrait and landscape

pytestmark = pytest.mark.skipif(not POPPLER, reason="no pdftotext (poppler-utils)")


def tool(name, *arguments):
    done = subprocess.run([name, *arguments], check=True, capture_output=True)
    return done.stdout.decode()


@pytest.fixture
def paper(office, tmp_path):
    """Print a page as Chromium's own dialogue does; gives file and sheets of text."""

    def printed(url):
        file = tmp_path / "paper.pdf"
        office.goto(url)
        office.pdf(path=file, prefer_css_page_size=True)
        text = tool("pdftotext", "-layout", str(file), "-")
        return file, text.split("\f")[:-1]

    return printed


@pytest.mark.parametrize("name", PAPERS)
def test_paper_has_title_day_and_page_numbers(paper, name):
    url, title, _ = PAPERS[name]
    _, sheets = paper(url)
    first = re.sub(r"\s+", " ", sheets[0])
    assert title in first
    assert "Số liệu tính đến ngày 31/12/2021" in first
    for at, sheet in enumerate(sheets, start=1):
        assert sheet.split("\n")[-2].replace(" ", "") == f"{at}/{len(sheets)}"


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_a4(paper, name):
    file, sheets = paper(PAPERS[name][0])
    facts = tool("pdfinfo", "-l", str(len(sheets)), str(file))
    sizes = set(re.findall(r"size:\s+([\d.]+) x ([\d.]+)", facts))
    assert {f"{float(w):.0f} x {float(h):.0f}" for w, h in sizes} <= A4


def test_head_of_a_long_table_stands_on_every_sheet(paper):
    _, sheets = paper(MOVEMENT)
    with_branches = [sheet for sheet in sheets if "CB-" in sheet]
    assert len(with_branches) > 1
    assert all("Cuối" in sheet for sheet in with_branches)


def test_paper_carries_no_controls(paper):
    _, sheets = paper(YEAR)
    text = "\n".join(sheets)
    assert "In trang này" not in text
    assert "Đăng xuất" not in text
    assert "Xem" not in text.split()


def test_branch_codes_stay_in_one_piece(paper):
    _, sheets = paper(MOVEMENT)
    codes = re.findall(r"\bCB-\d{3}\b", "\n".join(sheets))
    assert len(codes) >= 67
