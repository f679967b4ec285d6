"""Services that people may sign in with: which there are, and the keys of those that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.settings import DeskSettings

THEIRS = {"google": "google", "facebook": "facebook", "x": "twitter_oauth2", "github": "github"}
OURS = {"wordpress": "wordpress"}
KNOWN = THEIRS | OURS
# What each is asked for: who somebody is, and the address; nothing else.
ASKED: dict[str, dict[str, Any]] = {
    "google": {"SCOPE": ["profile", "email"], "OAUTH_PKCE_ENABLED": True},
    "facebook": {"METHOD": "oauth2", "SCOPE": ["email", "public_profile"], "FIELDS": ["id", "name", "email"]},
    "twitter_oauth2": {"SCOPE": ["users.read", "tweet.read"]},
    "github": {"SCOPE": ["user:email"]},
}


def service_apps() -> tuple[str, ...]:
    """The Django apps of every service; one without keys is never shown and answers nothing."""
    theirs = (f"allauth.socialaccount.providers.{name}" for name in (*THEIRS.values(), "openid_connect"))
    return (*theirs, *(f"sayso.desk.accounts.{name}" for name in OURS.values()))


def service_settings(dials: DeskSettings) -> dict[str, Any]:
    """allauth's settings of the services whose keys are set."""
    made: dict[str, Any] = {name: dict(asked) for name, asked in ASKED.items()}
    servers = []
    for name, keys in dials.providers.items():
        app: dict[str, Any] = {"client_id": keys.id, "secret": keys.secret.get_secret_value(), "key": ""}
        if keys.server:
            app |= {"provider_id": name, "name": keys.name or name, "settings": {"server_url": keys.server}}
            servers.append(app)
        elif name in KNOWN:
            made.setdefault(KNOWN[name], {})["APPS"] = [app]
    if servers:
        made["openid_connect"] = {"APPS": servers, "OAUTH_PKCE_ENABLED": True}
    return made
