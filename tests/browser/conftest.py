"""A Vietnamese Chromium, and a page on which nothing may break the strict CSP."""

import os

import pytest

from tools.chromium import chromium_path

# Playwright runs an event loop in the test's thread, which Django would refuse.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = (
    "--no-sandbox",  # a container's root can't have the sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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
def base_url(live_server):
    """`page.goto("/…")` opens the page of the test's own server."""
    return live_server.url


@pytest.fixture
def page(page):
    """A page whose console stays free of blocked content and script errors."""
    broken = []
    page.on("console", lambda line: broken.append(line.text))
    page.on("pageerror", lambda error: broken.append(f"script error: {error}"))
    yield page
    assert [x for x in broken if "Content Security" in x or "script error" in x] == []
