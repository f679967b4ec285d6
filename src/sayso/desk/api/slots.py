"""What the API adds to other rooms' pages: the way to one's tokens."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sayso.desk.rights import may


def way_to_tokens(request: HttpRequest) -> str:
    """An item of the account page's list, for accounts that may do what tokens are for."""
    if not may(request.user, "correct"):
        return ""
    return format_html('<li><a href="{}">{}</a></li>', reverse("api_tokens"), _("Tokens for programs"))


SLOTS = {"account.ways": way_to_tokens}
