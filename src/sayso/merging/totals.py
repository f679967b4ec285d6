"""Totals: cumulative counts kept apart from the incidents, and how far the incidents account for them.

Claims of one article that the reader links are one total; so are claims that give the same figures for the same event,
place, window and actor, whoever prints them. An incident lies inside a total when its event, days, place and actors do;
one whose day or place is unknown isn't counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from sayso.merging.facts import Facts
from sayso.merging.ids import made_id
from sayso.merging.incidents import event, interval, means, participants, site
from sayso.merging.ranges import ranges
from sayso.merging.rulings import Groups
from sayso.merging.shelf import Shelf
from sayso.merging.voices import independent
from sayso.records import Accounted, Incident, Range, Ref, Total
from sayso.settings import MergingSettings

COUNTS_HAPPENINGS = frozenset({"strikes", "attacks"})


def totals(facts: Iterable[Facts], incidents: Sequence[Incident], settings: MergingSettings) -> tuple[Total, ...]:
    """The totals among some facts, each with what it includes, in order of their windows."""
    claims = sorted((f for f in facts if f.scope == "total" and not f.denies), key=lambda f: f.ref)
    if not claims:
        return ()
    groups = _grouped(claims)
    id_of = {c.ref: made_id("t", members[0].ref) for members in groups for c in members}
    wholes = {id_of[m[0].ref]: _whole(m, id_of) for m in groups}
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for part, whole in wholes.items():
        if whole is not None:
            parts[whole].append(part)
    shelf = Shelf(incidents)
    found = []
    for members in groups:
        name = id_of[members[0].ref]
        found.append(_total(members, name, wholes[name], sorted(parts.get(name, ())), shelf, settings))
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
    members: Sequence[Facts],
    name: str,
    whole: str | None,
    parts: Sequence[str],
    shelf: Shelf,
    settings: MergingSettings,
) -> Total:
    voices = independent(members, settings.near_copy)
    found = ranges(members, voices, settings.best)
    start, end = interval(members)
    actors = participants((n, c.ref) for c in members for n in c.actors)
    targets = participants((n, c.ref) for c in members for n in c.targets)
    place, code = site(members), event(members, voices)
    by = means(members)
    inside = shelf.inside(code, start, end, place, actors, by)
    return Total(
        id=name,
        event=code,
        claims=tuple(c.ref for c in members),
        site=place,
        start=None if start is None else date.fromordinal(start),
        end=None if end is None else date.fromordinal(end),
        actors=actors,
        targets=targets,
        means=by,
        ranges=found,
        voices=voices,
        part_of=whole,
        parts=tuple(parts),
        incidents=tuple(i.id for i in inside),
        accounted=tuple(accounted(r, inside, _counted(r, found)) for r in found if not r.group),
    )


def _counted(measured: Range, found: Sequence[Range]) -> str:
    """The victim group that a total counts, "" where it counts everyone."""
    groups = [r.group for r in found if r.measure == measured.measure and r.group and r.best == measured.best]
    return groups[0] if len(groups) == 1 else ""


def accounted(measured: Range, inside: Sequence[Incident], group: str = "") -> Accounted:
    """How far the incidents inside a total account for one of its ranges, of one victim group where it counts that."""
    if measured.measure in COUNTS_HAPPENINGS:
        known = sum(_best(i, measured.measure) or 1 for i in inside)
    else:
        known = sum(_best(i, measured.measure, group) for i in inside)
    stated = next((s for s in measured.stated if s.claim == measured.chosen), None)
    low, high, best = (stated.low, stated.high, stated.best) if stated else (measured.low, measured.high, measured.best)
    return Accounted(measured.measure, known, low, high, best, f"{known:,} of {in_words(low, high, best)}")


def _best(incident: Incident, measure: str, group: str = "") -> int:
    """An incident's best figure; of a group, where any group of it is known, else of everyone."""
    grouped = any(r.group for r in incident.ranges if r.measure == measure)
    found = incident.figure(measure, group if grouped else "")
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
