"""How a session ends, and what becomes of a form that was half typed."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.groups import SYSTEM_ADMIN
from accounts.login import kept, sessions
from accounts.models import LogEvent, User
from accounts.tests.door import PASSWORD, Clock, acts, is_in, log_in, somebody

pytestmark = pytest.mark.django_db
KEPT = "/login/kept/"
SEARCH = "/search/"


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def user():
    return somebody()


@pytest.mark.parametrize(
    ("steps", "lives"),
    [
        ([{"minutes": 29}], True),
        ([{"minutes": 30}], False),
        ([{"minutes": 20}] * 3, True),
        ([{"minutes": 28}] * 25, True),
        ([{"minutes": 28}] * 26, False),
        ([{"minutes": -4}], True),
        ([{"minutes": -6}], False),
        ([{"days": -1}], False),
        ([{"hours": 13}], False),
    ],
    ids=str,
)
def test_session_has_an_idle_and_an_absolute_end(client, user, clock, steps, lives):
    log_in(client)
    for step in steps:
        clock.put(**step)
        still_in = is_in(client)
    assert still_in is lives


def test_ended_session_is_gone_from_the_table(client, user, clock):
    log_in(client)
    clock.put(minutes=31)
    client.get("/account/")
    clock.put(minutes=-31)
    assert not is_in(client)
    assert Session.objects.count() == 0


def test_session_without_a_stamp_is_over(client, user):
    client.force_login(user)
    session = client.session
    del session["began_at"]
    session.save()
    assert not is_in(client)


@pytest.fixture(autouse=True)
def _no_stamp_between():
    """The minute is the real one here."""


def test_reading_writes_the_session_once_a_minute(
    client, user, clock, django_assert_num_queries
):
    log_in(client)
    client.get(SEARCH)
    before = client.session["seen_at"]
    clock.put(seconds=59)
    client.get(SEARCH)
    assert client.session["seen_at"] == before
    clock.put(seconds=2)
    client.get(SEARCH)
    assert client.session["seen_at"] > before


def off_and_on(user):
    for is_active in (False, True):
        user.is_active = is_active
        user.save()


def test_django_alone_lets_an_old_cookie_live_again(client, user, monkeypatch):
    """The reason for the epoch: without it in the hash the old cookie opens."""
    alone = AbstractBaseUser._get_session_auth_hash
    monkeypatch.setattr(User, "_get_session_auth_hash", alone)
    log_in(client)
    off_and_on(user)
    assert is_in(client)


def test_ours_does_not(client, user):
    log_in(client)
    off_and_on(user)
    assert not is_in(client)


def test_cookie_used_while_switched_off_stays_dead(client, user):
    """Even if the switch was turned past `save()`."""
    log_in(client)
    User.objects.update(is_active=False)
    assert not is_in(client)
    User.objects.update(is_active=True)
    assert not is_in(client)


@pytest.mark.parametrize("name", ["is_staff", "is_superuser"])
def test_other_standing_ends_the_sessions(client, user, name):
    log_in(client)
    user.refresh_from_db()
    setattr(user, name, True)
    user.save()
    assert not is_in(client)


def test_other_name_ends_nothing(client, user):
    log_in(client)
    user.refresh_from_db()
    user.full_name = "Nguyễn Thị Làn"
    user.save()
    assert is_in(client)


def test_saving_an_old_copy_never_lowers_the_epoch(user):
    old = User.objects.get(pk=user.pk)
    partial = User.objects.only("full_name").get(pk=user.pk)
    sessions.end_all(user)
    old.save()
    partial.save()
    assert User.objects.get(pk=user.pk).session_epoch == 1


def test_rights_are_read_at_the_next_request(client, user):
    user.is_staff = True
    user.save()
    client.force_login(user)
    url = "/admin/accounts/user/"
    assert client.get(url).status_code == 403
    user.groups.add(Group.objects.get(name=SYSTEM_ADMIN))
    assert client.get(url).status_code == 200
    user.groups.clear()
    assert client.get(url).status_code == 403


def test_log_out_everywhere(client, user):
    other = Client()
    log_in(client)
    log_in(other)
    assert client.post("/account/end-sessions/").url == "/login/"
    assert acts(LogEvent.Kind.LOGOUT) == [{"user": "lan", "where": "mọi nơi"}]
    assert not is_in(client)
    assert not is_in(other)


# What was typed when the session ended

TYPED = {
    "q": ["Đặng Thị Hoa"],
    "note": ["dòng một\r\ndòng hai \"<b>'"],
    "many": ["1", "2"],
    "form-TOTAL_FORMS": ["3"],
    "password": ["không bao giờ"],
    "new_password1": ["không bao giờ"],
    "code": ["không bao giờ"],
}


@pytest.fixture
def late(client, user, clock):
    """The answer to a form that was sent after the session had ended."""
    log_in(client)
    clock.put(minutes=31)
    return client.post(f"{SEARCH}?a=1", TYPED)


def hidden(page):
    form = page.context["kept"]
    return {name: [v for n, v in form.fields if n == name] for name, _ in form.fields}


def test_late_form_is_given_back_after_the_log_in(client, late):
    assert late.url == "/login/?next=%2Flogin%2Fkept%2F"
    assert "còn giữ 15 phút" in client.get(late.url).content.decode()
    assert log_in(client, next=KEPT).url == KEPT
    page = client.get(KEPT)
    html = page.content.decode()
    assert page.context["kept"].path == f"{SEARCH}?a=1"
    kept_names = ("q", "note", "many", "form-TOTAL_FORMS")
    assert hidden(page) == {name: TYPED[name] for name in kept_names}
    assert page.context["kept"].shown() == [*TYPED["q"], *TYPED["note"]]
    assert "không bao giờ" not in html
    assert "&quot;&lt;b&gt;" in html
    assert client.get(KEPT).status_code == 200  # a page loaded again loses nothing


def test_sent_again_it_is_done_with(client, late):
    log_in(client)
    again = hidden(client.get(KEPT)) | {kept.MARK: "1"}
    assert "Đặng Thị Hoa" in client.post(SEARCH, again).content.decode()
    assert client.get(KEPT, follow=True).redirect_chain[0][0] == "/"


def test_nobody_else_gets_it(client, late):
    somebody("minh")
    log_in(client, "minh")
    assert not kept.is_there(client.session)
    assert client.get(KEPT).status_code == 302
    client.post("/logout/")
    log_in(client)
    assert client.get(KEPT).status_code == 302


def test_it_is_sealed_in_the_session(client, late):
    stored = client.session["kept_form"]
    assert "Hoa" not in str([*Session.objects.values()]) + stored
    assert SESSION_KEY not in client.session


def test_it_is_gone_after_a_quarter_of_an_hour(client, late, clock):
    clock.put(minutes=16)
    log_in(client)
    assert client.get(KEPT).status_code == 302


def test_altered_seal_is_dropped(client, late):
    session = client.session
    session["kept_form"] = "demo:xxxx"
    session.save()
    log_in(client)
    assert client.get(KEPT).status_code == 302


def test_next_day_it_is_still_taken(client, user, clock):
    log_in(client)
    clock.put(hours=16)
    client.post(SEARCH, {"q": "hôm qua"})
    log_in(client)
    assert hidden(client.get(KEPT)) == {"q": ["hôm qua"]}


def test_form_of_a_user_logged_out_elsewhere_is_kept_too(client, user):
    log_in(client)
    sessions.end_all(user)
    client.post(SEARCH, {"q": "gõ dở"})
    log_in(client)
    assert hidden(client.get(KEPT)) == {"q": ["gõ dở"]}


def test_file_is_named_but_not_kept(client, user, clock):
    log_in(client)
    clock.put(minutes=31)
    client.post(SEARCH, {"q": "a", "f": SimpleUploadedFile("bí.xlsx", b"noi dung")})
    log_in(client)
    page = client.get(KEPT)
    assert page.context["kept"].files == ["bí.xlsx"]
    assert "chọn lại tệp" in page.content.decode()


def test_form_without_the_token_is_not_kept(user, clock):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    clock.put(minutes=31)
    assert strict.post(SEARCH, {"q": "cài vào"}).status_code == 403
    assert not kept.is_there(strict.session)


def test_check_of_the_token_stays_on_for_the_form_sent_again(user, clock):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert strict.post(SEARCH, {"q": "a", kept.MARK: "1"}).status_code == 403


@pytest.mark.parametrize("url", ["/login/", "/login/confirm/", "/password/"])
def test_forms_of_the_door_are_never_kept(client, user, clock, url):
    log_in(client)
    clock.put(minutes=31)
    client.post(url, {"username": "lan", "password": PASSWORD, "x": "1"})
    assert not kept.is_there(client.session)


def test_page_that_is_only_read_leads_to_the_door(client, user, clock):
    log_in(client)
    clock.put(minutes=31)
    assert client.get("/account/").url == "/login/?next=/account/"


def test_check_in_a_form_does_not_put_the_door_into_it(client, user, clock):
    log_in(client)
    clock.put(minutes=31)
    answer = client.post(SEARCH, {"q": "a"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


def test_session_cookie_ends_with_the_browser(client, user):
    log_in(client)
    cookie = client.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
