"""Phrases of places: "X in Y", "X, Y" and "Y's X" are one answer to "where?", and the answer is X."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians
from typing import Literal

from sayso.reading.parse import Parse
from sayso.reading.things import Things
from sayso.records import Place

FINENESS = {"exact": 0, "settlement": 1, "district": 2, "region": 3, "unknown": 1, "country": 4}
_NAMED_WITH_OF = frozenset({"city", "town", "capital", "province", "state", "island", "port"})
_GAP = 48  # characters between the places of one phrase
# Km that a place at a precision takes in, where neither its radius nor its box is known.
_REACH = {"region": 120.0, "district": 40.0, "settlement": 15.0, "exact": 3.0}
_WHAT = "(?:village|town|city|district|province|region|area|state|suburb|port|island|tehsil|neighbou?rhood)"
_IN = re.compile(
    rf"(?: {_WHAT})?,? ?(?:in|at|inside|under|within|of|outside)(?: the)?(?: (?:limits|jurisdiction|area|territory))?"
    rf"(?: of(?: the)?)?(?: (?:{_WHAT}|[a-z]+ {_WHAT}) of)? ?| ?\( ?", re.IGNORECASE,
)  # fmt: skip
_NEAR = re.compile(r",? ?(?:near|close to|not far from|by|on the outskirts of)(?: the)? ?", re.IGNORECASE)
_COMMA = re.compile(r" ?, ?(?:the )?")
_OWNER = re.compile(
    rf"['’]s? (?:(?!(?:in|at|of|on|from|near|and) )[\w-]+ ){{0,2}}(?:{_WHAT} of (?:the )?)?", re.IGNORECASE
)
_KINDS = re.compile(rf"(?: [a-z]+)? {_WHAT} {_WHAT} of (?:the )?", re.IGNORECASE)
# "Bab al-Tabbaneh, a poor quarter of Tripoli"; "Tripoli, the capital of Libya".
_WHICH_IS = re.compile(
    rf" ?, (?:a|an|the) (?:[\w-]+ ){{0,3}}(?:{_WHAT}|quarter|capital|hamlet|settlement|camp|borough|ward|county) "
    r"(?:of|in|near|outside|on the edge of)(?: the)? ?", re.IGNORECASE,
)  # fmt: skip
_AND = re.compile(r",? ?(?:and|or|&) ")

Sort = Literal["known", "unknown", "region", "site"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a sentence names it: the finest mention of "X in Y" or "Y's X", and what shows that it is a place.

    `head` is that mention's head token, `top` the one by which the whole phrase hangs in the sentence, `end` the
    phrase's end in the text; `holders` are the wider places of the phrase.
    """

    place: Place
    head: int
    sort: Sort
    top: int
    end: int
    holders: tuple[Place, ...] = ()


def phrases(parse: Parse, things: Things, spots: Sequence[Spot]) -> list[Spot]:
    """The spots with every "X in Y", "X, Y" and "Y's X" made one, which stands for X."""
    made: list[Spot] = []
    for n, spot in enumerate(spots):
        last = made[-1] if made else None
        after = spots[n + 1] if n + 1 < len(spots) else None
        joined = _joined(parse, things, last, spot, after) if last is not None else None
        if joined is None:
            made.append(spot)
        else:
            made[-1] = joined
    return made


def _joined(parse: Parse, things: Things, last: Spot, spot: Spot, after: Spot | None) -> Spot | None:
    """One spot of two where the words between them make them one phrase, else None."""
    between = parse.text[last.end : spot.place.span.start]
    wide = spot.place
    if between == " " and last.sort == "site":
        return _merge(last, spot, inner=False)
    if not between or len(between) > _GAP:
        return None
    if _WHICH_IS.fullmatch(between) and (last.sort != "site" or proper(parse, last)):
        return _merge(last, spot, inner=True)
    if _built(things, last) or _built(things, spot):
        return None
    if _OWNER.fullmatch(between) or _KINDS.fullmatch(between):
        return _merge(last, spot, inner=bool(last.holders))
    if _IN.fullmatch(between):
        kind = between.endswith(" of ") and _is_a(parse, last, spot)
        return _merge(last, spot, inner=not kind and (last.sort != "site" or proper(parse, last)))
    if _NEAR.fullmatch(between):
        return _merge(last, spot, inner=FINENESS[wide.precision] >= FINENESS[last.place.precision])
    if _COMMA.fullmatch(between) and not _listed(parse, last, spot, after):
        wider = FINENESS[wide.precision] > FINENESS[last.place.precision] and holds(wide, last.place) >= 0
        return _merge(last, spot, inner=True) if wider or holds(wide, last.place) > 0 else None
    return None


def _is_a(parse: Parse, last: Spot, spot: Spot) -> bool:
    """Whether "of" gives a name to what stands before it: "the northern city of X", not "the X area of Y"."""
    if last.sort == "region":
        return spot.sort != "region"
    named = last.sort == "site" and spot.place.precision in ("exact", "settlement", "unknown")
    return named and parse.tokens[last.head].lemma in _NAMED_WITH_OF


def _built(things: Things, spot: Spot) -> bool:
    """Whether a spot is a building or post known by its own words only: reports put it at its town as often."""
    return spot.sort == "site" and things.kind(spot.head) != "ground"


def _merge(last: Spot, spot: Spot, *, inner: bool) -> Spot:
    """One spot of two: `inner` when the first is the finer."""
    if inner:
        place = _set_in(last.place, spot.place)
        return replace(last, place=place, end=spot.end, holders=(*last.holders, spot.place))
    return replace(spot, place=_set_in(spot.place, last.place), top=last.top, holders=(last.place, *last.holders))


def _set_in(place: Place, holder: Place) -> Place:
    """A place that no gazetteer has, put where the words say it lies: inside another, with that one's width."""
    if place.lat is not None or place.country is not None or holder.country is None:
        return place
    why = f"not in the gazetteer; in {holder.span.text}, by the article's words"
    near = holder.lat is not None and holder.precision in ("exact", "settlement", "district")
    if not near:
        division = holder.admin1 if holder.precision == "region" else None
        return replace(place, country=holder.country, admin1=division, why=why)
    return replace(
        place, lat=holder.lat, lon=holder.lon, country=holder.country, admin1=holder.admin1, why=why,
        radius_km=holder.radius_km or _REACH.get(holder.precision), confidence=round(0.5 * holder.confidence, 3),
    )  # fmt: skip


def _listed(parse: Parse, last: Spot, spot: Spot, after: Spot | None) -> bool:
    """Whether the comma between two places is a list's: "in Tampa, Orlando and Miami"."""
    if after is None:
        return False
    between = parse.text[spot.end : after.place.span.start]
    return bool(_AND.fullmatch(between)) and after.place.precision == last.place.precision


def proper(parse: Parse, spot: Spot) -> bool:
    """Whether a site's words hold a name and not only a people's adjective."""
    first = parse.token_at(spot.place.span.start)
    words = parse.tokens[first.i : spot.head + 1] if first is not None else []
    return any(t.pos == "PROPN" and t.ent != "NORP" for t in words)


def holds(wide: Place, fine: Place) -> int:
    """Whether one place lies in another: 1 it does, 0 unknown, -1 it doesn't."""
    if fine.country and wide.country and fine.country != wide.country:
        return -1
    if wide.precision == "country":
        return 1 if fine.country else 0
    if fine.lat is None or fine.lon is None or wide.lat is None or wide.lon is None:
        return 0
    if wide.box is not None:
        south, west, north, east = wide.box
        return 1 if south <= fine.lat <= north and west <= fine.lon <= east else -1
    apart = 111.0 * hypot(fine.lat - wide.lat, (fine.lon - wide.lon) * cos(radians(wide.lat)))
    reach = wide.radius_km or _REACH.get(wide.precision, 20.0)
    if apart <= reach or (wide.precision == "region" and fine.admin1 and fine.admin1 == wide.admin1):
        return 1
    return -1 if apart > 2 * reach + 20 else 0
