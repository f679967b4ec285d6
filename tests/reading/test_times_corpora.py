"""Floors on the dev half of two time corpora: they may rise, and fall only by a decision."""

from __future__ import annotations

import importlib.util
import json
import os
from datetime import date
from pathlib import Path

import pytest

from sayso.reading.parse import Parser
from sayso.reading.times import find_times

CORPORA = Path(os.environ.get("SAYSO_CORPORA", Path(__file__).parents[2] / ".." / "shared" / "corpora"))
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not (CORPORA / "time").is_dir(), reason="the measuring corpora aren't beside the checkout"),
]


@pytest.mark.parametrize(("corpus", "floor"), [("platinum", 0.84), ("meantime", 0.82)])
def test_values_are_right_often_enough(corpus, floor):
    spec = importlib.util.spec_from_file_location("score_time", CORPORA / "time" / "score_time.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (CORPORA / "time" / f"time_{corpus}_dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row for row in map(json.loads, lines)}
    pred = {}
    for row, parse in zip(gold.values(), Parser().parse_all([r["text"] for r in gold.values()]), strict=True):
        times = find_times(parse, date.fromisoformat(row["dct"]))
        pred[row["id"]] = {
            "timexes": [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in times]
        }
    assert scorer.combine(scorer.evaluate(gold, pred))["value_f1"] >= floor
