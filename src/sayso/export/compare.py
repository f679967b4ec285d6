"""Our incidents beside another's events: what is matched, what only one side has, and why.

Each incident that has a row in the other's columns may match one event. A pair is possible where the countries are the
same, the days no further apart than both precisions allow, and the places no further than both precisions allow. Pairs
are taken best first: each is weighed by its type, days, distance, deaths and actors' names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from sayso.export.acled import acled_row, left_out
from sayso.export.foreign import ForeignEvent
from sayso.export.stream import Case
from sayso.records import Refusal
from sayso.vocab.countries import by_iso3

Verdict = Literal["matched", "only-ours", "only-theirs", "refused"]
COLUMNS = (
    "verdict", "ours", "theirs", "day_ours", "day_theirs", "days_apart", "km_apart", "type_ours", "type_theirs",
    "killed_ours", "killed_theirs", "why",
)  # fmt: skip
# How far a day or a place may be off, by its precision: ACLED's own bounds (a week, a month; near, a region) with a
# day's and a town's leeway. The sum of both sides' is what two may be apart.
DAYS = {1: 1, 2: 4, 3: 16}
KILOMETRES = {1: 10.0, 2: 40.0, 3: 150.0}
LEAST = 0.5  # of 1: under this a pair that is possible is held to be two events


@dataclass(frozen=True, slots=True)
class Ours:
    """An incident with the row that it has in ACLED's columns."""

    id: str
    day: date
    country: str
    lat: float
    lon: float
    event_type: str
    fatalities: int
    time_precision: int
    geo_precision: int
    actors: tuple[str, ...]

    @classmethod
    def of(cls, case: Case) -> Ours:
        """The incident of a case that has a row."""
        row = acled_row(case)
        return cls(
            case.incident.id,
            date.fromisoformat(row["event_date"]),
            by_iso3()[row["event_id_cnty"].partition("-")[0]].iso2,
            float(row["latitude"]),
            float(row["longitude"]),
            row["event_type"],
            row["fatalities"],
            row["time_precision"],
            row["geo_precision"],
            tuple(a for a in (row["actor1"], row["actor2"]) if a),
        )


class Pair(NamedTuple):
    """Two that may be one: how alike (0 to 1), how far apart."""

    score: float
    days: int
    km: float


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the report; see COLUMNS for what its row has."""

    verdict: Verdict
    why: str
    ours: Ours | None = None
    theirs: ForeignEvent | None = None
    pair: Pair | None = None
    name: str = ""

    def row(self) -> tuple[object, ...]:
        """The line's cells."""
        a, b, p = self.ours, self.theirs, self.pair
        return (
            self.verdict,
            a.id if a else self.name if self.verdict == "only-ours" else "",
            b.id if b else self.name if self.verdict == "refused" else "",
            a.day if a else "",
            b.day if b else "",
            p.days if p else "",
            round(p.km, 1) if p else "",
            a.event_type if a else "",
            b.event_type if b else "",
            a.fatalities if a else "",
            b.fatalities if b else "",
            self.why,
        )


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points along a great circle.

    >>> round(kilometres(36.34, 43.13, 33.31, 44.36))
    355
    """
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def weigh(ours: Ours, theirs: ForeignEvent) -> Pair | None:
    """How alike an incident and an event are; None where they can't be one."""
    days = abs((ours.day - theirs.day).days)
    most_days = DAYS[ours.time_precision] + DAYS[theirs.time_precision] - 1
    km = kilometres(ours.lat, ours.lon, theirs.lat, theirs.lon)
    most_km = KILOMETRES[ours.geo_precision] + KILOMETRES[theirs.geo_precision]
    if ours.country != theirs.country or days > most_days or km > most_km:
        return None
    kind = 1.0 if ours.event_type == theirs.event_type else 0.3
    deaths = 1 - abs(ours.fatalities - theirs.fatalities) / max(ours.fatalities, theirs.fatalities, 1)
    names = max((fuzz.token_set_ratio(a, b) / 100 for a in ours.actors for b in theirs.actors), default=0.5)
    near = 1 - km / most_km
    soon = 1 - days / (most_days + 1)
    return Pair(0.3 * kind + 0.2 * soon + 0.2 * near + 0.15 * deaths + 0.15 * names, days, km)


def compare(cases: Iterable[Case], theirs: Iterable[ForeignEvent | Refusal]) -> Iterator[Compared]:
    """Every incident and every event, each once: matched, only ours, only theirs, refused; both sides by day."""
    events: list[ForeignEvent] = []
    for one in theirs:
        if isinstance(one, Refusal):
            yield Compared("refused", one.why, name=one.source)
        else:
            events.append(one)
    mine: list[Ours] = []
    for case in cases:
        refused = left_out(case)
        if refused is None:
            mine.append(Ours.of(case))
        else:
            yield Compared("only-ours", f"no row by the rule {refused.rule}: {refused.said}", name=case.incident.id)
    yield from _matched(mine, events)


Shelf = dict[tuple[str | None, date], list[int]]


def _matched(mine: list[Ours], events: list[ForeignEvent]) -> Iterator[Compared]:
    shelf: Shelf = defaultdict(list)
    for n, event in enumerate(events):
        shelf[(event.country, event.day)].append(n)
    pairs = sorted(_pairs(mine, events, shelf), key=lambda p: (-p[0].score, mine[p[1]].id, events[p[2]].id))
    used_mine: dict[int, str] = {}
    used_theirs: dict[int, str] = {}
    nearest: dict[int, tuple[Pair, int]] = {}
    for pair, a, b in pairs:
        nearest.setdefault(a, (pair, b))
        if pair.score >= LEAST and a not in used_mine and b not in used_theirs:
            used_mine[a], used_theirs[b] = events[b].id, mine[a].id
            yield Compared("matched", _why(pair, mine[a], events[b]), mine[a], events[b], pair)
    for a in sorted(set(range(len(mine))) - set(used_mine), key=lambda n: (mine[n].day, mine[n].id)):
        yield Compared("only-ours", _unmatched(nearest.get(a), events, used_theirs), mine[a])
    back = {b: (pair, a) for pair, a, b in reversed(pairs)}
    for b in sorted(set(range(len(events))) - set(used_theirs), key=lambda n: (events[n].day, events[n].id)):
        yield Compared("only-theirs", _unmatched(back.get(b), mine, used_mine), theirs=events[b])


def _pairs(mine: list[Ours], events: list[ForeignEvent], shelf: Shelf) -> Iterator[tuple[Pair, int, int]]:
    for a, one in enumerate(mine):
        reach = DAYS[one.time_precision] + DAYS[3]
        for step in range(-reach, reach + 1):
            for b in shelf.get((one.country, one.day + timedelta(days=step)), ()):
                pair = weigh(one, events[b])
                if pair is not None:
                    yield pair, a, b


def _why(pair: Pair, ours: Ours, theirs: ForeignEvent) -> str:
    days = "the same day" if not pair.days else f"{pair.days} days apart" if pair.days > 1 else "a day apart"
    kind = "the same type" if ours.event_type == theirs.event_type else "another type"
    deaths = "as many killed" if ours.fatalities == theirs.fatalities else "another number of killed"
    return f"{days}, {pair.km:.0f} km apart, {kind}, {deaths}; likeness {pair.score:.2f}"


def _unmatched(near: tuple[Pair, int] | None, others: list[Ours] | list[ForeignEvent], used: dict[int, str]) -> str:
    if near is None:
        return "the other side has nothing in that country within these days and kilometres"
    pair, n = near
    if n in used:
        return f"the nearest, {others[n].id}, is matched with {used[n]}"
    return f"the nearest, {others[n].id}, is too unlike: likeness {pair.score:.2f} under {LEAST}"
