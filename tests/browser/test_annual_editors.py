"""Two editors of one section of the annual report, each in a browser of their own."""

import re
import shutil
import time

import pytest

from tests.browser.conftest import PHONE, WIDE, log_in, watch
from tests.browser.test_pages import findings, overflow
from tests.demo import colleague, served

MINE, THEIRS = "Bài của người thứ nhất.", "Bài của người thứ hai."
TEXT, WAIT = "[name=text]", 15_000  # a draft is kept three seconds after the last key


class Editor:
    """Somebody who writes the section, in a browser of their own."""

    def __init__(self, browser, arguments, username, **more):
        self.context = browser.new_context(**arguments, **more)
        self.page = self.context.new_page()
        log_in(self.page, username)
        self.said = watch(self.page)

    def open(self, url):
        self.page.goto(url)
        assert self.page.locator(TEXT).is_editable()

    def type(self, text):
        """By keys, as a person does: the page hears each of them."""
        self.page.locator(TEXT).fill("")
        self.page.locator(TEXT).press_sequentially(text)

    def wait_for_draft(self):
        told = self.page.locator("[data-draft-status]")
        told.filter(has_text="Đã giữ nháp lúc").wait_for(timeout=WAIT)
        return told.inner_text()

    def save(self):
        self.page.get_by_role("button", name="Ghi", exact=True).click()

    def text(self):
        return self.page.locator(TEXT).input_value()

    def main(self):
        return self.page.inner_text("main")


@pytest.fixture
def editor(browser, browser_context_args, demo_file, tmp_path):
    """Makes an editor on a register of the test's own, with a quiet console."""
    file, made = tmp_path / "own.sqlite3", []
    shutil.copy(demo_file, file)
    colleague(file, "vanphong", "vanphong2", "Văn phòng thứ hai")
    with served(file) as url:

        def make(username, **more):
            ours = {**browser_context_args, "base_url": url}
            made.append(Editor(browser, ours, username, **more))
            return made[-1]

        yield make
        for one in made:
            assert one.said == []
            one.context.close()


def section_of_a_new_report(clerk):
    """The address of the first section of a report of the year 2021."""
    page = clerk.page
    page.goto("/reports/annual/new/")
    page.select_option("[name=family]", "work")
    page.select_option("[name=period]", "year")
    page.fill("[name=year]", "2021")
    page.get_by_role("button", name="Lập dự thảo").click()
    page.wait_for_url(re.compile(r"/reports/annual/\d+/$"))
    return page.locator(".section-list a").first.get_attribute("href")


def check(page):
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, size
        assert findings(page) == [], size
    page.set_viewport_size(WIDE)


def test_who_saves_second_is_told_and_loses_nothing(editor):
    first, second = editor("vanphong"), editor("vanphong2")
    url = section_of_a_new_report(first)
    first.open(url)
    second.open(url)
    first.type(MINE)
    assert "cũng đang viết" not in first.wait_for_draft()
    second.type("Của người thứ hai")
    assert "Văn phòng minh họa cũng đang viết" in second.wait_for_draft()

    first.save()
    assert "Đã ghi mục" in first.main()
    second.type(THEIRS)
    warned = second.page.get_by_text("Văn phòng minh họa vừa ghi mục này")
    warned.wait_for(timeout=WAIT)  # told while typing, before anything is pressed
    second.save()

    alert = second.page.locator("[role=alert]").inner_text()
    assert "Chưa ghi: Văn phòng minh họa đã ghi mục này lúc" in alert
    assert MINE in alert
    assert second.text() == THEIRS
    check(second.page)
    first.open(url)  # what was refused is nowhere but with its writer
    assert first.text() == MINE

    second.type(f"{MINE}\n{THEIRS}")
    second.save()
    assert "Đã ghi mục" in second.main()
    first.open(url)
    assert first.text() == f"{MINE}\n{THEIRS}"
    second.page.get_by_role("link", name="Các lần ghi").click()
    writers = second.page.locator("tbody tr td:nth-child(3)").all_inner_texts()
    assert writers == ["Văn phòng thứ hai", "Văn phòng minh họa", "Văn phòng minh họa"]
    second.page.get_by_role("link", name="2", exact=True).click()
    assert MINE in second.page.locator(".difference").first.inner_text()
    check(second.page)


def test_refused_text_is_there_again_after_the_browser_was_closed(editor):
    first, second = editor("vanphong"), editor("vanphong2")
    url = section_of_a_new_report(first)
    for one in (first, second):
        one.open(url)
    for one, text in ((first, MINE), (second, THEIRS)):
        one.type(text)
        one.save()
    again = editor("vanphong2")
    again.open(url)
    assert again.text() == THEIRS
    assert MINE in again.page.locator("[role=alert]").inner_text()


def test_reload_brings_the_draft_back(editor):
    clerk = editor("vanphong")
    url = section_of_a_new_report(clerk)
    clerk.open(url)
    clerk.type(MINE)
    clerk.wait_for_draft()
    clerk.page.reload()
    assert clerk.text() == MINE
    assert "Đang mở bản nháp chưa ghi của đồng chí" in clerk.main()
    check(clerk.page)


def test_reload_in_the_middle_of_a_word_loses_nothing(editor):
    """Sooner than the draft is kept: the browser asks, and it is kept meanwhile."""
    clerk, asked = editor("vanphong"), []
    url = section_of_a_new_report(clerk)
    clerk.open(url)
    clerk.type(THEIRS)

    def leave(dialog):
        asked.append(dialog.type)
        time.sleep(1)  # as long as it takes to read the question
        dialog.accept()

    clerk.page.on("dialog", leave)
    clerk.page.reload()
    assert asked == ["beforeunload"]
    assert clerk.text() == THEIRS
