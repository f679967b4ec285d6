"""The door of the place stage: mentions found or given, names weighed, records made with what led to them."""

from __future__ import annotations

from math import acos, radians

from sayso.reading.parse import Parse
from sayso.reading.places.mentions import Mention, find_mentions, given_mentions
from sayso.reading.places.ranking import EARTH_KM, Name, chord, lies_in, near, point, sphere
from sayso.reading.places.reasons import reason
from sayso.reading.places.resolve import Resolver
from sayso.records import Article, Place, Precision
from sayso.vocab.gazetteer import Entry, Gazetteer
from sayso.vocab.gazetteer.store import LOOSE

SAME_KM = 30.0
# A town of so many gives its name to its division; a village that shares it by chance is smaller.
SEAT = 10_000
SEAT_KM = 200.0
# Two meanings further apart than SAME_KM whose chances are nearer than TIE stay ambiguous: no point is given.
TIE = 0.003
_DOUBT = 0.5
_LOCAL_KM = 150.0


def find_places(parse: Parse, article: Article, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Every place mention of an article, in its order, resolved as far as the article allows.

    When the article came with `place_spans`, those are the mentions, one Place for each in that order; otherwise
    they are
    found. Adjectives and names of peoples ("Turkish", "Syrians") have `adjective` set: they point to a place but are
    never where a thing happened. A mention that can't be resolved has no point; `candidates` then say what it may be.
    """
    given = article.place_spans is not None
    mentions = given_mentions(article, gazetteer) if given else find_mentions(parse, gazetteer)
    order = sorted(range(len(mentions)), key=lambda n: (mentions[n].span.start, mentions[n].span.end))
    resolver = Resolver(article, [mentions[n] for n in order], gazetteer)
    resolver.run()
    made: list[Place | None] = [None] * len(mentions)
    told = _told(resolver)
    for name in resolver.names:
        for m in name.mentions:
            made[order[m]] = _place(name, resolver.mentions[m], gazetteer, told)
    places = [p for p in made if p is not None]
    return tuple(_by_neighbours(p, n, places, resolver, order) for n, p in enumerate(places))


def _told(resolver: Resolver) -> frozenset[str]:
    """The countries of the places whose names the gazetteer has as they are written."""
    best = (max(zip(n.chances, n.entries, strict=True), key=lambda x: x[0])[1] for n in resolver.names if n.entries)
    return frozenset(e.country for e in best if e.how != LOOSE) | {resolver.home.country or ""}


def _place(name: Name, mention: Mention, gazetteer: Gazetteer, told: frozenset[str]) -> Place:
    ranked = sorted(zip(name.entries, name.chances, strict=True), key=lambda x: -x[1])
    if not ranked:
        return Place(mention.span, adjective=mention.adjective is not None, why="the gazetteer doesn't know this name")
    best, first = ranked[0]
    best = _seat(best, name) or best
    if best.how == LOOSE and best.country not in told:
        why = f"only roughly like {best.name}, and nothing else in the article points to {best.country}"
        return Place(mention.span, why=why, candidates=(_shown(best, gazetteer),), confidence=0.0)
    rivals = [(e, c) for e, c in ranked[1:] if not _overlap(best, e)]
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


def _overlap(a: Entry, b: Entry) -> bool:
    return near(point(a), point(b), chord(SAME_KM)) or lies_in(a, b) or lies_in(b, a)


def _seat(best: Entry, name: Name) -> Entry | None:
    """The town that a division is named for. Reports say "Homs" of the town, and "Homs province" of the province.

    The weights can't tell: they were trained on points, and where the two lie near each other either was right.
    """
    if best.kind != "admin1" or "admin1" in name.cues or name.meaning.part:
        return None
    towns = (e for e in name.entries if e.kind in ("settlement", "capital") and e.weight >= SEAT and e.how != LOOSE)
    twins = (e for e in towns if (e.country, e.admin1) == (best.country, best.admin1))
    return next((e for e in twins if near(point(e), point(best), chord(SEAT_KM))), None)


def _precision(name: Name, entry: Entry) -> Precision:
    """Of a part or a building that is only known by the place in its name, the precision is that place's or coarser."""
    if name.meaning.part == "side" and entry.precision in ("settlement", "country"):
        return "district" if entry.precision == "settlement" else "region"
    return entry.precision


def _shown(entry: Entry, gazetteer: Gazetteer) -> str:
    parts = [entry.name, gazetteer.division(entry) if entry.kind != "admin1" else None, entry.country]
    return ", ".join(p for p in parts if p)


def _by_neighbours(place: Place, number: int, places: list[Place], resolver: Resolver, order: list[int]) -> Place:
    """A name that no gazetteer has lies, as local reports are written, near the town that stands nearest to it.

    Streets, houses and bases are put there whenever there is such a town; other names only when the article's places
    keep to one area, and then as a wide circle. Both say so, and neither gets a name or an id.
    """
    meaning = resolver.meanings[order.index(number)]
    doubtful = meaning.part == "inside" and not _at_home(place, number, places)
    if place.adjective or not (doubtful or (place.lat is None and not place.candidates)):
        return place
    anchors = sorted(
        (abs(p.span.start - place.span.start), n)
        for n, p in enumerate(places)
        if n != number and p.lat is not None and not p.adjective and p.precision in ("settlement", "district")
        and p.confidence >= 0.5 and resolver.meanings[order.index(n)].part != "inside"
    )  # fmt: skip
    if not anchors:
        return place if not doubtful else _unknown(place)
    town = places[anchors[0][1]]
    if meaning.built or doubtful:
        return _near(place, town, 25.0, 0.5)
    if _one_area([places[n] for _, n in anchors[:6]]):
        return _near(place, town, 100.0, 0.3)
    return place


def _at_home(place: Place, number: int, places: list[Place]) -> bool:
    """Whether another mention agrees with a place that was read out of a longer name."""
    if place.lat is None:
        return False
    for n, p in enumerate(places):
        if n == number or p.lat is None or p.span.text == place.span.text:
            continue
        wide = place.precision in ("country", "region")
        if p.name == place.name if wide else _apart(place, p) < 60:
            return True
    return False


def _apart(a: Place, b: Place) -> float:
    """Kilometres between two places."""
    here, there = (sphere(radians(p.lat or 0.0), radians(p.lon or 0.0)) for p in (a, b))
    dot = sum(x * y for x, y in zip(here, there, strict=True))
    return EARTH_KM * acos(max(-1.0, min(1.0, dot)))


def _one_area(towns: list[Place]) -> bool:
    """Whether towns named near each other also lie within a day's drive of each other."""
    return all(_apart(towns[0], t) < _LOCAL_KM for t in towns[1:])


def _unknown(place: Place) -> Place:
    return Place(place.span, why="the gazetteer doesn't know this name")


def _near(place: Place, town: Place, reach: float, share: float) -> Place:
    return Place(
        place.span, None, None, town.lat, town.lon, town.country, town.admin1,
        "district" if reach <= 30 else "region", reach,
        why=f"not in the gazetteer; placed by {town.span.text}, the town that the article names nearest to it",
        confidence=round(share * town.confidence, 3),
    )  # fmt: skip
