"""What the reader makes of the sample reports, against their key.

The floors are what was measured less a little, and only ever go up. Twenty short reports can show a fault; they can't
measure progress.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench():
    """The scorer."""
    spec = importlib.util.spec_from_file_location("score_examples", ROOT / "bench" / "score_examples.py")
    module = importlib.util.module_from_spec(spec)
    # A data class looks its module up by name.
    import sys

    sys.modules["score_examples"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["score_examples"]


@pytest.fixture(scope="module")
def read(bench):
    """The readings of the sample reports, by name."""
    return dict(bench.readings())


@pytest.fixture(scope="module")
def result(bench, read):
    """Their score."""
    return bench.score(read.items())


def test_every_report_is_read(read):
    assert len(read) == 20
    assert [name for name, reading in read.items() if "error" in reading] == []


def test_dates_are_those_of_the_key_or_unknown(bench, read):
    reports = bench.load_key()["reports"]
    for name, reading in read.items():
        assert reading["article"]["published"] in (reports[name]["published"], None)
        if reports[name]["published_stated"] in ("OpenGraph", "JSON-LD", "<time>"):
            assert reading["article"]["published"] == reports[name]["published"]


def test_the_undated_report_gets_no_absolute_day(read):
    reading = read["undated-longroad-shati.txt"]
    assert reading["article"]["published"] is None
    for claim in reading["claims"]:
        assert claim["when"] is None or (claim["when"]["from"], claim["when"]["to"]) == (None, None)


def test_the_tutorial_tells_what_is_seen(read):
    claims = read["2023-03-06-chronicle-murzuq-denial.html"]["claims"]
    denials = [c for c in claims if c["certainty"] == "denied"]
    assert [v["text"] for c in denials for v in c["voices"]] == ["The Joint Desert Mission"]
    figures = {(f["text"].lower(), f["low"], f["high"], c["scope"]): c for c in claims for f in c["figures"]}
    dead = figures["at least 21", 21, None, "incident"]
    assert (dead["when"]["from"], dead["when"]["to"]) == ("2023-03-04", "2023-03-04")
    whole = figures["more than 900", 901, None, "total"]
    assert figures["about 140", None, None, "total"]["part_of"] == whole["id"]


def test_no_quotation_of_the_key_is_set_aside(bench, read):
    for name, claims in bench.gold_claims(bench.load_key()).items():
        text = bench.plain(read[name]["article"]["text"])
        assert [c["quotation"] for c in claims if c["quotation"] not in text] == []


def test_readers_comments_and_forms_are_set_aside(bench, read):
    for row in bench.load_key()["not_claims"]:
        if "comment" in row["why"] or "template" in row["why"]:
            assert row["quotation"] not in bench.plain(read[row["report"]]["article"]["text"])


def test_floors(result):
    assert result.recall >= 0.68
    assert result.precision >= 0.68
    assert result.right("scope") >= 0.90
    assert result.right("certainty") >= 0.94
    assert result.right("figures") >= 0.80
    assert len(result.furniture) <= 2


def test_the_scorer_knows_right_from_wrong(bench, read):
    key = bench.load_key()
    perfect = {name: {"article": {"text": ""}, "claims": []} for name in key["reports"]}
    for name, claims in bench.gold_claims(key).items():
        for claim in claims:
            evidence = {"text": claim["quotation"]}
            place = {"text": claim["place"]} if claim["place"] else None
            when = {"from": claim["from"], "to": claim["to"]}
            made = claim | {"evidence": evidence, "place": place, "when": when, "trigger": {"text": claim["trigger"]}}
            perfect[name]["claims"].append(made)
    best = bench.score(perfect.items())
    assert (best.precision, best.recall, best.f1) == (1.0, 1.0, 1.0)
    assert all(best.right(name) == 1.0 for name in ("scope", "certainty", "figures", "place", "when", "voices"))
    nothing = bench.score((name, {"article": {"text": ""}, "claims": []}) for name in key["reports"])
    assert (nothing.recall, nothing.f1) == (0.0, 0.0)
