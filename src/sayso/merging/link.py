"""From facts to clusters: tellings, the pairs worth comparing, their scores, and what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from sayso.merging.block import middle, pairs
from sayso.merging.cluster import Clustering, Edges, cluster
from sayso.merging.compare import Comparer
from sayso.merging.facts import Facts, Sheet
from sayso.merging.rulings import Orders
from sayso.merging.tellings import Telling, tellings
from sayso.merging.wording import Spread
from sayso.records import Ref
from sayso.settings import MergingSettings

TIES_KEPT = 40
GROUND_SAMPLE = 400
GROUND_DAYS = 45


@dataclass(slots=True)
class Linked:
    """The tellings in order of time, the pairs compared that matter, and the clusters."""

    tellings: list[Telling]
    edges: Edges
    clustering: Clustering
    comparer: Comparer


def told(facts: Iterable[Facts], orders: Orders) -> list[Telling]:
    """Every article's tellings, in order of time, then of address, so that the order of arrival doesn't matter."""
    found: list[Telling] = []
    ordered = sorted(facts, key=lambda f: f.ref)
    for _, here in groupby(ordered, key=lambda f: f.ref.article):
        found += tellings(list(here), orders)
    found.sort(key=lambda t: (middle(t), t.claims[0].ref))
    return found


def spread_of(facts: Iterable[Facts]) -> Spread:
    """How many articles each word stands in, over the articles of some facts."""
    spread = Spread()
    sheets = {f.sheet.article: f.sheet for f in facts}
    for sheet in sheets.values():
        spread.add(sheet.wording)
    dated = sorted((s for s in sheets.values() if s.published), key=lambda s: (s.published, s.article))
    half = len(dated) // 2
    step = max(1, half // GROUND_SAMPLE)
    far = [(a, b) for a, b in zip(dated[:half:step], dated[half::step], strict=False) if _long_apart(a, b)]
    spread.settle([(a.wording, b.wording) for a, b in far])
    return spread


def _long_apart(a: Sheet, b: Sheet) -> bool:
    return abs((a.published or 0) - (b.published or 0)) >= GROUND_DAYS


def link(facts: list[Facts], orders: Orders, settings: MergingSettings, spread: Spread | None = None) -> Linked:
    """Cluster the incident claims among some facts, obeying the rulings."""
    comparer = Comparer(settings, spread or spread_of(facts))
    found = told((f for f in facts if f.scope == "incident"), orders)
    edges = Edges()
    for i, mates in pairs(found, settings):
        scored = [(comparer.score(found[i], found[j]), j) for j in mates]
        close = sorted((s for s in scored if s[0] >= settings.near_miss), reverse=True)
        for bits, j in close[:TIES_KEPT]:
            edges.add(j, i, bits)
    at = {f.ref: i for i, t in enumerate(found) for f in t.claims}
    clustering = cluster(
        len(found),
        edges,
        _indices(orders.together, at),
        _indices(orders.apart, at),
        lambda a, b: comparer.score(found[a], found[b]),
        settings.cohesion,
    )
    return Linked(found, edges, clustering, comparer)


def _indices(asked: Mapping[tuple[Ref, Ref], str], at: Mapping[Ref, int]) -> list[tuple[int, int]]:
    return [(at[a], at[b]) for a, b in asked if a in at and b in at]
