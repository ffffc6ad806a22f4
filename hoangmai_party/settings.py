"""Settings: a clone runs with no environment at all, production says everything.

What can be set is listed in `.env.example`. Nobody imports this module: code reads
`django.conf.settings`.
"""

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
else:
    SECRET_KEY = env.env_required("SECRET_KEY", "chuỗi ngẫu nhiên từ 50 ký tự")
    if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("django-insecure"):
        raise ImproperlyConfigured("SECRET_KEY: cần chuỗi ngẫu nhiên từ 50 ký tự")
    env.env_required("ALLOWED_HOSTS", "tên miền hoặc địa chỉ máy chủ, cách nhau dấu ,")
    ALLOWED_HOSTS = env.env_list("ALLOWED_HOSTS")
    SEAL_KEYS = env.env_keys("SEAL_KEYS")
    SEAL_KEY_ID = env.env_required("SEAL_KEY_ID", "mã khóa đang dùng trong SEAL_KEYS")
    INDEX_KEY = env.env_key("INDEX_KEY")
    if SEAL_KEY_ID not in SEAL_KEYS:
        raise ImproperlyConfigured(
            f"SEAL_KEY_ID={SEAL_KEY_ID!r}: không có trong SEAL_KEYS"
        )
    if DEMO_KEY in (INDEX_KEY, *SEAL_KEYS.values()):
        raise ImproperlyConfigured("SEAL_KEYS, INDEX_KEY: không dùng khóa minh họa")

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
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "hoangmai_party.middleware.LogActorMiddleware",
    "hoangmai_party.middleware.RegisterMiddleware",
    "hoangmai_party.middleware.NotFoundMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
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
            ],
        },
    },
]

# Who comes in
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

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
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}

# In production: nothing without TLS. TRUST_PROXY is for a reverse proxy that ends TLS
# and sets X-Forwarded-Proto itself; with no such proxy a caller could forge it.
if not DEBUG:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if env.env_bool("TRUST_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Browsers' preload list is for public names; an office's host is not one.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"
