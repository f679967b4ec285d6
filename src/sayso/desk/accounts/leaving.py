"""Leaving for a service: by a page of ours that goes on at once.

The Content-Security-Policy keeps forms to this server (`form-action 'self'`), and browsers hold the redirect that
follows a form to it as well. So the redirect to a service becomes a page with a link, which the browser follows itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def leaving(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Middleware: a redirect to another server that answers a form of a sign-in becomes a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if request.method != "POST" or response.status_code != 302 or not match:
            return response
        to = urlsplit(response.headers["Location"])
        if not to.netloc or to.netloc == request.get_host() or not (match.url_name or "").endswith("_login"):
            return response
        page = render(request, "accounts/leaving.html", {"to": to.geturl(), "host": to.hostname})
        page.cookies.update(response.cookies)
        return page

    return answer
