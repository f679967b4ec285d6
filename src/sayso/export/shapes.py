"""Where an incident is on the map: a point, a disc or a box, by how precisely its place is known. Degrees, WGS 84."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Literal

from sayso.export.stream import Case

Ring = tuple[tuple[float, float], ...]  # lon, lat; closed; anticlockwise, as RFC 7946 wants outer rings
CORNERS = 32  # of the polygon that stands for a disc: its edge lies within 0.5 % of the circle
KM_PER_DEGREE = 111.195  # of a great circle on a globe of 6,371 km
PLACES = 5  # decimals: a metre


@dataclass(frozen=True, slots=True)
class Shape:
    """A geometry: `rings` are the outlines of its areas, two where it crosses the 180th meridian; empty for a point."""

    kind: Literal["point", "disc", "box", "none"]
    lon: float | None = None
    lat: float | None = None
    radius_km: float | None = None
    rings: tuple[Ring, ...] = ()


def shape(case: Case) -> Shape:
    """The geometry of an incident. Rule `shapes`."""
    site = case.incident.site
    if site is None or site.lat is None or site.lon is None:
        return Shape("none")
    lon, lat = _round(site.lon), _round(site.lat)
    if site.precision == "region" and site.box is not None:
        return Shape("box", lon, lat, None, _box(*site.box))
    told = case.told.get(site.claim) if site.claim else None
    radius = told.claim.place.radius_km if told and told.claim.place else None
    if site.precision == "district" and radius:
        return Shape("disc", lon, lat, radius, _disc(lon, lat, radius))
    return Shape("point", lon, lat)


def _round(degrees: float) -> float:
    return round(degrees, PLACES)


def _box(south: float, west: float, north: float, east: float) -> tuple[Ring, ...]:
    def ring(left: float, right: float) -> Ring:
        corners = ((left, south), (right, south), (right, north), (left, north), (left, south))
        return tuple((_round(x), _round(y)) for x, y in corners)

    return (ring(west, east),) if west <= east else (ring(west, 180.0), ring(-180.0, east))


def _disc(lon: float, lat: float, radius: float) -> tuple[Ring, ...]:
    """A circle; one that meets a pole or the 180th meridian is cut there."""
    high = radius / KM_PER_DEGREE
    wide = high / max(cos(radians(lat)), 0.01)
    corners = []
    for n in range(CORNERS):
        angle = 2 * pi * n / CORNERS
        x, y = lon + wide * cos(angle), lat + high * sin(angle)
        corners.append((_round(min(max(x, -180.0), 180.0)), _round(min(max(y, -90.0), 90.0))))
    return ((*corners, corners[0]),)
