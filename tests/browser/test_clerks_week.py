"""A clerk's week: after each entry the tăng/giảm table closes and tells the change."""

import re

import pytest

from tests.browser.conftest import log_in

YEAR = "/reports/movement/?year=2022"


@pytest.fixture
def desk(browser, browser_context_args, own_demo_url):
    """A logged-in clerk on a register of the test's own."""
    ours = {**browser_context_args, "base_url": own_demo_url}
    context = browser.new_context(**ours)
    page = context.new_page()
    log_in(page, "vanphong")
    yield page
    context.close()


def summary(page):
    """{line: total} of the tăng/giảm summary of 2022; it must close."""
    page.goto(YEAR)
    assert "✓ Khép" in page.inner_text("main")
    rows = page.locator("section[aria-labelledby=t-tong-hop] table tr").all()
    lines = [row.locator("th, td").all_inner_texts() for row in rows[1:]]
    return {line[0].strip(): _number(line[-1]) for line in lines}


def _number(text):
    return 0 if text.strip() == "–" else int(text.replace(".", "").strip())


def member_of(page, branch, index=0):
    """Address of a member of a branch."""
    page.goto(f"/branches/{branch}/")
    links = page.locator("section[aria-labelledby=t-people] tbody th a")
    return links.nth(index).get_attribute("href")


def enter(page, address, label, **fields):
    """Open an entry by its button, fill it, look at the preview, write it."""
    page.goto(address)
    page.get_by_role("link", name=label, exact=True).click()
    fill(page, fields)
    page.get_by_role("button", name="Xem trước").click()
    assert "xem trước" in page.inner_text("h1")
    if page.locator("[name=as_on_paper]").count():
        page.fill("[name=as_on_paper]", "Theo giấy tờ đã ký")
    page.get_by_role("button", name="Ghi biến động").click()
    assert "Đã ghi" in page.inner_text("main")


def fill(page, fields):
    for name, value in fields.items():
        box = page.locator(f"[name={name}]")
        if box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def change(before, after):
    """What differs between two summaries."""
    lines = {*before, *after}
    return {
        line: after.get(line, 0) - before.get(line, 0)
        for line in lines
        if after.get(line, 0) != before.get(line, 0)
    }


def test_a_week_of_entries_closes_after_each(desk):
    page, seen = desk, summary(desk)

    def step(expected):
        nonlocal seen
        now = summary(page)
        assert change(seen, now) == expected
        seen = now

    receive(page)
    step({"+ Chuyển đến": 1, "Cuối kỳ": 1})

    mover = member_of(page, 2)
    enter(page, mover, "Chuyển nội bộ", happened_on="05/01/2022", branch="3")
    step({"+ Nội bộ đến": 1, "− Nội bộ đi": 1})

    away = {"happened_on": "06/01/2022", "destination": "Chi bộ 5, phường Tân Mai"}
    enter(page, member_of(page, 2, 1), "Sinh hoạt tạm thời đi", **away)
    step({})

    dead = member_of(page, 2, 2)
    enter(page, dead, "Từ trần", happened_on="08/01/2022", number="3/2022")
    step({"− Từ trần": 1, "Cuối kỳ": -1})
    correct_death(page, dead)
    step({})

    struck = member_of(page, 2, 3)
    enter(page, struck, "Xóa tên", happened_on="10/01/2022", number="4-QĐ/QU")
    step({"− Xóa tên": 1, "Cuối kỳ": -1})
    undo(page, struck)
    step({"− Xóa tên": -1, "Cuối kỳ": 1})

    left = len(page_people(page, 2))
    decision = {"number": "9-QĐ/ĐUK", "decided_on": "12/01/2022", "into": "3"}
    enter(page, "/branches/2/", "Sáp nhập vào chi bộ khác", **decision)
    step({"+ Nội bộ đến": left, "− Nội bộ đi": left})


def page_people(page, branch):
    page.goto(f"/branches/{branch}/")
    rows = page.locator("section[aria-labelledby=t-people] tbody tr")
    return rows.all_inner_texts()


def receive(page):
    page.goto("/members/receive/")
    fill(
        page,
        {
            "full_name": "Trịnh Thị Thử Nghiệm",
            "sex": "female",
            "born_on": "29/02/1988",
            "ceremony_on": "01/03/2012",
            "official_on": "01/03/2013",
            "branch": "2",
            "arrived_on": "04/01/2022",
            "number": "15-GT",
        },
    )
    page.get_by_role("button", name="Tiếp nhận").click()
    assert "Đã tiếp nhận" in page.inner_text("main")


def correct_death(page, address):
    """Two days later the certificate turns out to say another day."""
    page.goto(address)
    page.get_by_role("link", name="Sửa", exact=True).click()
    page.fill("[name=happened_on]", "07/01/2022")
    page.fill("[name=reason]", "Giấy chứng tử ghi ngày 07/01/2022")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Ghi biến động").click()
    text = page.inner_text("main")
    assert "Đã ghi" in text
    assert re.search(r"07/01/2022\s+Từ trần", text)


def undo(page, address):
    page.goto(address)
    page.get_by_role("link", name="Hủy", exact=True).click()
    page.fill("[name=reason]", "Ghi nhầm người")
    page.get_by_role("button", name="Hủy lần ghi").click()
    assert "Đã hủy lần ghi" in page.inner_text("main")
