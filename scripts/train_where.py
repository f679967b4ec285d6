"""Train the weights of where a happening took place, and cross-validate them.

    python scripts/train_where.py CORPORA          # the folder of the corpora: cross-validate only
    python scripts/train_where.py CORPORA --write  # then train on all and write vocab/data/where_weights.tsv

Two log-linear rankings, fitted by AdaGrad: `where` (which place of its own sentence a happening has, if any) and
`where-lent` (which place of the article, if any). The second is trained on drafts by weights of the first that never
saw their document. Claims paired with a hand-coded one teach, by code and sentence, else by the event's word in the
sentence; only pairs by code are measured. Folds are drawn by document; the development set is left out.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso.reading import claims
from sayso.reading.parse import Parse
from sayso.reading.reader import Reader
from sayso.reading.where_evidence import Ground
from sayso.reading.where_lent import Draft, Lending
from sayso.reading.where_spots import Spots
from sayso.records import Article, Claim, Place
from sayso.settings import ReadingSettings
from train_when import as_json, documents

OUT = Path(__file__).resolve().parent.parent / "src/sayso/vocab/data/where_weights.tsv"
# Penalty on the squares of the weights: from 10 to 50 cross-validated F1 moves by less than .01.
PENALTY = {"where": 15.0, "where-lent": 30.0}
# What is taken from the weight of "the article doesn't say", in nats: recall gains what precision loses up to .6.
BOLDNESS = 0.5
SEEN, STEPS, FOLDS = 4, 150, 5
HEAD = """# Weights of where a happening took place, by stage and feature (see reading/where_evidence.py);
# made by scripts/train_where.py from hand-coded reports of conflict: weights of features only, no text of theirs.
# Licence: Apache-2.0.
stage\tfeature\tweight
"""
Features = list[str]
Weights = dict[str, float]


@dataclass
class Choice:
    """Options, the first of them "none", each with its features; which are right; `by_code` when it is measured."""

    fold: int
    options: list[Features]
    right: list[int]
    coded: bool
    by_code: bool


@dataclass
class Read:
    """A document as read: its places, its claims before places are lent, their own sentences, the paired claims."""

    fold: int
    title: str | None
    spots: Spots
    drafts: list[Claim]
    grounds: list[Ground | None]
    pairs: list[tuple[dict[str, Any], int, bool]]


def read(reader: Reader, row: dict[str, Any], article: Article, parse: Parse, fold: int, scorer: Any) -> Read:
    """Read a document, keeping what `settled_places` is given."""
    seen: list[tuple[Any, ...]] = []
    settled = claims.settled_places

    def see(*given: Any) -> Any:
        seen.append(given)
        return settled(*given)

    claims.settled_places = see
    try:
        reader.from_parse(article, parse)
    finally:
        claims.settled_places = settled
    spots, drafts, grounds, title = seen[0]
    return Read(fold, title, spots, list(drafts), list(grounds), list(paired(row, drafts, scorer)))


def paired(row: dict[str, Any], made: list[Claim], scorer: Any) -> Iterator[tuple[dict[str, Any], int, bool]]:
    """The hand-coded claims with the read ones that tell of the same: by code first, then by the event's word."""
    scored = []
    for i, gold in enumerate(row["claims"]):
        for j, claim in enumerate(made):
            if scorer.sentence_of(row["sentences"], claim.trigger.start) == gold["sent"]:
                words = gold["trigger"].lower(), claim.trigger.text.lower()
                by_code = claim.event == gold["event"]
                if by_code or words[0] in words[1] or words[1] in words[0]:
                    scored.append((by_code, scorer.affinity(gold, as_json(claim)), i, j))
    used_gold: set[int] = set()
    used_made: set[int] = set()
    for by_code, _, i, j in sorted(scored, reverse=True):
        if i not in used_gold and j not in used_made:
            used_gold.add(i)
            used_made.add(j)
            yield row["claims"][i], j, by_code


def is_place(gold: dict[str, Any], place: Place, scorer: Any) -> bool:
    """Whether the scorer takes a place for the coded one."""
    return bool(gold["place"]) and bool(
        scorer.alike(gold["place"], place.span.text) or scorer.alike(gold["place"], place.name)
    )


def own(read: Read, scorer: Any) -> Iterator[Choice]:
    """Choices among the places of a happening's own sentence; those whose place stands elsewhere don't teach."""
    for gold, at, by_code in read.pairs:
        ground = read.grounds[at]
        if ground is not None and ground.spots:
            right = [n for n, s in enumerate(ground.spots, 1) if is_place(gold, s.place, scorer)]
            options = [list(ground.silence()), *(list(ground.of_spot(s)) for s in ground.spots)]
            if right or not gold["place"]:
                yield Choice(read.fold, options, right or [0], bool(right), by_code)


def lent(read: Read, weigh: Callable[[str, Iterable[str]], float], scorer: Any) -> Iterator[Choice]:
    """Choices among the places of the article, after drafts by the given weights."""
    lending = Lending.of(read.spots, read.drafts, [Draft.of(g, weigh) for g in read.grounds], read.title)
    for gold, at, by_code in read.pairs:
        keys = lending.options(at)
        right = [n for n, k in enumerate(keys, 1) if any(is_place(gold, s.place, scorer) for s in lending.mentions[k])]
        options = [list(lending.silence(at)), *(list(lending.of_place(at, k)) for k in keys)]
        yield Choice(read.fold, options, right or [0], bool(gold["place"]), by_code)


def fit(choices: list[Choice], penalty: float) -> Weights:
    """The weights of every feature that at least SEEN choices have."""
    seen = Counter(f for c in choices for f in {f for option in c.options for f in option})
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    options = [(n, o, k in c.right) for n, c in enumerate(choices) for k, o in enumerate(c.options)]
    choice = np.array([n for n, _, _ in options])
    right = np.array([r for _, _, r in options])
    starts = np.searchsorted(choice, np.arange(len(choices)))
    column = np.array([index[f] for _, o, _ in options for f in o if f in index])
    row = np.array([k for k, (_, o, _) in enumerate(options) for f in o if f in index])
    weight, squares = np.zeros(len(index)), np.full(len(index), 1e-6)
    for _ in range(STEPS):
        score = np.bincount(row, weight[column], len(options))
        chance = np.exp(score - np.maximum.reduceat(score, starts)[choice])
        likely = chance / np.add.reduceat(chance, starts)[choice]
        wanted = chance * right / np.add.reduceat(chance * right, starts)[choice]
        slope = np.bincount(column, (wanted - likely)[row], len(index)) - penalty * weight
        squares += slope * slope
        weight += 0.5 * slope / np.sqrt(squares)
    return {f: float(weight[i]) for f, i in index.items()}


def by(weights: Weights) -> Callable[[str, Iterable[str]], float]:
    """A way to weigh features by given weights, whatever the stage."""
    return lambda _stage, features: sum(weights.get(f, 0.0) for f in features)


def score(choices: list[Choice], found: dict[int, Weights]) -> str:
    """Precision, recall and F1 of choosing a place where one is coded, each document by weights that never saw it."""
    right = chosen = 0
    measured = [c for c in choices if c.by_code]
    for choice in measured:
        scores = [by(found[choice.fold])("", option) for option in choice.options]
        best = scores.index(max(scores))
        chosen += best > 0
        right += best > 0 and best in choice.right
    coded = sum(c.coded for c in measured)
    f1 = 2 * right / (chosen + coded)
    return f"P {right / chosen:.3f} R {right / coded:.3f} F1 {f1:.3f} n {coded}"


def without_fold(choices: list[Choice], stage: str) -> dict[int, Weights]:
    """For each fold the weights that the other folds teach."""
    found = {k: fit([c for c in choices if c.fold != k], PENALTY[stage]) for k in range(FOLDS)}
    return {k: bold(w) for k, w in found.items()} if stage == "where-lent" else found


def bold(weights: Weights) -> Weights:
    """The weights with BOLDNESS taken from the answer "none"."""
    return {**weights, "none": weights.get("none", 0.0) - BOLDNESS}


def main() -> None:
    """Train both stages."""
    folder = Path(sys.argv[1])
    sys.path.insert(0, str(folder))
    import score_claims as scorer

    reader = Reader(ReadingSettings())
    parsed = documents(folder, reader)
    names = sorted({row["doc"] for row, _, _ in parsed})
    random.Random(1).shuffle(names)
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    texts = [read(reader, row, article, parse, fold[row["doc"]], scorer) for row, article, parse in parsed]
    owns = [c for t in texts for c in own(t, scorer)]
    drafted = without_fold(owns, "where")
    print("where", len(owns), "choices; cross-validated", score(owns, drafted))
    lents = [c for t in texts for c in lent(t, by(drafted[t.fold]), scorer)]
    print("where-lent", len(lents), "choices; cross-validated", score(lents, without_fold(lents, "where-lent")))
    if "--write" in sys.argv:
        made = {"where": fit(owns, PENALTY["where"]), "where-lent": bold(fit(lents, PENALTY["where-lent"]))}
        lines = [(stage, f, f"{w:.2f}") for stage, found in made.items() for f, w in found.items() if abs(w) >= 0.005]
        OUT.write_text(HEAD + "".join("\t".join(line) + "\n" for line in sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
