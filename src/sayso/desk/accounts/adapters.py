"""What allauth asks of us: who may open an account, what a new account is, how mistakes of services are told."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import Http404, HttpRequest

LONGEST_NAME = 80


class Accounts(DefaultAccountAdapter):
    """Accounts of our own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether people may open accounts themselves."""
        return bool(settings.SAYSO.dials.desk.sign_up)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new account: its name; its role follows when it is saved (`roles_of_new_accounts`)."""
        user.name = tidy_name(form.cleaned_data.get("name", ""))
        return super().save_user(request, user, form, commit)


class Services(DefaultSocialAccountAdapter):
    """Accounts by way of others."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """As for accounts of our own."""
        return bool(settings.SAYSO.dials.desk.sign_up)

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """The keys of a service; one without keys isn't there."""
        from allauth.socialaccount.models import SocialApp

        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as error:
            raise Http404 from error

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: everybody sees the name that others will see, and the address, before the account is there."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """The name as the service tells it, to be changed in the form."""
        user = super().populate_user(request, sociallogin, data)
        whole = " ".join(str(data.get(part) or "") for part in ("first_name", "last_name"))
        user.name = tidy_name(str(data.get("name") or "") or whole.strip() or str(data.get("username") or ""))
        return user


def tidy_name(name: str) -> str:
    """A name on one line, without characters that aren't seen or turn the direction of what follows.

    >>> tidy_name("  Ann\\u202e \\n Other ")
    'Ann Other'
    """
    seen = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(seen.split())[:LONGEST_NAME]
