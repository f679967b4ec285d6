"""How alike two articles are worded: weighted words, names and numbers, and the sketch that tells copies.

Three likenesses, each a cosine of TF-IDF weights (Salton and Buckley 1988): of all words, of capitalised words (people,
streets, units) and of numbers (ages, hours, addresses). Words are known by their CRC-32, so that a sheet can be kept
and compared later. How rare a word is comes from `Spread`, counted over the articles at hand on top of a packaged table
of common news words.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

import numpy as np

from sayso.vocab.tables import rows

WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
CAPITALISED = re.compile(r"(?<![.!?\"“”\n]\s)(?<![\n“\"])\b[A-Z][a-z]+")
CAPITAL = re.compile(r"[A-Z][a-z]+")
NUMBER = re.compile(r"\b\d[\d:,.]{0,12}\b")
PHRASE = re.compile(r"\b[A-Z][a-z'’]+(?: [A-Z][a-z'’]+|(?: \d{1,4}(?:st|nd|rd|th)?)(?= [A-Z])){1,2}")
MAX_CHARS = 6_000
MAX_TERMS = 400
KEPT = (96, 48, 32)
PHRASES = 24
RUN = 5
SKETCH = 48
PRIOR_ARTICLES = 1_000
# How alike unrelated news articles are: measured on public reports of shootings, months apart.
GROUND = (0.04, 0.06, 0.05)
GROUND_PAIRS = 100

Vector = dict[int, float]
NOTHING: frozenset[int] = frozenset()
LOGS = (1.0, *(1 + log(n) for n in range(1, 256)))


@dataclass(frozen=True, slots=True)
class Bag:
    """Hashes of words, commonest first, and how often each stands in the article (255 at most)."""

    codes: array[int]
    counts: bytes

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(slots=True, eq=False)
class Wording:
    """Hashed words, names and numbers of one article; the hashes of its name phrases; its sketch of word runs."""

    words: Bag
    names: Bag
    numbers: Bag
    phrases: array[int]
    sketch: array[int]


@dataclass(slots=True)
class Vectors:
    """The three weighted vectors of one article, each of length one over all its terms."""

    words: Vector
    names: Vector
    numbers: Vector


def _codes(words: Iterable[str]) -> array[int]:
    return array("I", (zlib.crc32(word.encode()) for word in words))


def _bag(words: Iterable[str], seed: str = "") -> Bag:
    # Equally common words are put in alphabetical order, so that the bag doesn't hang on the order of the text.
    counted = sorted(Counter(words).items(), key=lambda wn: (-wn[1], wn[0]))[:MAX_TERMS]
    return Bag(_codes(seed + word for word, _ in counted), bytes(min(255, n) for _, n in counted))


def _sketch(words: list[str]) -> array[int]:
    """The smallest hashes of the article's runs of five words (Broder 1997), which sample them without chance."""
    if len(words) < RUN * 4:
        return array("I")
    codes = np.array([zlib.crc32(w.encode()) for w in words], dtype=np.uint64)
    runs = np.zeros(len(codes) - RUN + 1, dtype=np.uint64)
    for k in range(RUN):
        runs = (runs * np.uint64(1_000_003) + codes[k : len(codes) - RUN + 1 + k]) & np.uint64(0xFFFFFFFF)
    return array("I", np.unique(runs)[:SKETCH].tolist())


def wording(text: str, title: str | None = None) -> Wording:
    """The marks of an article's wording, from its title and the first 6,000 characters of its text."""
    text = text[:MAX_CHARS]
    words = WORD.findall(f"{title or ''}\n{text}".lower())
    shouted = sum(map(str.isupper, text)) > 0.5 * sum(map(str.isalpha, text))
    phrases = sorted(set() if shouted else {p.lower() for p in PHRASE.findall(text)})[:PHRASES]
    names = _bag((w.lower() for w in CAPITALISED.findall(text)) if not shouted else (), "N:")
    return Wording(_bag(words), names, _bag(NUMBER.findall(text), "#:"), _codes(phrases), _sketch(words))


def copied(a: Wording, b: Wording) -> float:
    """The share of word runs that two articles have in common, estimated from their sketches, 0 to 1."""
    here, there = set(a.sketch), set(b.sketch)
    smallest = sorted(here | there)[:SKETCH]
    return sum(h in here and h in there for h in smallest) / len(smallest) if here and there else 0.0


@cache
def _prior() -> dict[int, int]:
    return {zlib.crc32(row["word"].encode()): int(row["per_1000"]) for row in rows("word_spread.tsv")}


class Spread:
    """In how many articles each word stands: the packaged counts, and those of the articles added.

    `ground` is how alike any two of these articles are (words, names, numbers): reports of one war, or of one agency,
    are more alike than news at large, and only what goes beyond that tells of one happening.
    """

    def __init__(self) -> None:
        self.articles = PRIOR_ARTICLES
        self.ground = GROUND
        self._counts: dict[int, int] = dict(_prior())

    def add(self, one: Wording) -> None:
        """Count one article's words."""
        self.articles += 1
        counts = self._counts
        for bag in (one.words, one.names, one.numbers):
            for code in bag.codes:
                counts[code] = counts.get(code, 0) + 1

    def rarity(self, code: int) -> float:
        """The inverse document frequency of a word's hash, in nats."""
        return log((self.articles + 1) / (self._counts.get(code, 0) + 0.5))

    def _vector(self, bag: Bag, kept: int) -> Vector:
        count, total = self._counts.get, self.articles + 1  # `rarity` in place: this is done for every word
        weights = [
            (code, LOGS[n] * log(total / (count(code, 0) + 0.5))) for code, n in zip(bag.codes, bag.counts, strict=True)
        ]
        size = sqrt(sum(w * w for _, w in weights)) or 1.0
        if len(weights) > kept:
            # A word that stands in one article alone brings nobody together: the rest come first.
            weights.sort(key=lambda cw: (self._counts.get(cw[0], 0) > 1, cw[1], cw[0]), reverse=True)
            del weights[kept:]
        return {code: w / size for code, w in weights}

    def settle(self, pairs: Sequence[tuple[Wording, Wording]]) -> None:
        """Set the ground by some pairs of articles that can't tell of one happening; few pairs move it little."""
        alike = [likeness(self.vectors(a), self.vectors(b)) for a, b in pairs]
        weight = len(alike) / (len(alike) + GROUND_PAIRS)
        means = (sum(x[k] for x in alike) / max(1, len(alike)) for k in range(3))
        words, names, numbers = (max(u, weight * m + (1 - weight) * u) for u, m in zip(GROUND, means, strict=True))
        self.ground = (words, names, numbers)

    def vectors(self, one: Wording) -> Vectors:
        """The weighted vectors of one article, by what has been counted so far."""
        return Vectors(*(self._vector(b, k) for b, k in zip((one.words, one.names, one.numbers), KEPT, strict=True)))


def cosine(a: Vector, b: Vector, told: frozenset[int] = NOTHING) -> float:
    """The cosine of two vectors of length one, less what the words whose hashes are `told` add to it."""
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[code] for code, w in a.items() if code in b and code not in told)


def likeness(a: Vectors, b: Vectors, told: frozenset[int] = NOTHING) -> tuple[float, float, float]:
    """How alike two articles are in words, names and numbers, each 0 to 1, but for the words that are `told`.

    Those are the names of places and people that other keys compare: they must not count twice.
    """
    return cosine(a.words, b.words, told), cosine(a.names, b.names, told), cosine(a.numbers, b.numbers)


@cache
def hashes(name: str) -> frozenset[int]:
    """The hashes that a name's words have in the bags of words and of names."""
    words = WORD.findall(name.lower())
    return frozenset(zlib.crc32(code.encode()) for w in words for code in (w, f"N:{w}"))


@cache
def name_hashes(name: str) -> tuple[int, ...]:
    """The hashes that a name's capitalised words have in the bag of names."""
    return tuple(zlib.crc32(f"N:{word.lower()}".encode()) for word in CAPITAL.findall(name))
