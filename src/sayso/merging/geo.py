"""Distances between places, measured against how precisely the places are known."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from sayso.records import Site

EARTH_KM = 6371.0
FINE = frozenset({"exact", "settlement"})
ORDER = {"exact": 0, "settlement": 1, "district": 2, "region": 3, "country": 4, "unknown": 5}
# Half the width of what a mention at each precision covers: a town and its edges, a district or "near X", a province,
# a country of middling size. After ACLED's and UCDP's own classes of geographic precision.
REACH = {"exact": 2.0, "settlement": 8.0, "district": 30.0, "region": 150.0, "country": 500.0, "unknown": 30.0}


def apart_km(a: Site, b: Site) -> float:
    """The great-circle distance of two resolved sites in km; infinite where one is unresolved."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return float("inf")
    if a.lat == b.lat and a.lon == b.lon:
        return 0.0
    south, north = radians(a.lat), radians(b.lat)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def reach_km(site: Site) -> float:
    """How far from its point a place at this precision may extend, in km."""
    return REACH[site.precision]


def finest(sites: Iterable[Site | None]) -> Site | None:
    """The most precise of some sites, resolved before unresolved, the first among equals."""
    return min((s for s in sites if s is not None), key=lambda s: (s.lat is None, ORDER[s.precision]), default=None)
