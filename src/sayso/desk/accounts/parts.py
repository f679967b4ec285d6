"""What accounts add to Django's settings: allauth, how it signs people in, and where mails go."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.desk.accounts.mail import mail_settings
from sayso.desk.accounts.services import service_apps, service_settings

if TYPE_CHECKING:
    from sayso.desk.setup import Desk

APPS: tuple[str, ...] = ("sayso.desk.accounts", "allauth", "allauth.account", "allauth.socialaccount", *service_apps())
MIDDLEWARE: tuple[str, ...] = (
    "allauth.account.middleware.AccountMiddleware",
    "sayso.desk.accounts.leaving.leaving",
)


def _theirs() -> tuple[Path, ...]:
    found = find_spec("allauth")
    return (Path(found.origin).parent / "templates",) if found and found.origin else ()


TEMPLATES = _theirs()  # behind our own, which dress them


def settings(desk: Desk) -> dict[str, Any]:
    """Sign-in by e-mail and password: confirmed addresses, limited tries, and nobody learns who has an account."""
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "account",
        "ACCOUNT_ADAPTER": "sayso.desk.accounts.adapters.Accounts",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD": "website",
        "ACCOUNT_FORMS": {"signup": "sayso.desk.accounts.forms.SignUp"},
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_USER_DISPLAY": str,
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": True,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_CONFIRM_EMAIL_ON_GET": False,
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "/",
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": True,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "[Sayso] ",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if desk.dials.desk.https else "http",
        # The address of the proxy's client is only trusted where there is a proxy.
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if desk.dials.desk.https else 0,
        "SOCIALACCOUNT_ADAPTER": "sayso.desk.accounts.adapters.Services",
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
        "SOCIALACCOUNT_FORMS": {"signup": "sayso.desk.accounts.forms.ServiceSignUp"},
        "SOCIALACCOUNT_PROVIDERS": service_settings(desk.dials.desk),
        **mail_settings(desk),
    }
