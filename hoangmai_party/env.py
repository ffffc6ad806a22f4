"""Strict readers of the environment: a wrong value stops the start, with its name.

An empty variable counts as not set, so that `SECRET_KEY=` in a file is as
missing as no line at all.
"""

import base64
import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32  # AES-256 and HMAC-SHA256
KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,15}")  # the column of a telephone has no room
POSTGRES_OPTIONS = {"sslmode", "sslrootcert", "connect_timeout"}


def read_env_file(path):
    """Set what `KEY=VALUE` lines of `path` say; the real environment wins."""
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise ImproperlyConfigured(
                f"{path.name}, dòng {number}: cần dạng TÊN=giá trị"
            )
        os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def env_str(name, default=""):
    return os.environ.get(name, "").strip() or default


def env_required(name, hint):
    if value := env_str(name):
        return value
    raise ImproperlyConfigured(f"Khi DEBUG=False phải đặt {name} ({hint}).")


def env_bool(name, default):
    value = env_str(name, str(default))
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name}={value!r}: chỉ dùng True hoặc False")
    return value == "True"


def env_choice(name, choices, default):
    value = env_str(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value!r}: chỉ dùng {', '.join(choices)}")
    return value


def env_int(name, default):
    """A number from 1."""
    value = env_str(name, str(default))
    if not (value.isascii() and value.isdecimal() and int(value) > 0):
        raise ImproperlyConfigured(f"{name}={value!r}: cần số nguyên từ 1")
    return int(value)


def env_list(name, default=()):
    """Items between commas; an empty item is a slip of the hand."""
    value = env_str(name)
    if not value:
        return list(default)
    items = [item.strip() for item in value.split(",")]
    if "" in items:
        raise ImproperlyConfigured(f"{name}={value!r}: có mục trống giữa các dấu phẩy")
    return items


def env_key(name):
    """A 32-byte key in base64."""
    return decode_key(name, env_required(name, "32 byte viết dạng base64"))


def env_keys(name):
    """`k1:base64,k2:base64` as {"k1": bytes, "k2": bytes}."""
    env_required(name, "dạng k1:base64,k2:base64")
    keys = {}
    for item in env_list(name):
        key_id, colon, text = item.partition(":")
        if not (colon and KEY_ID.fullmatch(key_id)) or key_id in keys:
            raise ImproperlyConfigured(f"{name}: cần dạng k1:base64,k2:base64")
        keys[key_id] = decode_key(f"{name}, khóa {key_id}", text)
    return keys


def env_old_keys(name):
    """Keys in base64 with commas between, the newest first; none when not set."""
    return [decode_key(name, text) for text in env_list(name)]


def env_key_or_file(name):
    """A 32-byte key in base64: the variable, or the file that NAME_FILE points at.

    The file may be read by its owner alone (0400 or 0600).
    """
    path = env_str(f"{name}_FILE")
    if not path:
        hint = f"32 byte viết dạng base64, hoặc {name}_FILE trỏ đến tệp chứa khóa"
        return decode_key(name, env_required(name, hint))
    try:
        file = Path(path)
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise ImproperlyConfigured(
                f"{name}_FILE: người khác đọc được tệp khóa; chạy chmod 0400 {path}"
            )
        return decode_key(f"{name}_FILE", file.read_text(encoding="ascii").strip())
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{name}_FILE: không đọc được tệp {path}") from None


def decode_key(label, text):
    """The bytes of a key; the message never repeats the secret itself."""
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{label}: phải là {KEY_BYTES} byte dạng base64")
    return key


def env_url(name, default, base):
    """A `DATABASES` entry from `sqlite:///path` or `postgres://user:pw@host/name`."""
    url = env_str(name, default)
    try:
        parts = urlsplit(url)
        port = parts.port or ""
    except ValueError:  # no cause shown: it would quote a part of the password
        raise ImproperlyConfigured(f"{name}: địa chỉ hoặc cổng sai") from None
    database = unquote(parts.path.removeprefix("/"))
    if not database:
        raise ImproperlyConfigured(f"{name}: thiếu tên cơ sở dữ liệu")
    if parts.scheme == "sqlite":
        return sqlite(base / database)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"{name}: không hiểu loại {parts.scheme!r}; dùng sqlite:///tệp "
            "hoặc postgres://người:mật_khẩu@máy:cổng/tên"
        )
    return postgres(name, database, parts, port)


def sqlite(path):
    """WAL lets readers go on while one writes; IMMEDIATE makes writers queue, not fail."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": pragmas,
        },
    }


def postgres(name, database, parts, port):
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", unquote(parts.hostname or ""))  # host= names a socket
    if unknown := options.keys() - POSTGRES_OPTIONS:
        raise ImproperlyConfigured(f"{name}: không hiểu {', '.join(sorted(unknown))}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        # Compiling the figures' plans takes longer than running them (bench/README.md).
        "OPTIONS": {"options": "-c jit=off", **options},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
