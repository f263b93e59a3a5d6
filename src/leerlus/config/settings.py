"""The one settings module; everything that differs per installation comes from the environment (.env.example)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from leerlus.config.environment import read_bool, read_database, read_email, read_int, read_list, read_origin, read_text
from leerlus.measures.attachments import MOST_BYTES

SOURCE = Path(__file__).resolve().parent.parent
HOME = Path(read_text("LEERLUS_HOME", str(SOURCE.parent.parent / "var")))

DEBUG = read_bool("LEERLUS_DEBUG", default=False)
DEMO = read_bool("LEERLUS_DEMO", default=False)
PRODUCTION = read_bool("LEERLUS_PRODUCTION", default=False)
if PRODUCTION and (DEBUG or DEMO):
    message = "LEERLUS_PRODUCTION=1 gaat niet samen met LEERLUS_DEBUG of LEERLUS_DEMO. Zet die twee uit."
    raise SystemExit(message)

SECRET_KEY = read_text("LEERLUS_SECRET_KEY", "" if PRODUCTION else "alleen-voor-demo-en-tests-niet-voor-productie")
if PRODUCTION and len(SECRET_KEY) < 50:  # noqa: PLR2004 - the length that Django's own check asks for
    message = "LEERLUS_SECRET_KEY moet in productie ten minste 50 tekens hebben."
    raise SystemExit(message)

# What is said in intervisie is sealed with the first of these; the others only open what was sealed with them before.
CONFIDENTIAL_KEYS = read_list("LEERLUS_CONFIDENTIAL_KEY", [] if PRODUCTION else [SECRET_KEY])
if PRODUCTION and any(len(key) < 50 for key in CONFIDENTIAL_KEYS):  # noqa: PLR2004 - as above
    message = "LEERLUS_CONFIDENTIAL_KEY moet in productie ten minste 50 tekens hebben."
    raise SystemExit(message)

ALLOWED_HOSTS = read_list("LEERLUS_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
BASE_URL = read_text("LEERLUS_BASE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "leerlus.ui",
    "leerlus.audit",
    "leerlus.files",
    "leerlus.people",
    "leerlus.law.articles",
    "leerlus.knowledge.answers",
    "leerlus.knowledge.tools",
    "leerlus.knowledge.links",
    "leerlus.knowledge.milestones",
    "leerlus.knowledge.pages",
    "leerlus.practice.issues",
    "leerlus.practice.peer_sessions",
    "leerlus.linking.outbox",
    "leerlus.linking.feedback",
    "leerlus.linking.bottlenecks",
    "leerlus.linking.outcomes",
    "leerlus.linking.communities",
    "leerlus.linking.meetings",
    "leerlus.linking.open_sessions",
    "leerlus.linking.recalls",
    "leerlus.system.escalations",
    "leerlus.system.decisions",
    "leerlus.discovery.public",
    "leerlus.discovery.desk",
    "leerlus.discovery.search",
    "leerlus.discovery.newsletter",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "leerlus.ui.middleware.CompressionMiddleware",  # below the static files, which are compressed when collected
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "leerlus.people.middleware.ActorMiddleware",
    "leerlus.ui.middleware.DeniedMiddleware",
    "leerlus.config.editors.EditorsMiddleware",
    "axes.middleware.AxesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

REFUSAL = "leerlus.audit.steps.Denied"  # what the floor of ui shows as a page, without knowing the floor above it

ROOT_URLCONF = "leerlus.config.urls"
WSGI_APPLICATION = "leerlus.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leerlus.config.navigation.navigation",
            ],
        },
    },
]

DATABASES = {"default": read_database("DATABASE_URL", f"sqlite:///{HOME / 'leerlus.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "leerlus.people.signin.Backend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "leerlus.people.signin.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mijn-werk/"
ACCOUNT_ADAPTER = "leerlus.people.signin.Adapter"
ACCOUNT_FORMS = {
    "login": "leerlus.people.forms.SignInForm",
    "reauthenticate": "leerlus.people.forms.ConfirmPasswordForm",
    "change_password": "leerlus.people.forms.NewPasswordForm",
    "set_password": "leerlus.people.forms.FirstPasswordForm",
    "reset_password": "leerlus.people.forms.ForgottenForm",
    "reset_password_from_key": "leerlus.people.forms.ResetForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to somebody we do not know; the page says the same in both cases
ACCOUNT_SESSION_REMEMBER = True  # for one working day: see SESSION_COOKIE_AGE
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # axes counts the wrong passwords
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTION else 0
AXES_FAILURE_LIMIT = read_int("LEERLUS_LOGIN_FAILURES", 5)
AXES_COOLOFF_TIME = 0.25
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # it ends when the page said it would
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "leerlus.people.signin.read_name"
AXES_CLIENT_IP_CALLABLE = "leerlus.people.signin.read_address"
AXES_LOCKOUT_CALLABLE = "leerlus.people.signin.show_locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # we keep the least: no record of who signed in when
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Where a browser finds the live process; empty: there is none, and an open room asks every five seconds by itself.
LIVE_URL = read_origin("LEERLUS_LIVE_URL", "")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", *([f"{LIVE_URL}/"] if LIVE_URL else [])],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# What people attach: outside the website, so that nothing of it is reached but by a page that checks the rights.
FILES_ROOT = HOME / "files"
FILE_UPLOAD_HANDLERS = ["leerlus.ui.uploads.LimitedUploads"]

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# The content system, in which editors write (docs/adr/0022). Signing in, passwords and addresses stay where they are.
WAGTAIL_SITE_NAME = "Leerlus"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# What readers search in has terms of its own making (docs/adr/0026): the database must not look for endings again.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
    "readers": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple", "AUTO_UPDATE": False},
}
# The Dutch way; with another, the box of the content system takes a Dutch date for none and fills in this moment.
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT, WAGTAIL_TIME_FORMAT = "%d-%m-%Y", "%d-%m-%Y %H:%M", "%H:%M"
WAGTAIL_WORKFLOW_ENABLED = False  # three approve an answer (docs/adr/0023); editors publish pages themselves
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # asks nobody outside for a picture of who writes
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# What editors upload is looked at as what people attach (docs/adr/0021): no SVG, which can hold a script.
WAGTAILIMAGES_IMAGE_FORM_BASE = "leerlus.knowledge.pages.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "leerlus.knowledge.pages.forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = WAGTAILDOCS_MAX_UPLOAD_SIZE = MOST_BYTES
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
CHECK_LINKS = read_bool("LEERLUS_CHECK_LINKS", default=PRODUCTION)  # asks other websites whether a page is there
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # everything is downloaded, nothing opens on our address
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "/media/"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Collected: compressed once, under names that change with what is in them, so that a browser keeps them for good. Not
# while somebody works on Leerlus itself: a change in a style sheet must show at once.
COLLECTED_STATIC = read_bool("LEERLUS_COLLECTED_STATIC", default=PRODUCTION) and not DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not COLLECTED_STATIC

vars().update(read_email("LEERLUS_SMTP", HOME / "mail"))
CONTACT = read_text("LEERLUS_CONTACT", "")
DEFAULT_FROM_EMAIL = read_text("LEERLUS_FROM", "Leerlus <leerlus@localhost>")
RETURN_ADDRESS = read_text("LEERLUS_RETURN_ADDRESS", "")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": read_text("LEERLUS_LOG_LEVEL", "WARNING")},
}

PROMISES = {
    # The service promise, in days (design after Regulation (EU) 376/2014); see docs/reference/promises.md.
    "first_response": read_int("LEERLUS_DAYS_FIRST_RESPONSE", 30),
    "outcome": read_int("LEERLUS_DAYS_OUTCOME", 91),
    "intake": read_int("LEERLUS_DAYS_INTAKE", 42),
    "decision": read_int("LEERLUS_DAYS_DECISION", 182),
    "verdict": read_int("LEERLUS_DAYS_VERDICT", 42),
    "reopened": read_int("LEERLUS_DAYS_REOPENED", 30),
    "effect_check_first": read_int("LEERLUS_DAYS_EFFECT_CHECK_FIRST", 42),
    "effect_check_second": read_int("LEERLUS_DAYS_EFFECT_CHECK_SECOND", 182),
    "effect_check_answers": read_int("LEERLUS_DAYS_EFFECT_CHECK_ANSWERS", 28),
}
REOPEN_SHARE = read_int("LEERLUS_REOPEN_SHARE_PERCENT", 30)
EFFECT_SAMPLE = read_int("LEERLUS_EFFECT_SAMPLE", 20, least=0)
EFFECT_OTHERS_SHARE = read_int("LEERLUS_EFFECT_OTHERS_SHARE_PERCENT", 50)
EFFECT_OTHERS_LEAST = read_int("LEERLUS_EFFECT_OTHERS_LEAST", 5)
PEER_SESSION_DAYS_KEPT = read_int("LEERLUS_PEER_SESSION_DAYS_KEPT", 365)
SMALL_NUMBER = read_int("LEERLUS_SMALL_NUMBER", 10)
# Words that found nothing are shown to editors when they were asked on so many days, and wiped after so many without.
MISSED_DAYS_SHOWN = read_int("LEERLUS_MISSED_DAYS_SHOWN", 3)
MISSED_DAYS_KEPT = read_int("LEERLUS_MISSED_DAYS_KEPT", 180)
