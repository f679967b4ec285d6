"""Linking public reports of shootings, on claims made from what is known of them: how far merging alone goes."""

from __future__ import annotations

import importlib.util
import json
from datetime import date

import pytest

from sayso.merging import merge
from sayso.records import Article, Claim, Figure, Place, Reading, Span, When

pytestmark = pytest.mark.corpora


def rows(path):
    with path.open(encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


@pytest.fixture(scope="module")
def linking(corpora):
    return corpora / "linking"


@pytest.fixture(scope="module")
def scorer(linking):
    spec = importlib.util.spec_from_file_location("score_clusters", linking / "score_clusters.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def claim(row, known, told):
    text = row["text"]
    span = Span.of(text, 0, max(1, text.find("\n")))
    place = when = None
    figures = ()
    if told:
        place = Place(
            span, known["city"], None, known["lat"], known["lon"], "US", known["state"], precision="settlement"
        )
        day = date.fromisoformat(known["date"])
        when = When(span, "DATE", known["date"], day, day)
        figures = tuple(Figure(span, m, known[m], known[m], known[m]) for m in ("killed", "injured"))
    return Claim("c1", row["doc_id"], "attack", "incident", span, span, place=place, when=when, figures=figures)


@pytest.mark.parametrize(("told", "conll", "pairs"), [(True, 0.975, 0.96), (False, 0.885, 0.79)])
def test_reports_of_one_shooting_are_one_incident(linking, scorer, told, conll, pairs):
    """`told`: claims with the true place, day and figures; else the article's wording and publication day alone."""
    docs = rows(linking / "gva_docs_dev.jsonl")
    known = {i["incident_id"]: i for i in rows(linking / "gva_incidents_dev.jsonl")}
    readings = [
        Reading(
            Article(d["doc_id"], d["text"], title=d.get("title"), published=date.fromisoformat(d["published"])),
            claims=(claim(d, known[d["incident_id"]], told),),
        )
        for d in docs
    ]
    found = {r.article: i.id for i in merge(readings).incidents for r in i.claims}
    scores = scorer.score({d["doc_id"]: d["incident_id"] for d in docs}, found)
    assert scores["CoNLL"]["f1"] >= conll
    assert scores["pairs"]["f1"] >= pairs
