"""A bí thư takes a worker from quần chúng ưu tú to official, on a phone.

One refusal, one step that comes back, one that the office enters for the branch; the
year, the branch's page and the first page follow.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from reports.demo import PASSWORD
from tests.browser.conftest import PHONE, log_in

NAME = "Hoàng Thị Thử Nghiệm"


@pytest.fixture
def people(browser, browser_context_args, own_demo_url):
    """(the bí thư's page on a phone, the office's page), on a register of their own."""
    contexts, pages = [], []
    for name, size in (("bithu", PHONE), ("vanphong", None)):
        ours = {**browser_context_args, "base_url": own_demo_url}
        contexts.append(
            browser.new_context(**ours, **({"viewport": size} if size else {}))
        )
        pages.append(contexts[-1].new_page())
        log_in_to(pages[-1], name)
    yield pages
    for context in contexts:
        context.close()


def log_in_to(page, name):
    """On a phone the name is in the menu, not beside it."""
    page.goto("/login/")
    if page.viewport_size["width"] > PHONE["width"]:
        log_in(page, name)
        return
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".who-name", state="attached")


def fill(page, fields):
    for name, value in fields.items():
        box = page.locator(f"[name={name}]")
        kind = box.first.get_attribute("type")
        if kind == "radio":
            page.locator(f"[name={name}][value={value}]").check()
        elif box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def submit(page, button="Nộp bước này", **fields):
    """Fill and send a step; a warning is passed with a reason."""
    fill(page, fields)
    page.get_by_role("button", name=button, exact=True).click()
    if page.locator("[name=reason]").count():
        page.fill("[name=reason]", "Đúng như giấy tờ đã ký")
        page.get_by_role("button", name=button, exact=True).click()
    assert "Đã ghi" in page.inner_text("main"), page.inner_text("main")


def vote(page, base=None):
    """Everybody of the base (the register proposes today's) is there and in favour."""
    base = base or page.input_value("[name=base]")
    everybody = dict.fromkeys(("base", "present", "in_favour"), base)
    return {**everybody, "against": "0", "vote_form": "ballot"}


def add_part(page, file, part, **fields):
    page.goto(f"{file}{part}/new/")
    if page.locator("[name=member]").count() and "name" not in fields:
        page.locator("[name=member]").select_option(index=fields.pop("who", 1))
    fill(page, fields)
    page.get_by_role("button", name="Ghi", exact=True).click()
    assert "Đã ghi" in page.inner_text("main")


def add(page):
    """From the first page to the file: what a thumb has to touch, counted."""
    taps = 0
    page.goto("/")
    page.get_by_role("link", name="Thêm quần chúng ưu tú").click()
    taps += 1
    fields = {"full_name": NAME, "born_on": "05/03/1992", "job": "Thợ may"}
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
        taps += 1
    page.locator("[name=sex][value=female]").check()
    page.get_by_role("button", name="Thêm", exact=True).click()
    return taps + 2


def fill_the_file(page, file):
    """Facts, helper, introducers and vetting; the schooling is left out."""
    page.goto(f"{file}facts/")
    fill(page, {"unions": "trade", "employed_on": "05/01/2015"})
    page.get_by_role("button", name="Ghi", exact=True).click()
    add_part(page, file, "helps", started_on="02/03/2020")
    known = {"introduced_on": "01/07/2020"}
    add_part(
        page, file, "introductions", kind="member", together_since="01/01/2016", **known
    )
    add_part(page, file, "introductions", kind="trade", name="Công đoàn cơ sở", **known)
    add_part(
        page,
        file,
        "vettings",
        about="self",
        committee="Đảng ủy xã Bình Minh",
        sent_on="02/07/2020",
        replied_on="30/07/2020",
    )


def admitted(page, year):
    """The year's result of kết nạp, as the page of figures opens it."""
    page.goto(f"/reports/movement/?year={year}")
    rows = page.locator("section[aria-labelledby=t-tong-hop] table tr").all()
    cells = [row.locator("th, td").all_inner_texts() for row in rows]
    found = [line[-1] for line in cells if line and line[0].strip() == "+ Kết nạp"]
    return int(found[0].replace("–", "0"))


def test_from_worker_to_official_on_a_phone(people):
    secretary, office = people
    before = admitted(office, 2021)
    assert add(secretary) <= 8
    file = secretary.url.removeprefix(_root(secretary))
    assert "Bước tiếp theo: Được xét là cảm tình Đảng" in secretary.inner_text("main")

    submit(secretary, happened_on="02/03/2020")
    _give_back_and_enter_again(secretary, office, file)
    submit(secretary, happened_on="04/05/2020", number="12/GCN")
    office.goto(file)
    submit(office, happened_on="01/06/2020", number="03-NQ/ĐU")
    secretary.goto(file)
    submit(secretary, happened_on="01/07/2020")
    fill_the_file(secretary, file)
    submit(secretary, happened_on="03/08/2020")
    office.goto(file)
    submit(office, happened_on="04/08/2020")
    assert "văn phòng nhập thay" in office.inner_text("main")

    _refused_then_mended(secretary, file)
    office.goto(file)
    numbers = {"base": "9", "present": "9", "in_favour": "9", "against": "0"}
    submit(office, happened_on="21/12/2020", vote_form="ballot", **numbers)
    submit(office, happened_on="28/12/2020", number="101-QĐ/QU")
    assert admitted(office, 2021) == before
    secretary.goto(file)
    submit(secretary, happened_on="04/01/2021")
    assert "Đảng viên dự bị" in secretary.inner_text("main")
    assert admitted(office, 2021) == before + 1
    secretary.goto("/")
    secretary.locator("main a[href^='/branches/']").first.click()
    assert NAME in secretary.inner_text("main")

    _to_official(secretary, office, file)
    assert "Đảng viên chính thức" in secretary.inner_text("main")


def _root(page):
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def _give_back_and_enter_again(secretary, office, file):
    office.goto(file)
    office.get_by_role("link", name="Nhận hoặc trả lại").click()
    office.fill("[name=reason]", "Thiếu số nghị quyết")
    office.get_by_role("button", name="Trả lại chi bộ").click()
    secretary.goto("/")
    assert "Thiếu số nghị quyết" in secretary.inner_text("main")
    secretary.goto(file)
    secretary.get_by_role("link", name="Ghi lại").click()
    fill(secretary, {"number": "01-NQ/CB", "why-reason": "Bổ sung số"})
    submit(secretary, button="Ghi lại")


def _refused_then_mended(secretary, file):
    """Without a diploma the vote is refused; what was typed stays in the form."""
    secretary.goto(file)
    typed = {"happened_on": "07/12/2020", "number": "05-NQ/CB", **vote(secretary, "6")}
    fill(secretary, typed)
    secretary.get_by_role("button", name="Nộp bước này").click()
    assert "chưa ghi bằng tốt nghiệp trung học cơ sở" in secretary.inner_text("main")
    assert secretary.input_value("[name=number]") == "05-NQ/CB"
    secretary.goto(f"{file}facts/")
    fill(secretary, {"education": "upper"})
    secretary.get_by_role("button", name="Ghi", exact=True).click()
    submit(secretary, **typed)


def _to_official(secretary, office, file):
    secretary.goto(file)
    submit(secretary, happened_on="29/01/2021")
    submit(secretary, happened_on="10/05/2021", number="44/GCN")
    submit(secretary, happened_on="05/01/2022")
    submit(secretary, happened_on="06/01/2022", number="02-NQ/CB", **vote(secretary))
    office.goto(file)
    numbers = {"base": "9", "present": "9", "in_favour": "9", "against": "0"}
    submit(office, happened_on="10/01/2022", vote_form="ballot", **numbers)
    submit(office, happened_on="12/01/2022", number="155-QĐ/QU")
    secretary.goto(file)


# Files of the demo that its bí thư keeps: one in vetting, one voted on, one dự bị.
PAGES = (
    *("/", "/candidates/", "/candidates/new/", "/candidates/rules/"),
    *("/candidates/16/", "/candidates/21/", "/candidates/33/"),
    *("/candidates/16/facts/", "/candidates/16/vettings/new/"),
    *("/candidates/1/dossier/", "/candidates/16/steps/branch_vote/"),
    *("/candidates/16/steps/dropped/", "/candidates/16/forms/"),
    *("/candidates/16/forms/6-knd/", "/candidates/16/forms/huong-dan/"),
)
TOO_SMALL = """all => all.map(e => [e.textContent.trim(), e.offsetHeight])
    .filter(([, height]) => height > 0 && height < 44)"""
TOUCHED = "main a, main button, main summary, main select"


@pytest.mark.parametrize("url", PAGES)
def test_pages_of_a_secretary_are_accessible(secretary_page, url):
    secretary_page.set_viewport_size(PHONE)
    secretary_page.goto(url)
    found = Axe().run(secretary_page)
    assert found.violations_count == 0, found.generate_report()
    width = secretary_page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    assert secretary_page.locator(TOUCHED).evaluate_all(TOO_SMALL) == []


def test_tab_goes_through_the_new_form_in_its_order(secretary_page):
    secretary_page.goto("/candidates/new/")
    secretary_page.focus("[name=full_name]")
    order = []
    for _ in range(6):
        order.append(secretary_page.evaluate("document.activeElement.name"))
        secretary_page.keyboard.press("Tab")
    assert order == ["full_name", "born_on", "sex", "job", "citizen_id", ""]
