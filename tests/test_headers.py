"""The headers of every dynamic page, refusals and errors as well."""

import pytest

from hoangmai_party import middleware
from tests.walk import addresses

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "X-Frame-Options": "DENY",
}


def weak(response):
    """The headers that are missing or say less."""
    names = [
        name for name, said in HEADERS.items() if said not in response.get(name, "")
    ]
    policy = response.get("Content-Security-Policy", "")
    return names + [word for word in ("unsafe", "http:", "*") if word in policy]


@pytest.mark.parametrize("user", ["committee", "outsider", None])
def test_every_page_has_the_headers(client, body, user, request):
    if user:
        client.force_login(request.getfixturevalue(user))
    found = {a.url(): weak(client.get(a.url())) for a in addresses()}
    assert {url: names for url, names in found.items() if names} == {}


def test_weak_header_is_found(client, db, monkeypatch):
    monkeypatch.setitem(middleware.HEADERS, "Content-Security-Policy", "default-src *")
    assert weak(client.get("/login/")) == ["Content-Security-Policy", "*"]
