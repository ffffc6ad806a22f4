"""A number and the list that it opens, and the scope form by keyboard alone."""

import re
from html import unescape

import pytest

from tests.browser.conftest import WIDE
from tests.browser.pages import MOVEMENT, YEAR


def number(text):
    """1.234 as people write it; a dash is 0."""
    return 0 if text == "–" else int(text.replace(".", "").replace("−", "-"))


def links(part):
    """{address: number} of every number of a part of a page that opens something."""
    return {
        cell.get_attribute("href"): number(cell.inner_text())
        for cell in part.locator("td.num a").all()
    }


def rows(page, address):
    """How many lines the list at `address` has; asked as the browser would, unseen."""
    html = page.request.get(address).text()
    if "/figures/" in address:  # a bar leads to the figure, and that to the list
        address = unescape(
            re.search(r'class="kpi"><b>[^<]*</b><a href="([^"]+)', html)[1]
        )
        html = page.request.get(address).text()
    return sum(
        body.count("<tr") for body in re.findall("<tbody>.*?</tbody>", html, re.DOTALL)
    )


def wrong(page, found):
    """Numbers that are not the length of their list."""
    lengths = {address: rows(page, address) for address in found}
    return [
        f"{address}: {expected}, but {lengths[address]} rows"
        for address, expected in found.items()
        if lengths[address] != abs(expected)
    ]


@pytest.mark.parametrize("address", [YEAR, MOVEMENT])
def test_every_number_opens_a_list_as_long(office, address):
    office.goto(address)
    tables = office.locator("section.card.flush")
    found = links(tables if address == YEAR else tables.first)
    assert len(found) > 15
    assert wrong(office, found) == []


def test_numbers_of_a_secretary_open_lists_as_long(secretary_page):
    secretary_page.goto(YEAR)
    found = links(secretary_page.locator("main"))
    assert len(found) > 5
    assert wrong(secretary_page, found) == []


def test_number_is_opened_by_a_click(office):
    office.goto(YEAR)
    cell = office.locator("section.wide tbody tr", has_text="Đảng viên kết nạp mới")
    cell.locator("td.num a").first.click()
    assert office.locator("main .figures tbody tr").count() == 31
    assert "đúng bằng con số đã mở" in office.locator("main").inner_text()


def tab_to(page, selector):
    """Press Tab until the element has the focus; nothing else is touched."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab never comes to {selector}")


def test_scope_form_is_used_by_keyboard_alone(office):
    office.set_viewport_size(WIDE)
    office.goto(MOVEMENT)
    tab_to(office, "[name=year]")
    office.keyboard.press("Control+A")
    office.keyboard.type("2020")
    tab_to(office, "[name=branch]")
    office.keyboard.press("ArrowDown")
    tab_to(office, ".scope button")
    with office.expect_navigation():
        office.keyboard.press("Enter")
    said = office.locator(".as-of").inner_text()
    assert "từ 01/01/2020 đến 31/12/2020" in said
    assert said.startswith("Chi bộ")


def test_refused_form_takes_the_focus_to_its_field(office):
    office.goto(f"{YEAR}?as_of=31/02/2021")
    field = office.locator("[name=as_of]")
    assert field.get_attribute("aria-invalid") == "true"
    message = office.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}")
    assert re.search("ngày hợp lệ", message.inner_text())
    assert message.is_visible()


def test_first_tab_leads_past_the_menu(office):
    office.goto(YEAR)
    office.keyboard.press("Tab")
    office.keyboard.press("Enter")
    assert office.evaluate("document.activeElement.id") == "content"
