"""Where the browser of the browser tests is, or why there is none."""

import importlib.util
import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path():
    """The Chromium to drive: `CHROMIUM` of the environment, else the one on PATH."""
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )


def why_no_browser():
    """A few words on what is missing, or "" when the browser tests can run."""
    if importlib.util.find_spec("pytest_playwright") is None:
        return "pytest-playwright is not installed (requirements-dev.txt)"
    if chromium_path() is None:
        return "no Chromium on PATH"
    return ""
