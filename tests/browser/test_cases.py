"""The board of cases by keyboard alone; a visit of an owner on a phone."""

import pytest

from tests.browser.conftest import PHONE, WIDE, log_in, watch
from tests.browser.test_pages import findings, overflow

BOARD = "/surveys/cases/board/"
FOCUSED = "document.activeElement"


@pytest.fixture
def desk(browser, browser_context_args, own_demo_url):
    """A surveyor on a register of the test's own, with a quiet console."""
    ours = {**browser_context_args, "base_url": own_demo_url}
    context = browser.new_context(**ours)
    page = context.new_page()
    log_in(page, "khaosat")
    said = watch(page)
    yield page
    context.close()
    assert said == []


def tab_to(page, selector, most=80):
    """Press Tab until what has the focus matches; fails when it is never reached."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches({selector!r})"):
            return page.evaluate(f"{FOCUSED}.textContent.trim()")
    raise AssertionError(f"no {selector} within {most} times Tab")


def counts(page):
    """{stage: number} of the heads of the columns."""
    page.goto(BOARD)
    heads = page.locator(".column h2").all()
    found = (head.locator("a").get_attribute("href") for head in heads)
    stages = [address.partition("stage=")[2] for address in found]
    numbers = [head.locator(".count").inner_text().split()[0] for head in heads]
    return dict(zip(stages, map(int, numbers), strict=True))


def check(page):
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, size
        assert findings(page) == [], size
    page.set_viewport_size(WIDE)


def test_card_moves_by_keyboard_alone(desk):
    before = counts(desk)
    check(desk)
    name = tab_to(desk, "[aria-labelledby=c-agreed] .tile h3 a", most=400)
    tab_to(desk, ".move select", most=1)
    desk.keyboard.press("End")  # the last choice rests the case
    desk.keyboard.press("Home")
    assert desk.evaluate(f"{FOCUSED}.value") == "dossier"
    tab_to(desk, ".move button", most=1)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/go/dossier/")
    check(desk)
    tab_to(desk, "main button[type=submit]")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".messages .success")
    assert desk.locator("h1").inner_text() == name
    after = counts(desk)
    moved = {stage: after[stage] - before[stage] for stage in after}
    assert {k: n for k, n in moved.items() if n} == {"agreed": -1, "dossier": 1}


def test_head_of_a_column_opens_its_list(desk):
    number = counts(desk)["outreach"]
    tab_to(desk, "[aria-labelledby=c-outreach] h2 a", most=400)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/cases/?stage=outreach")
    assert f"{number} hồ sơ" in desk.locator(".as-of").inner_text()


def test_owner_is_visited_on_a_phone(desk):
    desk.set_viewport_size(PHONE)
    desk.goto("/surveys/cases/")
    desk.locator(".cases .who a").first.click()
    desk.get_by_role("link", name="Ghi lần gặp gỡ").first.click()
    touched = desk.locator(
        "main form :is([type=text], textarea, .button, fieldset label)"
    )
    heights = [b["height"] for e in touched.all() if (b := e.bounding_box())]
    assert len(heights) > 15
    assert min(heights) >= 44
    desk.locator("[name=met][value=owner]").check()
    desk.get_by_label("Đồng ý", exact=True).check()
    desk.get_by_label("Kiến nghị mới").fill("Chỗ để xe cho công nhân")
    desk.get_by_label("Việc tiếp theo").fill("Gửi mẫu văn bản")
    desk.get_by_role("button", name="Ghi lần gặp").click()
    # Nobody said by when: the form comes back with what was typed.
    assert desk.get_by_label("Kiến nghị mới").input_value() != ""
    desk.get_by_label("Hạn làm").fill("20/01/2022")
    desk.get_by_role("button", name="Ghi lần gặp").click()
    desk.wait_for_selector(".messages .success")
    shown = desk.locator("main").inner_text()
    assert "Gửi mẫu văn bản" in shown
    assert "Chỗ để xe cho công nhân" in shown
    check(desk)
