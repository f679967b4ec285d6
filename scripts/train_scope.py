"""Train the weights of a happening's scope, and cross-validate them.

    python scripts/train_scope.py CORPORA          # the folder of the corpora: cross-validate only
    python scripts/train_scope.py CORPORA --write  # then train on all and write vocab/data/scope_weights.tsv

A log-linear choice among incident, total, pattern and prospect, fitted by AdaGrad on the hand-coded claims: the
happenings that the reader pairs with them, and those of the rest whose words stand in the text. Folds are drawn by
document; accuracy is counted on the paired ones. The development set is left out.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso.reading import claims as room
from sayso.reading.certainty import prospect_for
from sayso.reading.codes.context import Contexts
from sayso.reading.counts import figures_of
from sayso.reading.figures import find_numbers
from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.reading.reader import Reader
from sayso.reading.scope import GOES_ON, ruled_scope, verdict
from sayso.reading.scope_evidence import evidence
from sayso.reading.things import Things
from sayso.reading.triggers import Trigger
from sayso.records import SCOPES, Article
from sayso.settings import ReadingSettings
from train_when import documents, paired

OUT = Path(__file__).resolve().parent.parent / "src/sayso/vocab/data/scope_weights.tsv"
# Penalty on the squares of the weights and least documents of a feature: from 2 to 10 and 3 to 8 cross-validated
# accuracy moves by less than .005; the strongest penalty of those generalises best to whole reports.
PENALTY, SEEN, STEPS, FOLDS = 10.0, 4, 120, 5
HEAD = """# Weights of a happening's scope, by feature (see reading/scope_evidence.py); made by scripts/train_scope.py
# from hand-coded reports of conflict: weights of features only, no text of theirs. Licence: Apache-2.0.
scope\tfeature\tweight
"""


@dataclass
class Example:
    """A happening's evidence, its scope by the coder and by the rules, and whether the reader finds it."""

    document: str
    found: list[str]
    scope: str
    ruled: str
    is_paired: bool


def example(parse: Parse, seen: tuple[Any, ...], document: str, scope: str, is_paired: bool) -> Example:
    happening, figures, when, prospect = seen
    ruled, rule = ruled_scope(parse, happening, figures, when, prospect)
    found = [*dict.fromkeys(evidence(parse, happening, figures, when)), *verdict(ruled, rule)]
    return Example(document, found, scope, ruled, is_paired)


def examples(reader: Reader, row: dict[str, Any], article: Article, parse: Parse, scorer: Any) -> Iterator[Example]:
    """The examples of one document."""
    seen: dict[tuple[int, str], tuple[Any, ...]] = {}
    scope_of = room.scope_of

    def see(parse: Parse, happening: Happening, figures: Any, when: Any, prospect: Any) -> Any:
        at = parse.tokens[happening.lead.trigger.first].start
        seen[at, happening.event] = (happening, figures, when, prospect)
        return scope_of(parse, happening, figures, when, prospect)

    room.scope_of = see
    try:
        reading = reader.from_parse(article, parse)
    finally:
        room.scope_of = scope_of
    done = set()
    for gold, claim in paired(row, reading.claims, scorer):
        done.add(gold["id"])
        if (claim.trigger.start, claim.event) in seen:
            yield example(parse, seen[claim.trigger.start, claim.event], row["doc"], gold["scope"], True)
    things = Things.of(parse, reading.actors, reading.places)
    for gold in row["claims"]:
        missed = None if gold["id"] in done else made(parse, things, row, gold, reading.times, scorer)
        if missed is not None:
            yield example(parse, missed, row["doc"], gold["scope"], False)


def made(parse: Parse, things: Things, row: dict[str, Any], gold: dict[str, Any], times: Any, scorer: Any) -> Any:
    """The happening of a hand-coded claim that the reader misses, from the coder's own trigger; None if not found."""
    start, end = row["sentences"][gold["sent"]]
    at = row["text"].lower().find(gold["trigger"].lower(), start, end)
    tokens = [t.i for t in parse.tokens if at >= 0 and t.start >= at and t.end <= at + len(gold["trigger"])]
    if not tokens:
        return None
    head = next((t for t in tokens if parse.tokens[t].head not in tokens), tokens[0])
    pos = "V" if parse.tokens[head].pos in ("VERB", "AUX") else "N"
    trigger = Trigger(head, tuple(tokens), pos, (), parse.tokens[head].lemma)
    happening = Happening(gold["event"], [Contexts(parse, things).of(trigger)])
    inside = [t for t in times if start <= t.span.start < end]
    when = next((t for t in inside if gold["when"] and scorer.alike(gold["when"], t.span.text)), None)
    numbers = [n for n in find_numbers(parse) if parse.tokens[n.first].sentence == parse.tokens[head].sentence]
    figures = figures_of(parse, things, happening, numbers)
    return happening, figures, when, prospect_for(parse, parse.span(tokens[0], tokens[-1]))


def fit(told: list[Example]) -> dict[str, dict[str, float]]:
    """The weights by scope of every feature that at least SEEN documents have."""
    documents = Counter(f for f, _ in {(f, e.document) for e in told for f in e.found})
    index = {f: i for i, f in enumerate(sorted(f for f, n in documents.items() if n >= SEEN))}
    shown = np.zeros((len(told), len(index) + 1), np.float32)
    wanted = np.zeros((len(told), len(SCOPES)), np.float32)
    for row, each in enumerate(told):
        shown[row, [index[f] for f in each.found if f in index]] = 1
        wanted[row, SCOPES.index(each.scope)] = 1
    shown[:, -1] = 1
    weight, squares = np.zeros((len(index) + 1, len(SCOPES))), np.full((len(index) + 1, len(SCOPES)), 1e-6)
    penalty = np.full((len(index) + 1, 1), PENALTY)
    penalty[-1] = 0
    for _ in range(STEPS):
        score = shown @ weight
        likely = np.exp(score - score.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        slope = shown.T @ (likely - wanted) + penalty * weight
        squares += slope * slope
        weight -= 0.3 * slope / np.sqrt(squares)
    names = {**index, "bias": len(index)}
    return {s: {f: float(weight[i, k]) for f, i in names.items()} for k, s in enumerate(SCOPES)}


def choose(weight: dict[str, dict[str, float]], each: Example) -> str:
    """As `scope.scope_of` does."""
    if each.ruled == "total" or f"rule/{GOES_ON}" in each.found:
        return each.ruled
    scores = {s: w["bias"] + sum(w.get(f, 0.0) for f in each.found) for s, w in weight.items()}
    return max(scores, key=lambda s: scores[s])


def cross_validate(told: list[Example]) -> str:
    names = sorted({e.document for e in told})
    random.Random(1).shuffle(names)
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    right = Counter[bool]()
    for k in range(FOLDS):
        weight = fit([e for e in told if fold[e.document] != k])
        right.update(e.is_paired for e in told if fold[e.document] == k and choose(weight, e) == e.scope)
    all_told = Counter(e.is_paired for e in told)
    ruled = Counter(e.is_paired for e in told if e.ruled == e.scope)
    return ", ".join(
        f"{name}: {right[p] / all_told[p]:.3f} (the rules alone {ruled[p] / all_told[p]:.3f}, n {all_told[p]})"
        for p, name in ((True, "found claims"), (False, "missed ones"))
    )


def main() -> None:
    """Cross-validate; with --write train on all and write."""
    folder = Path(sys.argv[1])
    sys.path.insert(0, str(folder))
    import score_claims as scorer

    reader = Reader(ReadingSettings())
    told = [
        e for row, article, parse in documents(folder, reader) for e in examples(reader, row, article, parse, scorer)
    ]
    print("scope, accuracy:", cross_validate(told))
    if "--write" in sys.argv:
        lines = [(s, f, f"{w:.2f}") for s, known in fit(told).items() for f, w in known.items() if abs(w) >= 0.005]
        OUT.write_text(HEAD + "".join("\t".join(line) + "\n" for line in sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
