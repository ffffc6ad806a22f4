"""The second factor: telephone, paper, trusted devices."""

import datetime as dt
import re
import time

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken

from accounts.login import codes, sessions
from accounts.models import LogEvent, Phone, TrustedDevice
from accounts.tests.door import (
    NEW,
    PASSWORD,
    Clock,
    acts,
    code_of,
    is_in,
    log_in,
    phone_of,
    somebody,
)

pytestmark = pytest.mark.django_db
ENROL = "/account/code/"


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def user():
    return somebody(is_staff=True)


@pytest.fixture
def device(user):
    return phone_of(user)


def in_mid_step(clock):
    """15 seconds after a code began: measured from there, all machines agree."""
    clock.put(seconds=15 - time.time() % 30 + 300)


def test_code_opens_once(client, device):
    code = code_of(device)
    assert log_in(client, code=code).status_code == 302
    client.logout()
    assert log_in(client, code=code).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize(
    ("ahead", "opens"), [(40, True), (-40, True), (70, False), (-70, False)]
)
def test_clock_of_the_telephone_may_differ_a_little(
    client, device, clock, ahead, opens
):
    in_mid_step(clock)
    log_in(client, code=code_of(device, ahead))
    assert is_in(client) is opens


def test_code_may_be_typed_in_groups(client, device):
    code = code_of(device)
    assert log_in(client, code=f" {code[:3]} {code[3:]}").status_code == 302


@pytest.mark.parametrize(
    "code",
    [
        "",
        "abc",
        "1",
        "0000000",
        "１２３４５６",
        "-1",
        "1e5",
        "đđđđđđ",
        "0x1234",
        "NULL",
    ],
)
def test_nonsense_is_no_code(user, device, code):
    assert codes.accept(user, code) is False


def test_code_of_somebody_else_does_not_open(client, device):
    other = phone_of(somebody("minh"))
    assert log_in(client, code=code_of(other)).status_code == 200


@pytest.mark.parametrize(
    ("setting", "is_staff", "demanded"),
    [
        ("none", True, False),
        ("staff", True, True),
        ("staff", False, False),
        ("all", False, True),
    ],
)
def test_setting_says_of_whom_a_code_is_demanded(
    client, settings, setting, is_staff, demanded
):
    settings.MFA_FOR = setting
    somebody(is_staff=is_staff)
    log_in(client)
    answer = client.get(reverse("account"))
    assert (answer.status_code == 302) is demanded
    assert not demanded or answer.url == ENROL


def test_enrolling_comes_before_every_other_page(client, user, settings):
    settings.MFA_FOR = "staff"
    log_in(client)
    assert {client.get(url).url for url in ("/", "/admin/", "/search/")} == {ENROL}
    page = client.get(ENROL)
    assert page.status_code == 200
    new = Phone.objects.get(user=user, confirmed=False)
    html = page.content.decode()
    assert codes.secret_text(new) in html
    assert 'src="data:image/svg+xml' in html
    assert page["Content-Security-Policy"].count("img-src 'self' data:") == 1
    papers = client.post(ENROL, {"code": code_of(new)}).content.decode()
    assert len(set(re.findall(r"<code>(\w{5}-\w{5})</code>", papers))) == 10
    assert is_in(client)
    assert is_in(client)  # known from the session by now


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "１２３４５６", "1" * 21])
def test_wrong_code_enrols_nothing(client, user, code):
    client.force_login(user)
    answer = client.post(ENROL, {"code": code})
    assert "code" in answer.context["form"].errors
    assert not codes.is_enrolled(user)


def test_secret_stays_while_the_page_is_tried_again(client, user):
    client.force_login(user)
    client.get(ENROL)
    client.get(ENROL)
    assert Phone.objects.count() == 1


def test_paper_codes_open_once_each(client, user, device):
    paper = codes.new_paper_codes(user)
    for code in paper:
        assert log_in(client, code=code.upper()).status_code == 302
        client.logout()
    assert log_in(client, code=paper[0]).status_code == 200
    assert StaticToken.objects.count() == 0


def test_paper_codes_are_stored_as_hashes(user, device):
    paper = codes.new_paper_codes(user)
    stored = {token.token.lower() for token in StaticToken.objects.all()}
    assert len(stored) == 10
    assert not stored & {code.replace("-", "") for code in paper}


def test_new_paper_makes_the_old_one_void(client, user, device):
    old = codes.new_paper_codes(user)
    client.force_login(user)
    client.post(reverse("step_up"), {"password": PASSWORD, "code": code_of(device)})
    page = client.post(reverse("paper_codes")).content.decode()
    assert not set(old) & set(re.findall(r"<code>(\w{5}-\w{5})</code>", page))
    assert codes.paper_codes_left(user) == 10
    assert not codes.accept(user, old[0])


def test_paper_codes_need_a_telephone_and_a_step_up(client, user):
    client.force_login(user)
    assert client.post(reverse("paper_codes")).url == ENROL
    phone_of(user)
    assert client.post(reverse("paper_codes")).url.startswith("/login/confirm/")
    assert client.get(ENROL).url.startswith("/login/confirm/")


def test_new_telephone_takes_the_place_of_the_old_one(client, user, device):
    client.force_login(user)
    client.post(reverse("step_up"), {"password": PASSWORD, "code": code_of(device)})
    client.get(ENROL)
    new = Phone.objects.get(confirmed=False)
    client.post(ENROL, {"code": code_of(new)})
    assert [*Phone.objects.values_list("pk", "confirmed")] == [(new.pk, True)]


def trusting(client, device):
    log_in(client, code=code_of(device), trust="on")
    client.post("/logout/")


def test_trusted_device_is_not_asked(client, user, device):
    trusting(client, device)
    assert log_in(client).status_code == 302
    cookie = client.cookies["trusted_device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        True,
        "Lax",
        30 * 24 * 3600,
    )
    assert TrustedDevice.objects.get().token_hash not in cookie.value


def test_trust_ends_after_30_days(client, device, clock):
    trusting(client, device)
    clock.put(days=30, seconds=1)
    assert log_in(client).status_code == 200
    log_in(client, code=code_of(device), trust="on")
    assert TrustedDevice.objects.count() == 1  # the old one is gone


def test_trust_without_a_code_is_nothing(client, user, settings):
    settings.MFA_FOR = "all"
    log_in(client, trust="on")
    assert "trusted_device" not in client.cookies


def test_trust_is_of_one_user(client, device):
    trusting(client, device)
    phone_of(somebody("minh"))
    assert log_in(client, "minh").status_code == 200


def test_forged_trust_is_none(client, device):
    trusting(client, device)
    client.cookies["trusted_device"] = client.cookies["trusted_device"].value + "x"
    assert log_in(client).status_code == 200


@pytest.mark.parametrize("how", ["everywhere", "password", "epoch", "off and on"])
def test_trust_is_dropped(client, user, device, how):
    trusting(client, device)
    if how == "everywhere":
        sessions.end_all(user)
    elif how == "password":
        log_in(client)
        new = {"new_password1": NEW, "new_password2": NEW}
        client.post("/password/", {"old_password": PASSWORD, **new})
        client.post("/logout/")
    elif how == "epoch":
        user.raise_epoch()
    else:
        for is_active in (False, True):
            user.is_active = is_active
            user.save()
    password = NEW if how == "password" else PASSWORD
    assert log_in(client, password=password).status_code == 200


def test_step_up_asks_a_trusted_device_too(client, user, device):
    trusting(client, device)
    log_in(client)
    answer = client.post(reverse("step_up"), {"password": PASSWORD})
    assert "code" in answer.context["form"].errors


def test_reset_takes_the_second_factor_away(client, user, device, capsys):
    codes.new_paper_codes(user)
    client.force_login(user)
    call_command("mfa_reset", "lan")
    assert "lan" in capsys.readouterr().out
    assert not codes.is_enrolled(user)
    assert StaticToken.objects.count() == 0
    assert not is_in(client)
    assert acts(LogEvent.Kind.DELETE)[-1] == {"user": "lan"}


@pytest.mark.parametrize("command", ["mfa_reset", "first_password"])
def test_commands_know_only_accounts(command):
    with pytest.raises(CommandError, match="Không có tài khoản 'ai'"):
        call_command(command, "ai")


def test_own_page_shows_what_there_is(client, user):
    client.force_login(user)
    assert "Chưa đăng ký" in client.get("/account/").content.decode()
    phone_of(user)
    codes.new_paper_codes(user)
    until = dt.datetime(2099, 12, 31, tzinfo=dt.UTC)
    TrustedDevice.objects.create(user=user, token_hash="x", until=until)
    page = client.get("/account/").content.decode()
    assert "Còn 10 mã trên giấy" in page
    assert "31/12/2099" in page
