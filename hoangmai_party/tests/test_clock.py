"""One today: the real day, the day of the demo register, or the day of a test."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Register
from hoangmai_party import clock

pytestmark = pytest.mark.django_db

STANDS = dt.date(2022, 1, 14)
OTHER = dt.date(2020, 2, 29)


def test_today_is_the_real_day_without_a_register():
    assert clock.today() == timezone.localdate()


def test_today_is_the_real_day_of_a_real_register():
    Register.objects.create(complete_from=OTHER)
    assert clock.today() == timezone.localdate()


def test_demo_register_stands_on_its_day():
    Register.objects.create(is_demo=True, stands_on=STANDS)
    assert clock.today() == STANDS
    Register.objects.update(stands_on=OTHER)
    assert clock.today() == OTHER


def test_fixed_day_goes_before_the_register_and_ends_with_its_block():
    Register.objects.create(is_demo=True, stands_on=STANDS)
    with clock.fixed(OTHER):
        assert clock.today() == OTHER
        with clock.fixed(None):
            assert clock.today() == STANDS
        assert clock.today() == OTHER
    assert clock.today() == STANDS


def test_fixed_day_ends_with_an_error_too():
    def fail():
        with clock.fixed(OTHER):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert clock.today() == timezone.localdate()


def test_day_is_the_day_in_vietnam(monkeypatch):
    night = dt.datetime(2022, 1, 14, 17, 30, tzinfo=dt.UTC)  # 00:30 on the 15th there
    monkeypatch.setattr(timezone, "now", lambda: night)
    assert clock.today() == dt.date(2022, 1, 15)
