"""Where mails go: to a server that the settings name, to the terminal, or into a folder of the desk's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.desk.setup import Desk

BACKENDS = "django.core.mail.backends"
SECONDS = 10  # a page waits no longer for the mail server


def mail_settings(desk: Desk) -> dict[str, Any]:
    """Django's settings of mail; raises UsageError for an address of a server that isn't one."""
    dials = desk.dials.desk
    sender = {"DEFAULT_FROM_EMAIL": dials.mail_from, "SERVER_EMAIL": dials.mail_from, "EMAIL_TIMEOUT": SECONDS}
    given = dials.mail.get_secret_value() if dials.mail else ""
    if not given:
        return sender | {"EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": desk.folder / "mail"}
    parts = urlsplit(given)
    if parts.scheme == "console":
        return sender | {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise UsageError("SAYSO_DESK__MAIL is no smtp:// or smtps:// address")
    secure = parts.scheme == "smtps"
    return sender | {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and bool(parts.username),  # no password goes over the wire in the clear
    }
