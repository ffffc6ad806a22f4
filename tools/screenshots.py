"""The pictures of the guide for the office: `python -m tools.screenshots [PICTURE …]`.

Builds a demo register of its own, serves it and photographs the pages that the
guide names, so that a picture never shows a page that is gone; all, or those named.
"""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from reports.demo import PASSWORD
from tests.demo import seed, served
from tools.chromium import chromium_path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "huong-dan" / "anh"
WIDE = {"width": 1200, "height": 800}

# (picture, user, address).
PAGES = (
    ("dang-nhap", None, "/login/"),
    ("tai-khoan", "vanphong", "/account/"),
    ("dang-ky-ma", "vanphong", "/account/code/"),
    ("xac-nhan-lai", "vanphong", "/login/confirm/"),
    ("cap-mat-khau", "quantri", "/admin/accounts/user/3/first-password/"),
    ("vai-tro", "quantri", "/roles/"),
    ("tinh-trang", "quantri", "/health/"),
    ("giao-viec", "bithu", "/delegate/"),
    ("nhat-ky", "kiemtra", "/admin/accounts/logevent/"),
    ("lich-su", "kiemtra", "/admin/members/member/5/history/"),
    ("ban-lam-viec", "vanphong", "/admin/"),
    ("chi-tieu", "vanphong", "/reports/targets/"),
    ("giao-chi-tieu", "vanphong", "/reports/targets/grid/?year=2022"),
    ("danh-sach", "vanphong", "/reports/lists/figure/T02/"),
    ("tang-giam", "vanphong", "/reports/movement/"),
    ("co-cau", "vanphong", "/reports/composition/"),
    ("trich-ngang", "vanphong", "/reports/roster/?branch=2"),
    ("csdl-dang-vien", "vanphong", "/reports/roster/national/?branch=2"),
    ("so-theo-doi", "vanphong", "/reports/registers/"),
    ("so-lieu-chi-bo", "vanphong", "/reports/registers/so-lieu-chi-bo/"),
    ("doi-chieu", "vanphong", "/reports/article/"),
    ("bao-cao", "vanphong", "/reports/annual/"),
    ("bao-cao-lap", "vanphong", "/reports/annual/new/"),
    ("bao-cao-xem", "vanphong", "/reports/annual/1/"),
    ("bao-cao-soan", "vanphong", "/reports/annual/2/dac-diem/"),
    ("ghi-ky", "lanhdao", "/reports/annual/1/sign/"),
    ("bieu-thong-ke", "vanphong", "/reports/forms/1/?year=2021"),
    ("mau-bieu", "vanphong", "/admin/reports/formtemplate/add/"),
    ("dang-vien", "vanphong", "/members/47/"),
    ("chuyen-di", "vanphong", "/members/47/events/transfer_out/"),
    ("tiep-nhan", "vanphong", "/members/receive/"),
    ("chi-bo", "vanphong", "/branches/2/"),
    ("sap-nhap", "vanphong", "/branches/2/acts/merger/"),
    ("chi-bo-minh", "bithu", "/"),
    ("ho-so-ket-nap", "bithu", "/candidates/16/"),
    ("viec-den-han", "vanphong", "/reports/due/"),
    ("dot-khao-sat", "vanphong", "/surveys/campaigns/3/"),
    ("phieu-khao-sat", "vanphong", "/surveys/records/in/3/"),
    ("bang-van-dong", "vanphong", "/surveys/cases/board/"),
    ("ho-so-van-dong", "vanphong", "/surveys/cases/78/"),
    ("thanh-lap-chi-bo", "vanphong", "/surveys/foundings/62/"),
    ("doi-chieu-danh-sach", "vanphong", "/sources/1/differs/"),
    ("so-do-phuong", "vanphong", "/outreach/map/?year=2021"),
    ("nen-gap-ai-truoc", "vanphong", "/outreach/ranking/"),
    ("suc-khoe-so", "vanphong", "/reports/health/"),
    ("xep-loai", "vanphong", "/branches/2/ratings/2021/"),
    ("huy-hieu", "vanphong", "/badges/2022/"),
    ("sinh-hoat-ghi", "vanphong", "/admin/branches/meeting/add/"),
    ("so-sinh-hoat", "vanphong", "/reports/registers/sinh-hoat/?branch=2"),
    ("kiem-tra-ghi", "vanphong", "/admin/branches/inspection/add/"),
    ("so-kiem-tra", "vanphong", "/reports/registers/kiem-tra-giam-sat/"),
    ("lop-ghi", "vanphong", "/admin/members/course/add/"),
    ("so-lop", "vanphong", "/reports/registers/lop-boi-duong/"),
    ("quy-che-ghi", "vanphong", "/admin/branches/coordinationregulation/add/"),
    ("ky-luat-ghi", "vanphong", "/admin/members/discipline/add/"),
)
WITH_REPORTS = {"bao-cao", "bao-cao-xem", "bao-cao-soan", "ghi-ky"}


def main():
    wanted = set(sys.argv[1:]) or {name for name, *_ in PAGES}
    if unknown := wanted - {name for name, *_ in PAGES}:
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        file = seed(Path(folder) / "demo.sqlite3")
        with served(file) as url, sync_playwright() as play:
            _photograph(play, url, wanted)


def _photograph(play, url, wanted):
    browser = play.chromium.launch(
        executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
    )
    if wanted & WITH_REPORTS:
        _write_reports(browser, url)
    for name, user, address in (row for row in PAGES if row[0] in wanted):
        page = _page(browser)
        if user:
            _log_in(page, url, user)
        page.goto(url + address)
        if name == "chuyen-di":
            _preview(page)
        page.screenshot(path=FOLDER / f"{name}.png")
        page.context.close()
        print(f"{name}.png")
    browser.close()


def _page(browser):
    context = browser.new_context(
        viewport=WIDE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    return context.new_page()


def _write_reports(browser, url):
    """Report 1, of 2021, waits to be signed; report 2, of a quarter, is a draft."""
    page = _page(browser)
    _log_in(page, url, "vanphong")
    for period, part in (("year", ""), ("quarter", "3")):
        page.goto(f"{url}/reports/annual/new/")
        page.select_option("[name=period]", period)
        page.fill("[name=year]", "2021")
        page.fill("[name=part]", part)
        page.click("main button.primary")
        page.wait_for_url(re.compile(r"/reports/annual/\d+/"))
        if period == "year":
            page.click("[name=to][value=submit]")
    page.context.close()


def _log_in(page, url, user):
    page.goto(f"{url}/login/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".who-name")


def _preview(page):
    """The second step of an entry: what it will do."""
    page.fill("[name=happened_on]", "05/01/2022")
    page.fill("[name=number]", "12-GT")
    page.fill("[name=destination]", "Đảng bộ phường Trương Định")
    page.click("main button.primary")


if __name__ == "__main__":
    main()
