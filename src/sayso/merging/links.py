"""Links and near misses, kept as columns and put into words only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import overload

from sayso.merging.compare import in_words
from sayso.merging.link import Linked
from sayso.merging.rulings import Orders
from sayso.merging.tellings import Telling
from sayso.records import KeyScore, Link, LinkVerdict, Ref

SAME_ARTICLE = "one article: same event, and place or time agree"
READER = "one article: the reader marked them as one happening"
MOST_NEAR_MISSES = 3


class Links(Sequence[Link]):
    """A sequence of links that makes each when it is looked at. Indices are those of what they stand for."""

    def __init__(self, count: int, make: Callable[[int], Link]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Link: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Link]: ...

    def __getitem__(self, index: int | slice) -> Link | Sequence[Link]:
        if isinstance(index, slice):
            return [self._make(i) for i in range(*index.indices(self._count))]
        if not -self._count <= index < self._count:
            raise IndexError(index)
        return self._make(index % self._count)


class Explainer:
    """Puts what `Linked` holds into words, a link at a time."""

    def __init__(self, linked: Linked, orders: Orders) -> None:
        self._linked = linked
        self._orders = orders
        self._at = {f.ref: i for i, t in enumerate(linked.tellings) for f in t.claims}

    def links(self) -> Links:
        """Every link that holds the incidents together: within articles, between them, and by rulings."""
        within = [(i, k) for i, t in enumerate(self._linked.tellings) for k in range(1, len(t.claims))]
        ruled = [p for p in self._orders.together if p[0] in self._at and p[1] in self._at]
        makers: list[tuple[int, Callable[[int], Link]]] = [
            (len(ruled), lambda n: self._ruled(*ruled[n])),
            (len(within), lambda n: self._within(*within[n])),
            (len(self._linked.clustering.joined), lambda n: self._between(self._linked.clustering.joined[n], "linked")),
        ]
        return _several(makers)

    def near_misses(self) -> Links:
        """Pairs just under the bar, or over it and kept apart: the closest few of each telling, closest first."""
        edges, clustering = self._linked.edges, self._linked.clustering
        group = {i: g for g, members in enumerate(clustering.groups) for i in members}
        missed = [k for k in range(len(edges)) if group[edges.a[k]] != group[edges.b[k]]]
        missed.sort(key=lambda k: (-edges.bits[k], edges.a[k], edges.b[k]))
        seen: dict[int, int] = {}
        kept = []
        for k in missed:
            if min(seen.get(edges.a[k], 0), seen.get(edges.b[k], 0)) < MOST_NEAR_MISSES:
                kept.append(k)
                for i in (edges.a[k], edges.b[k]):
                    seen[i] = seen.get(i, 0) + 1
        return Links(len(kept), lambda n: self._between(kept[n], "near-miss"))

    def explain(self, a: Ref, b: Ref) -> Link:
        """Why two claims are, or are not, one incident; raises KeyError for a claim that isn't of an incident."""
        i, j = self._at[a], self._at[b]
        if i == j:
            claims = self._linked.tellings[i].claims
            return self._within(i, next(k for k, f in enumerate(claims) if f.ref == max(a, b)))
        pair = (min(a, b), max(a, b))
        if pair in self._orders.together:
            return self._ruled(*pair)
        here, there = self._linked.tellings[i], self._linked.tellings[j]
        keys, score = self._linked.comparer.keys(here, there), self._linked.comparer.score(here, there)
        if pair in self._orders.apart:
            return Link(a, b, "ruled-apart", score, keys, "a ruling keeps them apart", self._orders.apart[pair])
        return Link(a, b, "linked" if score >= 0 else "near-miss", score, keys, in_words(keys))

    def _ruled(self, a: Ref, b: Ref) -> Link:
        ruling = self._orders.together[a, b]
        why = "a confirmed incident" if ruling.startswith("known ") else "a ruling put them together"
        return Link(a, b, "ruled-together", 0.0, (), why, None if ruling.startswith("known ") else ruling)

    def _within(self, i: int, k: int) -> Link:
        claims = self._linked.tellings[i].claims
        marked = claims[k].same_as is not None
        why = READER if marked else SAME_ARTICLE
        return Link(claims[0].ref, claims[k].ref, "linked", 0.0, (KeyScore("article", 0.0, why),), why)

    def _between(self, k: int, verdict: LinkVerdict) -> Link:
        edges = self._linked.edges
        a, b = self._linked.tellings[edges.a[k]], self._linked.tellings[edges.b[k]]
        keys = self._linked.comparer.keys(a, b)
        why = in_words(keys)
        refused = self._linked.clustering.refused.get(k)
        if refused:
            why = f"{why}; kept apart: {refused}"
        return Link(_first(a), _first(b), verdict, edges.bits[k], keys, why)


def _first(telling: Telling) -> Ref:
    return telling.claims[0].ref


def _several(makers: list[tuple[int, Callable[[int], Link]]]) -> Links:
    starts = list(accumulate((n for n, _ in makers), initial=0))

    def make(index: int) -> Link:
        part = next(p for p in range(len(makers)) if index < starts[p + 1])
        return makers[part][1](index - starts[part])

    return Links(starts[-1], make)
