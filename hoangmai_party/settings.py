"""Settings: a clone runs with no environment at all, production says everything.

What can be set is listed in `.env.example`. Nobody imports this module: code reads
`django.conf.settings`.
"""

import datetime as dt
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from import_export.formats import base_formats

from hoangmai_party import env

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env_file(BASE_DIR / ".env")

DEBUG = env.env_bool("DEBUG", True)

# Secrets. The demo ones are public, so production refuses to start with them.
DEMO_SECRET_KEY = "django-insecure-demo-only-never-for-a-real-register-0000"
DEMO_KEY = b"demo key, public, not a secret!!"
if DEBUG:
    SECRET_KEY = env.env_str("SECRET_KEY", DEMO_SECRET_KEY)
    ALLOWED_HOSTS = env.env_list("ALLOWED_HOSTS")
    SEAL_KEYS = {"demo": DEMO_KEY}
    SEAL_KEY_ID = "demo"
    INDEX_KEY = DEMO_KEY
    LOG_SEAL_KEY = DEMO_KEY
    LOG_SEAL_OLD_KEYS = []
else:
    SECRET_KEY = env.env_required("SECRET_KEY", "chuỗi ngẫu nhiên từ 50 ký tự")
    if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("django-insecure"):
        raise ImproperlyConfigured("SECRET_KEY: cần chuỗi ngẫu nhiên từ 50 ký tự")
    env.env_required("ALLOWED_HOSTS", "tên miền hoặc địa chỉ máy chủ, cách nhau dấu ,")
    ALLOWED_HOSTS = env.env_list("ALLOWED_HOSTS")
    SEAL_KEYS = env.env_keys("SEAL_KEYS")
    SEAL_KEY_ID = env.env_required("SEAL_KEY_ID", "mã khóa đang dùng trong SEAL_KEYS")
    INDEX_KEY = env.env_key("INDEX_KEY")
    LOG_SEAL_KEY = env.env_key_or_file("LOG_SEAL_KEY")
    LOG_SEAL_OLD_KEYS = env.env_old_keys("LOG_SEAL_OLD_KEYS")
    if SEAL_KEY_ID not in SEAL_KEYS:
        raise ImproperlyConfigured(
            f"SEAL_KEY_ID={SEAL_KEY_ID!r}: không có trong SEAL_KEYS"
        )
    if DEMO_KEY in (INDEX_KEY, LOG_SEAL_KEY, *SEAL_KEYS.values()):
        raise ImproperlyConfigured(
            "SEAL_KEYS, INDEX_KEY, LOG_SEAL_KEY: không dùng khóa minh họa"
        )

# Backups: the secret is asked for when one is made or opened, not at the start; it is
# none of the keys above, and its paper copy lies elsewhere.
DEMO_BACKUP_KEY = "demo backup key, public, not a secret"
BACKUP_KEY = env.env_str("BACKUP_KEY", DEMO_BACKUP_KEY if DEBUG else "")
BACKUP_DIR = BASE_DIR / env.env_str("BACKUP_DIR", "backups")
# The demo register needs no drills: its red line is asked for.
DRILL_ON_DEMO = env.env_bool("DRILL_ON_DEMO", False)

DATABASES = {"default": env.env_url("DATABASE_URL", "sqlite:///db.sqlite3", BASE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "hoangmai_party.desk.DeskConfig",  # django.contrib.admin with our index
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "import_export",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "accounts",
    "enterprises",
    "branches",
    "members",
    "surveys",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hoangmai_party.middleware.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.login.middleware.SessionEndsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "hoangmai_party.middleware.LogActorMiddleware",
    "accounts.login.middleware.DeniedMiddleware",
    "hoangmai_party.middleware.RegisterMiddleware",
    "accounts.login.middleware.FirstThingsMiddleware",
    "hoangmai_party.middleware.NotFoundMiddleware",
    "hoangmai_party.middleware.BusyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hoangmai_party.urls"
WSGI_APPLICATION = "hoangmai_party.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reports.navigation.page_context",
                "accounts.login.banner.page_context",
            ],
        },
    },
]

# Who comes in
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.login.backend.CodeBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": "accounts.login.passwords.FieldWordsValidator"},
]

# Whom the second factor is demanded of; nobody in a demo, where one password is enough.
MFA_FOR = env.env_choice(
    "MFA_FOR", ("none", "staff", "all"), "none" if DEBUG else "staff"
)
MFA_MISSING = MFA_FOR == "none" and not DEBUG
TRUST_DEVICE_DAYS = env.env_int("TRUST_DEVICE_DAYS", 30)
TRUST_COOKIE_NAME = "trusted_device"
OTP_TOTP_ISSUER = "So dang vien"
# The password once more, before exports and the like; a demo can be tried without.
STEP_UP_IN_DEMO = env.env_bool("STEP_UP_IN_DEMO", False)

# Five failures of a user name at one address close it there for a quarter of an hour.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_USERNAME_CALLABLE = "accounts.login.backend.counted_name"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "next"]
# Our own log has every log-in; the tables of axes hold what counts now, and no page.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Ends of a session are kept by `accounts.login.sessions`; its row stays a while longer,
# so that what somebody typed in it can be given back after the next log-in.
SESSION_COOKIE_AGE = 3 * 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Language, days and numbers. import-export reads DATE_INPUT_FORMATS from here and not
# from the format module; without it 05/09/1990 would come in as 9 May.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "hoangmai_party" / "locale"]
FORMAT_MODULE_PATH = ["hoangmai_party.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
DATE_FORMAT = SHORT_DATE_FORMAT = "d/m/Y"
DATE_INPUT_FORMATS = ["%d/%m/%Y"]
USE_THOUSAND_SEPARATOR = False  # it would print the year as 2.021

# Static files: our own server gives them out, nothing comes from another host.
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
_HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN if DEBUG else _HASHED},
}

# Imports and exports: the pages of accounts.port say which files, rights and formats
# there are; these hold for an admin that would use the library's own classes.
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "add"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"
IMPORT_EXPORT_FORMATS = [base_formats.XLSX]

# The sheet of targets of a large body: 200 branches × 20 columns are 4 000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000

# Faults go to the console, in production too: Django would only mail them, to nobody.
# No line names a person: queries, long numbers and texts of exceptions are cut.
_LINES = {"class": "logging.StreamHandler", "filters": ["without_people"]}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_people": {"()": "accounts.log.lines.WithoutPeople"}},
    "handlers": {
        "console": _LINES,
        # The lines of `runserver`, with its own form.
        "django.server": {**_LINES, "formatter": "django.server"},
    },
    "formatters": {
        "django.server": {
            "()": "django.utils.log.ServerFormatter",
            "format": "[{server_time}] {message}",
            "style": "{",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {
            "handlers": ["django.server"],
            "level": "INFO",
            "propagate": False,
        },
    },
}

# In production: nothing without TLS. TRUST_PROXY is for a reverse proxy that ends TLS
# and sets X-Forwarded-Proto itself; with no such proxy a caller could forge it.
if not DEBUG:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # The prefix: a browser takes such a cookie from this very host alone, over TLS.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    TRUST_COOKIE_NAME = "__Host-trusted_device"
    if env.env_bool("TRUST_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        MIDDLEWARE.insert(0, "accounts.login.middleware.ProxyAddressMiddleware")
    # Browsers' preload list is for public names; an office's host is not one.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"
