"""Fit the weights of merging's keys on pairs of tellings whose answers are known, and cross-validate them.

    sayso read --from jsonl --json --domain violence REPORTS > READINGS
    python scripts/train_linking.py READINGS REPORTS           # cross-validate only
    python scripts/train_linking.py READINGS REPORTS --write   # then fit on all; write vocab/data/link_weights.tsv

READINGS and REPORTS are of public reports of shootings (`doc_id`, `incident_id`). Beside them stand made worlds (see
bench/known_world), as perfect claims and as read from text, and the shootings' reports bare, of which nothing is known
but wording and publication. One logistic regression is fitted to the pairs that meet in
a block; every set counts as much as `SHARES` says, whatever its size, so that the large don't drown the small. Worlds
of other seeds and the half of the shootings that was left out are what is measured. `--texts DIR` keeps what was read
of the made worlds' texts between runs.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import log
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from known_world import World, make_world  # noqa: E402
from sayso.merging import compare, keys_figures, keys_people, keys_place, keys_time  # noqa: E402
from sayso.merging.block import pairs  # noqa: E402
from sayso.merging.gather import Gatherer  # noqa: E402
from sayso.merging.link import spread_of, told  # noqa: E402
from sayso.merging.rulings import Orders  # noqa: E402
from sayso.merging.tellings import Telling  # noqa: E402
from sayso.records import Article, Claim, Reading, Span  # noqa: E402
from sayso.settings import MergingSettings, load_settings  # noqa: E402
from sayso.wire import read_reading  # noqa: E402

OUT = ROOT / "src/sayso/vocab/data/link_weights.tsv"
TRAINED, HELD_OUT = (1, 2), 3
INCIDENTS, REPORTS = 300, 1500
SHARES = {"shootings": 1.0, "bare": 0.4, "perfect": 0.5, "text": 0.5}
EVENLY = 20_000
PENALTY = 1.0
# Where the made worlds are more regular than reports are, or an outcome is too rare to say: least and most, in bits.
BOUNDS = {
    ("people", "hit differ"): (-2.0, 0.0),
    ("people", "hit shared"): (0.0, 1.0),
    ("people", "victims differ"): (-2.0, 0.0),
    ("people", "victims shared"): (0.0, 0.5),
    ("people", "actor alike"): (0.0, 2.0),
    ("people", "actor word shared"): (0.0, 0.5),
    ("people", "target word shared"): (0.0, 1.0),
    ("people", "target alike"): (0.0, 1.5),
    ("people", "target shared"): (0.0, 2.5),
    ("people", "target differ"): (-0.5, 0.0),
    ("means", "shared"): (0.0, 0.7),
    ("voice", "shared"): (0.0, 0.5),
    ("figures", "same 0"): (0.0, 0.3),
    ("figures", "same 1"): (0.0, 1.0),
    ("figures", "same round"): (0.5, 3.0),
    ("figures", "fit"): (0.0, 1.0),
    ("figures", "differ to 4.0"): (-3.0, 0.0),
    ("figures", "differ more"): (-3.5, 0.0),
    ("figures", "rose more"): (-3.5, 0.0),
    # Accounts of which nothing is known but the wording are put together best a bit below even odds (CoNLL .87 to .90).
    ("place", "unknown"): (-0.1, 2.0),
}
HEAD = """\
# The weight in bits of each outcome of merging's keys (merging/compare.py, merging/keys_*.py), and in how many fitted
# pairs it came up. The keys of wording are amounts, not outcomes: so many bits for a whole one. Made by
# scripts/train_linking.py from public reports of shootings and made worlds: weights only, no text of theirs.
# Licence: Apache-2.0.
key\toutcome\tbits\tpairs
"""
Name = tuple[str, str]
Features = dict[Name, float]


@dataclass
class Pairs:
    """The pairs of one set: features, whether they are one happening, and the incidents they tell of."""

    features: list[Features]
    same: list[bool]
    incidents: list[tuple[object, object]]

    def of(self, half: int) -> Pairs:
        """The pairs whose incidents both fall into one half."""
        kept = [k for k, (a, b) in enumerate(self.incidents) if _half(a) == _half(b) == half]
        return Pairs([self.features[k] for k in kept], [self.same[k] for k in kept], [self.incidents[k] for k in kept])


def _half(incident: object) -> int:
    return zlib.crc32(str(incident).encode()) % 2


def features(a: Telling, b: Telling, comparer: compare.Comparer) -> Features:
    """The outcomes of all keys for a pair, as merging names them."""
    found: Features = {("event", compare.event_outcome(a, b)): 1.0}
    for key, outcome in (("time", keys_time.time_outcome(a, b)), ("place", keys_place.place_outcome(a, b))):
        if outcome:
            found[key, outcome] = 1.0
    for outcome in keys_figures.figure_outcomes(a, b):
        found["figures", outcome] = found.get(("figures", outcome), 0.0) + 1.0
    found |= {("people", outcome): 1.0 for outcome in keys_people.people_outcomes(a, b)}
    if a.means & b.means:
        found["means", "shared"] = 1.0
    if keys_people.voices_said(a, b):
        found["voice", "shared"] = 1.0
    amounts = compare.wording_amounts(*comparer.likeness(a, b), compare.wording_share(a, b))
    return found | {("wording", name): amount for name, amount in amounts}


def pairs_of(readings: Iterable[Reading], incident: Callable[[Telling], object | None]) -> Pairs:
    """The pairs of tellings that meet in a block and whose incidents are known."""
    settings = MergingSettings()
    facts = list(Gatherer().facts(readings))
    comparer = compare.Comparer(settings, spread_of(facts))
    found = told((f for f in facts if f.scope == "incident"), Orders())
    true = [incident(t) for t in found]
    made = Pairs([], [], [])
    for i, mates in pairs(found, settings):
        for j in mates:
            if true[i] is not None and true[j] is not None and compare.event_outcome(found[i], found[j]):
                made.features.append(features(found[i], found[j], comparer))
                made.same.append(true[i] == true[j])
                made.incidents.append((true[i], true[j]))
    return made


def of_shootings(readings: Path, reports: Path) -> Pairs:
    """The pairs of the articles' main tellings."""
    with reports.open(encoding="utf-8") as handle:
        gold = {row["doc_id"]: row["incident_id"] for row in map(json.loads, handle)}
    with readings.open(encoding="utf-8") as handle:
        read = [read_reading(row) for row in map(json.loads, handle) if "error" not in row]
    return pairs_of(read, lambda t: gold[t.sheet.article] if t.main else None)


def of_reports(reports: Path) -> Pairs:
    """The pairs of the reports of shootings as if nothing had been read in them."""
    readings, gold = [], {}
    with reports.open(encoding="utf-8") as handle:
        for row in map(json.loads, handle):
            gold[row["doc_id"]] = row["incident_id"]
            span = Span.of(row["text"], 0, 1)
            article = Article(
                row["doc_id"], row["text"], title=row.get("title"), published=date.fromisoformat(row["published"])
            )
            readings.append(Reading(article, claims=(Claim("c1", article.id, "attack", "incident", span, span),)))
    return pairs_of(readings, lambda t: gold[t.sheet.article])


def of_world(world: World, readings: list[Reading], seed: int) -> Pairs:
    """The pairs of a made world; a telling of two incidents is left out."""
    reports = {r.id: r for r in world.reports}
    where = {(c.article, c.id): c.evidence for r in readings for c in r.claims}

    def incident(telling: Telling) -> object | None:
        spans = [(f.ref.article, where[f.ref.article, f.ref.claim]) for f in telling.claims]
        numbers = {reports[article].incident_at(span.start, span.end) for article, span in spans}
        number = numbers.pop() if len(numbers) == 1 else None
        return None if number is None else (seed, number)

    return pairs_of(readings, incident)


def read_texts(world: World, seed: int, kept: Path | None) -> list[Reading]:
    """The readings of a made world's texts, from the folder where they are kept, if they are."""
    path = kept / f"text{seed}.pkl" if kept else None
    if path and path.exists():
        return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]
    from sayso.reading.reader import Reader

    readings = list(Reader(load_settings().reading).read_all(r.article() for r in world.reports))
    if path:
        path.write_bytes(pickle.dumps(readings))
    return readings


class Fitted:
    """A logistic regression over named features with bounds, by Newton's method."""

    def __init__(self, sets: dict[str, list[Pairs]]) -> None:
        rows = [f for parts in sets.values() for part in parts for f in part.features]
        self.counts = Counter(name for row in rows for name in row)
        self.names = sorted(self.counts)
        same = np.array([y for parts in sets.values() for part in parts for y in part.same], dtype=float)
        sizes = [(SHARES[name], sum(len(p.same) for p in parts)) for name, parts in sets.items()]
        weights = np.concatenate([np.full(n, share * EVENLY / n) for share, n in sizes])
        self.bits, self.prior = self._fit(np.hstack([self.matrix(rows), np.ones((len(rows), 1))]), same, weights)

    def matrix(self, rows: list[Features]) -> np.ndarray:
        """Rows of features as a matrix; names that were not fitted are left out."""
        at = {name: k for k, name in enumerate(self.names)}
        made = np.zeros((len(rows), len(self.names)))
        for i, row in enumerate(rows):
            for name, amount in row.items():
                if name in at:
                    made[i, at[name]] = amount
        return made

    def _fit(self, matrix: np.ndarray, same: np.ndarray, counted: np.ndarray) -> tuple[np.ndarray, float]:
        bounds = [*(BOUNDS.get(name, (-99.0, 99.0)) for name in self.names), (-99.0, 99.0)]
        low, high = (np.array(side) * log(2) for side in zip(*bounds, strict=True))
        penalty = np.array([PENALTY] * len(self.names) + [1e-3])
        weights, free = np.zeros(matrix.shape[1]), np.ones(matrix.shape[1], dtype=bool)
        while True:
            self._climb(matrix, same, counted, weights, np.flatnonzero(free), penalty)
            outside = free & ((weights < low) | (weights > high))
            if not outside.any():
                return weights[:-1] / log(2), float(weights[-1] / log(2))
            np.clip(weights, low, high, out=weights)
            free &= ~outside

    @staticmethod
    def _climb(
        matrix: np.ndarray,
        same: np.ndarray,
        counted: np.ndarray,
        weights: np.ndarray,
        free: np.ndarray,
        penalty: np.ndarray,
    ) -> None:
        part = matrix[:, free]
        for _ in range(30):
            likely = 1.0 / (1.0 + np.exp(-np.clip(matrix @ weights, -30, 30)))
            slope = part.T @ (counted * (likely - same)) + penalty[free] * weights[free]
            curve = (part.T * (counted * np.maximum(likely * (1 - likely), 1e-6))) @ part + np.diag(penalty[free])
            step = np.linalg.solve(curve, slope)
            weights[free] -= step * min(1.0, 4.0 / np.abs(step).max())
            if np.abs(step).max() < 1e-3:
                return

    def score(self, rows: list[Features]) -> np.ndarray:
        """The bits of each row, with the prior."""
        return np.asarray(self.matrix(rows) @ self.bits + self.prior)


def reached(name: str, fitted: Fitted, held: Pairs) -> str:
    """Precision and recall of the held-out pairs at even odds, and the best F1 of any bar."""
    bits, same = fitted.score(held.features), np.array(held.same)
    order = np.argsort(-bits)
    right = np.cumsum(same[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + same.sum())
    linked = bits >= 0
    precision, recall = (same & linked).sum() / linked.sum(), (same & linked).sum() / same.sum()
    best = int(f1.argmax())
    return f"{name:<12}P {precision:.3f}  R {recall:.3f}  best F1 {f1[best]:.4f} at {bits[order][best]:+.1f}"


def lines(fitted: Fitted) -> Iterator[str]:
    """The rows of the table."""
    for (key, outcome), bits in zip(fitted.names, fitted.bits, strict=True):
        yield f"{key}\t{outcome}\t{bits:.2f}\t{fitted.counts[key, outcome]}\n"


def main() -> None:
    """Cross-validate, and with --write fit on everything."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("readings", type=Path)
    options.add_argument("reports", type=Path)
    options.add_argument("--texts", type=Path)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    shootings = of_shootings(asked.readings, asked.reports)
    bare = of_reports(asked.reports)
    perfect, text = {}, {}
    for seed in (*TRAINED, HELD_OUT):
        world = make_world(seed, INCIDENTS, REPORTS)
        perfect[seed] = of_world(world, [r.reading() for r in world.reports], seed)
        text[seed] = of_world(world, read_texts(world, seed, asked.texts), seed)
    made = {"perfect": [perfect[s] for s in TRAINED], "text": [text[s] for s in TRAINED]}
    for half in (0, 1):
        fitted = Fitted({"shootings": [shootings.of(half)], "bare": [bare.of(half)], **made})
        held = {
            "shootings": shootings.of(1 - half),
            "bare": bare.of(1 - half),
            "perfect": perfect[HELD_OUT],
            "text": text[HELD_OUT],
        }
        for name, part in held.items():
            print(f"fold {half + 1} {reached(name, fitted, part)}  prior {fitted.prior:.2f}")
    if asked.write:
        fitted = Fitted({"shootings": [shootings], "bare": [bare], **made})
        OUT.write_text(HEAD + "".join(lines(fitted)), encoding="utf-8")
        print(f"{OUT.name}: {len(fitted.names)} weights, prior {fitted.prior:.2f}")


if __name__ == "__main__":
    main()
