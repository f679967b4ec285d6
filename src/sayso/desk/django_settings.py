"""Django's settings for a desk, made of ours: nothing is set anywhere else, but by the rooms' `parts.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.desk.setup import Desk

HERE = Path(__file__).parent
YEAR = 365 * 24 * 3600
LANGUAGES = (("en", "English"), ("ar", "العربية"))


def django_settings(desk: Desk, key: str) -> dict[str, Any]:
    """Everything that `django.conf.settings.configure` is given. `key` signs sessions."""
    made = _base(desk, key) | _looks() | _files(desk) | _safety(desk)
    from sayso.desk.rooms import ROOMS

    for room in ROOMS:
        parts = room.module("parts")
        made["INSTALLED_APPS"] += getattr(parts, "APPS", ())
        made["MIDDLEWARE"] += getattr(parts, "MIDDLEWARE", ())
        made["TEMPLATES"][0]["DIRS"] += getattr(parts, "TEMPLATES", ())
        made |= parts.settings(desk) if hasattr(parts, "settings") else {}  # type: ignore[union-attr]
    return made


def _base(desk: Desk, key: str) -> dict[str, Any]:
    from sayso.desk.setup import own_database

    return {
        "SAYSO": desk,
        "SECRET_KEY": key,
        "DEBUG": False,
        "ALLOWED_HOSTS": list(desk.dials.desk.hosts),
        "ROOT_URLCONF": "sayso.desk.urls",
        "WSGI_APPLICATION": "sayso.desk.wsgi.application",
        "DATABASES": {"default": own_database(desk)},
        "DATABASE_ROUTERS": ["sayso.desk.router.Router"],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "AUTH_USER_MODEL": "desk_accounts.User",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"stderr": {"class": "logging.StreamHandler"}},
            "loggers": {
                "django": {"handlers": ["stderr"], "level": "ERROR"},
                "waitress": {"handlers": ["stderr"], "level": "ERROR"},
            },
        },
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "INSTALLED_APPS": (
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "sayso.ledger",
            "sayso.desk",
        ),
        "MIDDLEWARE": (
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "sayso.desk.headers.headers",
            "django.middleware.gzip.GZipMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "sayso.desk.faults.faults",
        ),
    }


def _looks() -> dict[str, Any]:
    from sayso.desk.rooms import ROOMS

    folders = [HERE / "templates", *(f for r in ROOMS if (f := r.folder("templates")))]
    return {
        "LANGUAGE_CODE": "en",
        "LANGUAGES": LANGUAGES,
        "LOCALE_PATHS": [HERE / "locale"],
        "USE_I18N": True,
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": folders,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.template.context_processors.i18n",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "sayso.desk.context.site",
                    ],
                    "builtins": [
                        "django.templatetags.i18n",
                        "django.templatetags.static",
                        "sayso.desk.templatetags.desk",
                    ],
                    "loaders": [
                        ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
                    ],
                },
            }
        ],
    }


def _files(desk: Desk) -> dict[str, Any]:
    from sayso.desk.rooms import ROOMS

    return {
        "STATIC_URL": "/static/",
        "STATIC_ROOT": desk.folder / "static",
        "STATICFILES_DIRS": [HERE / "static", *(f for r in ROOMS if (f := r.folder("static")))],
        "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.FileSystemFinder"],
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
        "MEDIA_ROOT": desk.folder / "uploads",
    }


def _safety(desk: Desk) -> dict[str, Any]:
    https = desk.dials.desk.https
    return {
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.Argon2PasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}"}
            for name in (
                "UserAttributeSimilarityValidator",
                "MinimumLengthValidator",
                "CommonPasswordValidator",
                "NumericPasswordValidator",
            )
        ],
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "CSRF_USE_SESSIONS": False,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_FAILURE_VIEW": "sayso.desk.faults.csrf_failed",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "SECURE_SSL_REDIRECT": https,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
        "SECURE_HSTS_SECONDS": YEAR if https else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": https,
        "SECURE_HSTS_PRELOAD": https,
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2_500_000,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 200,
    }
