"""Who somebody is at WordPress.com."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider

from sayso.desk.accounts.wordpress.views import WordPressAdapter


class WordPressProvider(OAuth2Provider):
    """The service; it is asked for the profile only (scope `auth`)."""

    id = "wordpress"
    name = "WordPress.com"
    account_class = ProviderAccount
    oauth2_adapter_class = WordPressAdapter

    def get_default_scope(self) -> list[str]:
        """To know who it is, and nothing of their sites."""
        return ["auth"]

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The number of the account."""
        return str(data["ID"])

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """The name and the address."""
        return {"name": data.get("display_name") or data.get("username"), "email": data.get("email")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """The address, confirmed where WordPress.com says so."""
        email = data.get("email")
        return [EmailAddress(email=email, verified=data.get("email_verified") is True, primary=True)] if email else []


provider_classes = [WordPressProvider]
