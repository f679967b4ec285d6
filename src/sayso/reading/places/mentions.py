"""Which spans are places: candidates weighed by their evidence, the likeliest that don't overlap kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp

from sayso.reading.parse import Parse
from sayso.reading.places.candidates import find_candidates
from sayso.reading.places.evidence import Evidence
from sayso.records import Article, Span
from sayso.vocab.gazetteer import Entry, Gazetteer
from sayso.vocab.tables import rows

# In log-odds. F1 on the development halves of four geographic corpora, by cross-validation, is flat between -0.6 and 0.
THRESHOLD = -0.4


@dataclass(frozen=True, slots=True)
class Mention:
    """A span taken for a place. `adjective` is what an adjective or a people's name points to; `belief` is 0 to 1."""

    span: Span
    adjective: Entry | None = None
    belief: float = 1.0


@cache
def weights() -> dict[str, float]:
    """The recogniser's weights, by feature; trained by `scripts/train_places.py`."""
    return {row["feature"]: float(row["weight"]) for row in rows("gazetteer_recogniser.tsv")}


def find_mentions(parse: Parse, gazetteer: Gazetteer) -> list[Mention]:
    """The place mentions of a text, in its order, none overlapping another."""
    weighed = weights()
    candidates = find_candidates(parse, gazetteer)
    evidence = Evidence(parse, candidates)
    scored = []
    for c in candidates:
        c.score = sum(weighed.get(f, 0.0) for f in evidence.of(c))
        if c.score >= THRESHOLD:
            scored.append(c)
    scored.sort(key=lambda c: (-c.score, c.first, -c.last))
    taken: set[int] = set()
    found = []
    for c in scored:
        inside = range(c.first, c.last)
        if taken.isdisjoint(inside):
            taken.update(inside)
            span = parse.span(c.first, c.last - 1)
            found.append(Mention(span, c.adjective, 1 / (1 + exp(-max(-30.0, min(30.0, c.score))))))
    return sorted(found, key=lambda m: m.span.start)


def given_mentions(article: Article, gazetteer: Gazetteer) -> list[Mention]:
    """The spans that came with the article, as mentions, in their order; empty ones and ones off the text are left
    out."""
    found = []
    for start, end in article.place_spans or ():
        if 0 <= start < end <= len(article.text):
            span = article.span(start, end)
            found.append(Mention(span, gazetteer.adjective(span.text)))
    return found
