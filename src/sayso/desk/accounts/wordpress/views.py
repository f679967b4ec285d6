"""The way to WordPress.com and back."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView, OAuth2LoginView

ADDRESS = "https://public-api.wordpress.com"


class WordPressAdapter(OAuth2Adapter):
    """Where WordPress.com is asked, and what its answer means."""

    provider_id = "wordpress"
    authorize_url = f"{ADDRESS}/oauth2/authorize"
    access_token_url = f"{ADDRESS}/oauth2/token"
    profile_url = f"{ADDRESS}/rest/v1.1/me"

    def complete_login(self, request: Any, app: Any, token: Any, **kwargs: Any) -> Any:
        """The account that a token belongs to."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {token.token}"})
            answer.raise_for_status()
            return self.get_provider().sociallogin_from_response(request, answer.json())


oauth2_login = OAuth2LoginView.adapter_view(WordPressAdapter)
oauth2_callback = OAuth2CallbackView.adapter_view(WordPressAdapter)
