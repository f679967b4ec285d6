"""Incidents that a reader of one may want next: near it in place and time, or with the same actors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q

from sayso.desk.setup import book
from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.records import Incident

DAYS = 30  # before and after: what a reader would still call the same weeks
NEARBY = 0.5  # degrees, about 55 km north to south
LOOKED_AT = 30
SHOWN = 6


def related_incidents(one: Incident, most: int = SHOWN) -> tuple[Incident, ...]:
    """The nearest incidents, best first: shared actors count most, then nearness in place and days. One query."""
    rows = models.Incident.objects.using(book().db).filter(lap_to__isnull=True).exclude(name=one.id)
    near = _near(one)
    if near is None:
        return ()
    rows = rows.filter(near)
    if one.start:
        rows = rows.filter(start__gte=one.start - timedelta(days=DAYS), start__lte=one.start + timedelta(days=DAYS))
    found = [
        unpack(Incident, data) for data in rows.order_by("start", "name").values_list("data", flat=True)[:LOOKED_AT]
    ]
    found.sort(key=lambda other: (-_likeness(one, other), other.id))
    return tuple(found[:most])


def _near(one: Incident) -> Q | None:
    """What is near in place, or in the same country where the place is no closer known; or shares a known actor."""
    q: Q | None = None
    site = one.site
    if site is not None and site.lat is not None and site.lon is not None and site.precision != "country":
        q = Q(lat__range=(site.lat - NEARBY, site.lat + NEARBY), lon__range=(site.lon - NEARBY, site.lon + NEARBY))
    elif site is not None and site.country and one.start:
        q = Q(country=site.country)
    for name in _actors(one):
        by_actor = Q(actors__contains=name)
        q = by_actor if q is None else q | by_actor
    return q


def _actors(one: Incident, most: int = 4) -> list[str]:
    known = [p.id for p in (*one.actors, *one.targets) if p.id]
    return [str(name).casefold() for name in known[:most]]


def _likeness(one: Incident, other: Incident) -> float:
    def names(incident: Incident) -> set[Any]:
        return {p.id or p.name.casefold() for p in (*incident.actors, *incident.targets)}

    shared = len(names(one) & names(other))
    days = abs((one.start - other.start).days) if one.start and other.start else DAYS
    same_place = one.site is not None and other.site is not None and one.site.name == other.site.name
    return min(shared, 2) + 1.5 * same_place + (one.event == other.event) + (1 - days / (DAYS + 1))
