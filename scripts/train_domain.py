"""Fit the weights of reading/domain.py: which claims belong in the record, from what coders kept.

    python scripts/train_domain.py CLAIMS.jsonl OTHER.jsonl...

CLAIMS is a set with coded claims (`claims-train`): a claim that the coders have is for, a claim in a document without
any is against. Claims in OTHER, texts of no conflict, are against and weigh twice. Prints the log odds of each feature;
domain.py has them rounded, its codes drawn together into groups. A fifth of the documents is left out
in turn to check them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sayso.reading import domain
from sayso.reading.reader import Reader
from sayso.records import Article, Claim
from sayso.settings import load_settings

Row = tuple[dict[str, float], float, float, int]  # features, kept by the coders or not, weight, document
RIDGE = 2.0


def features(parse, claim: Claim) -> dict[str, float]:
    """What domain.py weighs, before weighing."""
    at = parse.sentence_at(claim.trigger.start)
    beside = parse.sentences[max(0, at.index - 1) : at.index + 2]
    near = [t for t in parse.tokens[beside[0].first : beside[-1].last] if not domain._inside(t, claim)]
    return {
        "always": 1.0,
        "article": domain._Weight.of(parse.tokens, False).balance(domain._CALM_ARTICLE),
        "near": domain._Weight.of(near, False).balance(domain._CALM_NEAR),
        "armed": float(any(a.kind in domain._ARMED_ACTORS for a in (*claim.actors, *claim.targets))),
        "means": float(bool(claim.means)),
        f"event {claim.event}": 1.0,
    }


def examples(path: Path, reader: Reader, coded: bool) -> Iterator[Row]:
    """The claims that the reader makes of a set, with every claim let through, and whether coders have them."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        parse = reader.parser.parse(row["text"])
        claims = reader.from_parse(Article(row.get("doc") or row["id"], row["text"]), parse).claims
        left = Counter((g["sent"], g["event"]) for g in row["claims"]) if coded else Counter()
        for claim in claims:
            place = next((i for i, (a, b) in enumerate(row.get("sentences", ())) if a <= claim.trigger.start < b), None)
            kept = left[place, claim.event] > 0
            left[place, claim.event] -= kept
            if kept or not coded or not row["claims"]:
                yield features(parse, claim), float(kept), 1.0 if kept else 2.0 if coded else 4.0, number


def fit(rows: list[Row], names: list[str]) -> np.ndarray:
    """Logistic regression with a ridge, by Newton's steps."""
    x = np.array([[f.get(n, 0.0) for n in names] for f, *_ in rows])
    y, size = np.array([k for _, k, *_ in rows]), np.array([s for _, _, s, _ in rows])
    weights, ridge = np.zeros(len(names)), np.where(np.array(names) == "always", 0.01, RIDGE)
    for _ in range(50):
        odds = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ ((odds - y) * size) + ridge * weights
        weights -= np.linalg.solve((x * (size * odds * (1 - odds))[:, None]).T @ x + np.diag(ridge), slope)
    return weights


def left_out(rows: list[Row], names: list[str]) -> float:
    """The share of claims judged rightly by weights fitted without their documents."""
    right = 0
    for fold in range(5):
        weights = fit([r for r in rows if r[3] % 5 != fold], names)
        for found, kept, *_ in (r for r in rows if r[3] % 5 == fold):
            right += (sum(weights[names.index(n)] * v for n, v in found.items()) >= 0) == bool(kept)
    return right / len(rows)


def main(paths: list[str]) -> None:
    """Fit and print."""
    reader = Reader(load_settings().reading)
    domain_of, reader_module = domain.in_domain, sys.modules[Reader.__module__]
    reader_module.in_domain = lambda parse, claims, name: claims  # every claim, to judge them all
    rows = [r for i, p in enumerate(paths) for r in examples(Path(p), reader, coded=i == 0)]
    reader_module.in_domain = domain_of
    names = sorted({n for found, *_ in rows for n in found})
    for name, weight in sorted(zip(names, fit(rows, names), strict=True), key=lambda pair: -pair[1]):
        print(f"{name:24}{weight:7.2f}")
    print(f"{len(rows)} claims; judged rightly when left out: {left_out(rows, names):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
