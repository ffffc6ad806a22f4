"""Three enterprises surveyed at the gate on a phone; taps counted, a draft resumed."""

import shutil

import pytest

from reports.demo import PASSWORD
from tests.browser.conftest import PHONE, watch
from tests.browser.test_pages import findings, overflow
from tests.demo import _manage, served

LISTED = """
import datetime as dt
from accounts.log import acting_as
from accounts.models import User
from enterprises.models import EnterpriseAddress
from surveys.models import Assignment, Campaign, ListedEnterprise, Team
day = dt.date(2022, 1, 3)
with acting_as(system="test"):
    campaign = Campaign.objects.create(name="Khảo sát quý I", started_on=day)
    team = Team.objects.create(campaign=campaign, name="Tổ 1")
    team.users.add(User.objects.get(username="khaosat"))
    places = EnterpriseAddress.objects.on(day).filter(kind="operating")
    free = places.filter(enterprise__branch_links=None).order_by("pk")
    first = free.first()
    assignment = Assignment.objects.create(
        campaign=campaign, team=team, ward=first.ward)
    for number, place in enumerate(free.filter(ward=first.ward)[:3], 1):
        ListedEnterprise.objects.create(
            campaign=campaign, assignment=assignment, ward=place.ward, number=number,
            enterprise=place.enterprise, name=place.enterprise.name, listed_on=day,
            address=place.line)
"""


@pytest.fixture
def gate_url(demo_file, tmp_path):
    """A register with a campaign whose list has three enterprises of one team."""
    file = tmp_path / "gate.sqlite3"
    shutil.copy(demo_file, file)
    _manage(file, "shell", "-v", "0", "-c", LISTED)
    with served(file) as url:
        yield url


def at_the_gate(browser, base_url, **more):
    """A phone on which the surveyor has logged in, before the list of the campaign."""
    context = browser.new_context(
        base_url=base_url,
        viewport=PHONE,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        **more,
    )
    page = context.new_page()
    page.goto("/login/")
    page.fill("[name=username]", "khaosat")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".who-name", state="attached")
    page.goto("/surveys/records/")
    page.get_by_role("link", name="Khảo sát quý I").click()
    return page


@pytest.fixture
def phone(browser, gate_url):
    page = at_the_gate(browser, gate_url)
    said = watch(page)
    yield page
    page.context.close()
    assert said == []


def look(page):
    """Nothing on the screen is too wide or grave."""
    page.wait_for_load_state()
    assert overflow(page) <= 0
    assert findings(page) == []


def said(page):
    return page.inner_text(".messages")


def next_one(page):
    """Open the first enterprise without a record."""
    page.locator(".gate-lines li:not(.done) a.main").first.click()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_three_enterprises_at_the_gate(phone):
    look(phone)
    _nobody_there(phone)
    _asked_to_the_end(phone)
    _left_and_resumed(phone)
    assert phone.locator(".gate-lines .done").count() == 3
    phone.goto("/surveys/records/")
    assert "Đã ghi 3 trên 3" in phone.inner_text("main")
    look(phone)


def _nobody_there(phone):
    """Two taps: the enterprise, and what stands there."""
    taps = 0
    next_one(phone)
    taps += 1
    look(phone)
    press(phone, "Không có tại địa chỉ")
    taps += 1
    assert "Sổ đề xuất: Không có tại địa chỉ" in said(phone)
    assert taps == 2


def _asked_to_the_end(phone):
    next_one(phone)
    press(phone, "Đang hoạt động: hỏi tiếp")
    phone.fill("[name=workers]", "40")
    phone.fill("[name=women]", "41")
    press(phone, "Tiếp")
    assert "Lao động nữ không được quá tổng số" in phone.inner_text("main")
    look(phone)
    phone.fill("[name=women]", "25")
    press(phone, "Tiếp")
    phone.fill("[name=owner_name]", "Phạm Thị Chủ")
    look(phone)
    press(phone, "Tiếp")
    phone.get_by_label("Chưa có", exact=True).check()
    phone.fill("[name=members_official]", "3")
    phone.wait_for_selector("#live strong")
    assert "Đủ điều kiện thành lập" in phone.inner_text("#live")
    look(phone)
    press(phone, "Tiếp")
    phone.locator("[name=org_trade_union]").check()
    look(phone)
    press(phone, "Tiếp")
    look(phone)
    press(phone, "Ghi phiếu")
    assert "Sổ đề xuất: Đủ điều kiện thành lập" in said(phone)
    phone.locator(".gate-lines .done a.main").nth(1).click()
    assert "Phạm Thị Chủ" in phone.inner_text("main")
    look(phone)
    phone.go_back()


def _left_and_resumed(phone):
    """Typed, put away without pressing anything, and found again."""
    next_one(phone)
    press(phone, "Đang hoạt động: hỏi tiếp")
    phone.fill("[name=workers]", "12")
    phone.wait_for_selector("#live p")
    phone.goto("/surveys/records/")
    drafts = phone.locator("section[aria-labelledby=t-drafts]")
    assert "1 phiếu chưa ghi" in drafts.inner_text()
    look(phone)
    drafts.locator("a.main").click()
    assert phone.input_value("[name=workers]") == "12"
    press(phone, "Ghi phiếu luôn")
    assert "Đã ghi phiếu" in said(phone)


def test_gate_works_without_scripts(browser, gate_url):
    page = at_the_gate(browser, gate_url, java_script_enabled=False)
    next_one(page)
    press(page, "Đang hoạt động: hỏi tiếp")
    page.fill("[name=workers]", "12")
    press(page, "Điều kiện, khó khăn, đề xuất")
    page.fill("[name=note]", "Thiếu phòng họp")
    press(page, "Ghi phiếu")
    assert "Đã ghi phiếu" in said(page)
    page.locator(".gate-lines .done a.main").first.click()
    told = page.inner_text("main")
    assert "12" in told
    assert "Thiếu phòng họp" in told
    page.context.close()


def test_targets_are_wide_enough_for_a_thumb(phone):
    next_one(phone)
    heights = phone.evaluate(
        "[...document.querySelectorAll('main .button, main summary')]"
        ".map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) > 8
    assert min(heights) >= 44
