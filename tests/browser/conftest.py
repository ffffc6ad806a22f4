"""A Vietnamese Chromium on the demo register; nothing may break the strict CSP."""

from urllib.parse import urlsplit

import pytest

from reports.demo import PASSWORD
from tools.chromium import chromium_path

ARGUMENTS = (
    "--no-sandbox",  # a container's root can't have the sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
OFFICE, SECRETARY = "vanphong", "bithu"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    ours = {"executable_path": chromium_path(), "args": list(ARGUMENTS)}
    return browser_type_launch_args | ours


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Without the time zone the admin talks of "7 hours later" under each date."""
    return browser_context_args | {
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
    }


@pytest.fixture(scope="session")
def base_url(demo_url):
    """`page.goto("/…")` opens the page of the shared demo server."""
    return demo_url


def log_in(page, username):
    page.goto("/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".who-name")


@pytest.fixture(scope="session")
def cookies(browser, browser_context_args):
    """Cookies of a logged-in user, by user name; each logs in once a session."""
    known = {}

    def of(username):
        if username not in known:
            context = browser.new_context(**browser_context_args)
            log_in(context.new_page(), username)
            known[username] = context.cookies()
            context.close()
        return known[username]

    return of


def watch(page):
    """A list that fills with what the page should not have said or asked for."""
    said = []

    def note_foreign(request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and (
            address.hostname != "127.0.0.1"
        ):
            said.append(f"asked another host: {address.hostname}")

    page.on("request", note_foreign)
    page.on("console", lambda line: line.type == "error" and said.append(line.text))
    page.on("pageerror", lambda error: said.append(f"script error: {error}"))
    return said


@pytest.fixture
def page(page):
    """A page whose console stays free of blocked content, errors and lost files."""
    said = watch(page)
    yield page
    assert said == []


@pytest.fixture
def office(page, context, cookies):
    """A page of the office, which sees the whole body."""
    context.add_cookies(cookies(OFFICE))
    return page


@pytest.fixture
def secretary_page(page, context, cookies):
    """A page of a bí thư, who sees one branch."""
    context.add_cookies(cookies(SECRETARY))
    return page


@pytest.fixture
def page_of(page, context, cookies):
    """The page of a user by name."""

    def of(username):
        context.add_cookies(cookies(username))
        return page

    return of
