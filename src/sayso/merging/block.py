"""Which tellings are worth comparing: those that share an area of the index and may lie in the same days.

An area is a part of the event index (kin codes share one) with a cell of the globe, a country, an unresolved place's
name, or a figure; or a name that two articles share. Each telling is compared with the nearest in time of each area,
so the work grows with the number of tellings, not with its square.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from sayso.merging.keys_time import OPEN_DAYS, interval
from sayso.merging.tellings import Telling
from sayso.records import Site
from sayso.settings import MergingSettings
from sayso.vocab.kinship import event_rooms

TELLING_FIGURE = 5
PHRASE_NEIGHBOURS = 8
NAMES = 24
EVER = (-1_000_000, 10_000_000)
SLACK = 3
NAME = "name:"


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where a telling is kept in the index and where its mates are sought, and the days that it may lie in.

    Two tellings meet when an area that one seeks is kept by the other and their days, `first` to `last` (ordinals),
    overlap; an area that begins with `NAME` is met whatever the days.
    """

    kept: tuple[str, ...]
    sought: tuple[str, ...]
    first: int
    last: int


def blocks(telling: Telling, settings: MergingSettings) -> Blocks:
    """The index areas and days of a telling."""
    kept: dict[str, None] = {}
    sought: dict[str, None] = {}
    for room in event_rooms(telling.event):
        for area in _places(room, telling.site):
            kept[area] = sought[area] = None
        country = (telling.site and telling.site.country) or "?"
        for figure in _figures(telling):
            kept[f"{room}|{country}|{figure}"] = None
            sought |= dict.fromkeys((f"{room}|{country}|{figure}", f"{room}|?|{figure}"))
        if country != "?":
            coarse = telling.site is not None and telling.site.precision in ("region", "country")
            kept[f"{room}|{country}|{'coarse' if coarse else 'fine'}"] = None
            sought |= dict.fromkeys([f"{room}|{country}|coarse"] + [f"{room}|{country}|fine"] * coarse)
    if telling.main:
        names = {f"{NAME}{code}": None for code in name_codes(telling)}
        kept |= names
        sought |= names
    return Blocks(tuple(kept), tuple(sought), *days(telling, settings))


def name_codes(telling: Telling) -> set[int]:
    """The hashes of the names by which an article's main telling is found whatever its place and days."""
    marks = telling.sheet.wording
    return {*marks.phrases, *marks.names.codes[:NAMES]} if telling.main else set()


def _places(room: str, site: Site | None) -> Iterator[str]:
    if site is None or site.precision in ("region", "country"):
        return
    if site.lat is None or site.lon is None:
        yield f"{room}|{site.text.lower()}"
    else:
        # Two grids of one degree, half a degree apart: places a few km apart share a cell of one or the other.
        yield f"{room}|{floor(site.lat)},{floor(site.lon)}"
        yield f"{room}|{floor(site.lat + 0.5)}+{floor(site.lon + 0.5)}"


def _figures(telling: Telling) -> Iterator[str]:
    for measure, bounds in telling.tally.items():
        for _, _, best in bounds:
            if best is not None and best >= TELLING_FIGURE:
                yield f"{measure} {best}"


def days(telling: Telling, settings: MergingSettings) -> tuple[int, int]:
    """The days in which a telling may lie, as ordinals; all days when nothing dates it."""
    told, published = interval(telling), telling.sheet.published
    if told:
        return told[0] - SLACK, told[1] + SLACK
    return EVER if published is None else (published - settings.undated_days, published + 1)


def middle(telling: Telling) -> float:
    """The day that stands for a telling where tellings are put in order of time."""
    told, published = interval(telling), telling.sheet.published
    if told and told[1] - told[0] <= OPEN_DAYS:
        return (told[0] + told[1]) / 2
    return published - 1.0 if published is not None else (told[1] if told else 0)


def pairs(found: Sequence[Telling], settings: MergingSettings) -> Iterator[tuple[int, list[int]]]:
    """For each telling, by index, the earlier ones worth comparing. `found` is in order of time (see `middle`)."""
    first, last = array("l"), array("l")
    common: Counter[int] = Counter()
    for telling in found:
        start, end = days(telling, settings)
        first.append(start)
        last.append(end)
        common.update(name_codes(telling))
    recent: dict[str, list[int]] = {}
    for i, telling in enumerate(found):
        placed = blocks(telling, settings)
        here = [area for area in placed.sought if area in recent]
        start, end, sheet = first[i], last[i], telling.sheet
        near: set[int] = set().union(*(recent[area] for area in here if not area.startswith(NAME)))
        mates = {j for j in near if start <= last[j] and first[j] <= end}
        mates.update(*(recent[area] for area in here if area.startswith(NAME)))
        yield i, sorted(j for j in mates if found[j].sheet is not sheet)
        for area in placed.kept:
            named = area.startswith(NAME)
            if not named or 1 < common[int(area[5:])] <= settings.common_phrase:
                _keep(recent, area, i, PHRASE_NEIGHBOURS if named else settings.neighbours)


def _keep(recent: dict[str, list[int]], area: str, i: int, most: int) -> None:
    """Put a telling last in an area and drop the first of too many: short lists, which cost less than queues."""
    kept = recent.setdefault(area, [])
    if len(kept) >= most:
        del kept[0]
    kept.append(i)
