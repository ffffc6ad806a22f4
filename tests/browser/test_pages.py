"""Every page on a desk and on a phone: fits, is quiet, can be used by everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, WIDE, watch
from tests.browser.pages import PAGES, REPORTS, TRUST

GRAVE = {"serious", "critical"}
# Axe takes seconds on a long page: the desk's pages are put to it on a phone, and two
# of them wide as well, for the menu at the side.
WIDE_TOO = {*REPORTS, "members", "spell"}


def findings(page):
    """What axe finds grave: (rule, first element); what is folded is looked at too."""
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
    return [
        (rule["id"], rule["nodes"][0]["html"])
        for rule in found.response["violations"]
        if rule["impact"] in GRAVE
    ]


def overflow(page):
    """Pixels by which the page is wider than the screen."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_and_is_accessible(office, name):
    answer = office.goto(PAGES[name])
    assert answer.status == 200
    for size in (WIDE, PHONE):
        office.set_viewport_size(size)
        assert overflow(office) <= 0, size
        if size == PHONE or name in WIDE_TOO:
            assert findings(office) == [], size


@pytest.mark.parametrize("name", TRUST)
def test_page_of_trust_fits_and_is_accessible(page_of, name):
    user, address = TRUST[name]
    page = page_of(user)
    assert page.goto(address).status == 200
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, size
    assert findings(page) == []


def test_wide_content_is_an_overflow(office):
    """The measure itself bites."""
    office.set_viewport_size(PHONE)
    office.goto(PAGES["year"])
    office.evaluate("document.querySelector('h1').textContent = 'x'.repeat(300)")
    assert overflow(office) > 0


def test_field_without_name_is_grave(office):
    office.goto(PAGES["year"])
    office.evaluate("document.querySelector('label[for=id_year]').remove()")
    assert [rule for rule, _ in findings(office)] == ["label"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_stranger_is_led_to_the_login_form(page, size):
    page.set_viewport_size(size)
    page.goto("/admin/")
    assert "/login/" in page.url
    assert page.locator("input[type=password]").is_visible()
    assert overflow(page) <= 0
    assert findings(page) == []


def test_inline_style_is_heard(browser, browser_context_args):
    """What the strict policy blocks comes out on the watched console."""
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    said = watch(page)
    page.goto("/login/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"top:0\">')"
    )
    page.wait_for_timeout(100)
    context.close()
    assert any("Content Security Policy" in line for line in said)


def test_question_to_another_host_is_heard(browser, browser_context_args):
    page = browser.new_context(**browser_context_args).new_page()
    said = watch(page)
    page.route("**/*", lambda route: route.abort())
    page.set_content('<img src="http://192.0.2.1/x.png">')
    assert "asked another host: 192.0.2.1" in said
    page.context.close()
