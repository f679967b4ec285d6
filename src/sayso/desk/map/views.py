"""What the map draws, as JSON: places with their incidents by bar of the timeline."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sayso.desk.asked import Asked, matching
from sayso.desk.remembered import remembered
from sayso.desk.spots import point_key, spots
from sayso.desk.timeline.bars import binned, timeline
from sayso.desk.words import country_name
from sayso.vocab.countries import countries


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The places of the incidents that the address's filters ask for."""
    asked = Asked.of(request.GET)
    return JsonResponse(remembered("map", asked, lambda: made(asked)))


@require_safe
@cache_control(public=True, max_age=86400)
def names(request: HttpRequest, language: str) -> HttpResponse:
    """The countries' names in a language, by their ISO 3166 numbers, by which the packaged map knows them."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        found = {f"{c.number:03}": country_name(c.iso2) for c in countries().values() if c.number}
    return JsonResponse(found)


def made(asked: Asked) -> dict[str, Any]:
    """`places`: each with its shape and, by number of the timeline's bar, how many incidents; `-1` is the undated."""
    rows = matching(asked)
    line = timeline(rows)
    first, last = (line.bars[0].first, line.bars[-1].last) if line.bars else (date.max, date.min)
    days: dict[str, list[tuple[date, int]]] = defaultdict(list)
    undated: dict[str, int] = defaultdict(int)
    for lat, lon, day, n in rows.order_by().values_list("lat", "lon", "start").annotate(n=Count("id")):
        if lat is None or lon is None:
            continue
        key = point_key(lat, lon)
        if day is None:
            undated[key] += n
        elif first <= day <= last:
            days[key].append((day, n))
    places = []
    for spot in spots(rows)[0]:
        bars = {str(i): n for i, n in binned(days[spot.key], line.unit, first).items()}
        if undated[spot.key]:
            bars["-1"] = undated[spot.key]
        places.append(
            {
                "name": spot.name,
                "lat": spot.lat,
                "lon": spot.lon,
                "shape": spot.shape,
                "radius_km": spot.radius_km,
                "box": spot.box,
                "count": spot.count,
                "bars": bars,
                "url": reverse("place", args=[spot.key]),
            }
        )
    return {"places": places}
