"""How well each meaning of each name fits the article: features for the two passes of the resolver.

The first pass looks at a name alone: how large the place is, what kind, what stands next to it ("X, Y"; "X
province"). The
second also at the other names: what share of them lies in the same country and division, and how near they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, exp, log10, radians, sin

from sayso.reading.places.mentions import Mention
from sayso.reading.places.names import CUES, Meaning
from sayso.vocab.gazetteer import Entry, fold

EARTH_KM = 6371.0
_SIDE = r"(?:(?:far |deep )?(?:(?:north|south)?-?(?:east|west)?(?:north|south)?(?:ern)?|central|upper|lower)\s+)?"
_SORT = r", (?:the|a|an) (?:[a-z]+ ){0,2}(?:capital|city|town|village|port) (?:of|in)"
_INTO = re.compile(
    rf"\s*(?:,|\(|, in|in|, the|of|,? near|-|–|/|{_SORT})?\s*(?:the )?{_SIDE}",
    re.IGNORECASE,
)
# Words that leave no doubt: "Tripoli in northern Lebanon". A comma may stand in a list.
_SURELY = re.compile(rf"\s*(?:in|{_SORT})\s+(?:the )?{_SIDE}", re.IGNORECASE)
_APART = 44
_OWNS = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}", re.IGNORECASE)
_KEPT = 24
_HEARD = 3
_NAMES = 60

Features = dict[str, float]


@dataclass
class Name:
    """All mentions of one string: what it may mean and what the article says of it.

    `within` are the names that the wording leaves no doubt it lies in.
    """

    text: str
    meaning: Meaning
    mentions: list[int] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    cues: set[str] = field(default_factory=set)
    scores: list[float] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    led: dict[int, str] = field(default_factory=dict)
    within: set[str] = field(default_factory=set)


def point(e: Entry) -> tuple[float, float, float]:
    """A place on the unit sphere."""
    return sphere(radians(e.lat), radians(e.lon))


def sphere(lat: float, lon: float) -> tuple[float, float, float]:
    """A point of the unit sphere by its latitude and longitude in radians."""
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def chord(km: float) -> float:
    """The dot product of two unit vectors so far apart."""
    return cos(km / EARTH_KM)


def near(a: tuple[float, float, float], b: tuple[float, float, float], dot: float) -> bool:
    """Whether two points are nearer than the distance whose `chord` is `dot`."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] > dot


_KM25, _KM60, _KM150, _KM400 = chord(25), chord(60), chord(150), chord(400)


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether a place lies in another, as far as the gazetteer can tell."""
    if inner.id == outer.id:
        return False
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    if outer.kind == "admin1":
        return (
            inner.country == outer.country and inner.admin1 == outer.admin1 and inner.kind not in ("country", "admin1")
        )
    if outer.kind in ("continent", "water"):
        return False
    if inner.kind in ("country", "admin1", "continent", "region", "water"):
        return False
    reach = max(outer.radius_km * 1.2, 60.0 if outer.kind == "district" else 25.0)
    return near(point(inner), point(outer), chord(reach))


def pairs(text: str, mentions: list[Mention]) -> list[tuple[int, int]]:
    """(inner, outer) mention numbers that the wording joins: "Paris, Texas"; "Basra in Iraq"; "Iraq's Basra"."""
    found = []
    for n, m in enumerate(mentions):
        at = m.span.end
        for k in range(n + 1, min(n + 3, len(mentions))):
            between = text[at : mentions[k].span.start]
            if len(between) > _APART or not _INTO.fullmatch(between):
                break
            found.append((n, k))
            at = mentions[k].span.end
        if n + 1 < len(mentions):
            between = text[m.span.end : mentions[n + 1].span.start]
            if 1 < len(between) < 30 and _OWNS.fullmatch(between):
                found.append((n + 1, n))
    return found


def surely(text: str, mentions: list[Mention], joined: list[tuple[int, int]]) -> dict[int, int]:
    """Of joined mentions, those that the wording leaves no doubt about: the inner one's number to the outer one's."""
    return {
        n: k for n, k in joined if k == n + 1 and _SURELY.fullmatch(text[mentions[n].span.end : mentions[k].span.start])
    }


def gather(text: str, mentions: list[Mention], meanings: list[Meaning]) -> list[Name]:
    """Mentions of one string together, with the words beside them that say what kind of place it is."""
    names: dict[tuple[str, bool], Name] = {}
    for n, (m, means) in enumerate(zip(mentions, meanings, strict=True)):
        # A dateline has its town in capitals.
        key = (fold(means.name), m.adjective is not None)
        name = names.setdefault(key, Name(means.name, means))
        name.mentions.append(n)
        after = re.match(r"\s+([A-Za-z]+)", text[m.span.end : m.span.end + 20])
        before = re.search(r"([A-Za-z]+)\s+(?:of\s+)?$", text[max(0, m.span.start - 20) : m.span.start])
        for word in (after, before):
            if word and word.group(1).islower() and (cue := CUES.get(word.group(1))):
                name.cues.add(cue)
        if means.cue:
            name.cues.add(means.cue)
    return list(names.values())


def alone(name: Name, e: Entry, rank: int) -> Iterator[tuple[str, float]]:
    """Features of one meaning by itself. `rank` is its place by weight among the meanings."""
    size = log10(e.weight + 1)
    kind = _GROUPS.get(e.kind, e.kind)
    yield "size", size / 4
    yield f"size/{kind}", size / 4
    yield f"kind/{'capital' if e.kind == 'capital' else kind}", 1.0
    yield f"how/{e.how}", 1.0
    yield f"rank/{min(rank, 3)}", 1.0
    if e.weight == 0:
        yield "empty", 1.0
    # "New York": a city and the division that holds it, or a division and its city.
    for o in name.entries:
        if o.country == e.country and o.admin1 == e.admin1 and "admin1" in (o.kind, e.kind) and o.kind != e.kind:
            yield f"twin/{'capital' if e.kind == 'capital' else kind}", 1.0
            break
    if name.cues:
        group = {"section": "settlement"}.get(kind, kind)
        yield f"cue/{group in name.cues}/{kind}", 1.0
    if name.meaning.part:
        yield f"part/{name.meaning.part}/{kind}", 1.0
    if name.meaning.built and not name.meaning.part:
        yield f"built/{kind}", 1.0
    if len(name.mentions) > 2:
        yield f"often/{kind}", 1.0
    if len(name.text) <= 3:
        yield f"short/{kind}", 1.0
    if e.kind == "settlement" and size < 3.5:
        yield "small", 1.0


def contained(name: Name, e: Entry, outers: list[Name]) -> Iterator[tuple[str, float]]:
    """Features of what the wording says that the name lies in."""
    for outer in outers:
        chances = outer.chances or [1.0 / (1 + i) for i in range(len(outer.entries))]
        best = 0.0
        kind = ""
        for o, chance in zip(outer.entries, chances, strict=False):
            if chance > best and lies_in(e, o):
                best, kind = chance, o.kind
        if best:
            yield f"in/{kind if kind in ('country', 'admin1', 'district') else 'near'}", best


class Company:
    """What the other names of the article point to."""

    def __init__(self, names: list[Name], mentions: list[Mention], home: Name | None = None) -> None:
        self.heard: list[tuple[Name, list[tuple[Entry, float, tuple[float, float, float]]]]] = []
        for name in [*([home] if home else []), *names[:_NAMES]]:
            best = sorted(zip(name.entries, name.chances, strict=True), key=lambda x: -x[1])[:_HEARD]
            self.heard.append((name, [(e, c, point(e)) for e, c in best if c > 0.05]))
        self._mentions = mentions
        self._at = {id(n): [mentions[m].span.start for m in n.mentions] for n in names}

    def features(self, name: Name) -> list[Features]:
        """For each of the name's meanings, how it sits with the other names."""
        others = [
            (n, h, self._closeness(name, n)) for n, h in self.heard if n is not name and h and n.text != name.text
        ]
        total = sum(w for _, _, w in others) or 1.0
        return [self._of(e, others, total) for e in name.entries]

    def _closeness(self, a: Name, b: Name) -> float:
        """Near in the text counts more: 1 beside each other, 0.3 far off."""
        if not b.mentions:
            return 0.5
        gap = min(abs(x - y) for x in self._at[id(a)][:5] for y in self._at[id(b)][:5])
        return 0.3 + 0.7 * exp(-gap / 400)

    def _of(
        self,
        e: Entry,
        others: list[tuple[Name, list[tuple[Entry, float, tuple[float, float, float]]], float]],
        total: float,
    ) -> Features:
        at = point(e)
        made: Features = defaultdict(float)
        for _, heard, closeness in others:
            for o, chance, place in heard:
                if o.kind in ("continent", "water"):
                    continue
                w = chance * closeness
                if o.country and o.country == e.country:
                    made["country"] += w / total
                    if o.kind == "country":
                        made["country-named"] = max(made["country-named"], w)
                    elif o.admin1 and o.admin1 == e.admin1:
                        made["admin1"] += w / total
                        if o.kind == "admin1":
                            made["admin1-named"] = max(made["admin1-named"], w)
                if o.kind in ("country", "admin1") or e.kind in ("country", "admin1", "continent", "region"):
                    continue
                dot = at[0] * place[0] + at[1] * place[1] + at[2] * place[2]
                if dot > _KM25:
                    made["near25"] += w / total
                    made["any25"] = max(made["any25"], w)
                if dot > _KM60:
                    made["near60"] += w / total
                    made["any60"] = max(made["any60"], w)
                if dot > _KM150:
                    made["near150"] += w / total
                    made["any150"] = max(made["any150"], w)
                if dot > _KM400:
                    made["near400"] += w / total
        kind = "big" if e.kind in ("country", "continent", "region") else "admin1" if e.kind == "admin1" else "small"
        few = "few" if len(others) < 4 else "many"
        return {f"{k}/{kind}": v for k, v in made.items()} | {
            f"{k}/{kind}/{few}": v for k, v in made.items() if k in ("country", "admin1", "near60")
        }


_GROUPS = {
    "capital": "settlement", "continent": "area", "region": "area", "water": "area", "mountain": "area",
    "island": "area",
}  # fmt: skip


def softmax(scores: list[float]) -> list[float]:
    """Chances from scores."""
    if not scores:
        return []
    top = max(scores)
    raised = [exp(s - top) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]


def most_likely(entries: tuple[Entry, ...]) -> list[Entry]:
    """The meanings that are looked at: the largest, and all sure ones among them."""
    return sorted(entries, key=lambda e: (-e.weight, e.id))[:_KEPT]
