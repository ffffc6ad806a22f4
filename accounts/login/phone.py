"""The telephone that makes codes; its secret lies sealed in the table of django-otp."""

from binascii import unhexlify

from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.scope import SYSTEM
from accounts.sealed import SealError, key_of, seal_bytes, unseal_bytes

PLACE = "otp_totp_totpdevice.key"


def place_of(user_id):
    """Where a secret belongs: moved to the row of another user it does not open."""
    return f"{PLACE}.{user_id}"


class Phone(TOTPDevice):
    """Điện thoại: a TOTP device whose `key` is a token (accounts.sealed).

    The twenty bytes of the secret are sealed, not their hex digits: so the token has
    room in the column of the package, and no table of ours is needed.
    """

    SCOPE = SYSTEM

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "máy sinh mã đăng nhập"
        verbose_name_plural = "máy sinh mã đăng nhập"

    def save(self, **kwargs):
        if not key_of(self.key):  # just made: hex digits
            self.key = seal_bytes(unhexlify(self.key), place_of(self.user_id))
        super().save(**kwargs)

    @property
    def bin_key(self):
        """The secret; SealError when no key opens it, or when it was never sealed."""
        return unseal_bytes(self.key, place_of(self.user_id))

    @property
    def opens(self):
        try:
            return bool(self.bin_key)
        except SealError:
            return False
