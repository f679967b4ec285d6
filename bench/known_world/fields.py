"""How well claims read from text agree with the perfect ones, field by field: which part of a miss is the reader's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from known_world.tell import World
from sayso.records import Claim, Reading

Difference = tuple[str, Claim, Claim | None]


def differences(world: World, readings: list[Reading]) -> Iterator[Difference]:
    """A field's name with the perfect claim and what was read, for each difference; `claim` where nothing was read.

    Of several claims read in a sentence the one that agrees in most fields is compared; the others are named `more`.
    """
    for report, reading in zip(world.reports, readings, strict=True):
        for true in report.claims:
            here = [c for c in reading.claims if c.evidence.overlaps(true.evidence)]
            if not here:
                yield "claim", true, None
                continue
            best = min(here, key=lambda c: len(list(_differ(true, c))))
            yield from ((name, true, best) for name in _differ(true, best))
            yield from (("more", true, c) for c in here if c is not best)


def shares(world: World, readings: list[Reading]) -> dict[str, float]:
    """The share of perfect claims on which each field was read right; of `claim`, that were read at all."""
    counted = Counter(name for name, _, _ in differences(world, readings))
    all_claims = sum(len(r.claims) for r in world.reports)
    read = all_claims - counted["claim"]
    found = {name: 1 - counted[name] / max(1, read) for name in ("event", "scope", "place", "when", "killed", "actors")}
    return {"claim": read / max(1, all_claims), **found}


def _differ(true: Claim, read: Claim) -> Iterator[str]:
    if true.event != read.event:
        yield "event"
    if true.scope != read.scope:
        yield "scope"
    if _where(true) != _where(read) and not (true.place and read.place and _inside(true, read)):
        yield "place"
    if _days(true) != _days(read) and true.scope == "incident":
        yield "when"
    if _killed(true) != _killed(read):
        yield "killed"
    if bool(true.actors) and not _names(true) & _names(read):
        yield "actors"


def _where(claim: Claim) -> tuple[str | None, str | None]:
    place = claim.place
    return (place.country, str(place.geonames_id or place.name)) if place else (None, None)


def _inside(true: Claim, read: Claim) -> bool:
    """Whether both name the same words, whatever their number in the gazetteer: Basrah and Basra, a province and its
    capital of one name."""
    a, b = true.place, read.place
    return bool(a and b and a.country == b.country and a.span.overlaps(b.span))


def _days(claim: Claim) -> tuple[object, object]:
    return (claim.when.start, claim.when.end) if claim.when else (None, None)


def _killed(claim: Claim) -> list[tuple[object, ...]]:
    return sorted((f.low or 0, f.high or 0, f.best or 0) for f in claim.figures if f.measure == "killed")


def _names(claim: Claim) -> set[str]:
    words = {w.lower() for a in claim.actors for w in f"{a.name or ''} {a.span.text}".split()}
    return words - {"the", "army", "police", "of"} or words
