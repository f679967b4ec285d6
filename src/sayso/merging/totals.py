"""Totals: cumulative counts kept apart from the incidents, and how far the incidents account for them.

Claims of one article that the reader links are one total; so are claims that give the same figures for the same event,
place, window and actor, whoever prints them. An incident lies inside a total when its event, days, place and actors do;
one whose day or place is unknown isn't counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from sayso.merging.facts import Facts
from sayso.merging.geo import apart_km, reach_km
from sayso.merging.ids import made_id
from sayso.merging.incidents import event, interval, participants, site
from sayso.merging.ranges import ranges
from sayso.merging.rulings import Groups
from sayso.merging.voices import independent
from sayso.records import Accounted, Incident, Participant, Range, Ref, Site, Total
from sayso.settings import MergingSettings
from sayso.vocab.kinship import kinship

KIN = 0.5
COUNTS_HAPPENINGS = frozenset({"strikes", "attacks"})
MOST_INCIDENTS = 10_000


def totals(facts: Iterable[Facts], incidents: Sequence[Incident], settings: MergingSettings) -> tuple[Total, ...]:
    """The totals among some facts, each with what it includes, in order of their windows."""
    claims = sorted((f for f in facts if f.scope == "total" and not f.denies), key=lambda f: f.ref)
    if not claims:
        return ()
    groups = _grouped(claims)
    id_of = {c.ref: made_id("t", members[0].ref) for members in groups for c in members}
    wholes = {id_of[m[0].ref]: _whole(m, id_of) for m in groups}
    shelf = Shelf(incidents)
    found = [_total(m, id_of[m[0].ref], wholes, shelf, settings) for m in groups]
    return tuple(sorted(found, key=lambda t: (t.start or date.min, t.end or date.max, t.id)))


def _grouped(claims: Sequence[Facts]) -> list[list[Facts]]:
    sets = Groups()
    here = {c.ref for c in claims}
    for claim in claims:
        earlier = Ref(claim.ref.article, claim.same_as or "")
        if earlier in here:
            sets.join(earlier, claim.ref)
    alike: dict[tuple[object, ...], list[Facts]] = {}
    for claim in claims:
        if claim.counts:
            alike.setdefault(_what(claim), []).append(claim)
    for mates in alike.values():
        for a, b in pairwise(mates):
            sets.join(a.ref, b.ref)
    groups: dict[Ref, list[Facts]] = {}
    for claim in claims:
        groups.setdefault(sets.root(claim.ref), []).append(claim)
    return list(groups.values())


def _what(claim: Facts) -> tuple[object, ...]:
    spot = claim.site and (claim.site.geonames_id or (claim.site.name or claim.site.text).lower())
    actors = frozenset(n.id or n.name.lower() for n in claim.actors)
    return claim.event, claim.start, claim.end, spot, actors, frozenset(claim.counts)


def _whole(members: Sequence[Facts], id_of: dict[Ref, str]) -> str | None:
    """The id of the total that includes this one, by the reader's `part_of`."""
    mine = id_of[members[0].ref]
    wholes = {id_of.get(Ref(m.ref.article, m.part_of)) for m in members if m.part_of}
    return min((w for w in wholes if w and w != mine), default=None)


def _total(
    members: Sequence[Facts], name: str, wholes: dict[str, str | None], shelf: Shelf, settings: MergingSettings
) -> Total:
    voices = independent(members, settings.near_copy)
    found = ranges(members, voices, settings.best)
    start, end = interval(members)
    actors = participants((n, c.ref) for c in members for n in c.actors)
    targets = participants((n, c.ref) for c in members for n in c.targets)
    place, code = site(members), event(members, voices)
    inside = shelf.inside(code, start, end, place, actors)
    return Total(
        id=name,
        event=code,
        claims=tuple(c.ref for c in members),
        site=place,
        start=None if start is None else date.fromordinal(start),
        end=None if end is None else date.fromordinal(end),
        actors=actors,
        targets=targets,
        ranges=found,
        voices=voices,
        part_of=wholes[name],
        parts=tuple(sorted(part for part, whole in wholes.items() if whole == name)),
        incidents=tuple(i.id for i in inside),
        accounted=tuple(accounted(r, inside) for r in found if not r.group),
    )


class Shelf:
    """The dated and placed incidents, in order of their first day."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._dated = sorted(
            (i for i in incidents if i.start and i.end and i.site and i.grade != "discounted"),
            key=lambda i: (i.start or date.min, i.id),
        )
        self._starts = [i.start.toordinal() for i in self._dated if i.start]

    def inside(
        self, code: str, start: int | None, end: int | None, place: Site | None, actors: Sequence[Participant]
    ) -> list[Incident]:
        """The incidents within a window (day ordinals), a place, an event and an actor; none for an open window."""
        if start is None or end is None:
            return []
        window = self._dated[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        last = date.fromordinal(end)
        found = (
            i
            for i in window
            if i.end and i.end <= last and kinship(i.event, code) >= KIN and within(i.site, place) and shares(i, actors)
        )
        return [i for _, i in zip(range(MOST_INCIDENTS), found, strict=False)]


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


def shares(incident: Incident, actors: Sequence[Participant]) -> bool:
    """Whether an incident is by one of some actors; a total without an actor takes any."""
    ids = {a.id or a.name.lower() for a in actors}
    return not ids or any((a.id or a.name.lower()) in ids for a in incident.actors)


def accounted(measured: Range, inside: Sequence[Incident]) -> Accounted:
    """How far the incidents inside a total account for one of its ranges."""
    if measured.measure in COUNTS_HAPPENINGS:
        known = sum(_best(i, measured.measure) or 1 for i in inside)
    else:
        known = sum(_best(i, measured.measure) for i in inside)
    stated = next((s for s in measured.stated if s.claim == measured.chosen), None)
    low, high, best = (stated.low, stated.high, stated.best) if stated else (measured.low, measured.high, measured.best)
    return Accounted(measured.measure, known, low, high, best, f"{known:,} of {in_words(low, high, best)}")


def _best(incident: Incident, measure: str) -> int:
    found = incident.figure(measure)
    return (found.best if found else None) or 0


def in_words(low: int | None, high: int | None, best: int | None) -> str:
    """A stated figure in words.

    >>> in_words(1501, None, 1500), in_words(43, None, 43), in_words(None, None, 230), in_words(None, 50, 50)
    ('more than 1,500', 'at least 43', 'about 230', 'up to 50')
    """
    if best is not None and low is not None and low > best:
        return f"more than {best:,}"
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    if high is not None:
        return f"up to {high:,}"
    return f"about {best:,}" if best is not None else "an unknown number"
