"""The secrets of telephones are sealed in place (accounts/login/phone.py)."""

from binascii import hexlify, unhexlify

from django.db import migrations

from accounts.sealed import key_of, seal_bytes, unseal_bytes

PLACE = "otp_totp_totpdevice.key"


def seal_secrets(apps, schema_editor):
    rows = apps.get_model("otp_totp", "TOTPDevice").objects
    for device in rows.using(schema_editor.connection.alias).all():
        if not key_of(device.key):
            place = f"{PLACE}.{device.user_id}"
            device.key = seal_bytes(unhexlify(device.key), place)
            device.save(update_fields=["key"])


def open_secrets(apps, schema_editor):
    rows = apps.get_model("otp_totp", "TOTPDevice").objects
    for device in rows.using(schema_editor.connection.alias).all():
        place = f"{PLACE}.{device.user_id}"
        device.key = hexlify(unseal_bytes(device.key, place)).decode()
        device.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_log_at_index"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Phone",
            fields=[],
            options={
                "verbose_name": "máy sinh mã đăng nhập",
                "verbose_name_plural": "máy sinh mã đăng nhập",
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("otp_totp.totpdevice",),
        ),
        migrations.RunPython(seal_secrets, open_secrets),
    ]
