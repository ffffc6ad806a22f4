"""Secrets of telephones are sealed; without their key they open nothing."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.login import codes
from accounts.models import Phone
from accounts.sealed import key_of
from accounts.tests.door import code_of, log_in, phone_of, somebody

pytestmark = pytest.mark.django_db
KEYS = {"k1": b"1" * 32, "k2": b"2" * 32}


def test_telephone_without_its_key_opens_nothing_and_paper_still_does(
    client, settings, caplog
):
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = KEYS, "k1"
    user = somebody(is_staff=True)
    device, (paper, *_) = phone_of(user), codes.new_paper_codes(user)
    code = code_of(device)
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = {"k2": KEYS["k2"]}, "k2"
    answer = log_in(client, code=code)
    assert answer.status_code == 200
    assert "otp_totp_totpdevice: a secret does not open" in caplog.text
    assert log_in(client, code=paper).status_code == 302
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = KEYS, "k1"
    assert codes.accept(user, code)


def test_telephone_that_was_never_enrolled_is_made_anew(settings):
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = KEYS, "k1"
    user = somebody()
    lost = codes.new_phone(user)
    assert codes.new_phone(user) == lost
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = {"k2": KEYS["k2"]}, "k2"
    new = codes.new_phone(user)
    assert codes.enrol(user, code_of(new))
    assert Phone.objects.get() == new
    assert new != lost


def test_secret_of_a_telephone_is_not_in_the_table(settings):
    phone = phone_of(somebody())
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM otp_totp_totpdevice")
        ((stored,),) = cursor.fetchall()
    assert key_of(stored) == settings.SEAL_KEY_ID
    assert phone.bin_key.hex() not in stored
    assert len(phone.bin_key) == 20


def test_migration_seals_the_secrets_that_lie_plain_and_opens_them_again():
    migration = import_module("accounts.migrations.0005_sealed_phones")
    editor = SimpleNamespace(connection=connection)
    user = somebody()
    plain = TOTPDevice.objects.create(user=user, confirmed=True)
    assert not codes.accept(user, code_of(plain))
    for _ in range(2):  # a second time changes nothing
        migration.seal_secrets(apps, editor)
        assert key_of(Phone.objects.get().key)
    assert Phone.objects.get().bin_key == plain.bin_key
    assert codes.accept(user, code_of(plain))
    migration.open_secrets(apps, editor)
    assert TOTPDevice.objects.get().key == plain.key
