"""Passwords: what they must be, the first one, and that nobody chooses another's."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.groups import SYSTEM_ADMIN
from accounts.login import passwords
from accounts.login.form import SAME
from accounts.models import LogEvent, User
from accounts.tests.desk import Desk
from accounts.tests.door import NEW, PASSWORD, acts, is_in, log_in, somebody

pytestmark = pytest.mark.django_db
DESK = "/admin/accounts/user/"


@pytest.fixture
def user():
    return somebody()


@pytest.fixture
def admin(client):
    """A system administrator who has just typed the password once more."""
    user = somebody("quantri", full_name="Quản trị", is_staff=True)
    user.groups.add(Group.objects.get(name=SYSTEM_ADMIN))
    desk = Desk(client, user)
    client.post("/login/confirm/", {"password": PASSWORD})
    return desk


@pytest.mark.parametrize(
    "password",
    [
        "ngắn quá12",
        "password1234",
        "123456789012",
        "001090012345",
        "ChiBoHoangMai2026",
        "Đảng ủy Hoàng Mai 2025",
        "dangvien123456789",
        "aaaaaaaaaaaaaaa",
        "hanoi hanoi hanoi 2021",
        "Nguyễn Thị Lan",
    ],
)
def test_bad_password_is_refused(user, password):
    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize(
    "password",
    [
        "chỉ toàn chữ thường thôi",
        "x7" * 3 + "qwkzpd",
        "bốn con trâu gặm cỏ " * 4,
        "dãy núi xanh rờn " * 8,
        "🐃🐢 cày ruộng sâu",
    ],
)
def test_long_phrase_without_capitals_or_digits_will_do(user, password):
    validate_password(password, user)


def test_rules_are_told_before_they_are_broken(client, user):
    client.force_login(user)
    page = client.get("/password/").content.decode()
    assert "ít nhất 12 ký tự" in page
    assert "từ quen dùng ở cơ quan" in page


def test_first_password_is_made_by_the_machine(client, user, capsys):
    log_in(client)
    call_command("first_password", "lan")
    first = capsys.readouterr().out.strip()
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", first)
    assert not is_in(client)
    user.refresh_from_db()
    left = user.first_password_until - timezone.now()
    assert dt.timedelta(hours=71, minutes=59) < left <= dt.timedelta(hours=72)
    assert acts(LogEvent.Kind.FIRST_PASSWORD) == [{"user": "lan"}]
    assert first not in str([*LogEvent.objects.values()])


def test_own_password_comes_before_every_other_page(client, user):
    first = passwords.issue_first(user)
    assert log_in(client).status_code == 200  # the old one is void
    log_in(client, password=first)
    urls = ("/", "/account/", "/account/code/", "/search/", "/admin/")
    assert {client.get(url).url for url in urls} == {"/password/"}
    assert client.post("/search/", {"q": "a"}).url == "/password/"
    assert "mật khẩu lần đầu" in client.get("/password/").content.decode()

    new = {"new_password1": NEW, "new_password2": NEW}
    answer = client.post("/password/", {"old_password": first, **new})
    assert answer.url == "/password/done/"
    assert is_in(client)
    user.refresh_from_db()
    assert user.first_password_until is None
    assert user.check_password(NEW)


def test_first_password_is_not_kept_as_the_own_one(client, user):
    first = passwords.issue_first(user)
    log_in(client, password=first)
    same = {"new_password1": first, "new_password2": first}
    answer = client.post("/password/", {"old_password": first, **same})
    assert answer.context["form"].errors["new_password1"] == [SAME]
    user.refresh_from_db()
    assert user.first_password_until is not None


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"old_password": "sai", "new_password1": NEW, "new_password2": NEW},
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": f"{NEW}x"},
        {"old_password": PASSWORD, "new_password1": "ngắn", "new_password2": "ngắn"},
        {"old_password": PASSWORD, "new_password2": NEW},
    ],
)
def test_wrong_change_changes_nothing(client, user, typed):
    client.force_login(user)
    answer = client.post("/password/", typed)
    assert answer.context["form"].errors
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert is_in(client)


def test_own_change_ends_every_other_session(client, user):
    other = Client()
    log_in(client)
    log_in(other)
    new = {"new_password1": NEW, "new_password2": NEW}
    client.post("/password/", {"old_password": PASSWORD, **new})
    assert is_in(client)
    assert not is_in(other)


def test_admin_gives_a_first_password_without_seeing_the_old(admin, user):
    url = f"{DESK}{user.pk}/first-password/"
    assert 'type="password"' not in admin.client.get(url).content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    page = admin.client.post(url)
    first = page.context["password"]
    assert first in page.content.decode()
    user.refresh_from_db()
    assert user.check_password(first)
    event = LogEvent.objects.get(kind=LogEvent.Kind.FIRST_PASSWORD)
    assert event.actor.endswith("quantri")
    assert first not in admin.client.get(url).content.decode()


def test_account_is_added_without_a_password(admin):
    typed = {"username": "moi", "full_name": "Người Mới", "email": ""}
    assert admin.save(User, **typed, password="chọn hộ người khác").is_saved
    new = User.objects.get(username="moi")
    assert not new.has_usable_password()
    page = admin.client.get(f"{DESK}{new.pk}/change/").content.decode()
    assert "Chưa cấp" in page
    assert "Cấp mật khẩu lần đầu" in page


def test_no_page_takes_a_password_for_another(admin, user):
    for url in (f"{DESK}add/", f"{DESK}{user.pk}/change/"):
        assert "password1" not in admin.client.get(url).content.decode()
    typed = {"password": "x", "password1": NEW, "password2": NEW}
    assert admin.save(User, user, **typed).is_saved
    gone = admin.client.get(f"{DESK}{user.pk}/password/", follow=True)
    assert 'type="password"' not in gone.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("state", "words"),
    [("own", "Do người dùng tự đặt"), ("first", "người dùng chưa đổi")],
)
def test_desk_says_whose_password_it_is(admin, user, state, words):
    if state == "first":
        passwords.issue_first(user)
    page = admin.client.get(f"{DESK}{user.pk}/change/").content.decode()
    assert words in page


def test_other_groups_end_the_sessions(admin, user):
    own = Client()
    own.force_login(user)
    assert admin.save(User, user).is_saved
    assert is_in(own)
    group = Group.objects.get(name=SYSTEM_ADMIN)
    assert admin.save(User, user, groups=[group.pk]).is_saved
    assert not is_in(own)
    own.force_login(User.objects.get(pk=user.pk))
    assert admin.save(User, user, groups=[]).is_saved
    assert not is_in(own)


def test_switching_off_at_the_desk_ends_the_sessions(admin, user):
    own = Client()
    own.force_login(user)
    page = admin.open(User, user)
    page.pop("is_active")
    admin.client.post(admin.url, page)
    user.refresh_from_db()
    assert (user.is_active, user.session_epoch) == (False, 1)
    assert not is_in(own)


def test_hash_is_not_told_letter_by_letter(admin, user):
    answer = admin.client.get(f"{DESK}?password__startswith=md5")
    assert answer.status_code in {302, 400}


@pytest.mark.parametrize("view", ["change", "first-password"])
def test_superuser_is_not_the_administrators_to_take(admin, view):
    above = somebody("goc", is_superuser=True)
    answer = admin.client.post(f"{DESK}{above.pk}/{view}/", {"full_name": "x"})
    assert answer.status_code == 403
    above.refresh_from_db()
    assert above.check_password(PASSWORD)


def test_first_password_of_nobody_is_not_found(admin):
    assert admin.client.post(f"{DESK}999999/first-password/").status_code == 404


def test_accounts_are_not_deleted(admin, user):
    assert (
        admin.client.post(f"{DESK}{user.pk}/delete/", {"post": "yes"}).status_code
        == 403
    )


def test_history_of_an_account_comes_from_the_log_without_its_password(
    admin, client, user
):
    user.full_name = "Nguyễn Thị Lan Hương"
    user.save()
    passwords.issue_first(user)
    user.refresh_from_db()
    page = client.get(f"{DESK}{user.pk}/history/").content.decode()
    assert "Nguyễn Thị Lan Hương" in page
    assert 'class="history-entry"' in page
    assert user.password not in page
