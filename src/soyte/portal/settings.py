"""Django's settings, made of the configuration. Whatever is not set here is Django's own default."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from soyte.portal.configuration import configuration, database_of, mail_of

HERE = Path(__file__).parent
CONFIGURATION = configuration()

SOYTE_HOME = CONFIGURATION.home
SOYTE_URL = CONFIGURATION.url
SOYTE_UPLOADS = CONFIGURATION.folder / "uploads"  # files that the ledger has not taken in yet
SOYTE_DESK = CONFIGURATION.folder / "desk"  # reports under audit, sealed
SOYTE_DESK_DAYS = CONFIGURATION.report_days
SOYTE_REPORT_BYTES = 25 * 1024**2
SECRET_KEY = CONFIGURATION.secret
SECRET_KEY_FALLBACKS = [*CONFIGURATION.former_secrets]
DEBUG = False
PROXIES = CONFIGURATION.proxies  # that stand before the server and append to X-Forwarded-For
ALLOWED_HOSTS = [*CONFIGURATION.hosts]
CSRF_TRUSTED_ORIGINS = [CONFIGURATION.url]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "axes",
    "soyte.portal.shell",
    "soyte.portal.people",
    "soyte.portal.drafts",
    "soyte.portal.uploads",
    "soyte.portal.jobs",
    "soyte.portal.outbox",
    "soyte.portal.notices",
    "soyte.portal.accesslog",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "soyte.portal.shell.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "soyte.portal.shell.limits.LimitMiddleware",  # before anything reads what was sent
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "soyte.portal.people.gate.GateMiddleware",
    "soyte.portal.shell.troubles.TroubleMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "soyte.portal.urls"
WSGI_APPLICATION = "soyte.portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates", HERE / "pages"],  # a page's template lies beside its view
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["soyte.portal.shell.templatetags.soyte"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "soyte.portal.shell.context.shell",
            ],
        },
    }
]

DATABASES = {"default": database_of(CONFIGURATION.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name", "email"]},
    },
    {"NAME": "soyte.portal.people.passwords.KnownHereValidator"},
]
OIDC, OIDC_CLIENT, OIDC_SECRET = CONFIGURATION.provider, CONFIGURATION.client, CONFIGURATION.client_secret
OIDC_NAME = CONFIGURATION.provider_name if OIDC else ""
SECOND_FACTOR_ROLES = CONFIGURATION.second_factor
OTP_TOTP_THROTTLE_FACTOR = 1  # seconds after the first wrong code, doubled with each
# Five wrong passwords for one account from one machine: both wait. Elsewhere its owner can still sign in.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # the access log is ours
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "soyte.portal.shell.network.address_of"
AXES_LOCKOUT_CALLABLE = "soyte.portal.shell.refusals.locked_out"
ACCOUNT_FAILURE_LIMIT = 50  # wrong passwords for one account within an hour, wherever from
CSRF_FAILURE_VIEW = "soyte.portal.shell.refusals.forged"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [HERE / "locale"]  # what Django's own Vietnamese lacks

STATIC_URL = "static/"
STATIC_ROOT = CONFIGURATION.folder / "static"
STATICFILES_DIRS = [HERE / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "soyte.portal.shell.packaged.PackagedFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_IDLE = CONFIGURATION.idle_minutes * 60
if CONFIGURATION.secure:  # such names a browser takes from this very host and by https only
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIGURATION.secure
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if CONFIGURATION.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024**2
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_BYTES, UPLOAD_BYTES_OF_NOBODY = CONFIGURATION.upload_bytes, 1024**2  # of a whole request
LOGGING_CONFIG = None  # `start.logging_to_stdout` says where lines go, once
globals().update(mail_of(CONFIGURATION.mail))  # EMAIL_HOST and its kin
DEFAULT_FROM_EMAIL = CONFIGURATION.mail_from
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
