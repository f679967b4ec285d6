"""Train the weights of what dates a happening and of which claims tell of one, and cross-validate them.

    python scripts/train_when.py CORPORA          # the folder of the corpora: cross-validate only
    python scripts/train_when.py CORPORA --write  # then train on all and write vocab/data/when_weights.tsv

Three log-linear rankings, fitted by AdaGrad: `own` (which expression of its sentence dates a happening, if any), `same`
(which earlier claim tells of the same happening, if any), `lent` (whose time an undated claim takes, if any). They are
trained in this order, each on claims as the stages before it leave them. Only claims that are paired with a hand-coded
one teach. Folds are drawn by document; the development set is left out.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from sayso.reading import at_time, claims, weights
from sayso.reading.at_time_evidence import Scene
from sayso.reading.at_time_lent import Lending
from sayso.reading.parse import Parse
from sayso.reading.reader import Reader
from sayso.reading.same_evidence import Mention, alone, together
from sayso.records import Article, Claim
from sayso.settings import ReadingSettings
from sayso.vocab import tables

OUT = Path(__file__).resolve().parent.parent / "src/sayso/vocab/data/when_weights.tsv"
SETS = ("claims-train.jsonl", "founding/claims.jsonl")
# Penalty on the squares of the weights: from 2 to 10 cross-validated F1 moves by less than .015.
PENALTY = {"own": 6.0, "same": 5.0, "lent": 5.0}
SEEN, STEPS, FOLDS, BEFORE = 4, 200, 5, 16
HEAD = """# Weights of what dates a happening and of what is one, by stage and feature (see reading/at_time_evidence.py,
# reading/at_time_lent.py, reading/same_evidence.py); made by scripts/train_when.py from hand-coded reports of conflict:
# weights of features only, no text of theirs. Licence: Apache-2.0.
stage\tfeature\tweight
"""
Features = list[str]


@dataclass
class Choice:
    """Options, the first of them "none", each with its features; which are right; the document."""

    document: str
    options: list[Features]
    right: list[int]
    coded: bool


@dataclass
class Read:
    """A document as read, with what the stages saw on the way, and its claims paired with the hand-coded ones."""

    row: dict[str, Any]
    parse: Parse
    drafts: list[Claim]
    scenes: dict[str, tuple[Any, ...]]
    pairs: list[tuple[dict[str, Any], int]]
    times: tuple[Any, ...]


def documents(folder: Path, reader: Reader) -> list[tuple[dict[str, Any], Article, Parse]]:
    """Every document of the training sets, parsed once."""
    rows = [json.loads(line) for name in SETS for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    days = [date.fromisoformat(r["published"]) if r.get("published") else None for r in rows]
    articles = [
        Article(r["doc"], r["text"], title=r.get("title"), published=d) for r, d in zip(rows, days, strict=True)
    ]
    return list(zip(rows, articles, reader.parser.parse_all(a.text for a in articles), strict=True))


def read(reader: Reader, row: dict[str, Any], article: Article, parse: Parse, scorer: Any) -> Read:
    """Read a document, keeping what `when_of` and `lent_times` are given."""
    scenes: dict[int, tuple[Any, ...]] = {}
    drafts: list[Claim] = []
    when_of, lent_times = claims.when_of, claims.lent_times

    def see(parse: Parse, happening: Any, times: Any, voices: Any, others: Any) -> Any:
        scenes[happening.lead.trigger.first] = (happening, times, voices, others)
        return when_of(parse, happening, times, voices, others)

    def keep(parse: Parse, made: Any, times: Any) -> Any:
        drafts.extend(made)
        return lent_times(parse, made, times)

    claims.when_of, claims.lent_times = see, keep
    try:
        reading = reader.from_parse(article, parse)
    finally:
        claims.when_of, claims.lent_times = when_of, lent_times
    at = {c.id: n for n, c in enumerate(drafts)}
    by_offset = {parse.tokens[first].start: scene for first, scene in scenes.items()}
    seen = {c.id: by_offset[c.trigger.start] for c in drafts if c.trigger.start in by_offset}
    pairs = [(gold, at[c.id]) for gold, c in paired(row, reading.claims, scorer)]
    return Read(row, parse, drafts, seen, sorted(pairs, key=lambda p: p[1]), reading.times)


def paired(row: dict[str, Any], made: tuple[Claim, ...], scorer: Any) -> Iterator[tuple[dict[str, Any], Claim]]:
    """The hand-coded claims with the read ones that the scorer would pair them with."""
    scored = []
    for i, gold in enumerate(row["claims"]):
        for j, claim in enumerate(made):
            if (
                claim.event == gold["event"]
                and scorer.sentence_of(row["sentences"], claim.trigger.start) == gold["sent"]
            ):
                scored.append((scorer.affinity(gold, as_json(claim)), i, j))
    used_gold: set[int] = set()
    used_made: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in used_gold and j not in used_made:
            used_gold.add(i)
            used_made.add(j)
            yield row["claims"][i], made[j]


def as_json(claim: Claim) -> dict[str, Any]:
    """What the scorer's pairing looks at."""
    figures = [{"measure": f.measure, "low": f.low, "high": f.high, "best": f.best} for f in claim.figures]
    actors, targets = ([{"text": a.span.text} for a in people] for people in (claim.actors, claim.targets))
    return {"trigger": {"text": claim.trigger.text}, "figures": figures, "actors": actors, "targets": targets}


def own(read: Read, scorer: Any) -> Iterator[Choice]:
    """Choices among the expressions of a happening's own sentence."""
    for gold, at in read.pairs:
        scene = read.scenes.get(read.drafts[at].id)
        times = at_time.datable(scene[1]) if scene else []
        if scene and times:
            shown = Scene.of(read.parse, scene[0], times, scene[2], scene[3])
            options = [list(shown.silence()), *(list(shown.of_time(t)) for t in times)]
            right = [n for n, t in enumerate(times, 1) if gold["when"] and scorer.alike(gold["when"], t.span.text)]
            yield Choice(read.row["doc"], options, right or [0], bool(gold["when"]))


def same(read: Read, scorer: Any) -> Iterator[Choice]:
    """Choices among the earlier claims that are paired too."""
    by_id = {g["id"]: g for g in read.row["claims"]}
    roots = {at: root(gold, by_id) for gold, at in read.pairs}
    mentions = {at: Mention.of(read.parse, read.drafts[at], at) for at in roots}
    for at in roots:
        before = [n for n in roots if n < at and mentions[n]][-BEFORE:]
        mention = mentions[at]
        if mention is not None and before:
            options = [list(alone(read.parse, mention))]
            options += [list(together(read.parse, m, mention)) for n in before if (m := mentions[n])]
            right = [n for n, other in enumerate(before, 1) if roots[other] == roots[at]]
            yield Choice(read.row["doc"], options, right or [0], bool(right))


def root(gold: dict[str, Any], by_id: dict[Any, dict[str, Any]]) -> Any:
    """The first hand-coded claim of a claim's happening."""
    for _ in range(20):
        if gold["same_as"] not in by_id:
            break
        gold = by_id[gold["same_as"]]
    return gold["id"]


def lent(read: Read, scorer: Any) -> Iterator[Choice]:
    """Choices among the times that stand outside a claim's own sentence."""
    lending = Lending.of(read.parse, read.drafts, read.times)
    for gold, at in read.pairs:
        offers = [] if read.drafts[at].when else [(list(f), w) for f, w in lending.offers(at)]
        if offers:
            options = [list(lending.silence(at)), *(f for f, _ in offers)]
            right = [
                n for n, (_, w) in enumerate(offers, 1) if gold["when"] and scorer.alike(gold["when"], w.span.text)
            ]
            yield Choice(read.row["doc"], options, right or [0], bool(gold["when"]))


def fit(choices: list[Choice], penalty: float) -> dict[str, float]:
    """The weights of every feature that at least SEEN choices have."""
    seen = Counter(f for c in choices for f in {f for option in c.options for f in option})
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    made = [([np.array([index[f] for f in o if f in index], int) for o in c.options], c.right) for c in choices]
    weight, squares = np.zeros(len(index)), np.full(len(index), 1e-6)
    for _ in range(STEPS):
        slope = -penalty * weight
        for options, right in made:
            score = np.array([weight[o].sum() for o in options])
            likely = np.exp(score - score.max())
            likely /= likely.sum()
            wanted = np.zeros(len(options))
            wanted[right] = likely[right] / likely[right].sum()
            for option, pull in zip(options, wanted - likely, strict=True):
                np.add.at(slope, option, pull)
        squares += slope * slope
        weight += 0.5 * slope / np.sqrt(squares)
    return {f: float(weight[i]) for f, i in index.items()}


def cross_validate(choices: list[Choice], penalty: float) -> str:
    """Precision, recall and F1 of choosing something where something is coded."""
    names = sorted({c.document for c in choices})
    random.Random(1).shuffle(names)
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    right = chosen = 0
    for k in range(FOLDS):
        weight = fit([c for c in choices if fold[c.document] != k], penalty)
        for choice in (c for c in choices if fold[c.document] == k):
            scores = [sum(weight.get(f, 0.0) for f in option) for option in choice.options]
            best = scores.index(max(scores))
            chosen += best > 0
            right += best > 0 and best in choice.right
    coded = sum(c.coded for c in choices)
    return (
        f"P {right / max(1, chosen):.3f} R {right / max(1, coded):.3f} F1 {2 * right / (chosen + coded):.3f} n {coded}"
    )


def write(stage: str, found: dict[str, float]) -> None:
    """Put a stage's weights into the table, the others' kept."""
    tables.rows.cache_clear()
    kept = [(r["stage"], r["feature"], r["weight"]) for r in tables.rows(OUT.name) if r["stage"] != stage]
    kept += [(stage, f, f"{w:.2f}") for f, w in found.items() if abs(w) >= 0.005]
    OUT.write_text(HEAD + "".join("\t".join(row) + "\n" for row in sorted(kept)), encoding="utf-8")
    tables.rows.cache_clear()
    weights.weights.cache_clear()


def main() -> None:
    """Train stage after stage."""
    folder = Path(sys.argv[1])
    sys.path.insert(0, str(folder))
    import score_claims as scorer

    reader = Reader(ReadingSettings())
    parsed = documents(folder, reader)
    stages: dict[str, Callable[[Read, Any], Iterator[Choice]]] = {"own": own, "same": same, "lent": lent}
    for stage, choices_of in stages.items():
        choices = [
            c for row, article, parse in parsed for c in choices_of(read(reader, row, article, parse, scorer), scorer)
        ]
        print(stage, len(choices), "choices; cross-validated", cross_validate(choices, PENALTY[stage]))
        if "--write" in sys.argv:
            write(stage, fit(choices, PENALTY[stage]))


if __name__ == "__main__":
    main()
