"""The encrypted file of a backup: AES-256-GCM in chunks, the key from BACKUP_KEY.

    magic, salt (16 bytes), then chunks: length (4 bytes), sealed text

Each chunk is sealed with its number and whether it is the last one, so a chunk that
was left out, moved or cut off at the end does not open. The key comes from the secret
by scrypt with the salt of the file; no two files share one.
"""

import base64
import hashlib
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

MAGIC = b"HOANGMAI-SAO-LUU-1\n"
CHUNK = 1024 * 1024
SALT, TAG = 16, 16
SHORTEST = 20
SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}

NO_KEY = (
    "Chưa đặt BACKUP_KEY: đặt một chuỗi bí mật từ 20 ký tự, cất bản giấy trong két, "
    "không để chung với máy chủ."
)
SAME_KEY = "BACKUP_KEY trùng với một khóa của máy chủ: phải đặt chuỗi khác."
WRONG = "Không mở được tệp sao lưu: sai BACKUP_KEY, hoặc tệp bị sửa hay bị hỏng."
CUT = "Tệp sao lưu bị cắt cụt: thiếu phần cuối."
FOREIGN = "Đây không phải tệp sao lưu của sổ."


class BoxError(Exception):
    """A backup can't be made or opened; the message says why."""


def secret():
    """BACKUP_KEY, which is neither short nor one of the keys of this machine."""
    text = settings.BACKUP_KEY
    if len(text) < SHORTEST:
        raise BoxError(NO_KEY)
    keys = [*settings.SEAL_KEYS.values(), settings.INDEX_KEY, settings.LOG_SEAL_KEY]
    known = {base64.b64encode(key).decode() for key in keys} | {settings.SECRET_KEY}
    if text in known:
        raise BoxError(SAME_KEY)
    return text.encode()


def pack(pieces, target):
    """Write an encrypted file of the pieces of bytes."""
    salt = os.urandom(SALT)
    key = AESGCM(hashlib.scrypt(secret(), salt=salt, **SCRYPT))
    target.write(MAGIC + salt)
    number, waiting = 0, b""
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:
            _seal(key, target, number, waiting[:CHUNK], is_last=False)
            number, waiting = number + 1, waiting[CHUNK:]
    _seal(key, target, number, waiting, is_last=True)


def unpack(source):
    """The bytes of an encrypted file, chunk by chunk; BoxError when it is not whole."""
    if source.read(len(MAGIC)) != MAGIC:
        raise BoxError(FOREIGN)
    salt = source.read(SALT)
    key = AESGCM(hashlib.scrypt(secret(), salt=salt, **SCRYPT))
    number, is_last = 0, False
    while not is_last:
        size = source.read(4)
        if len(size) < 4:
            raise BoxError(CUT)
        (length,) = struct.unpack(">I", size)
        if length > CHUNK + TAG:
            raise BoxError(WRONG)
        sealed = source.read(length)
        if len(sealed) < length:
            raise BoxError(CUT)
        text, is_last = _open(key, number, sealed)
        number += 1
        yield text
    if source.read(1):
        raise BoxError(WRONG)


def _seal(key, target, number, text, *, is_last):
    sealed = key.encrypt(_nonce(number, is_last), text, None)
    target.write(struct.pack(">I", len(sealed)) + sealed)


def _open(key, number, sealed):
    """(text, whether it is the last chunk): which one it is, only the seal can tell."""
    for is_last in (False, True):
        try:
            return key.decrypt(_nonce(number, is_last), sealed, None), is_last
        except InvalidTag:
            continue
    raise BoxError(WRONG)


def _nonce(number, is_last):
    # A key is used for one file alone, so a counter never meets itself again.
    return struct.pack(">QI", number, int(is_last))
