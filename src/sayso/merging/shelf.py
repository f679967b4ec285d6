"""The incidents that lie inside a window, a place, an event, an actor and a means: what a total is weighed against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from sayso.merging.geo import apart_km, reach_km
from sayso.records import EventCode, Incident, Participant, Site
from sayso.vocab.kinship import kinship
from sayso.vocab.sources import source_key

KIN = 0.5
MOST_INCIDENTS = 10_000


class Shelf:
    """The dated and placed incidents by country and event, each board in order of their first day.

    A window of a year may hold tens of thousands of incidents: only those of the total's country, of none, and of kin
    events are looked at.
    """

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._boards: dict[tuple[str | None, EventCode], _Board] = defaultdict(_Board)
        for incident in incidents:
            if incident.start and incident.end and incident.site and incident.grade != "discounted":
                self._boards[incident.site.country or None, incident.event].add(incident)

    def inside(
        self,
        code: str,
        start: int | None,
        end: int | None,
        place: Site | None,
        actors: Sequence[Participant],
        means: Sequence[Participant] = (),
    ) -> list[Incident]:
        """The incidents within a window (day ordinals), a place, an event, an actor and a means; none for an open one.

        In order of their first day, then id; at most 10,000.
        """
        if start is None or end is None:
            return []
        last, who, how = date.fromordinal(end), names(actors), classes(means)
        found = [
            i
            for board in self._kin(code, place)
            for i in board.starting(start, end)
            if i.end and i.end <= last and within(i.site, place) and shares(i, who) and by_means(i, how)
        ]
        found.sort(key=_order)
        return list(islice(found, MOST_INCIDENTS))

    def _kin(self, code: str, place: Site | None) -> Iterator[_Board]:
        country = place.country if place is not None else None
        for (where, event), board in self._boards.items():
            if (not country or where is None or where == country) and kinship(event, code) >= KIN:
                yield board


class _Board:
    """Incidents in order of their first day; put in order when they are first looked at."""

    def __init__(self) -> None:
        self._incidents: list[Incident] = []
        self._starts: list[int] = []

    def add(self, incident: Incident) -> None:
        self._incidents.append(incident)

    def starting(self, first: int, last: int) -> list[Incident]:
        """Those that begin on one of some days (ordinals)."""
        if len(self._starts) < len(self._incidents):
            self._incidents.sort(key=_order)
            self._starts = [i.start.toordinal() for i in self._incidents if i.start]
        return self._incidents[bisect_left(self._starts, first) : bisect_right(self._starts, last)]


def _order(incident: Incident) -> tuple[date, str]:
    return incident.start or date.min, incident.id


def within(inner: Site | None, outer: Site | None) -> bool:
    """Whether a place lies in another, as far as both are known; anywhere lies in a total without a place."""
    if outer is None:
        return True
    if inner is None or (inner.country and outer.country and inner.country != outer.country):
        return False
    if outer.precision == "country":
        return bool(inner.country and inner.country == outer.country)
    if outer.box is not None and inner.lat is not None and inner.lon is not None:
        south, west, north, east = outer.box
        return south <= inner.lat <= north and west <= inner.lon <= east
    return apart_km(inner, outer) <= reach_km(outer)


def names(actors: Iterable[Participant]) -> frozenset[str]:
    """What some actors are known by: their ids, else their names in lower case."""
    return frozenset(a.id or a.name.lower() for a in actors)


def shares(incident: Incident, who: frozenset[str]) -> bool:
    """Whether an incident is by one of some actors, given as `names`; for a total without an actor, any is.

    "The mission" is the Joint Desert Mission: of names without an id the words of one may be among the other's.
    """
    return not who or any(
        (a.id or a.name.lower()) in who or (not a.id and _alike(a.name, who)) for a in incident.actors
    )


def _alike(name: str, who: frozenset[str]) -> bool:
    words = source_key(name)
    others = [source_key(other) for other in who]
    return bool(words) and any(o and (o <= words or words <= o) for o in others)


def classes(means: Iterable[Participant]) -> frozenset[str]:
    """The classes of some means: "drone" of "armed drones"; those that the vocabulary lacks are none."""
    return frozenset(m.kind for m in means if m.kind)


def by_means(incident: Incident, how: frozenset[str]) -> bool:
    """Whether an incident may have been by means of some classes: strikes by drones don't take in a warplane's."""
    known = classes(incident.means)
    return not how or not known or bool(known & how)
