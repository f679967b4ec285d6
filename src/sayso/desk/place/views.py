"""The pages of places."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk.asked import Asked, matching
from sayso.desk.front.queries import listed, overview
from sayso.desk.pages import pager
from sayso.desk.spots import spots
from sayso.desk.timeline.bars import timeline


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """All places that incidents have, most incidents first, and what has none."""
    over = overview(Asked())
    page = pager(request, len(over.spots))
    context = {"spots": page.of(over.spots), "elsewhere": over.elsewhere, "pager": page}
    return render(request, "place/places.html", context)


@require_safe
def place(request: HttpRequest, point: str) -> HttpResponse:
    """One place with its incidents."""
    lat, _comma, lon = point.partition(",")
    try:
        rows = matching(Asked()).filter(lat=float(lat), lon=float(lon))
    except ValueError:
        raise Http404 from None
    here, _elsewhere = spots(rows)
    if not here:
        raise Http404
    count = sum(s.count for s in here)
    page = pager(request, count)
    context = {
        "spot": here[0],
        "names": sorted({s.name for s in here}),
        "count": count,
        "incidents": listed(rows, page),
        "pager": page,
        "timeline": timeline(rows),
        "only": urlencode({"place": here[0].name}),
    }
    return render(request, "place/place.html", context)
