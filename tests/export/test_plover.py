"""PLOVER's JSON lines: held to their schema by jsonschema, read back by pandas; codes by known answers."""

from __future__ import annotations

import csv
import json

import pytest

from sayso.export.plover import QUAD, Plover, sector
from sayso.export.sides import side
from sayso.records import EVENT_CODES, Participant
from sayso.vocab.codes import event_kinds

jsonschema = pytest.importorskip("jsonschema")
pandas = pytest.importorskip("pandas")

MODES = set(
    "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
    " heavy-weapons crowd-control unconventional seize restrict censor curfew martial-law arrest deport withhold"
    " misinformation cyber"
    " withdraw release disarm ceasefire access resign troops weapons police militia demo riot strike hunger boycott"
    " obstruct vandalize historical future hypothetical negation".split()
)
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)


@pytest.fixture(scope="module")
def records(written):
    return [json.loads(line) for line in written("plover")[0].read_text(encoding="utf-8").splitlines()]


def test_every_line_fits_the_schema(records):
    checker = jsonschema.Draft202012Validator(Plover().schema())
    for record in records:
        assert [e.message for e in checker.iter_errors(record)] == []


def test_the_made_ledger_is_golden(written, golden):
    golden("plover.jsonl", written("plover")[0].read_text(encoding="utf-8"))


def test_every_code_is_plovers(records):
    for record in records:
        assert set(record.get("mode", ())) <= MODES
        assert {e["sector"] for e in (*record["actor"], *record.get("recipient", ()))} <= SECTORS
        assert record["quad_code"] == QUAD[record["event"][0]]
    assert all(event_kinds()[code].plover[0] in QUAD for code in EVENT_CODES)


def test_pandas_reads_the_lines(written, stream):
    frame = pandas.read_json(written("plover")[0], lines=True).set_index("id")
    dated = [c for c in stream.cases() if c.incident.start or c.incident.end]
    assert set(frame.index) >= {c.incident.id for c in dated}
    raid = frame[frame["event_text"].map(lambda t: "Air raids" in t)].iloc[0]
    assert raid["mode"] == ["aerial"]
    assert raid["actor"][0] == {"code": "USA", "sector": "MIL", "entity_text": "Air Force of United States"}
    assert raid["event_loc"]["resolution"] == 4


def test_plans_are_marked_and_patterns_left_out(records, written):
    plan = next(r for r in records if "future" in r.get("mode", ()))
    assert plan["mode"] == ["firearms", "future", "hypothetical"]
    assert plan["date"] == "2024-03-09"
    found = list(csv.DictReader(written("plover")[1].open(encoding="utf-8", newline="")))
    assert {(r["rule"], r["field"]) for r in found if r["what"] == "left out"} == {
        ("totals", "total"),
        ("patterns", "pattern"),
    }


def test_the_evidence_is_there_with_its_offsets(records, stream):
    texts = {r.reading.article.id: r.reading.article.text for r in stream.reports()}
    for record in records:
        for part, cite in zip(record["text"], record["cite_info"], strict=True):
            assert texts[cite["citation"]][part["start"] : part["end"]] == part["text_story"]


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [("Islamic State", "rebel-group", "REB"), ("soldiers", None, "MIL"), ("Gunmen", None, "UAF"),
     ("three students", None, "EDU"), ("the Dawn Brigade", None, "UAF"), ("villagers", None, "CVL"),
     ("a bridge", None, "UNK")],
)  # fmt: skip
def test_sectors(name, kind, code):
    one = Participant(name, None, kind)
    assert sector(one, side(one, "LY", False)) == code
