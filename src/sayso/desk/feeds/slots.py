"""What the feeds add to other rooms' pages: where feed readers find them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _


def in_head(request: HttpRequest) -> str:
    """The feeds in every page's head."""
    link = '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">'
    titles = ((_("Incidents"), _incidents(request)), (_("Changes"), reverse("feed_changes")))
    return format_html(link * 2, *(part for pair in titles for part in pair))


def in_foot(request: HttpRequest) -> str:
    """Links to the feeds, and to the API's description."""
    link = ' · <a href="{}">{}</a>'
    found = (
        (_incidents(request), _("Feed of incidents")),
        (reverse("feed_changes"), _("Feed of changes")),
        (reverse("api-1:openapi-json"), "API"),
    )
    return format_html(link * 3, *(part for pair in found for part in pair))


def _incidents(request: HttpRequest) -> str:
    """The feed of incidents: on the front page with the filters that are set there."""
    match = request.resolver_match
    query = request.GET.copy() if match is not None and match.view_name == "front" else None
    if query is not None:
        query.pop("page", None)
    return reverse("feed_incidents") + (f"?{query.urlencode()}" if query else "")


SLOTS = {"page.head": in_head, "foot.end": in_foot}
