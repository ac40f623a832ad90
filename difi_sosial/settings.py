"""Every setting, all from the environment. `manage.py check --deploy` judges them."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from difi_sosial.core.env import envbool, envdatabase, envint, envlist, envsecret, envstr

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(envstr("DATA_DIR", str(BASE_DIR / "data"))).resolve()

# DEMO loads a fictional agency, shows its log-ins and does not demand a second factor.
DEMO = envbool("DEMO")
DEBUG = envbool("DEBUG")
SECRET_KEY = envsecret("SECRET_KEY", DATA_DIR / "secret-key")
# The first key encrypts; the others still decrypt, so that keys can be changed.
ENCRYPTION_KEYS = envlist("ENCRYPTION_KEYS") or [
    envsecret("ENCRYPTION_KEY", DATA_DIR / "encryption-key")
]
ALLOWED_HOSTS = envlist("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
SITE_URL = envstr("SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "difi_sosial.core.signed_out.refused"

# The agency that runs this portal, as it is named to citizens and in the archive.
AGENCY_NAME = envstr("AGENCY_NAME", "Testetaten" if DEMO else "Virksomheten")
AGENCY_ORGNR = envstr("AGENCY_ORGNR", "999888777" if DEMO else "")
AGENCY_DOMAIN = envstr("AGENCY_DOMAIN", "testetaten.example" if DEMO else "")
CONTACT_EMAIL = envstr("CONTACT_EMAIL", "post@testetaten.example" if DEMO else "")
ACCESSIBILITY_STATEMENT_URL = envstr("TILGJENGELIGHETSERKLARING_URL")

INSTALLED_APPS = [
    "difi_sosial.portal",
    "difi_sosial.dialogue",
    "difi_sosial.guidelines",
    "difi_sosial.monitoring",
    "difi_sosial.identity",
    "difi_sosial.channels",
    "difi_sosial.strategy",
    "difi_sosial.hearing",
    "difi_sosial.journal",
    "difi_sosial.law",
    "difi_sosial.people",
    "difi_sosial.audit",
    "difi_sosial.core",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.forms",
    "crispy_forms",
    "django_htmx",
]
# An app appears here the moment its folder does.
INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS
    if not app.startswith("difi_sosial.") or (BASE_DIR / app.replace(".", "/") / "apps.py").exists()
]

MIDDLEWARE = [
    "difi_sosial.core.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "difi_sosial.core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "difi_sosial.core.middleware.LanguageMiddleware",
    "difi_sosial.core.signed_out.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "difi_sosial.people.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "difi_sosial.core.middleware.WrongMethodMiddleware",
    "difi_sosial.core.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "difi_sosial.urls"
WSGI_APPLICATION = "difi_sosial.wsgi.application"
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
                "difi_sosial.core.context.agency",
            ],
            "builtins": [
                "difi_sosial.core.templatetags.sosial",
                "difi_sosial.people.templatetags.people",
                "django.templatetags.i18n",
            ],
        },
    }
]

DATABASES = {"default": envdatabase("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = envstr("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "difi-sosial",
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "difi_sosial.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = False if DEMO else {"login_failed": "10/m/ip,5/5m/key"}
# Behind a TLS proxy the visitor is the last address that the proxy wrote down.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if envbool("BEHIND_TLS_PROXY") else 0
MFA_ADAPTER = "difi_sosial.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = AGENCY_NAME
# Roles that must have a second factor (domain.md: manager, archivist, administrator).
MFA_REQUIRED = envbool("MFA_REQUIRED", not DEMO)
USERSESSIONS_TRACK_ACTIVITY = False

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "difi_sosial" / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *(
        (prefix, NODE_MODULES / folder)
        for prefix, folder in (
            ("ds", "@digdir/designsystemet-css/dist"),
            ("ds-web", "@digdir/designsystemet-web/dist/umd"),
            ("inter", "@fontsource-variable/inter/files"),
        )
        if (NODE_MODULES / folder).is_dir()
    ),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = ("designsystemet",)
CRISPY_TEMPLATE_PACK = "designsystemet"
CRISPY_FAIL_SILENTLY = False
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = envbool("SECURE_SSL_REDIRECT", SITE_URL.startswith("https://"))
SECURE_REDIRECT_EXEMPT = [r"^helse/"]
SECURE_HSTS_SECONDS = envint("SECURE_HSTS_SECONDS", 31536000 if SECURE_SSL_REDIRECT else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if envbool("BEHIND_TLS_PROXY") else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# `data:` is for the icon masks in Designsystemet's own style sheet.
CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

EMAIL_BACKEND = envstr(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if envstr("EMAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = envstr("EMAIL_HOST")
EMAIL_PORT = envint("EMAIL_PORT", 25)
EMAIL_HOST_USER = envstr("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = envstr("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = envbool("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = envstr("DEFAULT_FROM_EMAIL", CONTACT_EMAIL or "portal@localhost")

# Exactly-once is the database's work (leases, unique keys); these choose "twice" before "lost".
# kombu spells the address of a socket in its own way.
CELERY_BROKER_URL = REDIS_URL.replace("unix:", "redis+socket:").replace("?db=", "?virtual_host=")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "unacked_restore_throttle": 1}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_TASK_TIME_LIMIT = 360
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A connection is kept for this many tasks; without it every task begins with a new one.
CELERY_DB_REUSE_MAX = 100
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")

# How long a worker may hold a source before another takes over: longer than a task may live.
POLL_LEASE_SECONDS = envint("POLL_LEASE_SECONDS", 420)

# Hosts and ports inside the agency's network that the portal may ask, as "host:port".
HTTP_ALLOWED_PRIVATE = envlist("HTTP_ALLOWED_PRIVATE")
HTTP_USER_AGENT = f"difi-sosial/0.1 (+{SITE_URL}; {CONTACT_EMAIL or 'no contact set'})"

# The official XSDs are never part of this project: `manage.py fetch_noark_schemas` gets them.
NOARK5_SCHEMAS = Path(envstr("NOARK5_SCHEMAS", str(DATA_DIR / "noark5")))
# Mentions that nobody follows up are deleted after this many days, until the agency decides.
# The demo shows a whole year.
MENTION_RETENTION_DAYS = envint("MENTION_RETENTION_DAYS", 400 if DEMO else 90)
# Who confirmed a guideline is forgotten this many years after that version left force.
RECEIPT_YEARS = envint("RECEIPT_YEARS", 3)
# Administrators of accounts from outside the agency are forgotten so long after their removal.
ADMINISTRATOR_YEARS = envint("ADMINISTRATOR_YEARS", 2)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "difi_sosial.core.middleware.RequestIdFilter"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": envstr("LOG_LEVEL", "INFO")},
    "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "ERROR"}},
}
