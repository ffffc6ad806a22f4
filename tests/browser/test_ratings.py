"""A clerk rates a branch: passes the cap, is warned, gives a reason, the body follows."""

import pytest

from tests.browser.conftest import PHONE, WIDE, log_in, watch
from tests.browser.test_pages import findings, overflow

# The running year of the demo register: nobody has been rated in it yet.
BRANCH, BODY, BADGES = "/branches/5/ratings/2022/", "/ratings/2022/", "/badges/2022/"
GRADES = "select[name^=m][name$=-grade]"


@pytest.fixture
def desk(browser, browser_context_args, own_demo_url):
    """A logged-in clerk on a register of the test's own, with a quiet console."""
    ours = {**browser_context_args, "base_url": own_demo_url}
    context = browser.new_context(**ours)
    page = context.new_page()
    log_in(page, "vanphong")
    said = watch(page)
    yield page
    context.close()
    assert said == []


def check(page):
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, size
        assert findings(page) == [], size
    page.set_viewport_size(WIDE)


def row_of(page):
    """Numbers of the branch's line on the body's page, by heading."""
    page.goto(BODY)
    line = page.locator(f"tr:has(th a[href='{BRANCH}'])").first
    cells = [text.strip() for text in line.locator("td").all_inner_texts()]
    heads = ("code", "people", "graded", "excellent", "good", "done", "bad", "unrated")
    return dict(zip(heads, cells, strict=False)) | {"missing": cells[9]}


def test_clerk_rates_a_branch_over_the_cap(desk):
    before = row_of(desk)
    people = int(before["people"])
    assert (before["graded"], before["missing"]) == ("–", str(people))
    check(desk)

    desk.goto(BRANCH)
    check(desk)
    desk.get_by_role("button", name="Chọn Hoàn thành tốt").click()
    boxes = desk.locator(GRADES).all()
    good = [box for box in boxes if box.input_value() == "good"]
    assert len(boxes) == people
    for box in good[:4]:
        box.select_option("excellent")
    desk.fill("[name=number]", "15-QĐ/ĐUK")
    desk.fill("[name=decided_on]", "10/01/2022")
    desk.get_by_role("button", name="Ghi xếp loại").click()

    warning = desk.get_by_role("alert").inner_text()
    allowed = len(good) // 5
    assert f"Được {allowed} trên {len(good)} người" in warning
    assert "theo Hướng dẫn 21-HD/BTCTW" in warning
    check(desk)
    other = desk.context.new_page()
    assert row_of(other) == before
    other.close()

    desk.fill("[name=as_on_paper]", "Theo quyết định đã ký")
    desk.get_by_role("button", name="Ghi xếp loại").click()
    assert f"Đã ghi {people} dòng xếp loại." in desk.inner_text("main")
    check(desk)

    after = row_of(desk)
    assert after["excellent"] == "4"
    assert after["good"] == str(len(good) - 4)
    assert after["missing"] == "–"
    total = desk.locator("tfoot td").nth(2).inner_text()
    assert total == after["graded"] == str(len(good))
    assert f"vượt {4 - allowed}" in desk.inner_text("main")
    check(desk)


def test_badges_page_fits_and_is_accessible(desk):
    desk.goto(BADGES)
    assert "Đợt 3/2 (03/02/2022)" in desk.inner_text("main")
    check(desk)
    desk.reload()
    desk.locator("input[type=checkbox]").first.check()
    desk.locator("details:has([name$=number]) summary").first.click()
    desk.locator("[name$=-number]").first.fill("12-QĐ/TU")
    desk.get_by_role("button", name="Ghi đã trao").first.click()
    assert "Trường này bắt buộc phải nhập." in desk.inner_text("main")
    check(desk)
