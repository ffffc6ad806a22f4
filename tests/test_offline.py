"""No outside request at run time: the product is walked with the sockets nailed shut."""

import io
import socket

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from accounts.login import codes
from accounts.models import Phone
from accounts.tests.door import PASSWORD, code_of, log_in
from accounts.tests.port import Port, faults
from branches.models import Holiday
from tests.cast import TODAY
from tests.test_access import admin_urls, report_urls
from tests.walk import addresses

HERE = {"127.0.0.1", "::1", "localhost"}


class OutsideError(AssertionError):
    """Not an OSError: code that forgives a missing network must not hide it."""


def is_ours(family, address):
    """This machine, or the socket of the database."""
    if family == getattr(socket, "AF_UNIX", None):
        return True
    return address[0] in HERE | {connection.settings_dict["HOST"]}


@pytest.fixture
def outside(monkeypatch):
    """Every way out raises and is noted here, also when somebody catches the error."""
    tried = []
    connect = socket.socket.connect
    look_up = socket.getaddrinfo

    def refuse(what):
        tried.append(what)
        raise OutsideError(what)

    def guarded(this, address):
        if not is_ours(this.family, address):
            refuse(address)
        return connect(this, address)

    def guarded_name(host, *args, **kwargs):
        if host not in HERE | {connection.settings_dict["HOST"]}:
            refuse(host)
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded)
    monkeypatch.setattr(
        socket.socket, "sendto", lambda this, data, *where: refuse(where)
    )
    monkeypatch.setattr(socket, "getaddrinfo", guarded_name)
    monkeypatch.setattr(socket, "gethostbyname", guarded_name)
    return tried


@pytest.mark.parametrize("user", ["committee", "secretary", "system_admin"])
def test_no_page_asks_another_host(client, outside, user, request):
    client.force_login(request.getfixturevalue(user))
    urls = {*(a.url() for a in addresses()), *report_urls(), *admin_urls()}
    seen = {client.get(url).status_code for url in sorted(urls)}
    assert 200 in seen
    assert not seen & {500, 503}
    assert outside == []


def test_no_export_and_no_import_asks_another_host(client, outside, committee, body):
    client.force_login(committee)
    report = client.get(reverse("reports:movement"), {"format": "xlsx"})
    assert load_workbook(io.BytesIO(report.content)).sheetnames
    Holiday.objects.create(day=TODAY, name="Nghỉ bù", is_workday=False)
    port = Port(client, Holiday)
    rows = port.rows()
    assert faults(port.upload(rows)) == []
    assert outside == []


@pytest.mark.django_db
def test_no_log_in_with_a_code_asks_another_host(client, outside, outsider, settings):
    settings.MFA_FOR = "all"
    outsider.set_password(PASSWORD)
    outsider.save()
    client.force_login(outsider)
    assert client.get(reverse("enrol")).context["picture"].startswith("data:image/svg")
    phone = Phone.objects.get(user=outsider)
    client.post(reverse("enrol"), {"code": code_of(phone)})
    [code, *_] = codes.new_paper_codes(outsider)
    client.logout()
    assert log_in(client, "khanh", code=code).status_code == 302
    assert client.get(reverse("account")).status_code == 200
    assert outside == []


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["connect", "name", "datagram"])
def test_planted_outside_request_is_caught(client, outside, monkeypatch, outsider, way):
    def ask(user):
        if way == "name":
            socket.getaddrinfo("fonts.example.com", 443)
        with socket.socket(type=socket.SOCK_DGRAM) as plug:
            if way == "connect":
                plug.connect(("192.0.2.7", 443))
            plug.sendto(b"x", ("192.0.2.7", 53))

    def forgiving(user):
        try:
            return ask(user)
        except OutsideError:
            return 0

    monkeypatch.setattr("accounts.login.views.codes.paper_codes_left", forgiving)
    client.force_login(outsider)
    client.get(reverse("account"))
    assert outside != []
