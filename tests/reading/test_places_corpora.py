"""Floors on the development halves of the geographic corpora. They see the resolver's own training documents, so they
hold the code still; what it does on others is measured by `scripts/train_places.py`."""

from __future__ import annotations

import importlib.util
import json

import pytest

from sayso.reading.places import find_places
from sayso.records import Article
from sayso.vocab.gazetteer import packaged

LITERAL = {"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"}


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("corpus", "types", "documents", "found", "both", "given"),
    [
        ("trnews", None, 10, 0.90, 0.84, 0.89),
        ("gwn", LITERAL, 12, 0.85, 0.78, 0.80),
        ("lgl", None, 16, 0.80, 0.74, 0.82),
    ],
)
def test_floors(corpora, parser, corpus, types, documents, found, both, given):
    spec = importlib.util.spec_from_file_location("score_geo", corpora / "geo" / "score_geo.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    with (corpora / "geo" / f"geo_{corpus}_dev.jsonl").open(encoding="utf-8") as handle:
        gold = {d["id"]: d for d in (json.loads(line) for line in handle)}
    gold = dict(sorted(gold.items())[:documents])
    free, fixed = {}, {}
    for d, parse in zip(gold.values(), parser.parse_all(d["text"] for d in gold.values()), strict=True):
        spans = tuple((t["start"], t["end"]) for t in d["toponyms"])
        for made, given_spans in ((free, None), (fixed, spans)):
            places = find_places(
                parse, Article(d["id"], d["text"], url=d.get("url"), place_spans=given_spans), packaged()
            )
            made[d["id"]] = {
                "toponyms": [
                    {"start": p.span.start, "end": p.span.end, "lat": p.lat, "lon": p.lon, "geonames_id": p.geonames_id}
                    for p in places
                ]
            }
    read = score.combine(score.evaluate(gold, free, types=types))
    resolved = score.combine(score.evaluate(gold, fixed, types=types, ids=True))
    assert read["recognition_exact"]["f1"] >= found
    assert read["end_to_end_overlap"]["f1"] >= both
    assert resolved["resolution_all"]["acc161"] >= given
