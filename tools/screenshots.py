"""The pictures of the guide for the office: `python -m tools.screenshots`.

Builds a demo register of its own, serves it and photographs the pages that the
guide names, so that a picture never shows a page that is gone.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from reports.demo import PASSWORD
from tests.demo import seed, served
from tools.chromium import chromium_path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "huong-dan" / "anh"
WIDE = {"width": 1200, "height": 800}

# (picture, user, address); an address may be a function of the page.
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
    ("doi-chieu", "vanphong", "/reports/article/"),
    ("dang-vien", "vanphong", "/members/47/"),
    ("chuyen-di", "vanphong", "/members/47/events/transfer_out/"),
    ("tiep-nhan", "vanphong", "/members/receive/"),
    ("chi-bo", "vanphong", "/branches/2/"),
    ("sap-nhap", "vanphong", "/branches/2/acts/merger/"),
    ("viec-den-han", "vanphong", "/reports/due/"),
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


def main():
    with tempfile.TemporaryDirectory() as folder:
        file = seed(Path(folder) / "demo.sqlite3")
        with served(file) as url, sync_playwright() as play:
            _photograph(play, url)


def _photograph(play, url):
    browser = play.chromium.launch(
        executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
    )
    for name, user, address in PAGES:
        context = browser.new_context(
            viewport=WIDE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
        )
        page = context.new_page()
        if user:
            _log_in(page, url, user)
        page.goto(url + address)
        if name == "chuyen-di":
            _preview(page)
        page.screenshot(path=FOLDER / f"{name}.png")
        context.close()
        print(f"{name}.png")
    browser.close()


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
