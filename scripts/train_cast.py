"""Train the weights of who did it and to whom, and cross-validate them.

    python scripts/train_cast.py CORPORA          # the folder of the corpora: cross-validate only
    python scripts/train_cast.py CORPORA --write  # then train on all and write vocab/data/cast_weights.tsv

Log-linear rankings, fitted by AdaGrad: `actor` and `target` (which phrase of a happening's sentence plays the part, if
any), `actor-more` and `target-more` (which further one does), `actor-lent` and `target-lent` (who named elsewhere does,
where the sentence has nobody). The lent ones are trained on claims as read with weights that never saw their document.
Happenings paired with a hand-coded claim teach, by code and sentence, else by the event's word. Folds are drawn by
document; the development set is left out.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from sayso.reading import claims as claims_room
from sayso.reading import weights
from sayso.reading.cast import PARTS, players
from sayso.reading.cast_evidence import of_phrase, silence
from sayso.reading.cast_lent import Lending
from sayso.reading.cast_scene import Candidate, Scene
from sayso.reading.parse import Parse
from sayso.reading.reader import Reader
from sayso.records import Actor, Article, Claim
from sayso.settings import ReadingSettings

OUT = Path(__file__).resolve().parent.parent / "src/sayso/vocab/data/cast_weights.tsv"
SETS = ("claims-train.jsonl", "founding/claims.jsonl")
FOLDS, STEPS = 5, 150
# Cross-validated in November 2026: penalties from 3 to 8 and cuts up to .1 move F1 by .01 at most.
SEEN, CUT, PENALTY = 4, 0.05, 4.0
HEAD = """# Weights of who did it and to whom, by stage and feature (see reading/cast_evidence.py and cast_lent.py);
# made by scripts/train_cast.py from hand-coded reports of conflict: weights of features only, no text of theirs.
# Licence: Apache-2.0.
stage\tfeature\tweight
"""
SHIPPED = weights.weights
Found = dict[str, dict[str, float]]


@dataclass
class Choice:
    """Options, the first of them "nobody", each with its features; which are right; the document."""

    document: str
    options: list[list[str]]
    right: list[int]
    coded: bool


@dataclass
class Read:
    """A document as read: its claims before lending, their scenes, the hand-coded claims paired with them."""

    row: dict[str, Any]
    parse: Parse
    claims: Sequence[Claim]
    scenes: Sequence[Scene]
    actors: Sequence[Actor]
    pairs: list[tuple[dict[str, Any], int]]


def documents(folder: Path, reader: Reader) -> list[tuple[dict[str, Any], Article, Parse]]:
    """Every document of the training sets, parsed once."""
    rows = [json.loads(line) for name in SETS for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    days = [date.fromisoformat(r["published"]) if r.get("published") else None for r in rows]
    articles = [
        Article(r["doc"], r["text"], title=r.get("title"), published=d) for r, d in zip(rows, days, strict=True)
    ]
    return list(zip(rows, articles, reader.parser.parse_all(a.text for a in articles), strict=True))


def read(reader: Reader, row: dict[str, Any], article: Article, parse: Parse, scorer: Any) -> Read:
    """Read a document, keeping what `lend_cast` is given."""
    seen: list[tuple[Sequence[Claim], Sequence[Scene], Sequence[Actor]]] = []
    lend_cast = claims_room.lend_cast

    def keep(parse: Parse, made: Sequence[Claim], scenes: Sequence[Scene], actors: Sequence[Actor]) -> list[Claim]:
        seen.append((made, scenes, actors))
        return lend_cast(parse, made, scenes, actors)

    claims_room.lend_cast = keep
    try:
        reader.from_parse(article, parse)
    finally:
        claims_room.lend_cast = lend_cast
    made, scenes, actors = seen[0]
    return Read(row, parse, made, scenes, actors, list(paired(row, scenes, scorer)))


def paired(row: dict[str, Any], scenes: Sequence[Scene], scorer: Any) -> Iterator[tuple[dict[str, Any], int]]:
    """The hand-coded claims with the indices of the scenes that tell of them."""
    scored = []
    for j, scene in enumerate(scenes):
        tokens = scene.parse.tokens
        sentence = scorer.sentence_of(row["sentences"], tokens[scene.happening.lead.trigger.first].start)
        words = {tokens[t].lower for c in scene.happening.contexts() for t in c.trigger.tokens}
        figures = {(f.measure, f.low, f.high, f.best) for f in scene.figures}
        for i, gold in enumerate(row["claims"]):
            code = gold["event"] == scene.happening.event
            word = bool(words & set(gold["trigger"].lower().split()))
            if sentence == gold["sent"] and (code or word):
                shared = len(figures & {scorer.figure_key(f) for f in gold["figures"]})
                scored.append((10 * code + 4 * word + shared, -i, -j))
    used_gold: set[int] = set()
    used_scene: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in used_gold and j not in used_scene:
            used_gold.add(i)
            used_scene.add(j)
            yield row["claims"][-i], -j


def phrases(reads: Sequence[Read], part: str, scorer: Any) -> tuple[list[Choice], list[Choice]]:
    """Choices of the first phrase to play a part, and of further ones; `scene.cast` holds the parts before."""
    first: list[Choice] = []
    more: list[Choice] = []
    for one, gold, scene in ((r, g, r.scenes[n]) for r in reads for g, n in r.pairs):
        before, taken, left = dict(scene.cast), list[Candidate](), list(gold[part])
        while True:
            free = [c for c in scene.candidates if not any(c.span.overlaps(t.span) for t in taken)]
            right = [n for n, c in enumerate(free, 1) if any(scorer.alike(g, c.span.text) for g in left)]
            options = [list(silence(scene)), *(list(of_phrase(scene, c)) for c in free)]
            if free:
                (more if taken else first).append(Choice(one.row["doc"], options, right or [0], bool(left)))
            if not right:
                break
            named = [(likeness(g, free[n - 1], scene, scorer), -n, g) for n in right for g in left]
            _, n, text = max(named, key=lambda x: x[:2])
            left.remove(text)
            taken.append(free[-n - 1])
            scene.cast[taken[-1].head] = part if scene.cast.get(taken[-1].head, part) == part else "both"
        scene.cast = before
    return first, more


def likeness(gold: str, candidate: Candidate, scene: Scene, scorer: Any) -> float:
    """The share of words that a phrase has in common with the coder's; the grammar's choice breaks a tie."""
    a, b = scorer.words(gold), scorer.words(candidate.span.text)
    return len(a & b) / max(1, len(a | b)) + 0.01 * (candidate.head in scene.ruled)


def lent(reads: Sequence[Read], part: str, scorer: Any) -> list[Choice]:
    """Choices among those whom the article names elsewhere."""
    made = []
    for one in reads:
        lending = Lending(one.parse, one.claims, one.scenes, one.actors)
        for gold, n in one.pairs:
            offers = [] if getattr(one.claims[n], f"{part}s") else lending.offers(n, part)
            if offers:
                options = [list(lending.silence(n, part)), *(features for features, _ in offers)]
                right = [
                    k
                    for k, (_, actor) in enumerate(offers, 1)
                    if any(scorer.alike(g, actor.span.text) for g in gold[part])
                ]
                made.append(Choice(one.row["doc"], options, right or [0], bool(gold[part])))
    return made


def fit(choices: list[Choice]) -> dict[str, float]:
    """The weights of every feature that at least SEEN choices have; those below CUT are left out."""
    seen = Counter(f for c in choices for f in {f for option in c.options for f in option})
    index = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    options = [(n, o, k in c.right) for n, c in enumerate(choices) for k, o in enumerate(c.options)]
    hits = [(r, index[f]) for r, (_, o, _) in enumerate(options) for f in dict.fromkeys(o) if f in index]
    row, column = np.array([r for r, _ in hits], int), np.array([c for _, c in hits], int)
    choice = np.array([n for n, _, _ in options], int)
    right = np.array([x for _, _, x in options], float)
    starts = np.searchsorted(choice, np.arange(len(choices)))
    weight, squares = np.zeros(len(index)), np.full(len(index), 1e-6)
    for _ in range(STEPS):
        score = np.bincount(row, weight[column], minlength=len(options))
        likely = np.exp(score - np.maximum.reduceat(score, starts)[choice])
        likely /= np.add.reduceat(likely, starts)[choice]
        wanted = likely * right
        wanted /= np.maximum(np.add.reduceat(wanted, starts)[choice], 1e-12)
        slope = np.bincount(column, (wanted - likely)[row], minlength=len(index)) - PENALTY * weight
        squares += slope * slope
        weight += 0.5 * slope / np.sqrt(squares)
    return {f: round(float(weight[i]), 2) for f, i in index.items() if abs(weight[i]) >= CUT}


def fit_own(reads: Sequence[Read], scorer: Any) -> Found:
    """The weights of who in the sentence plays a part; targets are trained on the actors as then chosen."""
    found: Found = {}
    clear(reads)
    for part in PARTS:
        first, more = phrases(reads, part, scorer)
        found |= {part: fit(first), f"{part}-more": fit(more)}
        use(found)
        for scene in (r.scenes[n] for r in reads for _, n in r.pairs):
            players(scene, part)
    clear(reads)
    return found


def clear(reads: Sequence[Read]) -> None:
    """Take every part back."""
    for scene in (s for r in reads for s in r.scenes):
        scene.cast.clear()


def use(found: Mapping[str, Mapping[str, float]]) -> None:
    """Let the stages weigh with these weights in place of the shipped ones."""
    ours = set(PARTS)
    weights.weights = lambda s: found.get(s, {}) if s.split("-")[0] in ours else SHIPPED(s)  # type: ignore[assignment]


def tally(reads: Sequence[Read], part: str, scorer: Any, given: Mapping[tuple[str, int], str]) -> str:
    """Precision, recall and F1 of a part over the paired claims of the right code, as the scorer counts."""
    counted = scorer.Tally()
    for one in reads:
        for gold, n in one.pairs:
            if gold["event"] == one.scenes[n].happening.event:
                own = [a.span.text for a in getattr(one.claims[n], f"{part}s")]
                scorer.mentions(counted, gold[part], own or [t for t in [given.get((one.row["doc"], n))] if t])
    return str(counted.row(part))


def cross_lent(reads: Sequence[Read], fold: Mapping[str, int], part: str, scorer: Any) -> dict[tuple[str, int], str]:
    """Whom the article lends each claim, by weights that never saw the document."""
    given: dict[tuple[str, int], str] = {}
    for k in range(FOLDS):
        use({f"{part}-lent": fit(lent([r for r in reads if fold[r.row["doc"]] != k], part, scorer))})
        for one in (r for r in reads if fold[r.row["doc"]] == k):
            lending = Lending(one.parse, one.claims, one.scenes, one.actors)
            for _, n in one.pairs:
                found = None if getattr(one.claims[n], f"{part}s") else lending.best(n, part)
                if found is not None:
                    given[one.row["doc"], n] = found.span.text
    return given


def main() -> None:
    """Cross-validate, then train on all."""
    folder = Path(sys.argv[1])
    sys.path.insert(0, str(folder))
    import score_claims as scorer

    reader = Reader(ReadingSettings())
    parsed = documents(folder, reader)
    names = sorted({row["doc"] for row, _, _ in parsed})
    random.Random(1).shuffle(names)
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    use({})
    everything = [read(reader, *document, scorer) for document in parsed]
    crossed: list[Read] = []
    for k in range(FOLDS):
        use(fit_own([r for r in everything if fold[r.row["doc"]] != k], scorer))
        crossed += [read(reader, *d, scorer) for d in parsed if fold[d[0]["doc"]] == k]
    final = fit_own(everything, scorer)
    for part in PARTS:
        print("own ", tally(crossed, part, scorer, {}))
        print("lent", tally(crossed, part, scorer, cross_lent(crossed, fold, part, scorer)), flush=True)
        final[f"{part}-lent"] = fit(lent(crossed, part, scorer))
    if "--write" in sys.argv:
        lines = sorted(f"{stage}\t{f}\t{w:.2f}\n" for stage, found in final.items() for f, w in found.items())
        OUT.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
