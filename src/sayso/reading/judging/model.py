"""The judge's numbers, read from its data files: words of sentences, shares of coders' choices, and decision trees."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.records import EVENT_CODES
from sayso.vocab.tables import rows

if TYPE_CHECKING:
    from sayso.reading.judging.candidates import Candidate

CODES: tuple[str, ...] = tuple(EVENT_CODES)
_UNSEEN = -8.0  # nats for a code that too few sentences of the training set have


@dataclass(frozen=True)
class SentenceWords:
    """Logistic weights of words and pairs of words for each code being told in a sentence."""

    weights: Mapping[str, Mapping[int, float]]
    bias: Sequence[float]

    def suggest(self, words: Iterable[str]) -> list[float]:
        """What the words suggest of each code, in nats, in the order of CODES."""
        known = [w for w in words if w in self.weights]
        sums = list(self.bias)
        scale = 1 / math.sqrt(len(known)) if known else 0.0
        for word in known:
            for code, weight in self.weights[word].items():
                sums[code] += scale * weight
        return sums


Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Shares:
    """How often coders took such a candidate for each code: by its word, its class in the lexicon, the rules' answer.

    Each table maps a key to counts by code, with "n" of all candidates and "any" of those that coders took. `without`
    are counts to leave out, those of the article itself while training."""

    tables: Mapping[str, Counts]
    without: Mapping[str, Counts] | None = None

    def of(self, candidate: Candidate, code: str) -> dict[str, float]:
        """The shares of a candidate and a code, drawn towards nothing where few were seen."""
        found: dict[str, float] = {}
        for table, key in keys_of(candidate).items():
            seen, taken, same = (self._count(table, key, what) for what in ("n", "any", code))
            found[f"{table} same"] = (same + 0.05) / (seen + 2)
            found[f"{table} any"] = (taken + 0.5) / (seen + 2)
            if table == "word":
                found["word seen"] = min(seen, 30.0)
                found["word same of any"] = (same + 0.05) / (taken + 1)
        if candidate.event:
            seen, same = (self._count("word", candidate.word, what) for what in ("n", candidate.event))
            found["word rule's"] = (same + 0.05) / (seen + 2)
        else:
            found["word rule's"] = -1.0
        return found

    def _count(self, table: str, key: str, what: str) -> float:
        held = self.tables[table].get(key, {}).get(what, 0)
        own = self.without[table].get(key, {}).get(what, 0) if self.without else 0
        return float(held - own)


def keys_of(candidate: Candidate) -> dict[str, str]:
    """The keys under which a candidate is counted, by table."""
    uncoded = "uncoded" if candidate.kind == "uncoded" else "coded"
    passed = "background" if candidate.background else "told"
    return {
        "word": candidate.word,
        "class": f"{candidate.lead.trigger.kinds[0]}/{uncoded}",
        "rule": f"{candidate.event}/{candidate.kind}/{passed}",
    }


@dataclass(frozen=True)
class Trees:
    """Boosted decision trees. Row by row of nodes: the feature asked for, the threshold, the next node where the
    feature is at most that and where it is more; in a leaf both next nodes are the leaf itself and `value` counts."""

    features: tuple[str, ...]
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    below: NDArray[np.int32]
    above: NDArray[np.int32]
    value: NDArray[np.float64]

    def judge(self, evidence: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability of each row of evidence."""
        if not evidence:
            return []
        table = np.array([[row[name] for name in self.features] for row in evidence], dtype=np.float64)
        cells, first = table.ravel(), (np.arange(len(table)) * len(self.features))[:, None]
        following = np.stack([self.below, self.above], axis=1).ravel()
        at = np.tile(self.roots, (len(table), 1))
        for _ in range(self._depth):
            more = cells.take(first + self.feature.take(at)) > self.threshold.take(at)
            at = following.take(2 * at + more)
        sums = self.value[at].sum(axis=1)
        return [float(p) for p in 1 / (1 + np.exp(-sums))]

    @cached_property
    def _depth(self) -> int:
        """Steps from a root to the deepest leaf."""
        at, steps = self.roots, 0
        while True:
            following = np.unique(np.concatenate([self.below[at], self.above[at]]))
            if np.array_equal(following, at):
                return steps
            at, steps = following, steps + 1


@cache
def trees() -> Trees:
    """The shipped trees."""
    table = rows("judge_trees.tsv")
    names = tuple(dict.fromkeys(r["feature"] for r in table if r["feature"]))
    index = {name: i for i, name in enumerate(names)} | {"": 0}
    return Trees(
        names,
        np.array([i for i, r in enumerate(table) if r["root"]], dtype=np.int32),
        np.array([index[r["feature"]] for r in table], dtype=np.int32),
        np.array([float(r["threshold"] or 0) for r in table]),
        np.array([int(r["below"] or i) for i, r in enumerate(table)], dtype=np.int32),
        np.array([int(r["above"] or i) for i, r in enumerate(table)], dtype=np.int32),
        np.array([float(r["value"] or 0) for r in table]),
    )


@cache
def sentence_words() -> SentenceWords:
    """The shipped weights of words."""
    weights: dict[str, dict[int, float]] = {}
    for row in rows("judge_words.tsv"):
        weights[row["word"]] = {CODES.index(c): float(w) for c, w in _cells(row["weights"])}
    bias = weights.pop("*")
    return SentenceWords(weights, [bias.get(j, _UNSEEN) for j in range(len(CODES))])


@cache
def shares() -> Shares:
    """The shipped counts of coders' choices."""
    tables: dict[str, dict[str, dict[str, int]]] = {"word": {}, "class": {}, "rule": {}}
    for row in rows("judge_shares.tsv"):
        if row["table"] != "wide":
            tables[row["table"]][row["key"]] = {c: int(n) for c, n in _cells(row["counts"])}
    return Shares(tables)


@cache
def wide_words() -> frozenset[str]:
    """Words outside the lexicon that coders took for triggers in several documents."""
    return frozenset(r["key"] for r in rows("judge_shares.tsv") if r["table"] == "wide")


def _cells(text: str) -> list[tuple[str, str]]:
    """The pairs of "clash:3 attack:2"."""
    return [(code, number) for code, _, number in (cell.partition(":") for cell in text.split())]
