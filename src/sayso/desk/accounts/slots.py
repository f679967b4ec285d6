"""What accounts add to every page: who is signed in, and the way in and out."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from sayso.desk.rights import may


def who(request: HttpRequest) -> str:
    """The account's name and the way out, or the way in; for moderators the way to the replies that wait."""
    moderates = may(getattr(request, "user", None), "moderate")
    return render_to_string("accounts/who.html", {"moderates": moderates}, request)


SLOTS = {"masthead.end": who}
