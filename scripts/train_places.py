"""Train the place stage's two small linear layers, and measure them by cross-validation.

    python scripts/train_places.py CORPORA          # the folder of the corpora: cross-validate only
    python scripts/train_places.py CORPORA --write  # then train on all and write vocab/data/gazetteer_re*.tsv

The recogniser is a logistic regression over candidate spans, the resolver a log-linear ranking of each name's meanings;
both are fitted by AdaGrad in a few seconds. Folds are drawn by document. Nothing but weights of features is kept; a
word becomes a feature only where at least DOCUMENTS documents have it, so that no document teaches a name.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.reading.parse import Parse, Parser
from sayso.reading.places.candidates import Candidate, find_candidates, last_word_sort
from sayso.reading.places.evidence import Evidence
from sayso.reading.places.mentions import THRESHOLD, given_mentions
from sayso.reading.places.ranking import Features, softmax
from sayso.reading.places.resolve import Resolver
from sayso.records import Article
from sayso.vocab.gazetteer import Entry, Gazetteer, packaged

DATA = Path(__file__).resolve().parent.parent / "src/sayso/vocab/data"
CORPORA = ("lgl", "trnews", "gwn", "geovirus")
LITERAL = {"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"}
# GeoWebNews is the smallest, and the one whose rules are nearest to ours.
WEIGHTS = {"gwn": 3.0}
DOCUMENTS = 5
FOLDS = 5
HEAD = """# {what}; made by scripts/train_places.py
# from corpora of news annotated with places (LGL, TR-News, GeoWebNews, GeoVirus, re3d and hand-coded reports of
# conflict: the development parts). Weights of features only, no text of theirs. Licence: Apache-2.0.
"""


@dataclass
class Document:
    """An annotated document with what the training needs of it."""

    corpus: str
    article: Article
    toponyms: list[dict[str, Any]]
    spans: list[tuple[int, int, list[str], int | None]] = field(default_factory=list)
    weight: float = 1.0


def km(a: float, b: float, c: float | None, d: float | None) -> float:
    """Great-circle distance; endless where a gold point is missing."""
    if c is None or d is None:
        return math.inf
    h = math.sin(math.radians(c - a) / 2) ** 2
    h += math.cos(math.radians(a)) * math.cos(math.radians(c)) * math.sin(math.radians(d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def wanted(corpus: str, toponym: dict[str, Any]) -> bool:
    """Whether a gold toponym is one to find; GeoWebNews' other types are neither right nor wrong."""
    return corpus != "gwn" or toponym["type"] in LITERAL


def documents(folder: Path, gazetteer: Gazetteer, parses: Any) -> list[Document]:
    """Documents with candidate spans, features and labels (1, 0, or None for those left out)."""
    found = []
    for corpus in CORPORA:
        for row, parse in parses(folder / f"geo_{corpus}_dev.jsonl"):
            gold = sorted(row["toponyms"], key=lambda t: (t["start"], t["end"]))
            article = Article(
                row["id"], row["text"], url=row.get("url") if corpus != "geovirus" else None, title=row.get("title"),
                place_spans=tuple((t["start"], t["end"]) for t in gold),
            )  # fmt: skip
            document = Document(corpus, article, gold)
            document.weight = WEIGHTS.get(corpus, 1.0)
            document.spans = labelled(document, parse, gazetteer)
            found.append(document)
    return found


def labelled(document: Document, parse: Parse, gazetteer: Gazetteer) -> list[tuple[int, int, list[str], int | None]]:
    """Candidate spans with features and labels."""
    gold = {(t["start"], t["end"]): wanted(document.corpus, t) for t in document.toponyms}
    rows = []
    for c, start, end, features in evident(parse, find_candidates(parse, gazetteer)):
        label: int | None = int(gold.get((start, end), False))
        over = [right for (a, b), right in gold.items() if a < end and start < b]
        if document.corpus == "gwn" and not label and over and not any(over):
            label = None
        if (
            document.corpus != "gwn"
            and not label
            and c.last - c.first > 1
            and last_word_sort(parse.tokens[c.last - 1].lower) == "house"
        ):
            label = None  # named buildings are places to us; GeoWebNews marks them all, the others few
        if document.corpus == "geovirus" and c.adjective is not None and not label:
            label = None  # GeoVirus leaves adjectives out, the others mark them
        rows.append((start, end, features, label))
    return rows


def of_conflict(folder: Path, gazetteer: Gazetteer, parses: Any) -> list[Document]:
    """Reports of conflict, for the recogniser only: re3d's locations, and the places of hand-coded claims.

    re3d marks every location, also common nouns: a candidate inside a longer one is left out. Of the coded claims'
    reports only the claims' places are known: those teach what is one, the rest of the report nothing.
    """
    found = []
    for row, parse in parses(folder / "events" / "re3d_dev.jsonl"):
        candidates = find_candidates(parse, gazetteer)
        places = [(e["start"], e["end"]) for e in row["entities"] if e["type"] in ("Location", "Nationality")]
        spans = []
        for c, start, end, features in evident(parse, candidates):
            whole = any(b == end and parse.text[a:start].lower() in ("", "the ") for a, b in places)
            inside = any(a < end and start < b for a, b in places)
            spans.append((start, end, features, 1 if whole else None if inside or c.adjective else 0))
        found.append(Document("re3d", Article(row["id"], row["text"]), [], spans))
    for row, parse in parses(folder / "claims-train.jsonl"):
        told = {c["place"] for c in row["claims"] if c.get("place")}
        told |= {part.strip() for p in told for part in p.replace(" and ", ", ").split(",")}
        candidates = find_candidates(parse, gazetteer)
        spans = [(s, e, f, 1 if parse.text[s:e] in told else None) for _, s, e, f in evident(parse, candidates)]
        found.append(Document("claims", Article(row["doc"], row["text"]), [], spans, 0.5))
    return found


def evident(parse: Parse, candidates: list[Candidate]) -> Iterator[tuple[Candidate, int, int, list[str]]]:
    """Candidates with offsets and features."""
    evidence = Evidence(parse, candidates)
    for c in candidates:
        yield c, parse.tokens[c.first].start, parse.tokens[c.last - 1].end, sorted(set(evidence.of(c)))


def fit_recogniser(
    documents: list[Document], epochs: int = 6, rate: float = 0.1, pull: float = 1e-4
) -> dict[str, float]:
    """Weights of a logistic regression."""
    seen: Counter[str] = Counter()
    for d in documents:
        seen.update({f for _, _, features, label in d.spans if label is not None for f in features})
    often = {f for f, n in seen.items() if n >= DOCUMENTS}
    rows = [([f for f in fs if f in often], y, d.weight) for d in documents for _, _, fs, y in d.spans if y is not None]
    dice = random.Random(0)
    w: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    for _ in range(epochs):
        dice.shuffle(rows)
        for features, label, weight in rows:
            z = sum(w[f] for f in features)
            off = weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - label)
            if abs(off) < 1e-3:
                continue
            for f in features:
                step = off + pull * w[f]
                squares[f] += step * step
                w[f] -= rate * step / math.sqrt(squares[f])
    return {f: round(v, 2) for f, v in w.items() if abs(v) >= 0.03}


def chosen(document: Document, w: dict[str, float], threshold: float = THRESHOLD) -> set[tuple[int, int]]:
    """Spans that the recogniser would take."""
    scored = sorted(
        ((sum(w.get(f, 0.0) for f in fs), s, e) for s, e, fs, _ in document.spans), key=lambda x: (-x[0], x[1], -x[2])
    )
    taken: set[tuple[int, int]] = set()
    for z, s, e in scored:
        if z >= threshold and all(e <= a or s >= b for a, b in taken):
            taken.add((s, e))
    return taken


def count(document: Document, spans: set[tuple[int, int]]) -> tuple[int, int, int]:
    """Right, said, gold."""
    gold = {(t["start"], t["end"]): wanted(document.corpus, t) for t in document.toponyms}
    right = {s for s, y in gold.items() if y}
    left = [s for s, y in gold.items() if not y]
    spans = {
        p for p in spans
        if any(p[0] < b and a < p[1] for a, b in right) or not any(p[0] < b and a < p[1] for a, b in left)
    }  # fmt: skip
    return len(spans & right), len(spans), len(right)


def is_right(entry: Entry, toponym: dict[str, Any], reach: float = 161) -> bool:
    """By id, or near enough."""
    return (
        str(entry.id) == str(toponym.get("geonames_id"))
        or km(entry.lat, entry.lon, toponym["lat"], toponym["lon"]) <= reach
    )


def questions(
    documents: list[Document], resolvers: list[Resolver], stage: str
) -> list[tuple[list[Features], set[int]]]:
    """For each name with a choice: the features of its meanings, and which are right."""
    rows = []
    for d, r in zip(documents, resolvers, strict=True):
        for name, features in zip(r.names, r.features(stage), strict=True):
            right: set[int] = set()
            for m in name.mentions:
                t = d.toponyms[m]
                exact = {i for i, e in enumerate(name.entries) if str(e.id) == str(t.get("geonames_id"))}
                right |= exact or {i for i, e in enumerate(name.entries) if is_right(e, t)}
            if right and len(right) < len(features):
                rows.append((features, right))
    return rows


def fit_ranking(
    rows: list[tuple[list[Features], set[int]]], epochs: int = 12, rate: float = 0.2, pull: float = 1e-3
) -> dict[str, float]:
    """Weights of a log-linear model that gives the right meanings most of the chance."""
    w: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    dice = random.Random(0)
    for _ in range(epochs):
        dice.shuffle(rows)
        for features, right in rows:
            chances = softmax([sum(w[k] * v for k, v in f.items()) for f in features])
            share = sum(chances[i] for i in right)
            if share > 0.999:
                continue
            slope: dict[str, float] = defaultdict(float)
            for i, f in enumerate(features):
                off = chances[i] - (chances[i] / share if i in right else 0.0)
                for k, v in f.items():
                    slope[k] += off * v
            for k, v in slope.items():
                step = v + pull * w[k]
                squares[k] += step * step
                w[k] -= rate * step / math.sqrt(squares[k])
    return {k: round(v, 3) for k, v in w.items() if abs(v) >= 0.005}


def fit_resolver(documents: list[Document], gazetteer: Gazetteer) -> dict[str, dict[str, float]]:
    """Weights of both stages."""
    resolvers = [Resolver(d.article, given_mentions(d.article, gazetteer), gazetteer) for d in documents]
    alone = fit_ranking(questions(documents, resolvers, "alone"))
    for r in resolvers:
        r.weigh("alone", alone)
    company: dict[str, float] = {}
    for _ in range(2):
        company = fit_ranking(questions(documents, resolvers, "company"))
        for r in resolvers:
            r.weigh("company", company)
    return {"alone": alone, "company": company}


def resolved(document: Document, w: dict[str, dict[str, float]], gazetteer: Gazetteer) -> tuple[int, int]:
    """Gold mentions resolved within 161 km, and all."""
    r = Resolver(document.article, given_mentions(document.article, gazetteer), gazetteer)
    for stage in ("alone", "company", "company"):
        r.weigh(stage, w[stage])
    right = total = 0
    for name in r.names:
        best = max(range(len(name.entries)), key=lambda i: name.scores[i]) if name.entries else None
        for m in name.mentions:
            t = document.toponyms[m]
            if wanted(document.corpus, t):
                total += 1
                right += best is not None and is_right(name.entries[best], t)
    return right, total


def cross_validate(documents: list[Document], more: list[Document], gazetteer: Gazetteer) -> None:
    """Print both layers' figures on documents that they weren't trained on."""
    order = list(range(len(documents)))
    random.Random(1).shuffle(order)
    spans: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    points: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for k in range(FOLDS):
        rest = [documents[i] for j in range(FOLDS) if j != k for i in order[j::FOLDS]]
        w, v = fit_recogniser(rest + more), fit_resolver(rest, gazetteer)
        for i in order[k::FOLDS]:
            d = documents[i]
            for totals, add in (
                (spans[d.corpus], count(d, chosen(d, w))),
                (points[d.corpus], resolved(d, v, gazetteer)),
            ):
                for n, x in enumerate(add):
                    totals[n] += x
    for corpus in CORPORA:
        r, s, g = spans[corpus]
        print(
            f"{corpus:10} recognition P {r / s:.3f} R {r / g:.3f} F1 {2 * r / (s + g):.3f}"
            f"   resolution {points[corpus][0] / points[corpus][1]:.3f}"
        )


def write(documents: list[Document], more: list[Document], gazetteer: Gazetteer) -> None:
    """Train on all and write the tables."""
    w = fit_recogniser(documents + more)
    lines = [f"{f}\t{v}" for f, v in sorted(w.items()) if "\t" not in f and "\n" not in f]
    head = HEAD.format(what="Weights of the place recogniser, by feature (see reading/places/evidence.py)")
    (DATA / "gazetteer_recogniser.tsv").write_text(
        head + "feature\tweight\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    v = fit_resolver(documents, gazetteer)
    lines = [f"{stage}\t{f}\t{x}" for stage in sorted(v) for f, x in sorted(v[stage].items())]
    head = HEAD.format(what="Weights of the place resolver, by stage and feature (see reading/places/ranking.py)")
    (DATA / "gazetteer_resolver.tsv").write_text(
        head + "stage\tfeature\tweight\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )


def fresh(path: Path) -> list[tuple[dict[str, Any], Parse]]:
    """Rows of a corpus with their parses."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return list(zip(rows, Parser().parse_all(r["text"] for r in rows), strict=True))


def main(parses: Any = fresh) -> None:
    """Cross-validate, and write where asked."""
    gazetteer = packaged()
    folder = Path(sys.argv[1])
    found = documents(folder / "geo", gazetteer, parses)
    more = of_conflict(folder, gazetteer, parses)
    if "--write-only" not in sys.argv:
        cross_validate(found, more, gazetteer)
    if "--write" in sys.argv or "--write-only" in sys.argv:
        write(found, more, gazetteer)


if __name__ == "__main__":
    main()
