"""The door: who comes in, what is counted, what is logged."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from accounts.login.form import EXPIRED, WRONG
from accounts.models import LogEvent
from accounts.tests.door import (
    LOGIN,
    NEW,
    PASSWORD,
    acts,
    code_of,
    is_in,
    log_in,
    phone_of,
    somebody,
)

pytestmark = pytest.mark.django_db
Kind = LogEvent.Kind


@pytest.fixture
def user():
    return somebody()


def said(response):
    return response.context["form"].non_field_errors()


def test_right_password_opens(client, user):
    assert log_in(client).status_code == 302
    assert is_in(client)
    event = LogEvent.objects.get(kind=Kind.LOGIN)
    assert (event.user_id, event.ip, event.after) == (
        user.pk,
        "127.0.0.1",
        {"user": "lan"},
    )


def test_door_shows_the_clock_of_the_server(client, monkeypatch):
    moment = dt.datetime(2026, 11, 23, 9, 30, 15, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert "16:30:15 ngày 23/11/2026" in client.get(LOGIN).content.decode()


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("lan", "sai"),
        ("lan", PASSWORD.upper()),
        ("lan", f"{PASSWORD} "),
        ("lan", NEW),
        ("ai", PASSWORD),
        ("Lan", PASSWORD),
        ("tat", PASSWORD),
        ("lan' OR 1=1 --", "x"),
        ("lan", "x" * 999),
        ("<script>", "\u202e"),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(client, user, username, password):
    somebody("tat", is_active=False)
    answer = log_in(client, username, password)
    assert (answer.status_code, said(answer)) == (200, [WRONG])
    assert f'value="{password}"' not in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "typed",
    [
        {"username": "", "password": PASSWORD},
        {"username": "lan"},
        {"username": "lan\0", "password": PASSWORD},
        {"username": "l" * 151, "password": PASSWORD},
        {"username": "lan", "password": "x" * 1001},
        {"username": "lan", "password": f"{PASSWORD}\0"},
    ],
)
def test_bad_input_is_told_beside_its_field(client, user, typed):
    answer = client.post(LOGIN, typed)
    assert answer.status_code == 200
    (name,) = answer.context["form"].errors
    assert name in {"username", "password"}
    assert not is_in(client)
    assert AccessAttempt.objects.count() == 0


def test_failures_are_logged_without_what_was_typed(client, user):
    log_in(client, "lan", "bí mật của tôi")
    log_in(client, "mật khẩu gõ nhầm ô", "x")
    where = {"where": "đăng nhập"}
    assert acts(Kind.LOGIN_FAILED) == [
        {"user": "lan", **where},
        {"user": "(không có tài khoản)", **where},
    ]
    stored = str([*AccessAttempt.objects.values()])
    assert "gõ nhầm" not in stored
    assert "bí mật" not in stored


def test_fifth_failure_closes_the_door_for_all_tries(client, user):
    answers = [log_in(client, password="sai").status_code for _ in range(30)]
    assert answers == [200] * 4 + [429] * 26
    page = log_in(client)
    assert page.status_code == 429
    assert "Tạm khóa đăng nhập" in page.content.decode()
    assert not is_in(client)


def test_other_workstation_and_other_user_are_not_locked_out(client, user):
    somebody("minh")
    for _ in range(5):
        log_in(client, password="sai")
    assert log_in(client, "minh").status_code == 302
    client.logout()
    client.defaults["REMOTE_ADDR"] = "10.0.0.9"
    assert log_in(client).status_code == 302


def test_unknown_names_are_locked_like_known_ones(client, user):
    answers = [log_in(client, "ma", "x").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_door_opens_again_after_a_quarter_of_an_hour(client, user):
    for _ in range(7):
        log_in(client, password="sai")
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=16))
    assert log_in(client).status_code == 302


def test_tries_in_the_lock_do_not_lengthen_it(client, user):
    for _ in range(5):
        log_in(client, password="sai")
    before = AccessAttempt.objects.get().attempt_time
    log_in(client, password="sai")
    assert AccessAttempt.objects.get().attempt_time == before


def test_success_forgets_failures(client, user):
    for _ in range(2):
        for _ in range(4):
            log_in(client, password="sai")
        assert log_in(client).status_code == 302
        client.logout()
    assert AccessAttempt.objects.count() == 0


def test_wrong_codes_are_counted_like_wrong_passwords(client, user):
    phone_of(user)
    answers = [log_in(client, code="000000") for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 200, 429]
    assert said(answers[0]) == [WRONG]
    assert len(acts(Kind.LOGIN_FAILED)) == 5


def test_right_password_without_code_is_wrong(client, user):
    device = phone_of(user)
    assert said(log_in(client)) == [WRONG]
    assert AccessAttempt.objects.get().failures_since_start == 1
    assert log_in(client, code=code_of(device)).status_code == 302


def test_code_without_the_password_is_not_used_up(client, user):
    device = phone_of(user)
    code = code_of(device)
    log_in(client, password="sai", code=code)
    assert log_in(client, code=code).status_code == 302


def test_code_box_is_there_when_somebody_needs_it(client, user, settings):
    assert 'name="code"' not in client.get(LOGIN).content.decode()
    settings.MFA_FOR = "staff"
    assert 'name="code"' in client.get(LOGIN).content.decode()
    settings.MFA_FOR = "none"
    phone_of(user)
    assert 'name="code"' in client.get(LOGIN).content.decode()


@pytest.mark.parametrize(
    "url", ["https://evil.vn/", "//evil.vn", "javascript:alert(1)"]
)
def test_door_leads_to_no_foreign_page(client, user, url):
    assert log_in(client, next=url).url == "/"


def test_desk_has_the_same_door(client, user):
    assert client.get("/admin/login/?next=/admin/").url == "/login/?next=%2Fadmin%2F"
    client.force_login(user)
    assert client.get("/admin/login/").status_code == 403
    user.is_staff = True
    user.save()
    client.force_login(user)
    assert client.get("/admin/login/").url == "/login/?next=%2Fadmin%2F"


@pytest.mark.parametrize("url", ["/logout/", "/admin/logout/"])
def test_log_out_is_logged(client, user, url):
    client.force_login(user)
    assert client.post(url).status_code in {200, 302}
    assert acts(Kind.LOGOUT) == [{"user": "lan"}]
    assert not is_in(client)


def test_desk_leads_to_our_own_page_of_the_password(client, user):
    client.force_login(user)
    assert client.get("/admin/password_change/").url == "/password/"


def test_refusal_of_a_known_person_is_logged(client, user):
    client.force_login(user)
    assert client.get("/admin/login/?q=Bí+mật").status_code == 403
    assert acts(Kind.DENIED) == [{"path": "/admin/login/", "method": "GET"}]
    client.logout()
    client.get("/admin/")
    assert len(acts(Kind.DENIED)) == 1


def test_expired_first_password_says_so(client, user):
    user.first_password_until = timezone.now() - dt.timedelta(seconds=1)
    user.save()
    assert said(log_in(client)) == [EXPIRED]
    assert not is_in(client)


def test_no_password_in_the_log(client, user):
    log_in(client)
    client.post(reverse("step_up"), {"password": PASSWORD})
    new = {"new_password1": NEW, "new_password2": NEW}
    client.post(reverse("password_change"), {"old_password": PASSWORD, **new})
    assert get_user_model().objects.get().check_password(NEW)
    stored = str([*LogEvent.objects.values()])
    assert PASSWORD not in stored
    assert NEW not in stored
    assert "md5$" not in stored


def test_address_behind_the_proxy_is_the_callers(client, user, settings):
    door = "accounts.login.middleware.ProxyAddressMiddleware"
    settings.MIDDLEWARE = [door, *settings.MIDDLEWARE]
    headers = {"HTTP_X_FORWARDED_FOR": "1.2.3.4, 10.0.0.7"}
    client.post(LOGIN, {"username": "lan", "password": PASSWORD}, **headers)
    assert LogEvent.objects.get(kind=Kind.LOGIN).ip == "10.0.0.7"
    client.post(LOGIN, {"username": "lan", "password": PASSWORD})
    assert LogEvent.objects.filter(kind=Kind.LOGIN).last().ip == "127.0.0.1"


def test_banner_says_when_nobody_is_asked_for_a_code(client, settings):
    words = "Chưa yêu cầu mã xác nhận"
    assert words not in client.get(LOGIN).content.decode()
    settings.MFA_MISSING = True
    assert words in client.get(LOGIN).content.decode()
