"""Users and the register."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Register, User
from hoangmai_party import clock

DAY = dt.date(2022, 1, 14)


def test_user_is_called_by_name():
    user = User(username="an.nv", full_name="Nguyễn Văn An")
    assert str(user) == user.get_full_name() == "Nguyễn Văn An"
    assert user.get_short_name() == "An"
    assert str(User(username="an.nv")) == "an.nv"


@pytest.mark.django_db
def test_superuser_needs_no_email():
    user = User.objects.create_superuser("an.nv", password="x", full_name="An")
    assert user.check_password("x")
    assert User.REQUIRED_FIELDS == ["full_name"]


@pytest.mark.django_db
def test_register_is_a_default_until_stored():
    register = Register.load()
    assert (register.pk, register.is_demo, register.stands_on) == (1, False, None)
    assert not Register.objects.exists()
    Register.objects.create(is_demo=True, stands_on=DAY)
    assert Register.load() == Register.objects.get()
    assert Register.load().stands_on == DAY


@pytest.mark.django_db
def test_register_is_one():
    Register.objects.create()
    with pytest.raises(IntegrityError, match="register_only_one"), transaction.atomic():
        Register.objects.create(pk=2)


@pytest.mark.django_db
def test_real_register_does_not_stand_still():
    name = "register_stands_only_in_demo"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Register.objects.create(stands_on=DAY)


@pytest.mark.django_db
def test_register_in_use_is_not_asked_for_again(django_assert_num_queries):
    Register.objects.create(is_demo=True, stands_on=DAY)
    with Register.load().in_use(), django_assert_num_queries(0):
        assert clock.today() == Register.load().stands_on == DAY


@pytest.mark.django_db
def test_clock_reads_the_stored_day(django_assert_num_queries):
    Register.objects.create(is_demo=True, stands_on=DAY)
    with django_assert_num_queries(1):
        assert clock.today() == DAY
