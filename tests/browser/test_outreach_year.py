"""A year of outreach: a list of the tax office becomes a chi bộ, and the report moves."""

import json
import re

import pytest

from tests.browser.conftest import OFFICE, PHONE, WIDE, watch
from tests.browser.outreach import (
    CAMPAIGN,
    DAY,
    NEW,
    listed_and_given,
    planned,
    taken_into_the_register,
    the_list_is_read,
)
from tests.browser.test_admission import fill, log_in_to
from tests.browser.test_gate import look, press, said
from tests.browser.test_numbers import number, wrong
from tests.demo import _manage

SURVEYOR = "khaosat"
# What of the demo the test walks with; nothing of it has been surveyed or organised.
KNOWN = """
import datetime as dt, json
from collections import Counter
from enterprises.models import Agency, EnterpriseStatus
from enterprises.register import working_addresses
from members.models import Placement, Position
from surveys.models import FoundingPerson
day = dt.date(2022, 1, 12)
stopped = EnterpriseStatus.objects.on(day).exclude(status="operating")
working = working_addresses(day).exclude(enterprise__in=stopped.values("enterprise"))
free = working.filter(
    enterprise__branch_links=None, enterprise__outreach_cases=None,
    enterprise__survey_records=None,
).exclude(enterprise__tax_code="").select_related("enterprise", "ward").order_by("pk")
wards = list(dict.fromkeys(place.ward for place in free))[:2]
first, second = ([p for p in free if p.ward == ward] for ward in wards)
placed = Placement.objects.filter(
    kind="official", ended_on=None, started_on__lt=day, spell__ended_on=None,
    spell__counts_official_on__lt=day,
).exclude(member__in=FoundingPerson.objects.exclude(member=None).values("member"))
most = Counter(placed.values_list("branch", flat=True)).most_common(1)[0]
officers = Position.objects.filter(ended_on=None).values("member")
people = placed.filter(branch=most[0]).exclude(member__in=officers).order_by("pk")
print(json.dumps({
    "agency": Agency.objects.filter(kind="tax").first().name,
    "wards": [str(ward) for ward in wards],
    "working": working.filter(ward=wards[0]).count(),
    "places": [[p.enterprise.name, p.enterprise.tax_code, p.line]
               for p in (*first[:4], second[0])],
    "officials": most[1],
    "people": [[p.member.pk, p.member.full_name] for p in people[:3]],
}))
"""


@pytest.fixture
def known(demo_file):
    """What the demo register holds of what the test needs."""
    told = _manage(demo_file, "shell", "-v", "0", "-c", KNOWN)
    return json.loads(told.splitlines()[-1])


@pytest.fixture
def people(browser, browser_context_args, own_demo_url):
    """(the office at a desk, the surveyor on a phone), on a register of their own."""
    contexts, pages, heard = [], [], []
    for name, size in ((OFFICE, WIDE), (SURVEYOR, PHONE)):
        ours = {**browser_context_args, "base_url": own_demo_url, "viewport": size}
        contexts.append(browser.new_context(**ours))
        pages.append(contexts[-1].new_page())
        heard.append(watch(pages[-1]))
        log_in_to(pages[-1], name)
    yield pages
    for context in contexts:
        context.close()
    assert heard == [[], []]


def test_year_from_a_list_to_a_new_branch(people, known):
    office, surveyor = people
    assert known["officials"] > 6
    before = figures(office)
    the_list_is_read(office, known)
    taken_into_the_register(office, known)
    planned(office, known)
    listed_and_given(office, known)
    _three_surveyed(surveyor, known)
    _classes_confirmed(office)
    case = _case_opened(office)
    _owner_visited(surveyor, case)
    _dossier_made(office, case, known)
    _founded_and_announced(office, case)
    after = figures(office)
    moved = {name: after[name][0] - before[name][0] for name in before}
    assert moved == {
        "surveyed": 3,
        "met": 1,
        "agreed": 1,
        "founded": 1,
        "T04": 3,
        "T05": 1,
        "T01": 1,
        "branches": 1,
        "members": 0,
    }
    assert wrong(office, {address: many for many, address in after.values()}) == []
    office.goto(after["founded"][1])
    assert NEW in office.inner_text("main")


# Of the reports: what is read before and after.


def figures(page):
    """{what: (number, address of its list)} of the reports that the year moves."""
    found = {}
    page.goto("/outreach/year/?year=2022")
    for name, label in (
        ("surveyed", "Doanh nghiệp được khảo sát"),
        ("met", "Chủ doanh nghiệp được gặp gỡ, vận động"),
        ("agreed", "Chủ doanh nghiệp đồng ý thành lập chi bộ"),
        ("founded", "Chi bộ thành lập mới"),
    ):
        found[name] = cell(page, "ket-qua", label, 4)
    look(page)
    page.goto("/reports/targets/?year=2022")
    for code, label in (
        ("T04", "Doanh nghiệp được khảo sát"),
        ("T05", "Chủ doanh nghiệp được gặp gỡ, vận động"),
        ("T01", "Chi bộ thành lập mới"),
    ):
        found[code] = cell(page, "chi-tieu", label, 5)
    page.goto("/reports/branches/?year=2022")
    found["branches"] = cell(page, "to-chuc-dang", "Cuối kỳ", 1)
    page.goto("/reports/movement/?year=2022")
    found["members"] = cell(page, "tong-hop", "Cuối kỳ", 3)
    return found


def cell(page, table, label, column):
    """(number, address) of a cell of a report, by the head of its line."""
    head = page.locator("th[scope=row]", has_text=re.compile(f"^{re.escape(label)}$"))
    line = page.locator(f"section[aria-labelledby=t-{table}] tr", has=head)
    found = line.locator("th, td").nth(column)
    opens = [link.get_attribute("href") for link in found.locator("a").all()]
    return number(found.inner_text()), *opens


# The surveyor on a phone; the office confirms.


def _three_surveyed(phone, known):
    phone.goto("/surveys/records/")
    phone.get_by_role("link", name=CAMPAIGN).click()
    assert phone.locator(".gate-lines li").count() == 5
    look(phone)
    phone.get_by_role("link", name=known["places"][0][0]).click()
    press(phone, "Không có tại địa chỉ")
    assert "Sổ đề xuất: Không có tại địa chỉ" in said(phone)
    facts = {"party_body": "none", "members_official": "0", "prospects": "2"}
    _asked(phone, known["places"][1][0], facts)
    assert "Sổ đề xuất: Có nguồn" in said(phone)
    facts = {"party_body": "none", "members_official": "3", "prospects": "1"}
    _asked(phone, NEW, facts)
    assert "Sổ đề xuất: Đủ điều kiện thành lập" in said(phone)
    assert phone.locator(".gate-lines .done").count() == 3
    look(phone)


def _asked(phone, name, facts):
    phone.get_by_role("link", name=name).click()
    press(phone, "Đang hoạt động: hỏi tiếp")
    press(phone, "Tổ chức đảng, đảng viên")
    fill(phone, facts)
    look(phone)
    press(phone, "Ghi phiếu luôn")


def _classes_confirmed(office):
    office.goto("/surveys/records/confirm/")
    office.get_by_role("link", name=CAMPAIGN, exact=True).click()
    look(office)
    for box in office.locator("[name=record]").all():
        box.check()
    press(office, "Xác nhận các phiếu đã đánh dấu")
    assert said(office) == "Đã xác nhận 3 phiếu."


# The case, its visit, its dossier, its branch.


def _case_opened(office):
    """From the record to the case, and on to `candidate`; the address of the case."""
    office.goto("/surveys/records/")
    office.get_by_role("link", name=CAMPAIGN).click()
    fill(office, {"q": NEW})
    press(office, "Tìm")
    office.get_by_role("link", name=NEW).click()
    look(office)
    press(office, "Mở hồ sơ vận động")
    office.get_by_role("link", name="Mở xem hồ sơ vận động").click()
    case = office.url
    look(office)
    _step(office, "Đủ điều kiện")
    return case


def _step(office, stage):
    """The case goes to a stage by its own main next action."""
    office.get_by_role("link", name=f"Chuyển sang “{stage}”").click()
    look(office)
    press(office, "Ghi")
    assert office.locator(".page-head .chip").inner_text() == stage


def _owner_visited(phone, case):
    phone.goto(case)
    look(phone)
    phone.get_by_role("link", name="Ghi lần gặp gỡ").first.click()
    phone.locator("[name=met][value=owner]").check()
    phone.get_by_label("Đồng ý", exact=True).check()
    fill(phone, {"met_name": "Phạm Thị Chủ", "content": "Nhất trí lập chi bộ"})
    look(phone)
    press(phone, "Ghi lần gặp")
    assert phone.locator(".page-head .chip").inner_text() == "Đang vận động"
    look(phone)


def _dossier_made(office, case, known):
    office.goto(case)
    _step(office, "Chủ doanh nghiệp đồng ý")
    _step(office, "Hoàn thiện hồ sơ")
    office.get_by_role("link", name="Mở hồ sơ thành lập").click()
    look(office)
    missing = office.locator(
        "section[aria-labelledby=t-papers] li", has_text="còn thiếu"
    )
    for _ in range(missing.count()):
        missing.first.get_by_role("link").first.click()
        fill(office, {"received_on": DAY})
        press(office, "Ghi")
    for (pk, name), role in zip(known["people"], ("secretary", "", ""), strict=True):
        office.get_by_role("link", name="Thêm đảng viên trong sổ").click()
        fill(office, {"q": name})
        press(office, "Tìm")
        office.locator(f"[name=member][value='{pk}']").check()
        fill(office, {"paper_number": f"{pk}/GGT", "role": role})
        look(office)
        press(office, "Thêm vào danh sách")
    assert "3 người, 3 chính thức" in office.inner_text("main")
    look(office)
    office.get_by_role("link", name="Hồ sơ vận động", exact=True).click()
    _step(office, "Đã trình")


def _founded_and_announced(office, case):
    office.get_by_role("link", name="Ghi quyết định thành lập").click()
    look(office)
    fill(office, {"number": "19-QĐ/ĐU", "decided_on": DAY, "code": "TN2022"})
    press(office, "Xem trước")
    look(office)
    if office.locator("[name=as_on_paper]").count():
        fill(office, {"as_on_paper": "Đúng như quyết định đã ký"})
    press(office, "Ghi quyết định thành lập")
    assert f"Đã thành lập Chi bộ {NEW}" in said(office)
    look(office)
    office.get_by_role("link", name="Ghi ngày công bố").click()
    look(office)
    fill(office, {"ceremony_on": DAY})
    press(office, "Ghi")
    office.goto(case)
    assert office.locator(".page-head .chip").inner_text() == "Đã công bố"
    assert f"khép {DAY}" in office.inner_text(".page-head")
    look(office)
