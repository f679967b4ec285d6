"""Two tellings compared key by key: the evidence that they tell of one happening, in bits, and in words.

Each key has named outcomes ("one day", "far, neither named"), each with a weight: the logarithm (base 2) of how much
likelier it is for one happening than for two that met in a block (Fellegi and Sunter 1969). Their sum with the prior is
the pair's score. The weights were fitted together, by logistic regression, on public reports of shootings and on made
worlds with known answers: `scripts/train_linking.py`.
"""

from __future__ import annotations

from itertools import islice

from sayso.merging.facts import Sheet
from sayso.merging.keys_figures import figures_bits, figures_said
from sayso.merging.keys_people import means_bits, means_said, people_bits, people_said, voices_bits, voices_said
from sayso.merging.keys_place import place_bits, place_said
from sayso.merging.keys_time import time_bits, time_said
from sayso.merging.tellings import Telling
from sayso.merging.weights import weight, weights
from sayso.merging.wording import GROUND, Spread, Vectors, likeness
from sayso.records import KeyScore
from sayso.settings import MergingSettings
from sayso.vocab.kinship import kinship

STRANGERS = -99.0
COMMON = frozenset({"killing", "attack", "clash", "other"})
WORDING_MOST = 12.0
LONG_ENOUGH = 130
WORDS_BEND, WORDS_MOST, NAMES_MOST = 0.15, 0.4, 0.6
WITHIN = -2.0
VECTORS_KEPT = 20_000


def event_bits(a: Telling, b: Telling) -> float:
    """The weight of two codes; strangers never meet."""
    outcome = event_outcome(a, b)
    return weight("event", outcome) if outcome else STRANGERS


def event_outcome(a: Telling, b: Telling) -> str:
    """How two codes compare: the same (one of the commonest or not), or how far they may be confused; "" for not."""
    kin = kinship(a.event, b.event)
    if kin == 1.0:
        return "same, common" if a.event in COMMON else "same"
    return f"kin {kin:.1f}" if kin else ""


def wording_amounts(words: float, names: float, numbers: float, share: float) -> tuple[tuple[str, float], ...]:
    """What the wording's weights multiply; `share` is how much of the articles' wording belongs to this happening."""
    near = max(0.0, min(words, WORDS_MOST))
    return (
        ("compared", share),
        ("words", share * min(near, WORDS_BEND)),
        ("words, closely", share * max(0.0, near - WORDS_BEND)),
        ("names", share * min(names, NAMES_MOST)),
        ("numbers", share * min(numbers, NAMES_MOST)),
    )


def wording_bits(words: float, names: float, numbers: float, share: float) -> float:
    """The weight of three likenesses, at most +12."""
    table = weights("wording")
    return min(WORDING_MOST, sum(table[n] * x for n, x in wording_amounts(words, names, numbers, share)))


def wording_share(a: Telling, b: Telling) -> float:
    """How far two articles' wording speaks for these two tellings: wholly for the happenings that they tell most of,
    and less in short texts, whose cosines say little."""
    told = min(len(a.sheet.wording.words), len(b.sheet.wording.words))
    return (0.4, 0.7, 1.0)[a.main + b.main] * min(1.0, told / LONG_ENOUGH)


class Comparer:
    """Scores pairs of tellings, given how rare each word is."""

    def __init__(self, settings: MergingSettings, spread: Spread) -> None:
        self._settings = settings
        self._spread = spread
        self._vectors: dict[int, Vectors] = {}

    def _of(self, sheet: Sheet) -> Vectors:
        """An article's vectors; only the latest few thousand are kept, as pairs come in order of time."""
        found = self._vectors.get(id(sheet))
        if found is None:
            if len(self._vectors) >= VECTORS_KEPT:
                for old in list(islice(self._vectors, VECTORS_KEPT // 4)):
                    del self._vectors[old]
            found = self._vectors[id(sheet)] = self._spread.vectors(sheet.wording)
        return found

    def likeness(self, a: Telling, b: Telling) -> tuple[float, float, float]:
        """How alike two tellings' articles are in words, names and numbers, less what any two are."""
        words, names, numbers = likeness(self._of(a.sheet), self._of(b.sheet), a.told | b.told)
        usual = self._spread.ground
        return words - (usual[0] - GROUND[0]), names - (usual[1] - GROUND[1]), numbers - (usual[2] - GROUND[2])

    def score(self, a: Telling, b: Telling) -> float:
        """The pair's bits off the bar; stops early where no wording could bring it near."""
        bits = event_bits(a, b)
        if bits <= STRANGERS:
            return STRANGERS
        bits += (self._settings.prior if a.sheet is not b.sheet else WITHIN) - self._settings.bar + time_bits(a, b)
        bits += place_bits(a, b)
        share = wording_share(a, b) if a.sheet is not b.sheet else 0.0
        if bits + share * WORDING_MOST + 9.0 < self._settings.near_miss:
            return bits
        bits += figures_bits(a, b) + people_bits(a, b) + means_bits(a, b) + voices_bits(a, b)
        if share and bits + share * WORDING_MOST >= self._settings.near_miss:
            bits += wording_bits(*self.likeness(a, b), share)
        return bits

    def keys(self, a: Telling, b: Telling) -> tuple[KeyScore, ...]:
        """The pair's keys with their weights and words, weightiest first."""
        found = [
            KeyScore("event", event_bits(a, b), _event_said(a, b)),
            KeyScore("place", place_bits(a, b), place_said(a, b)),
            KeyScore("time", time_bits(a, b), time_said(a, b)),
            KeyScore("figures", figures_bits(a, b), figures_said(a, b)),
            KeyScore("people", people_bits(a, b), people_said(a, b)),
            KeyScore("means", means_bits(a, b), means_said(a, b)),
            KeyScore("voice", voices_bits(a, b), voices_said(a, b)),
        ]
        if a.sheet is not b.sheet:
            alike = self.likeness(a, b)
            bits = wording_bits(*alike, wording_share(a, b))
            found.append(KeyScore("wording", bits, _wording_said(*alike)))
        return tuple(sorted((k for k in found if k.said), key=lambda k: -abs(k.weight)))


def _event_said(a: Telling, b: Telling) -> str:
    return "same event" if a.event == b.event else f"{a.event} against {b.event}"


def _wording_said(words: float, names: float, numbers: float) -> str:
    degree = "closely alike" if words >= 0.4 else "alike" if words >= 0.2 or names >= 0.3 else "not alike"
    return f"worded {degree} (words {words:.2f}, names {names:.2f}, numbers {numbers:.2f})"


def in_words(keys: tuple[KeyScore, ...]) -> str:
    """One line for a link: what speaks for it, then what speaks against it.

    >>> in_words((KeyScore("event", 2.5, "same event"), KeyScore("figures", -2.0, "9 injured against 55")))
    'same event; against it: 9 injured against 55'
    """
    speaks = [k.said for k in keys if k.weight >= 0]
    against = [k.said for k in keys if k.weight < 0]
    line = ", ".join(speaks)
    return f"{line}; against it: {', '.join(against)}" if against else line
