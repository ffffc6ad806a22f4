"""What the tests of the log-in share: people at the door, a clock that can be put."""

import time

from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP

from accounts.models import LogEvent, Phone, User

PASSWORD = "cam bưởi xoài ổi na"
NEW = "mây mưa gió bão sấm chớp"
LOGIN = "/login/"


def somebody(username="lan", **extra):
    """A person with a password of their own."""
    extra = {"full_name": "Nguyễn Thị Lan", **extra}
    return User.objects.create_user(username, password=PASSWORD, **extra)


def log_in(client, username="lan", password=PASSWORD, **more):
    """What the door answers to this user name, password and code."""
    typed = {"username": username, "password": password, **more}
    return client.post(LOGIN, typed)


def is_in(client):
    """Whether the client's cookie opens a page."""
    return client.get(reverse("account")).status_code == 200


def phone_of(user):
    """A telephone that the user has enrolled."""
    return Phone.objects.create(user=user, name="điện thoại", confirmed=True)


def code_of(device, ahead=0):
    """The code that a telephone shows whose clock is so many seconds ahead."""
    phone = TOTP(device.bin_key)
    phone.time = time.time() + ahead
    return f"{phone.token():06d}"


def acts(kind):
    """The facts of the acts of a kind, oldest first."""
    return [
        *LogEvent.objects.filter(kind=kind)
        .order_by("id")
        .values_list("after", flat=True)
    ]


class Clock:
    """The clock of the server, put forward or back."""

    def __init__(self, monkeypatch):
        self.ahead = 0
        real_time, real_now = time.time, timezone.now
        monkeypatch.setattr(time, "time", lambda: real_time() + self.ahead)
        monkeypatch.setattr(
            timezone, "now", lambda: real_now() + timezone.timedelta(seconds=self.ahead)
        )

    def put(self, **parts):
        self.ahead += timezone.timedelta(**parts).total_seconds()
