"""A clone starts with no environment; production starts only when all is said."""

import base64
import os
import runpy
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from hoangmai_party import env
from tests.architecture import ROOT

KEY = base64.b64encode(b"k" * 32).decode()
DEMO_KEY = base64.b64encode(b"demo key, public, not a secret!!").decode()
PRODUCTION = {
    "DEBUG": "False",
    "SECRET_KEY": "s3cret-" * 8,
    "ALLOWED_HOSTS": "so.example.vn, 10.0.0.5",
    "SEAL_KEYS": f"k1:{KEY},k2:{KEY}",
    "SEAL_KEY_ID": "k2",
    "INDEX_KEY": KEY,
    "LOG_SEAL_KEY": KEY,
    "LOG_SEAL_KEY_FILE": "",
    "LOG_SEAL_OLD_KEYS": "",
    "DATABASE_URL": "",
    "TRUST_PROXY": "",
    "MFA_FOR": "",
    "TRUST_DEVICE_DAYS": "",
    "STEP_UP_IN_DEMO": "",
}


@pytest.fixture
def load(monkeypatch):
    """Read settings.py anew; an empty variable also hides what a `.env` says."""

    def load(**variables):
        for name in PRODUCTION:
            monkeypatch.setenv(name, variables.get(name, ""))
        return runpy.run_path(str(ROOT / "hoangmai_party" / "settings.py"))

    return load


def test_settings_without_environment_are_the_demo(load):
    values = load()
    assert values["DEBUG"] is True
    assert values["DATABASES"]["default"]["NAME"] == ROOT / "db.sqlite3"
    assert list(values["SEAL_KEYS"]) == [values["SEAL_KEY_ID"]] == ["demo"]
    assert len(values["INDEX_KEY"]) == 32


def test_settings_of_production_are_read(load):
    values = load(**PRODUCTION)
    assert values["ALLOWED_HOSTS"] == ["so.example.vn", "10.0.0.5"]
    assert values["SEAL_KEYS"] == {"k1": b"k" * 32, "k2": b"k" * 32}
    assert values["SEAL_KEY_ID"] == "k2"
    assert values["SECURE_SSL_REDIRECT"] is True
    assert "SECURE_PROXY_SSL_HEADER" not in values


def test_old_keys_of_the_log_are_read(load):
    assert load(**PRODUCTION)["LOG_SEAL_OLD_KEYS"] == []
    values = load(**PRODUCTION | {"LOG_SEAL_OLD_KEYS": f"{KEY}, {DEMO_KEY}"})
    assert len(values["LOG_SEAL_OLD_KEYS"]) == 2


@pytest.mark.parametrize(
    "name",
    [
        *("SECRET_KEY", "ALLOWED_HOSTS", "SEAL_KEYS", "SEAL_KEY_ID", "INDEX_KEY"),
        "LOG_SEAL_KEY",
    ],
)
def test_production_does_not_start_without(load, name):
    with pytest.raises(ImproperlyConfigured, match=f"phải đặt {name} "):
        load(**PRODUCTION | {name: ""})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DEBUG", "no", "DEBUG='no': chỉ dùng True hoặc False"),
        ("DEBUG", "false", "DEBUG='false'"),
        ("TRUST_PROXY", "1", "TRUST_PROXY='1'"),
        ("MFA_FOR", "some", "MFA_FOR='some': chỉ dùng none, staff, all"),
        ("TRUST_DEVICE_DAYS", "0", "TRUST_DEVICE_DAYS='0': cần số nguyên từ 1"),
        ("TRUST_DEVICE_DAYS", "-3", "cần số nguyên từ 1"),
        ("TRUST_DEVICE_DAYS", "ba", "cần số nguyên từ 1"),
        ("SECRET_KEY", "short", "SECRET_KEY: cần chuỗi ngẫu nhiên từ 50 ký tự"),
        ("SECRET_KEY", "django-insecure-" + "x" * 50, "SECRET_KEY: cần chuỗi"),
        ("ALLOWED_HOSTS", "a,,b", "ALLOWED_HOSTS='a,,b': có mục trống"),
        ("SEAL_KEYS", KEY, "SEAL_KEYS: cần dạng k1:base64,k2:base64"),
        ("SEAL_KEYS", f"k2:{KEY},k2:{KEY}", "SEAL_KEYS: cần dạng"),
        ("SEAL_KEYS", f"{'k' * 16}:{KEY}", "SEAL_KEYS: cần dạng"),
        ("SEAL_KEYS", "k2:c2hvcnQ=", "SEAL_KEYS, khóa k2: phải là 32 byte"),
        ("SEAL_KEYS", f"k2:{DEMO_KEY}", "không dùng khóa minh họa"),
        ("SEAL_KEY_ID", "k9", "SEAL_KEY_ID='k9': không có trong SEAL_KEYS"),
        ("INDEX_KEY", "không phải base64", "INDEX_KEY: phải là 32 byte"),
        ("INDEX_KEY", DEMO_KEY, "không dùng khóa minh họa"),
        ("LOG_SEAL_KEY", DEMO_KEY, "không dùng khóa minh họa"),
        ("LOG_SEAL_OLD_KEYS", f"{KEY},?", "LOG_SEAL_OLD_KEYS: phải là 32 byte"),
        ("LOG_SEAL_KEY_FILE", "/nowhere/key", "LOG_SEAL_KEY_FILE: không đọc được"),
        ("DATABASE_URL", "mysql://a/b", "DATABASE_URL: không hiểu loại 'mysql'"),
        ("DATABASE_URL", "db.sqlite3", "DATABASE_URL: không hiểu loại"),
        ("DATABASE_URL", "postgres://host", "DATABASE_URL: thiếu tên cơ sở dữ liệu"),
        ("DATABASE_URL", "postgres://h:port/n", "DATABASE_URL: địa chỉ hoặc cổng sai"),
        ("DATABASE_URL", "postgres://h/n?ssl=1", "DATABASE_URL: không hiểu ssl"),
    ],
)
def test_wrong_value_is_named(load, name, value, message):
    with pytest.raises(ImproperlyConfigured) as caught:
        load(**PRODUCTION | {name: value})
    assert message in str(caught.value)


def test_wrong_key_is_not_repeated(load):
    """A message ends up in logs; half a key in it would be a leak."""
    with pytest.raises(ImproperlyConfigured) as caught:
        load(**PRODUCTION | {"INDEX_KEY": "almostakey"})
    assert "almostakey" not in str(caught.value)


def test_code_is_demanded_of_staff_in_production_alone(load):
    demo, production = load(), load(**PRODUCTION)
    assert (demo["MFA_FOR"], demo["MFA_MISSING"]) == ("none", False)
    assert (production["MFA_FOR"], production["MFA_MISSING"]) == ("staff", False)
    assert load(**PRODUCTION | {"MFA_FOR": "none"})["MFA_MISSING"] is True
    assert load(**PRODUCTION | {"MFA_FOR": "all"})["MFA_FOR"] == "all"


def test_cookies_of_production_are_of_this_host_alone(load):
    values = load(**PRODUCTION)
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "TRUST_COOKIE_NAME")
    assert all(values[name].startswith("__Host-") for name in names)
    assert values["SESSION_COOKIE_SECURE"] is values["CSRF_COOKIE_SECURE"] is True


def test_production_answers_over_https_alone(tmp_path):
    code = (
        "from django.test import Client; c = Client(headers={'host': '10.0.0.5'}); "
        "a = c.get('/login/'); print(a.status_code, a['Location']); "
        "a = c.get('/account/', secure=True); print(a.status_code, a['Location'], "
        "a['Strict-Transport-Security'])"
    )
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/https.sqlite3"}
    manage("migrate", "-v", "0", **PRODUCTION | database)
    done = manage("shell", "-v", "0", "-c", code, **PRODUCTION | database)
    assert done.stdout.splitlines() == [
        "301 https://10.0.0.5/login/",
        "302 /login/?next=/account/ max-age=31536000; includeSubDomains",
    ]


def test_trusted_proxy_is_opted_into(load):
    values = load(**PRODUCTION | {"TRUST_PROXY": "True"})
    assert values["MIDDLEWARE"][0].endswith("ProxyAddressMiddleware")
    assert "ProxyAddressMiddleware" not in str(load(**PRODUCTION)["MIDDLEWARE"])
    assert values["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_postgres_url_is_read(load):
    url = "postgres://b%C3%AD:p%40ss@db.local:5433/s%E1%BB%95?sslmode=require"
    database = load(DATABASE_URL=url)["DATABASES"]["default"]
    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "sổ",
        "USER": "bí",
        "PASSWORD": "p@ss",
        "HOST": "db.local",
        "PORT": "5433",
        "OPTIONS": {"options": "-c jit=off", "sslmode": "require"},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def test_postgres_url_may_name_a_socket(load):
    database = load(DATABASE_URL="postgresql:///so?host=/run/pg")["DATABASES"]
    assert (database["default"]["HOST"], database["default"]["PORT"]) == ("/run/pg", "")


@pytest.mark.parametrize(
    ("url", "path"),
    [("sqlite:///x/a.db", ROOT / "x/a.db"), ("sqlite:////var/a.db", "/var/a.db")],
)
def test_sqlite_url_is_read(load, url, path):
    database = load(DATABASE_URL=url)["DATABASES"]["default"]
    assert str(database["NAME"]) == str(path)
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_env_file_fills_what_the_environment_leaves_open(tmp_path, monkeypatch):
    file = tmp_path / ".env"
    file.write_text("# a comment\n\nA_SET=file\nA_NEW = 'two words'\n")
    monkeypatch.setenv("A_SET", "real")
    monkeypatch.setenv("A_NEW", "")  # so that monkeypatch forgets it afterwards
    monkeypatch.delenv("A_NEW")
    env.read_env_file(file)
    assert (os.environ["A_SET"], os.environ["A_NEW"]) == ("real", "two words")


def test_env_file_with_a_bad_line_names_it(tmp_path):
    (tmp_path / ".env").write_text("A=1\nDEBUG False\n")
    with pytest.raises(ImproperlyConfigured, match=r"\.env, dòng 2"):
        env.read_env_file(tmp_path / ".env")


def manage(*arguments, **variables):
    """Run manage.py as a stranger's shell would, without what the tests have set."""
    clean = dict.fromkeys([*PRODUCTION, "DJANGO_ALLOW_ASYNC_UNSAFE"], "")
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        cwd=ROOT,
        env=os.environ | clean | variables,
        capture_output=True,
        text=True,
    )


def test_production_without_a_key_says_so_in_one_line():
    done = manage("check", **PRODUCTION | {"SECRET_KEY": ""})
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("Không khởi động được: Khi DEBUG=False phải đặt SECRET_KEY")


def test_production_passes_djangos_own_deploy_check(tmp_path):
    url = f"sqlite:///{tmp_path}/check.sqlite3"
    database = PRODUCTION | {"DATABASE_URL": url}
    done = manage("check", "--deploy", "--fail-level", "WARNING", **database)
    assert (done.returncode, done.stderr) == (0, "")


def test_command_acts_under_its_own_name():
    code = "from accounts.log import current; print(current())"
    done = manage("shell", "-v", "0", "-c", code)
    assert "manage.py shell" in done.stdout
