"""The headers of every answer: a page may load what the desk itself serves, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def policy(tiles: str | None = None) -> str:
    """The Content-Security-Policy; a tile server that the settings name may give pictures.

    >>> "img-src 'self' data: https://tiles.example" in policy("https://tiles.example/{z}/{x}/{y}.png")
    True
    """
    rules = dict(POLICY)
    if tiles:
        parts = urlsplit(tiles)
        rules["img-src"] += f" {parts.scheme}://{parts.netloc}"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Middleware that sets them. A view that set a stricter policy keeps its own."""
    from django.conf import settings

    said = policy(settings.SAYSO.dials.desk.tiles)

    def answer(request: Any) -> Any:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", said)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer
