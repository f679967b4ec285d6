"""Quality floors of the claims, measured as the scorers measure: what was reached less 0.02. They only go up.

Set on 2026-11-22. The corpora are not ours to ship: without them each test here is a visible skip.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from sayso.records import Article
from sayso.vocab.codes import reading_codes
from sayso.wire import reading_json

pytestmark = pytest.mark.corpora
FLOORS = {
    "founding/claims.jsonl": {
        "claim (code, sentence)": 0.83,
        "scope": 0.95,
        "figure": 0.88,
        "place": 0.84,
        "actor": 0.90,
        "joint": 0.66,
    },
    "claims-dev.jsonl": {
        "claim (code, sentence)": 0.58,
        "scope": 0.84,
        "certainty": 0.93,
        "figure": 0.85,
        "place": 0.57,
        "actor": 0.60,
        "target": 0.63,
        "voice": 0.83,
        "when (span)": 0.73,
    },
    "claims-train.jsonl": {
        "claim (code, sentence)": 0.75,
        "scope": 0.88,
        "certainty": 0.95,
        "figure": 0.79,
        "place": 0.70,
        "voice": 0.86,
        "when (span)": 0.81,
        "when (interval)": 0.69,
    },
}


def documents(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def readings(corpora, reader):
    """The readings of all claim sets, by set."""

    def read(name: str):
        rows = documents(corpora / name)
        dates = [date.fromisoformat(r["published"]) if r.get("published") else None for r in rows]
        articles = [
            Article(r["doc"], r["text"], title=r["title"], published=d) for r, d in zip(rows, dates, strict=True)
        ]
        return list(reader.read_all(articles))

    return {name: read(name) for name in FLOORS}


@pytest.mark.parametrize("name", FLOORS)
def test_the_floors_hold(corpora, readings, name, tmp_path):
    predicted = tmp_path / "readings.jsonl"
    lines = [json.dumps(reading_json(r, reading_codes(r)), ensure_ascii=False) for r in readings[name]]
    predicted.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, corpora / "score_claims.py", corpora / name, predicted]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.rsplit(maxsplit=4) for line in printed.splitlines()[2:] if line.strip()]
    found = {row[0].strip(): float(row[3]) for row in rows}
    low = {key: (found[key], floor) for key, floor in FLOORS[name].items() if found[key] < floor}
    assert not low, f"{name}: below the floor (found, floor): {low}"


@pytest.mark.parametrize("name", FLOORS)
def test_every_span_is_the_articles_own_text(readings, name):
    spans = [(r.article.text, s) for r in readings[name] for c in r.claims for s in c.spans()]
    assert len(spans) > 50
    assert all(text[s.start : s.end] == s.text for text, s in spans)


@pytest.mark.parametrize("name", FLOORS)
def test_no_text_is_altered(corpora, readings, name):
    assert [r.article.text for r in readings[name]] == [row["text"] for row in documents(corpora / name)]


def test_no_interval_of_what_happened_lies_after_the_report(readings):
    for set_of in readings.values():
        for reading in set_of:
            day = reading.article.published
            late = [
                c
                for c in reading.claims
                if day and c.scope == "incident" and c.when and c.when.start and c.when.start > day
            ]
            assert len(late) <= 2, [(c.when, c.evidence.text) for c in late]


def test_the_founding_report_as_it_was_saved(corpora):
    """All of the author's paragraphs are kept, and nothing from the related links on."""
    from sayso.line import Line
    from sayso.settings import Settings

    (reading,) = Line(Settings()).read([corpora / "founding" / "report.txt"], published=date(2015, 4, 22))
    gold = documents(corpora / "founding" / "claims.jsonl")[0]
    assert reading.article.text == gold["text"]
    aside = " ".join(f.text for f in reading.article.furniture)
    for line in ("Related articles", "Leave a Reply", "Log Out", "Connecting to %s"):
        assert line in aside
    told = {(c.event, f.span.text) for c in reading.claims for f in c.figures}
    assert {("air-strike", "more than 1,500"), ("air-strike", "about 230"), ("execution", "100")} <= told
    assert any(f == "over 8,500" for _, f in told)
    totals = {f.span.text for c in reading.claims if c.scope == "total" for f in c.figures}
    assert {"more than 1,500", "about 230", "over 8,500"} <= totals
    tikrit = next(c for c in reading.claims if c.event == "territory-taken" and c.voices)
    assert [v.span.text for v in tikrit.voices] == ["Iraq"]
    assert tikrit.when is not None
    assert tikrit.when.span.text == "Three weeks ago"
