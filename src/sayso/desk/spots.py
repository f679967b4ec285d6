"""Where incidents lie, put together by place: what the map draws and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet

from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.ledger.rows import bites
from sayso.records import Incident, Site
from sayso.vocab.gazetteer.store import packaged

Box = tuple[float, float, float, float]
DISTRICT_KM = 10.0  # how far "near X" may reach: what a news report would still call near a town
REGION_KM = 75.0  # half the width of a middling province, where nothing better is known


@dataclass(frozen=True, slots=True)
class Spot:
    """One place with its incidents.

    `shape` is `point`, `disc` (with `radius_km`) or `area` (with `box`, south, west, north, east, or `radius_km`), by
    how precisely it is known; a place that is a whole country is in no spot, since its middle is nowhere in particular.
    """

    key: str
    name: str
    country: str
    lat: float
    lon: float
    shape: str
    count: int
    radius_km: float | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Incidents that are nowhere on the map: known by country only (`country` its code), or not at all ("")."""

    country: str
    count: int


def spots(rows: QuerySet[Any]) -> tuple[list[Spot], list[Elsewhere]]:
    """The places of some incidents, most incidents first, and those that have none; two queries and a few more."""
    db = rows.db
    found = list(rows.order_by().values("lat", "lon", "country").annotate(n=Count("id"), one=Max("id")))
    sites = _sites(db, [row["one"] for row in found if row["lat"] is not None])
    made: list[Spot] = []
    elsewhere: dict[str, int] = {}
    for row in found:
        site = sites.get(row["one"])
        if site is None or site.lat is None or site.lon is None or site.precision in ("country", "unknown"):
            elsewhere[row["country"] or ""] = elsewhere.get(row["country"] or "", 0) + row["n"]
        else:
            made.append(_spot(site, row["n"]))
    made.sort(key=lambda s: (-s.count, s.key))
    rest = sorted(elsewhere.items(), key=lambda kv: (-kv[1], kv[0]))
    return made, [Elsewhere(country, n) for country, n in rest]


def point_key(lat: float, lon: float) -> str:
    """A place's point as it stands in addresses; both numbers are the ledger's own, so that they are found again.

    >>> point_key(27.04, 14.43)
    '27.04,14.43'
    """
    return f"{lat!r},{lon!r}"


def _spot(site: Site, count: int) -> Spot:
    shape, radius, box = shape_of(site)
    lat, lon = site.lat or 0.0, site.lon or 0.0
    return Spot(point_key(lat, lon), site.name or site.text, site.country or "", lat, lon, shape, count, radius, box)


def shape_of(site: Site) -> tuple[str, float | None, Box | None]:
    """How a place is drawn: its shape, and the radius in km or the box that bounds it."""
    if site.precision in ("exact", "settlement"):
        return "point", None, None
    if site.precision == "district":
        return "disc", DISTRICT_KM, None
    box, radius = site.box, REGION_KM
    entry = packaged().by_id(site.geonames_id) if site.geonames_id and box is None else None
    if entry is not None:
        box, radius = packaged().box(entry), entry.radius_km or REGION_KM
    return "area", None if box else radius, box


def _sites(db: str, keys: Iterable[int]) -> dict[int, Site | None]:
    """The places of incidents' rows by their keys."""
    known: dict[int, Site | None] = {}
    for bite in bites(keys):
        rows = models.Incident.objects.using(db).filter(id__in=bite).values_list("id", "data")
        known |= {key: unpack(Incident, data).site for key, data in rows}
    return known
