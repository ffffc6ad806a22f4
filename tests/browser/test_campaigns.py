"""The office plans a campaign, lists a ward and keys a sheet in by the keyboard alone."""

import pytest

from tests.browser.conftest import PHONE, WIDE, log_in, watch
from tests.browser.test_pages import findings, overflow

LINE = ("1", "35", "2", "1", "4", "Trần Văn Bảy", "2", "CĐ, PN", "x", "", "Gặp chủ")
WRONG = ("9", "3o", "", "", "", "", "", "XX", "", "", "Giữ lại")


@pytest.fixture
def desk(browser, browser_context_args, own_demo_url):
    """The office on a register of the test's own, with a quiet console."""
    ours = {**browser_context_args, "base_url": own_demo_url}
    context = browser.new_context(**ours)
    page = context.new_page()
    page.set_viewport_size(WIDE)
    log_in(page, "vanphong")
    said = watch(page)
    yield page
    context.close()
    assert said == []


def check(page):
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, (page.url, size)
        assert findings(page) == [], (page.url, size)


def button(page, name):
    page.get_by_role("button", name=name, exact=True).last.click()
    page.wait_for_load_state()


def link(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def planned(page):
    """A campaign in one ward with one team, its list given to it; leads to its page."""
    page.goto("/surveys/campaigns/new/")
    page.fill("[name=name]", "Khảo sát thử")
    page.fill("[name=started_on]", "05/01/2022")
    page.get_by_label("Phường Thanh Trì").first.check()
    button(page, "Ghi")
    link(page, "Thêm tổ")
    page.fill("[name=name]", "Tổ 1")
    button(page, "Ghi")
    link(page, "Thêm phân công")
    for name in ("team", "ward"):
        page.select_option(f"[name={name}]", index=1)
    button(page, "Ghi")
    link(page, "Lập danh sách")
    button(page, "Xem trước")
    check(page)
    page.locator("[name=write]").click()
    page.goto(page.url.removesuffix("list/"))
    link(page, "Giao danh sách")
    page.select_option("[name=assignment]", index=1)
    button(page, "Giao")


def keyed(page, texts):
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def test_sheet_is_keyed_in_by_the_keyboard(desk):
    planned(desk)
    check(desk)
    link(desk, "Phiếu đi thực địa")
    desk.get_by_role("link", name="Nhập phiếu").first.click()
    desk.wait_for_load_state()
    check(desk)
    status = desk.locator("#keying-status")

    desk.focus("#sheet_day")
    keyed(desk, ["10/01/2022", *LINE])
    desk.wait_for_selector("[name^=found-]:focus")
    assert status.inner_text() == "Đã ghi dòng 1."

    keyed(desk, WRONG)
    desk.wait_for_selector("[aria-invalid]")
    assert status.inner_text() == "Dòng 2 chưa ghi."
    boxes = desk.locator("tr.bad [aria-invalid]")
    assert [box.input_value() for box in boxes.all()] == ["9", "3o", "XX"]
    assert desk.locator("tr.bad input").last.input_value() == "Giữ lại"
    check(desk)

    for box, text in zip(boxes.all(), ("4", "", ""), strict=True):
        box.fill(text)
    button(desk, "Ghi cả tờ")
    assert "Đã ghi 1 phiếu." in desk.inner_text(".messages")
    link(desk, "Khảo sát thử")
    assert desk.locator(".kpi b").first.inner_text() == "2"
