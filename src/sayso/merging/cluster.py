"""Clusters of tellings: the best links first, as rulings allow, and only where the members on the whole agree.

Links are taken in order of weight, so the order in which claims arrive doesn't matter. A link joins two clusters unless
a ruling keeps them apart or the mean probability over their members (a sample of each, when they are large) is under
the cohesion: one chance likeness must not chain two happenings into one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import exp2

SAMPLE = 6
RULED = 0.4


@dataclass(slots=True)
class Edges:
    """Scored pairs as columns: indices of the two tellings and their bits off the bar."""

    a: array[int] = field(default_factory=lambda: array("l"))
    b: array[int] = field(default_factory=lambda: array("l"))
    bits: array[float] = field(default_factory=lambda: array("d"))

    def add(self, a: int, b: int, bits: float) -> None:
        """Append one pair."""
        self.a.append(a)
        self.b.append(b)
        self.bits.append(bits)

    def __len__(self) -> int:
        return len(self.a)


@dataclass(slots=True)
class Clustering:
    """What came of the edges: `groups` of tellings, the edges that `joined` them, those `refused` and why."""

    groups: list[list[int]]
    joined: list[int]
    refused: dict[int, str]


class Clusters:
    """Disjoint sets of telling indices, with enmities."""

    def __init__(self, n: int) -> None:
        self.up = list(range(n))
        self.members: dict[int, list[int]] = {}
        self.foes: dict[int, set[int]] = {}

    def root(self, i: int) -> int:
        """The index that stands for a telling's cluster."""
        while self.up[i] != i:
            self.up[i] = i = self.up[self.up[i]]
        return i

    def of(self, root: int) -> list[int]:
        """The members of a cluster."""
        return self.members.get(root, [root])

    def join(self, a: int, b: int) -> None:
        """Make one of two clusters, given by their roots."""
        if len(self.of(a)) < len(self.of(b)) or (len(self.of(a)) == len(self.of(b)) and b < a):
            a, b = b, a
        self.members[a] = sorted(self.of(a) + self.of(b))
        self.members.pop(b, None)
        self.up[b] = a
        for foe in self.foes.pop(b, set()):
            self.foes[foe].discard(b)
            self.foes[foe].add(a)
            self.foes.setdefault(a, set()).add(foe)

    def part(self, a: int, b: int) -> None:
        """Keep two clusters, given by their roots, apart for good."""
        if a != b:
            self.foes.setdefault(a, set()).add(b)
            self.foes.setdefault(b, set()).add(a)

    def foe(self, a: int, b: int) -> bool:
        """Whether two clusters, given by their roots, are to stay apart."""
        return b in self.foes.get(a, ())


def cluster(
    n: int,
    edges: Edges,
    together: Iterable[tuple[int, int]],
    apart: Iterable[tuple[int, int]],
    score: Callable[[int, int], float],
    cohesion: float,
) -> Clustering:
    """Cluster `n` tellings. `score` gives any pair's bits, `cohesion` the least mean probability, 0 to 1."""
    sets = Clusters(n)
    ruled: set[int] = set()
    for a, b in together:
        ruled |= {a, b}
        if sets.root(a) != sets.root(b):
            sets.join(sets.root(a), sets.root(b))
    for a, b in apart:
        sets.part(sets.root(a), sets.root(b))
    known: dict[tuple[int, int], float] = {(edges.a[k], edges.b[k]): edges.bits[k] for k in range(len(edges))}
    joined: list[int] = []
    refused: dict[int, str] = {}
    order = sorted(
        (k for k in range(len(edges)) if edges.bits[k] >= 0), key=lambda k: (-edges.bits[k], edges.a[k], edges.b[k])
    )
    for k in order:
        a, b = sets.root(edges.a[k]), sets.root(edges.b[k])
        if a == b:
            continue
        if sets.foe(a, b):
            refused[k] = "a ruling keeps them apart"
        elif not _agree(_sample(sets.of(a)), _sample(sets.of(b)), known, score, _asked(sets, a, b, ruled, cohesion)):
            refused[k] = "their other accounts do not agree"
        else:
            sets.join(a, b)
            joined.append(k)
    return Clustering(_groups(sets, n), joined, refused)


def _asked(sets: Clusters, a: int, b: int, ruled: set[int], cohesion: float) -> float:
    """The mean probability asked of two clusters: less where a person put together what is unlike."""
    put_together = bool(ruled) and not ruled.isdisjoint((*sets.of(a), *sets.of(b)))
    return min(cohesion, RULED) if put_together else cohesion


def _sample(members: list[int]) -> Sequence[int]:
    if len(members) <= SAMPLE:
        return members
    step = len(members) / SAMPLE
    return [members[int(k * step)] for k in range(SAMPLE)]


def _agree(
    a: Sequence[int],
    b: Sequence[int],
    known: dict[tuple[int, int], float],
    score: Callable[[int, int], float],
    cohesion: float,
) -> bool:
    if len(a) == len(b) == 1:
        return True
    likely = 0.0
    for x, y in product(a, b):
        pair = (x, y) if (x, y) in known else (y, x)
        if pair not in known:
            known[pair] = score(x, y)
        likely += probability(known[pair])
    return likely >= cohesion * len(a) * len(b)


def probability(bits: float) -> float:
    """The probability that bits off the bar amount to, when the bar stands at even odds."""
    return 1.0 / (1.0 + exp2(-max(-60.0, min(60.0, bits))))


def _groups(sets: Clusters, n: int) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i in range(n):
        groups.setdefault(sets.root(i), []).append(i)
    return list(groups.values())
