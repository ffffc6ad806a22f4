"""The second factor: codes of the telephone (TOTP), and ten on paper.

A telephone's code is six digits, a paper's ten letters and digits, so that a slip in
one doesn't slow down the other. Paper codes are stored as keyed hashes.
"""

import base64
import logging
import secrets

import segno
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from accounts.log.acts import log_act
from accounts.login.sessions import end_all
from accounts.models import LogEvent, Phone
from accounts.sealed import SealError

PAPER_CODES = 10
PAPER_LENGTH = 10
logger = logging.getLogger(__name__)
# No 0 and o, no 1, i and l: they are read from paper.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def is_demanded(user):
    """Whether the setting wants a second factor of this user."""
    return settings.MFA_FOR == "all" or (settings.MFA_FOR == "staff" and user.is_staff)


def is_enrolled(user):
    return Phone.objects.filter(user=user, confirmed=True).exists()


def accept(user, code):
    """Whether the code is right, and used now for the first time."""
    code = "".join(code.split()).replace("-", "").lower()
    if not code.isascii():
        return False
    by_phone = len(code) == 6 and code.isdecimal()
    kind, token = (Phone, code) if by_phone else (StaticDevice, _hashed(user, code))
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user, confirmed=True)
        device = device.first()
        return device is not None and _is_right(device, token)


def _is_right(device, token):
    try:
        return device.verify_token(token)
    except SealError:  # docs/KEYS.md: a paper code opens, or mfa_reset
        logger.error("%s: a secret does not open, see SEAL_KEYS", Phone._meta.db_table)
        return False


def new_phone(user):
    """The device that the user is about to enrol; its secret stays until it is."""
    waiting = Phone.objects.filter(user=user, confirmed=False)
    device = waiting.first()
    if device and not device.opens:
        waiting.delete()
        device = None
    return device or Phone.objects.create(user=user, confirmed=False, name="điện thoại")


@transaction.atomic
def enrol(user, code):
    """Take the new telephone in place of the old one, if its code is right."""
    device = new_phone(user)
    if not (code.isascii() and code.isdecimal() and device.verify_token(code)):
        return False
    Phone.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    log_act(LogEvent.Kind.UPDATE, Phone, user=user.get_username())
    return True


def secret_text(device):
    """The secret to type by hand, in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def qr_picture(device):
    """The secret as a picture, made here: nothing is asked of another host."""
    return segno.make(device.config_url).svg_data_uri(scale=5, border=4)


@transaction.atomic
def new_paper_codes(user):
    """Ten new codes; those on the old paper are dead. They can't be shown again."""
    codes = [
        "".join(secrets.choice(_LETTERS) for _ in range(PAPER_LENGTH))
        for _ in range(PAPER_CODES)
    ]
    device, _ = StaticDevice.objects.get_or_create(
        user=user, defaults={"name": "mã giấy"}
    )
    device.token_set.all().delete()
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_hashed(user, code)) for code in codes
    )
    log_act(LogEvent.Kind.UPDATE, StaticDevice, user=user.get_username())
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def paper_codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def reset(user):
    """Take the second factor away: telephone lost and no paper left."""
    for kind in (Phone, StaticDevice):
        kind.objects.filter(user=user).delete()
    end_all(user)
    log_act(LogEvent.Kind.DELETE, Phone, user=user.get_username())


def _hashed(user, code):
    """What the table holds for a paper code: 16 characters, keyed."""
    mac = salted_hmac(f"paper code {user.pk}", code, algorithm="sha256").digest()
    return base64.b32encode(mac)[:16].decode()
