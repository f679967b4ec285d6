"""The door of the place stage: mentions found or given, names weighed, records made with what led to them."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.reading.parse import Parse
from sayso.reading.places.mentions import Mention, find_mentions, given_mentions
from sayso.reading.places.ranking import Name, chord, near, point
from sayso.reading.places.reasons import reason
from sayso.reading.places.resolve import Resolver
from sayso.records import Article, Place, Precision
from sayso.vocab.gazetteer import Entry, Gazetteer

# Two meanings further apart than SAME_KM whose chances are nearer than TIE stay ambiguous: no point is given.
SAME_KM = 30.0
TIE = 0.01
_DOUBT = 0.5


def find_places(parse: Parse, article: Article, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Every place mention of an article, in its order, resolved as far as the article allows.

    When the article came with `place_spans`, those are the mentions, one Place for each in that order; otherwise they are
    found. Adjectives and names of peoples ("Turkish", "Syrians") have `adjective` set: they point to a place but are never
    where a thing happened. A mention that can't be resolved has no point; `candidates` then say what it may be.
    """
    given = article.place_spans is not None
    mentions = given_mentions(article, gazetteer) if given else find_mentions(parse, gazetteer)
    order = sorted(range(len(mentions)), key=lambda n: (mentions[n].span.start, mentions[n].span.end))
    resolver = Resolver(article, [mentions[n] for n in order], gazetteer)
    resolver.run()
    made: list[Place | None] = [None] * len(mentions)
    for name in resolver.names:
        for m in name.mentions:
            made[order[m]] = _place(name, resolver.mentions[m], gazetteer)
    places = [p for p in made if p is not None]
    return tuple(_by_neighbours(p, n, places, resolver, order) for n, p in enumerate(places))


def _place(name: Name, mention: Mention, gazetteer: Gazetteer) -> Place:
    ranked = sorted(zip(name.entries, name.chances, strict=True), key=lambda x: -x[1])
    if not ranked:
        return Place(mention.span, adjective=mention.adjective is not None, why="the gazetteer doesn't know this name")
    best, first = ranked[0]
    here = point(best)
    rivals = [(e, c) for e, c in ranked[1:] if not near(point(e), here, chord(SAME_KM))]
    chance = 1.0 - sum(c for _, c in rivals)
    candidates = (
        tuple(_shown(e, gazetteer) for e, c in [(best, first), *rivals][:5] if c > 0.02)
        if chance < 1 - _DOUBT / 2
        else ()
    )
    if rivals and first - rivals[0][1] < TIE:
        why = f"{len(name.entries)} places have this name and the article favours none"
        return Place(
            mention.span, adjective=mention.adjective is not None, why=why, candidates=candidates, confidence=0.0
        )
    return Place(
        span=mention.span,
        name=best.name,
        geonames_id=best.geonames_id,
        lat=best.lat,
        lon=best.lon,
        country=best.country or None,
        admin1=gazetteer.division(best),
        precision=_precision(name, best),
        radius_km=best.radius_km or (15.0 if name.meaning.part == "inside" else None),
        adjective=mention.adjective is not None,
        why=reason(name, best, len(rivals)),
        confidence=round(chance * mention.belief, 3),
        candidates=candidates,
    )


def _precision(name: Name, entry: Entry) -> Precision:
    """Of a part or a building that is only known by the place in its name, the precision is that place's or coarser."""
    if name.meaning.part == "side" and entry.precision in ("settlement", "country"):
        return "district" if entry.precision == "settlement" else "region"
    return entry.precision


def _shown(entry: Entry, gazetteer: Gazetteer) -> str:
    parts = [entry.name, gazetteer.division(entry) if entry.kind != "admin1" else None, entry.country]
    return ", ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class _Anchor:
    place: Place
    distance: int


def _by_neighbours(place: Place, number: int, places: list[Place], resolver: Resolver, order: list[int]) -> Place:
    """A street, house or base that no gazetteer has lies, as reports are written, in the town named nearest to it."""
    meaning = resolver.meanings[order.index(number)] if place.lat is None and not place.candidates else None
    if meaning is None or not meaning.built:
        return place
    anchors = [
        _Anchor(p, abs(p.span.start - place.span.start))
        for p in places
        if p.lat is not None and p.precision in ("settlement", "district") and not p.adjective and p.confidence >= 0.5
    ]
    if not anchors:
        return place
    town = min(anchors, key=lambda a: a.distance).place
    return Place(
        place.span, town.name, None, town.lat, town.lon, town.country, town.admin1, town.precision, 25.0,
        why=f"not in the gazetteer; {town.span.text} is the nearest town that the article names",
        confidence=round(0.5 * town.confidence, 3),
    )  # fmt: skip
