"""Areas that wording makes of places: "northern Iraq", "45 km south of Mosul", "the Turkish border".

Each is a Place of its own whose span covers the whole wording. Its box is the part of the place's box that the wording
means, an approximation that takes no account of the shape; its radius holds the box.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from math import cos, radians

from sayso.reading.parse import Parse
from sayso.records import Place, Precision, Span
from sayso.vocab.gazetteer import Gazetteer

Box = tuple[float, float, float, float]

_WIND = r"(?:north|south)?-?(?:east|west|north|south)"
_ERN = r"(?:(?:north|south)-?)?(?:east|west|north|south)(?:ern)?(?:most)?|central|upper|lower|mid|rural|coastal"
_PART = r"(?:(?:parts?|provinces?|areas?|countryside|suburbs) of )?"
_KIND = r"(?:(?:city|town|village|capital) (?:of )?)?"
_UNIT = r"km|kms|kilomet(?:er|re)s?|miles?|mi"
# Every part is bounded and anchored at the place, and at most _LOOK_BACK characters are looked at.
_BEFORE = re.compile(
    rf"(?:\b(?:the )?(?P<adj>(?:far )?(?:{_ERN}))(?:(?:,? and | and |/|-)(?P<adj2>{_ERN}))?[ -]{_PART}(?:the )?"
    rf"|\b(?:the )?(?P<noun>{_WIND}|centre|center|middle|heart) of (?:the )?"
    rf"|\b(?:the )?(?P<far>(?P<number>\d[\d,.]{{0,9}}) ?-?(?P<unit>{_UNIT}) (?:\([^)]{{1,20}}\) )?"
    rf"(?:(?:to the )?(?P<bearing>{_WIND})(?:[ -]{_WIND})? of|from|outside|away from|off) (?:the )?{_KIND})"
    rf"|\b(?P<near>near|outside|around|close to|just outside|not far from|in the vicinity of) (?:the )?{_KIND}"
    rf"|\b(?:the )?(?P<edge>outskirts|suburbs|surroundings|countryside|environs) of (?:the )?{_KIND}"
    r"|\b(?:the )?(?P<with>border)s? with (?:the )?)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^(?:['’]s? (?P<side>{_WIND}(?:ern)?(?: (?:suburbs|outskirts|countryside|provinces?|coast|border))?"
    r"|outskirts|countryside|suburbs|coast|borders?)\b"
    r"| (?P<border>border|frontier)s?\b| (?P<coast>coast|coastline)\b| (?P<edge>countryside|outskirts|suburbs)\b)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s?[-–—/]\s?")
_LOOK_BACK = 70


def describe_regions(parse: Parse, places: tuple[Place, ...], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The described areas of an article, in its order; none for places that have no point."""
    found = []
    text = parse.text
    for n, place in enumerate(places):
        if place.lat is None or place.lon is None or _joined(text, n, places):
            continue
        start = places[n - 1].span.end if n else 0
        before = _BEFORE.search(text[max(start, place.span.start - _LOOK_BACK) : place.span.start])
        after = _AFTER.search(text[place.span.end : place.span.end + 40])
        area = _border(text, n, places, before, after, gazetteer)
        if area is None and before is not None and _owner(text, n, places):
            # "the western part of Iraq's Anbar": the wording is about what follows.
            area = _beside(text, places[n + 1], before, gazetteer, place.span.start)
            if area is not None:
                found.append(area)
            continue
        if area is None and not place.adjective:
            area = _beside(text, place, before, gazetteer) or _owned(text, place, after, gazetteer)
        if area is not None and area.span != place.span:
            found.append(area)
    return tuple(found)


def _joined(text: str, n: int, places: tuple[Place, ...]) -> bool:
    """Whether a country is the first half of a border's name: "the Syria-Turkey border" is told with the second."""
    if n + 1 == len(places) or places[n].precision != "country" or places[n + 1].precision != "country":
        return False
    return bool(_DASHED.fullmatch(text[places[n].span.end : places[n + 1].span.start]))


def _span(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    if text[start : start + 4].lower() == "the ":
        start += 4
    return Span.of(text, start, end)


def _owner(text: str, n: int, places: tuple[Place, ...]) -> bool:
    """Whether a place only owns the next one: "Iraq's Anbar"."""
    if n + 1 == len(places) or places[n + 1].lat is None:
        return False
    return bool(re.fullmatch(r"['’]s? ", text[places[n].span.end : places[n + 1].span.start]))


def _beside(
    text: str, place: Place, before: re.Match[str] | None, gazetteer: Gazetteer, first: int | None = None
) -> Place | None:
    """ "northern Iraq", "the north of Iraq", "45 km south of Mosul", "near Mosul", "the outskirts of Mosul"."""
    if before is None or before["with"]:
        return None
    start = (place.span.start if first is None else first) - (before.end() - before.start())
    span = _span(text, start, place.span.end)
    if before["far"]:
        return _off(span, place, before)
    if before["near"] or before["edge"]:
        return _around(span, place, (before["near"] or before["edge"]).lower())
    words = [w for w in (before["adj"], before["adj2"], before["noun"]) if w]
    # "eastern Ghouta", "northern Rakhine": names of their own, whatever the case of the first word.
    known = [e for e in gazetteer.find(span.text) if e.kind == "region" and e.country == (place.country or e.country)]
    if known:
        e = known[0]
        named = replace(
            place, span=span, name=e.name, geonames_id=e.geonames_id, lat=e.lat, lon=e.lon, precision="region"
        )
        return replace(named, radius_km=e.radius_km or None, box=None, why="an area of that name", candidates=())
    made = _part(span, place, words[0].lower(), gazetteer)
    if len(words) < 2 or made.box is None:
        return made
    other = _part(span, place, words[1].lower(), gazetteer).box or made.box
    both = (
        min(made.box[0], other[0]),
        min(made.box[1], other[1]),
        max(made.box[2], other[2]),
        max(made.box[3], other[3]),
    )
    return _made(
        span, place, both, made.precision, f"{' and '.join(words).lower()}: parts of the box of {place.span.text}"
    )


def _owned(text: str, place: Place, after: re.Match[str] | None, gazetteer: Gazetteer) -> Place | None:
    """ "Iraq's north", "Deraa's outskirts", "the Aleppo countryside", "Yemen's southwestern coast"."""
    if after is None or after["border"]:
        return None
    span = _span(text, place.span.start, place.span.end + after.end())
    said = (after["side"] or after["edge"] or after["coast"]).lower()
    if "border" in said:
        return None
    side = re.match(_ERN, said)
    if side:
        return _part(span, place, said, gazetteer)
    return _around(span, place, said)


def _extent(place: Place, gazetteer: Gazetteer) -> Box:
    """The place's box: the gazetteer's, or one drawn around its radius."""
    entry = gazetteer.by_id(place.geonames_id) if place.geonames_id else None
    if entry is not None and (box := gazetteer.box(entry)):
        return box
    usual = {"country": 300.0, "region": 100.0, "district": 20.0, "settlement": 8.0}
    return _square(place, place.radius_km or usual.get(place.precision, 10.0))


def _square(place: Place, km: float) -> Box:
    lat, lon = place.lat or 0.0, place.lon or 0.0
    tall = km / 111.2
    wide = tall / max(0.05, cos(radians(lat)))
    return _on_globe((lat - tall, lon - wide, lat + tall, lon + wide))


def _on_globe(box: Box) -> Box:
    s, w, n, e = box
    return max(-90.0, s), max(-180.0, w), min(90.0, n), min(180.0, e)


def _part(span: Span, place: Place, said: str, gazetteer: Gazetteer) -> Place:
    """The part of a place on the sides named: a half for one side, a quarter for two, the middle for "central"."""
    s, w, n, e = _extent(place, gazetteer)
    half = 0.5 if place.precision != "settlement" else 0.6
    if "north" in said or "upper" in said:
        s = n - (n - s) * half
    elif "south" in said or "lower" in said:
        n = s + (n - s) * half
    if "east" in said:
        w = e - (e - w) * half
    elif "west" in said:
        e = w + (e - w) * half
    if re.search(r"central|cent|middle|mid|heart", said):
        s, n = s + (n - s) / 4, n - (n - s) / 4
        w, e = w + (e - w) / 4, e - (e - w) / 4
    precision: Precision = "district" if place.precision in ("settlement", "district") else "region"
    return _made(span, place, (s, w, n, e), precision, f"{said}: part of the box of {place.span.text}")


def _made(span: Span, place: Place, box: Box, precision: Precision, why: str) -> Place:
    s, w, n, e = box
    lat, lon = (s + n) / 2, (w + e) / 2
    tall, wide = (n - s) * 55.6, (e - w) * 55.6 * cos(radians(lat))
    return replace(
        place, span=span, name=span.text, geonames_id=None, lat=round(lat, 4), lon=round(lon, 4), precision=precision,
        radius_km=round((tall**2 + wide**2) ** 0.5, 1), box=(round(s, 4), round(w, 4), round(n, 4), round(e, 4)),
        why=why, adjective=False,
        confidence=round(place.confidence * 0.9, 3), candidates=(),
    )  # fmt: skip


def _around(span: Span, place: Place, said: str) -> Place:
    """A ring around a place: 20 km for what is near a town, more for larger places."""
    reach = {"settlement": 20.0, "exact": 10.0, "district": 40.0}.get(place.precision, place.radius_km or 100.0)
    precision: Precision = "district" if place.precision in ("settlement", "exact", "district") else "region"
    made = _made(span, place, _square(place, reach), precision, f"{said}: within about {reach:.0f} km")
    return replace(made, lat=place.lat, lon=place.lon, radius_km=reach)


def _off(span: Span, place: Place, m: re.Match[str]) -> Place | None:
    """A distance and perhaps a bearing from a place."""
    try:
        km = float(m["number"].replace(",", "")) * (1.609 if m["unit"].lower().startswith("mi") else 1.0)
    except ValueError:
        return None
    if not 0 < km <= 2000:
        return None
    bearing = (m["bearing"] or "").lower()
    north = ("north" in bearing) - ("south" in bearing)
    east = ("east" in bearing) - ("west" in bearing)
    length = (north**2 + east**2) ** 0.5
    slack = max(5.0, km * (0.35 if length else 1.0))
    lat, lon = place.lat or 0.0, place.lon or 0.0
    if length:
        lat = max(-89.0, min(89.0, lat + km * north / length / 111.2))
        lon = (lon + km * east / length / (111.2 * max(0.05, cos(radians(lat)))) + 180) % 360 - 180
    there = replace(place, lat=round(lat, 4), lon=round(lon, 4))
    why = f"{km:.0f} km {bearing or 'away'} of {place.span.text}"
    made = _made(span, there, _square(there, slack), "district" if slack <= 40 else "region", why)
    return replace(made, lat=there.lat, lon=there.lon, radius_km=round(slack, 1))


def _border(
    text: str,
    n: int,
    places: tuple[Place, ...],
    before: re.Match[str] | None,
    after: re.Match[str] | None,
    gazetteer: Gazetteer,
) -> Place | None:
    """ "the Turkish border", "the border with Turkey", "the Syria-Turkey border", "Iraq's borders"."""
    place = places[n]
    is_after = after is not None and bool(after["border"] or "border" in (after["side"] or "").lower())
    is_with = before is not None and bool(before["with"])
    if not (is_after or is_with) or place.precision != "country" or not place.country:
        return None
    start = place.span.start - (before.end() - before.start() if is_with and before else 0)
    end = place.span.end + (after.end() if is_after and after else 0)
    other = None
    if (
        n
        and places[n - 1].precision == "country"
        and _DASHED.fullmatch(text[places[n - 1].span.end : place.span.start])
    ):
        other = places[n - 1].country
        start = places[n - 1].span.start
    other = other or _other_side(place, places, gazetteer)
    span = _span(text, start, end)
    line = gazetteer.border(place.country, other) if other else None
    if line is not None and (far := _BEFORE.search(text[max(0, start - _LOOK_BACK) : start])) and far["far"]:
        spot = replace(place, span=span, lat=line[0], lon=line[1], country=other)
        return _off(_span(text, start - (far.end() - far.start()), end), spot, far)
    if line is None:
        side = _around(span, place, "along the border")
        return replace(
            side, lat=None, lon=None, box=None, radius_km=None, precision="region", why="which neighbour isn't said"
        )
    lat, lon, box = line
    made = _made(span, place, box, "region", f"the land border of {place.country} and {other}")
    return replace(made, lat=lat, lon=lon, country=other)


def _other_side(place: Place, places: tuple[Place, ...], gazetteer: Gazetteer) -> str | None:
    """The neighbour that the article is about: the country of the places named nearest, if it borders on this one."""
    beside = set(gazetteer.neighbours(place.country or ""))
    told: Counter[str] = Counter()
    for p in places:
        if p.country in beside and not p.adjective:
            told[p.country] += 10_000 // (50 + abs(p.span.start - place.span.start))
    if not told:
        for p in places:
            if p.country in beside:
                told[p.country] += 1
    return max(told, key=lambda c: (told[c], c)) if told else None
