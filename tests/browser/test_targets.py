"""A clerk gives 67 branches their targets: copied in Excel, pasted, looked at, written."""

import pytest

from tests.browser.conftest import PHONE, WIDE, log_in, watch
from tests.browser.test_pages import findings, overflow

YEAR = "/reports/targets/?year=2022"
GRID = "/reports/targets/grid/?year=2022"
FIGURE = "/reports/figures/T02/?year=2022"
GIVEN = 28  # đảng viên kết nạp mới of the whole body, in the demo register
PAPER = {"decided_on": "12/01/2022", "number": "03-QĐ/ĐUK"}


@pytest.fixture
def clerk(browser, browser_context_args, own_demo_url, request):
    """A logged-in clerk on a register of the test's own; with or without scripts."""
    ours = {**browser_context_args, "base_url": own_demo_url}
    ours["java_script_enabled"] = getattr(request, "param", True)
    context = browser.new_context(**ours)
    page = context.new_page()
    said = watch(page)
    log_in(page, "vanphong")
    yield page
    context.close()
    assert said == []


def branches(page):
    """Names of the branches on the sheet, without the body's own line."""
    names = page.locator("table.sheet tbody th").all_inner_texts()
    return [name.strip() for name in names[1:]]


def last_lines(page):
    """(sum, difference) of the admissions."""
    return tuple(
        page.locator(f"[data-{what}=T02]").inner_text() for what in ("sum", "gap")
    )


def write(page):
    for name, text in PAPER.items():
        page.fill(f"[name={name}]", text)
    page.get_by_role("button", name="Ghi", exact=True).click()


def year_shows(page, total, said):
    """The year page, and the figure's page by branch, follow what was written."""
    page.goto(FIGURE)
    rows = page.locator("section[aria-labelledby=t-theo-chi-bo] tr")
    line = rows.filter(has_text="Cộng các chi bộ").locator("td").all_inner_texts()
    assert line[1] == str(total)
    assert said in page.inner_text("section[aria-labelledby=t-theo-chi-bo]")
    page.goto(YEAR)
    line = page.locator("section.wide tbody tr", has_text="Đảng viên kết nạp mới")
    assert line.locator("td").nth(2).inner_text() == str(GIVEN)


def test_block_is_pasted_into_a_cell_and_written(clerk):
    page = clerk
    page.set_viewport_size(WIDE)
    page.goto(YEAR)
    page.get_by_role("link", name="Giao chỉ tiêu").click()
    assert len(branches(page)) == 67
    assert last_lines(page) == ("0", f"✗ còn thiếu {GIVEN}")

    values = [1 if line < 28 else 0 for line in range(67)]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = "".join(f"{value}\t\r\n" for value in values)
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    page.locator("table.sheet tbody tr").nth(1).locator("input").nth(1).focus()
    page.keyboard.press("Control+V")
    status = page.locator("#sheet-status")
    assert status.inner_text() == "Đã dán 67 ô, chưa ghi vào sổ."
    assert last_lines(page) == ("28", "✓ khớp")

    write(page)
    assert "Đã ghi chỉ tiêu: 67 ô ghi mới." in page.inner_text("main")
    assert last_lines(page) == ("28", "✓ khớp")
    year_shows(page, 28, "✓ khớp")


@pytest.mark.parametrize("clerk", [False], indirect=True, ids=["without-scripts"])
def test_block_is_read_by_the_server_without_scripts(clerk):
    page = clerk
    page.goto(GRID)
    names = branches(page)
    block = [f"{name}\t{1 if line < 30 else 0}" for line, name in enumerate(names)]
    page.locator("summary", has_text="Dán từ Excel").click()
    page.fill("#id_paste", "\n".join(["Chi bộ\tT02", *block, "Chi bộ Lạ\t1"]))
    page.get_by_role("button", name="Đưa vào bảng").click()
    assert "Đã đưa 67 ô vào bảng, chưa ghi vào sổ." in page.inner_text("main")
    assert "Dòng 69: không nhận ra chi bộ “Chi bộ Lạ”" in page.inner_text("main")
    assert last_lines(page) == ("30", "▲ vượt 2")
    write(page)
    assert "Đã ghi chỉ tiêu: 67 ô ghi mới." in page.inner_text("main")
    year_shows(page, 30, "▲ vượt 2")


def test_refused_sheet_is_accessible_and_leads_to_its_cell(clerk):
    page = clerk
    page.goto(GRID)
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, size
        assert findings(page) == [], size
    cell = page.locator("table.sheet tbody tr").nth(3).locator("input").nth(1)
    cell.fill("ba")
    write(page)
    link = page.locator(".form-errors a")
    assert page.locator(".form-errors").inner_text().endswith("“ba” không phải là số.")
    link.click()
    cell = page.locator(link.get_attribute("href"))
    assert cell.get_attribute("aria-invalid") == "true"
    assert cell.input_value() == "ba"
    assert page.evaluate("document.activeElement.value") == "ba"
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, size
        assert findings(page) == [], size


def test_enter_goes_down_and_sums_follow(clerk):
    page = clerk
    page.goto(GRID)
    page.locator("table.sheet tbody tr").nth(1).locator("input").nth(1).focus()
    for text in ("2", "3"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    assert page.url.endswith(GRID)
    assert last_lines(page) == ("5", "✗ còn thiếu 23")
