"""What accounts add to every page: who is signed in, and the way in and out."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string


def who(request: HttpRequest) -> str:
    """The account's name and the way out, or the way in."""
    return render_to_string("accounts/who.html", {}, request)


SLOTS = {"masthead.end": who}
