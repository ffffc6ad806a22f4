"""The door with all its bolts: first password, code, step-up, a form that came too late.

One person's first day, on a server that demands a code of everybody. Each screen on the
way is looked at like any other page.
"""

import contextlib
import shutil
import sqlite3
import time
from base64 import b32decode

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django_otp.oath import TOTP

from tests.browser.conftest import PHONE, WIDE, watch
from tests.browser.test_pages import findings, overflow
from tests.demo import first_password, served

USER = "vanphong"
OWN = "mây mưa gió bão sấm chớp"
MEMBER = "/members/5/"
STRICT = {"MFA_FOR": "all", "STEP_UP_IN_DEMO": "True"}


@pytest.fixture
def register(demo_file, tmp_path):
    file = tmp_path / "door.sqlite3"
    shutil.copy(demo_file, file)
    return file


@pytest.fixture
def door(browser, browser_context_args, register):
    """A stranger's page on a strict server; whatever it asks for stays in the house."""
    with served(register, **STRICT) as url:
        context = browser.new_context(**{**browser_context_args, "base_url": url})
        page = context.new_page()
        said = watch(page)
        page.goto("/login/")
        yield page
        context.close()
    # A refusal and a lockout are answers, which Chromium calls errors.
    assert [line for line in said if "status of 4" not in line] == []


def look(page, heading):
    """The screen is the one that is meant, fits and can be used by everybody."""
    assert heading in page.inner_text("h1")
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) <= 0, (heading, size)
    assert findings(page) == [], heading


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def log_in(page, password, code=""):
    page.fill("[name=username]", USER)
    page.fill("[name=password]", password)
    page.fill("[name=code]", code)
    press(page, "Đăng nhập")


def choose_password(page, old):
    look(page, "Đổi mật khẩu")
    page.fill("[name=old_password]", old)
    for name in ("new_password1", "new_password2"):
        page.fill(f"[name={name}]", OWN)
    press(page, "Đổi mật khẩu")


def take_phone(page):
    """Type the key into a telephone; returns what shows its codes."""
    look(page, "Đăng ký mã xác nhận")
    assert page.locator("img.qr").evaluate("e => e.naturalWidth") > 100
    key = b32decode(page.inner_text("code.secret").replace(" ", ""))
    page.fill("[name=code]", code_of(key))
    press(page, "Đăng ký")
    return key


def code_of(key, steps=0):
    """The code of now, or of the steps of 30 seconds to come."""
    phone = TOTP(key)
    phone.time = time.time() + 30 * steps
    return f"{phone.token():06d}"


def keep_paper(page):
    look(page, "Mã trên giấy")
    codes = page.locator(".paper-codes code").all_inner_texts()
    page.get_by_role("link", name="Đã cất mã, tiếp tục").click()
    return codes


def log_out(page):
    page.set_viewport_size(WIDE)
    page.click(".who summary")
    press(page, "Đăng xuất")
    look(page, "Đăng nhập")


def unmask(page, code):
    """The whole number for a reason, after password and code once more."""
    page.goto(MEMBER)
    assert "******" in page.inner_text("main")
    page.click("summary:has-text('Hiện đủ số')")
    page.fill("[name=reason]", "Đối chiếu thẻ căn cước")
    press(page, "Hiện đủ số")
    look(page, "Xác nhận lại mật khẩu")
    page.fill("[name=password]", OWN)
    page.fill("[name=code]", code)
    press(page, "Xác nhận")
    page.wait_for_url("**/login/kept/")
    look(page, "Gửi lại nội dung đã nhập")
    press(page, "Gửi lại")
    assert "******" not in page.inner_text("main")


def end_session(page, register):
    """Half an hour goes by: the stamps in the row of the browser's session say so."""
    [key] = [c["value"] for c in page.context.cookies() if c["name"] == "sessionid"]
    with (
        contextlib.closing(sqlite3.connect(register, timeout=20)) as database,
        database,
    ):
        where = "FROM django_session WHERE session_key = ?"
        [[held]] = database.execute(f"SELECT session_data {where}", [key]).fetchall()
        session = SessionStore().decode(held)
        session["seen_at"] -= 31 * 60
        database.execute(
            "UPDATE django_session SET session_data = ? WHERE session_key = ?",
            [SessionStore().encode(session), key],
        )


def type_half(page, register):
    page.goto("/members/receive/")
    page.fill("[name=full_name]", "Trịnh Thị Nửa Chừng")
    page.fill("[name=number]", "15-GT")
    page.locator("form.card, main form").first.evaluate("f => f.noValidate = true")
    end_session(page, register)
    press(page, "Tiếp nhận")
    look(page, "Đăng nhập")
    assert "chưa được ghi nhưng còn giữ 15 phút" in page.inner_text("main")


def test_first_day_from_the_envelope_to_a_form_sent_too_late(door, register):
    page, envelope = door, first_password(register, USER)
    look(page, "Đăng nhập")
    log_in(page, envelope)
    choose_password(page, envelope)
    key = take_phone(page)
    paper = keep_paper(page)
    assert len(paper) == 10
    log_out(page)
    log_in(page, OWN, code_of(key, steps=1))
    unmask(page, paper[0])
    type_half(page, register)
    log_in(page, OWN, paper[1])
    look(page, "Gửi lại nội dung đã nhập")
    assert "Trịnh Thị Nửa Chừng" in page.inner_text("main")
    press(page, "Gửi lại")
    assert page.input_value("[name=full_name]") == "Trịnh Thị Nửa Chừng"
    page.goto("/account/")
    look(page, "Tài khoản của tôi")
    assert "Còn 8 mã trên giấy" in page.inner_text("main")


def test_door_that_is_locked_says_so(door):
    for _ in range(5):
        log_in(door, "không phải mật khẩu")
    look(door, "Tạm khóa đăng nhập")
