"""The chain of voices of a claim; every sentence here is our own."""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path

import pytest

from sayso.reading.attribution import find_attributions
from sayso.reading.parse import Parser
from sayso.reading.voices import voices_for
from sayso.records import Article, Span

CORPORA = Path(os.environ.get("SAYSO_CORPORA") or Path(__file__).resolve().parents[3] / "shared" / "corpora")


@functools.cache
def parser() -> Parser:
    return Parser()


def chain(text, trigger):
    parse = parser().parse(text)
    at = text.index(trigger)
    voices = voices_for(parse, Span.of(text, at, at + len(trigger)), find_attributions(parse))
    return [(v.span.text, v.kind) for v in voices]


CASES = [
    ("Rebels shelled the market on Monday.", "shelled", []),
    ("Police said rebels shelled the market.", "shelled", [("Police", "official")]),
    ("Rebels shelled the market, police said, and then withdrew.", "shelled", [("police", "official")]),
    ("The Northern army claimed to have recaptured the town.", "recaptured", [("The Northern army", "party")]),
    ("The militants claimed responsibility for the bombing.", "bombing", [("The militants", "party")]),
    ("Reports of executions are coming out of the valley.", "executions", [("Reports", "anonymous")]),
    (
        "State television, citing the army, said that the town had fallen.",
        "fallen",
        [("State television", "media"), ("the army", "party")],
    ),
    (
        "The army attacked the town, a newspaper reported, citing witnesses.",
        "attacked",
        [("a newspaper", "media"), ("witnesses", "witness")],
    ),
    (
        "Ten people were killed in the strike, state media and a war monitor said.",
        "strike",
        [("state media", "media"), ("a war monitor", "monitor")],
    ),
    (
        "A diplomat said: “There are reports of executions in the north.”",
        "executions",
        [("A diplomat", "official"), ("reports", "anonymous")],
    ),
    ("The council condemned the bombing of the market.", "bombing", []),
    ("It was reported that the bridge had been blown up.", "blown up", [("It was reported", "anonymous")]),
    (
        "The militants were quoted by a news agency as saying they attacked the base.",
        "attacked",
        [("a news agency", "media"), ("The militants", "party")],
    ),
    (
        "The army said it had retaken the town, which had fallen to rebels last year.",
        "retaken",
        [("The army", "party")],
    ),
    ("The army said it had retaken the town, which had fallen to rebels last year.", "fallen", []),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[f"{t[:36]}-{w}" for t, w, _ in CASES])
def test_chain(text, trigger, expected):
    assert chain(text, trigger) == expected


def test_a_pronoun_is_the_speaker_before():
    text = "Police chief Joan Harrow was calm. “A bomb went off,” Harrow said. She said two people were killed."
    assert chain(text, "killed") == [("Harrow", "official")]


def test_a_sentence_without_a_cue_is_the_outlets_own():
    assert chain("Police said a bomb went off. Two people were killed.", "killed") == []


def test_a_sentence_within_one_quotation_keeps_its_voice():
    assert chain("“A bomb went off. Two people were killed,” a witness said.", "bomb") == [("a witness", "witness")]


def test_the_cue_is_kept():
    text = "Police said rebels shelled the market."
    parse = parser().parse(text)
    (voice,) = voices_for(parse, Span.of(text, 19, 26), find_attributions(parse))
    assert voice.cue == Span.of(text, 7, 11)


@pytest.mark.corpora
def test_voices_of_the_founding_report():
    path = CORPORA / "founding" / "claims.jsonl"
    if not path.exists():
        pytest.skip(f"no corpora at {CORPORA}")
    row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    parse = parser().parse(row["text"])
    attributions = find_attributions(parse)
    missed = []
    for claim in row["claims"]:
        start, end = row["sentences"][claim["sent"]]
        at = row["text"].index(claim["trigger"], start, end)
        voices = voices_for(parse, Span.of(row["text"], at, at + len(claim["trigger"])), attributions)
        said = " ".join(v.span.text.lower() for v in voices)
        missed += [v["text"] for v in claim["voice"] if v["text"].lower().split()[-1] not in said]
    assert missed == []


def test_what_was_told_to_the_writer_has_its_source(reader):
    text = "The rebels have executed eleven soldiers in the town, a mother told me over tea."
    (claim,) = reader.read(Article("a", text)).claims
    assert [v.span.text for v in claim.voices] == ["a mother"]
