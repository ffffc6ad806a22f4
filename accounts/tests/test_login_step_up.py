"""The password once more: when it is asked, how long it holds, what goes on after it."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.groups import SYSTEM_ADMIN
from accounts.login import step_up
from accounts.login.form import WRONG_AGAIN
from accounts.login.middleware import FirstThingsMiddleware
from accounts.models import LogEvent, Register, User
from accounts.tests.desk import Desk
from accounts.tests.door import (
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
ASK = "/login/confirm/"
DESK = "/admin/accounts/user/"


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def admin(client):
    user = somebody("quantri", full_name="Quản trị", is_staff=True)
    user.groups.add(Group.objects.get(name=SYSTEM_ADMIN))
    log_in(client, "quantri")
    return user


def page_of(user):
    return f"{DESK}{user.pk}/change/"


def is_asked(client, admin):
    answer = client.get(page_of(admin))
    return answer.status_code == 302 and answer.url.startswith(ASK)


@pytest.mark.parametrize("url", ["add/", "{pk}/change/", "{pk}/first-password/"])
def test_pages_of_rights_ask(client, admin, url):
    url = DESK + url.format(pk=admin.pk)
    way = client.get(url).url
    assert way.startswith(f"{ASK}?next=%2Fadmin%2Faccounts%2Fuser%2F")
    assert client.get(way).context["next"] == url
    done = client.post(ASK, {"password": PASSWORD, "next": url})
    assert f'content="0;url={url}"' in done.content.decode()
    assert client.get(url).status_code == 200
    assert acts(LogEvent.Kind.STEP_UP) == [{"user": "quantri"}]


def test_reader_of_accounts_is_not_asked(client, admin):
    """Who may only look changes nothing."""
    admin.groups.clear()
    admin.user_permissions.add(*permission("view_user"))
    assert client.get(page_of(admin)).status_code == 200


def permission(codename):

    return Permission.objects.filter(codename=codename)


@pytest.mark.parametrize(("minutes", "asks"), [(14, False), (15, True), (-1, True)])
def test_it_holds_for_a_quarter_of_an_hour(client, admin, clock, minutes, asks):
    client.post(ASK, {"password": PASSWORD})
    clock.put(minutes=minutes)
    assert is_asked(client, admin) is asks


def test_log_in_does_not_count_as_one_and_ends_one(client, admin):
    assert is_asked(client, admin)
    client.post(ASK, {"password": PASSWORD})
    assert not is_asked(client, admin)
    log_in(client, "quantri")
    assert is_asked(client, admin)


def test_it_asks_for_the_code_of_those_who_have_one(client, admin):
    device = phone_of(admin)
    assert "code" in client.post(ASK, {"password": PASSWORD}).context["form"].errors
    wrong = client.post(ASK, {"password": PASSWORD, "code": "000000"})
    assert wrong.context["form"].non_field_errors() == [WRONG_AGAIN]
    type(device).objects.update(throttling_failure_timestamp=None)
    done = client.post(ASK, {"password": PASSWORD, "code": code_of(device)})
    assert "Đã xác nhận" in done.content.decode()


def test_wrong_tries_are_counted_and_logged(client, admin):
    answers = [client.post(ASK, {"password": "sai"}).status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]
    assert acts(LogEvent.Kind.LOGIN_FAILED)[0] == {
        "user": "quantri",
        "where": "xác nhận lại mật khẩu",
    }
    assert client.post(ASK, {"password": PASSWORD}).status_code == 429
    assert acts(LogEvent.Kind.STEP_UP) == []
    assert is_asked(client, admin)


@pytest.mark.parametrize("password", ["", "x" * 1001, "\0", " "])
def test_nonsense_confirms_nothing(client, admin, password):
    assert client.post(ASK, {"password": password}).context["form"].errors
    assert is_asked(client, admin)


def test_empty_box_is_no_failure(client, admin):
    client.post(ASK, {})
    assert AccessAttempt.objects.count() == 0
    assert acts(LogEvent.Kind.LOGIN_FAILED) == []


def test_session_gets_a_new_key(client, admin):
    before = client.session.session_key
    client.post(ASK, {"password": PASSWORD})
    assert client.session.session_key != before
    assert is_in(client)


@pytest.mark.parametrize("url", ["https://evil.vn/", "//evil.vn", "", "javascript:x"])
def test_it_leads_to_no_foreign_page(client, admin, url):
    done = client.post(ASK, {"password": PASSWORD, "next": url})
    assert done.context["next"] == "/"


def test_form_sent_too_late_goes_on_after_it(client, admin, clock):
    other = somebody("lan")
    desk = Desk(client, admin)
    client.post(ASK, {"password": PASSWORD})
    typed = desk.open(User, other) | {"full_name": "Tên Mới"}
    clock.put(minutes=16)
    assert client.post(desk.url, typed).url == f"{ASK}?next=%2Flogin%2Fkept%2F"
    assert User.objects.get(pk=other.pk).full_name != "Tên Mới"
    client.post(ASK, {"password": PASSWORD, "next": reverse("kept_form")})
    form = client.get(reverse("kept_form")).context["kept"]
    assert form.path == desk.url
    client.post(form.path, {**dict(form.fields), "_kept": "1"})
    assert User.objects.get(pk=other.pk).full_name == "Tên Mới"


def test_part_of_a_page_leads_the_whole_page_to_it(client, admin):
    headers = {
        "HX-Request": "true",
        "HX-Current-URL": "http://testserver/members/5/?a=1",
    }
    answer = client.get(page_of(admin), headers=headers)
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == f"{ASK}?next=%2Fmembers%2F5%2F"


@pytest.mark.parametrize(("setting", "asks"), [(False, False), (True, True)])
def test_demo_asks_only_by_a_setting(client, admin, settings, setting, asks):
    Register.objects.create(is_demo=True)
    settings.STEP_UP_IN_DEMO = setting
    assert is_asked(client, admin) is asks


@pytest.mark.parametrize(("rows", "asks"), [(50, False), (51, True)])
def test_export_of_many_rows_asks(rf, rows, asks):
    request = rf.get("/")
    request.session, request.register = {}, Register()
    if asks:
        with pytest.raises(step_up.StepUpNeededError):
            step_up.require_for_export(request, rows)
    else:
        step_up.require_for_export(request, rows)


def test_decorator_asks_before_the_view(rf):
    request = rf.get("/")
    request.session, request.register = {}, Register()
    view = step_up.step_up_required(lambda request, pk: pk)
    with pytest.raises(step_up.StepUpNeededError):
        view(request, pk=5)
    step_up.confirm(request.session)
    assert view(request, pk=5) == 5


def test_other_faults_of_a_view_are_not_its_business(rf):

    assert (
        FirstThingsMiddleware(None).process_exception(rf.get("/"), ValueError()) is None
    )
