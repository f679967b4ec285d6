"""What every page of the desk knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sayso import __version__
from sayso.desk.rooms import ROOMS
from sayso.desk.words import ROLES


def site(request: HttpRequest) -> dict[str, Any]:
    """The navigation, the version, and what the map needs."""
    match = request.resolver_match
    return {
        "nav": [room for room in ROOMS if room.view],
        "here": match.view_name if match else "",
        "version": __version__,
        "desk_settings": settings.SAYSO.dials.desk,
        "roles": ROLES,
    }
