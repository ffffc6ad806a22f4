"""What stands around every request."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.log import current
from accounts.models import Register, User
from hoangmai_party import clock, middleware

DAY = dt.date(2022, 1, 14)


def ask(middleware_class, view, **attributes):
    request = RequestFactory(REMOTE_ADDR="10.0.0.5").get("/")
    for name, value in attributes.items():
        setattr(request, name, value)
    return middleware_class(view)(request)


def test_headers_are_strict():
    response = ask(middleware.SecurityHeadersMiddleware, lambda request: HttpResponse())
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert policy.endswith("base-uri 'none'; frame-ancestors 'none'")
    assert "unsafe" not in policy


def test_view_may_set_its_own_header():
    own = HttpResponse(headers={"Cache-Control": "private"})
    response = ask(middleware.SecurityHeadersMiddleware, lambda request: own)
    assert response["Cache-Control"] == "private"


@pytest.mark.parametrize(
    ("user", "actor"),
    [
        (User(pk=12, username="an.nv"), "user:12 an.nv"),
        (AnonymousUser(), "system:web:anonymous"),
    ],
)
def test_request_acts_as_its_user(user, actor):
    seen = ask(middleware.LogActorMiddleware, lambda request: current(), user=user)
    assert (seen.actor, seen.ip) == (actor, "10.0.0.5")


@pytest.mark.django_db
def test_request_stands_on_the_day_of_the_register(django_assert_num_queries):
    Register.objects.create(is_demo=True, stands_on=DAY)

    def view(request):
        return request.register.is_demo, clock.today(), clock.today()

    with django_assert_num_queries(1):
        answer = ask(middleware.RegisterMiddleware, view)
    assert answer == (True, DAY, DAY)


@pytest.mark.django_db
def test_request_of_a_real_register_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1), clock.fixed(None):
        today = ask(middleware.RegisterMiddleware, lambda request: clock.today())
    assert abs(today - dt.date.today()) <= dt.timedelta(days=1)  # noqa: DTZ011


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/khong-co/", "/admin/khong-co/", "/members/9/"])
@pytest.mark.parametrize("debug", [True, False])
def test_lost_address_is_told_in_our_words(admin_client, settings, path, debug):
    settings.DEBUG = debug
    page = admin_client.get(path)
    assert page.status_code == 404
    assert "Không tìm thấy trang" in page.content.decode()
