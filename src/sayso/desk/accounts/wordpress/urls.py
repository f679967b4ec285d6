"""The addresses of signing in with WordPress.com."""

from __future__ import annotations

from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns

from sayso.desk.accounts.wordpress.provider import WordPressProvider

urlpatterns = default_urlpatterns(WordPressProvider)
