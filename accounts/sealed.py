"""Sealed columns: what a thief of the disk or a reader of the log must not see.

AES-256-GCM with a random nonce. The table and the column are authenticated with the
text, so a token moved to another column does not open. The token names its key, so
keys can be changed: `manage.py rotate_keys` (docs/KEYS.md). A wrong key raises; it
never gives back the token as if it were the text (libraries do, and the next save then
destroys the data: notes/security.md §5). So that a page with a lost key still answers,
a column gives its rows an `Unreadable` in that case: words to read, which are written
back as the token they stand for and can be written in no other way.
Renaming a sealed table or column needs a migration that seals its rows anew.
"""

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django import forms
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.db import models

NONCE_BYTES = 12
UNREADABLE = "không đọc được: "


class SealError(Exception):
    """A sealed value does not open: wrong key, altered token, or moved column."""


def seal(text, place):
    """The token of `text` for `place` ("table.column")."""
    return seal_bytes(text.encode(), place)


def unseal(token, place):
    """The text of a token made for `place`."""
    return unseal_bytes(token, place).decode()


def seal_bytes(secret, place):
    nonce = os.urandom(NONCE_BYTES)
    key = AESGCM(settings.SEAL_KEYS[settings.SEAL_KEY_ID])
    sealed = key.encrypt(nonce, secret, place.encode())
    return f"{settings.SEAL_KEY_ID}:{base64.b64encode(nonce + sealed).decode()}"


def unseal_bytes(token, place):
    key_id, _, body = token.partition(":")
    try:
        key = AESGCM(settings.SEAL_KEYS[key_id])
        raw = base64.b64decode(body, validate=True)
        return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode())
    except (KeyError, ValueError, binascii.Error, InvalidTag) as error:
        raise SealError(f"{place}: không mở được giá trị đã niêm") from error


def key_of(token):
    """The name of the key that a token was made with; "" of what is no token."""
    key_id, colon, _ = token.partition(":")
    return key_id if colon else ""


def blind_index(label, value):
    """64 hex digits to find or compare a sealed value by; "" for no value.

    Keyed: an ID number has few enough values that a bare hash is no protection. The
    caller brings the value into its one form (digits only) first.
    """
    if not value:
        return ""
    if is_unreadable(value):  # the index of the words would hide the number for good
        raise SealError(f"{label}: không có số để lập chỉ mục, {value}")
    message = f"{label}|{value}".encode()
    return hmac.new(settings.INDEX_KEY, message, hashlib.sha256).hexdigest()


def mask(value):
    """The value with its middle hidden: 0010******34; of a short one less is shown."""
    if is_unreadable(value):
        return str(value)
    head = 4 if len(value) >= 10 else 0
    tail = 2 if len(value) >= 6 else 0
    hidden = "*" * (len(value) - head - tail)
    return value[:head] + hidden + value[len(value) - tail :]


class Unsealed(str):
    """A text read from a sealed column; it remembers its token.

    Saved again unchanged, it is written with the same token: the log then shows no
    change where nobody changed anything.
    """

    token = place = None


class Unreadable(Unsealed):
    """What stands for a text that no key opens: words for the page, and the token."""


def is_unreadable(value):
    """Whether the value, or the text a form sent back for it, says that no key opens."""
    return isinstance(value, str) and value.startswith(UNREADABLE)


def _read(token, place):
    try:
        text = Unsealed(unseal(token, place))
    except SealError:
        key_id = key_of(token)
        lost = key_id and key_id not in settings.SEAL_KEYS
        why = f"thiếu khóa {key_id[:20]}" if lost else "khóa sai hoặc dữ liệu bị sửa"
        text = Unreadable(f"{UNREADABLE}{why}")
    text.token, text.place = token, place
    return text


class SealedInput(forms.CharField):
    """The box of a sealed text; the words for an unreadable one may be long."""

    def run_validators(self, value):
        if not is_unreadable(value):
            super().run_validators(value)


class SealedCharField(models.CharField):
    """Text kept sealed; `max_length` limits the text. Nothing but isnull filters."""

    description = "Sealed text"

    def get_internal_type(self):
        return "TextField"

    @property
    def place(self):
        return f"{self.model._meta.db_table}.{self.column}"

    def check(self, **kwargs):
        # A random nonce makes equal texts unequal tokens: UNIQUE would hold nothing.
        if self.unique or self.db_index:
            problem = "A sealed column can't be unique or indexed: use blind_index()"
            return [
                *super().check(**kwargs),
                checks.Error(problem, obj=self, id="accounts.E002"),
            ]
        return super().check(**kwargs)

    def get_lookup(self, lookup_name):
        return self._only_isnull(lookup_name, super().get_lookup)

    def get_transform(self, lookup_name):
        return self._only_isnull(lookup_name, super().get_transform)

    def _only_isnull(self, lookup_name, get):
        if lookup_name != "isnull":
            raise FieldError(f"{self.place} is sealed: look it up by its blind index")
        return get(lookup_name)

    def get_db_prep_value(self, value, connection, prepared=False):
        value = super().get_db_prep_value(value, connection, prepared)
        if not value:
            return value
        if isinstance(value, Unsealed) and value.place == self.place:
            is_new = key_of(value.token) == settings.SEAL_KEY_ID
            if is_new or isinstance(value, Unreadable):
                return value.token
        if is_unreadable(value):
            raise SealError(f"{self.place}: không ghi đè giá trị không đọc được")
        return seal(value, self.place)

    def from_db_value(self, value, expression, connection):
        return _read(value, self.place) if value else value

    def clean(self, value, model_instance):
        """Words that stand for a stored token pass; nobody may type such words."""
        if isinstance(value, Unreadable):
            return value
        if is_unreadable(value):
            raise ValidationError(
                "Giá trị cũ không đọc được; hãy ghi lại theo giấy tờ."
            )
        return super().clean(value, model_instance)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": SealedInput, **kwargs})

    def save_form_data(self, instance, data):
        if data != getattr(instance, self.name):
            super().save_form_data(instance, data)
