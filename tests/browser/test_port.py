"""Import and export in the browser: quiet under the strict policy, usable by all."""

import pytest

from accounts.tests import books
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_pages import findings, overflow

IMPORT, EXPORT = "/admin/members/member/import/", "/admin/members/member/export/"
HEAD = ["Họ và tên khai sinh", "Sinh ngày", "Giới tính", "Dân tộc", "Ghi chú"]
GOOD = ["Người Thử Nghiệm", "05/09/1990", "Nam", "Kinh", "chỉ để xem trước " * 9]
BAD = ["Người Thử Nghiệm", "31/02/1990", "Nan", "Kin", ""]


def upload(page, *rows):
    page.goto(IMPORT)
    file = {"name": "ds.xlsx", "mimeType": "", "buffer": books.grid([HEAD, *rows])}
    page.set_input_files("[name=import_file]", file)
    page.click("input[value='Xem trước']")


def check(page):
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, size
        assert findings(page) == [], size


@pytest.mark.parametrize("url", [IMPORT, EXPORT])
def test_page_fits_and_is_accessible(office, url):
    office.goto(url)
    check(office)


def test_preview_shows_what_would_be_written(office):
    upload(office, GOOD)
    assert office.locator(".port-summary").inner_text().startswith("Sẽ thêm 1")
    assert office.locator("input[value='Xác nhận nhập']").is_visible()
    check(office)


def test_faults_are_listed_by_line_and_column(office):
    upload(office, GOOD, BAD)
    rows = office.locator(".port-table tbody tr").all_inner_texts()
    assert [row.split("\t")[:2] for row in rows] == [
        ["3", "Giới tính"],
        ["3", "Sinh ngày"],
        ["3", "Dân tộc"],
    ]
    assert office.locator("input[value='Xác nhận nhập']").count() == 0
    check(office)


def test_all_columns_can_be_ticked_off_at_once(office):
    office.goto(EXPORT)
    office.uncheck("#select-all-toggle")
    assert office.locator(".selectable-field-export-row input:checked").count() == 0
