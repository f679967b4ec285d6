"""Certainty, prospects and factuality; every sentence here is our own."""

from __future__ import annotations

import functools

import pytest

from sayso.reading.attribution import find_attributions
from sayso.reading.certainty import certainty_for, factuality, prospect_for
from sayso.reading.parse import Parser
from sayso.reading.voices import voices_for
from sayso.records import Span


@functools.cache
def parser() -> Parser:
    return Parser()


def at(text, trigger):
    start = text.index(trigger)
    return Span.of(text, start, start + len(trigger))


def certainty(text, trigger):
    parse = parser().parse(text)
    span = at(text, trigger)
    attributions = find_attributions(parse)
    level, cue = certainty_for(parse, span, voices_for(parse, span, attributions), attributions)
    return level, cue.text if cue else None


def prospect(text, trigger):
    cue = prospect_for(parser().parse(text), at(text, trigger))
    return cue.text if cue else None


CERTAINTIES = [
    ("Rebels shelled the market.", "shelled", "certain", None),
    ("The army claims that rebels shelled the market.", "shelled", "certain", None),
    ("Rebels reportedly shelled the market.", "shelled", "probable", "reportedly"),
    ("Three prisoners are thought to have been executed.", "executed", "probable", "thought"),
    ("Reports of executions are coming out of the valley.", "executions", "probable", "Reports"),
    ("An alleged bombing closed the road.", "bombing", "probable", "alleged"),
    ("Suspected militants attacked the convoy.", "attacked", "probable", "Suspected"),
    ("The convoy was attacked by suspected militants.", "attacked", "probable", "suspected"),
    ("Rebels may have shelled the market.", "shelled", "possible", "may"),
    ("It is unclear whether rebels shelled the market.", "shelled", "possible", "unclear"),
    ("The army did not shell the market.", "shell", "denied", "not"),
    ("No arrests were made.", "arrests", "denied", "No"),
    ("The army denied that it had shelled the market.", "shelled", "denied", "denied"),
    ("The army denied shelling the market.", "shelling", "denied", "denied"),
    ("The rebels rejected accusations of shelling the market.", "shelling", "denied", "rejected"),
    ("No one was killed in the blast.", "killed", "certain", None),
    # A hedge that governs something else in the sentence counts for nothing.
    ("Rebels shelled the market, which may reopen in June.", "shelled", "certain", None),
    ("The bombing may delay the vote.", "bombing", "certain", None),
    ("Rebels shelled the market but did not enter the town.", "shelled", "certain", None),
]


@pytest.mark.parametrize(
    ("text", "trigger", "level", "cue"), CERTAINTIES, ids=[f"{t[:40]}-{w}" for t, w, *_ in CERTAINTIES]
)
def test_certainty(text, trigger, level, cue):
    assert certainty(text, trigger) == (level, cue)


PROSPECTS = [
    ("The rebels will attack the port.", "attack", "will"),
    ("The rebels threatened to attack the port.", "attack", "threatened"),
    ("The army plans to launch an offensive.", "offensive", "plans"),
    ("Police foiled an attack on the port.", "attack", "foiled"),
    ("The envoy called for a ceasefire.", "ceasefire", "called"),
    ("Fighters tried to storm the prison.", "storm", "tried"),
    ("The army sent tanks to retake the town.", "retake", "to"),
    ("A planned attack on the port was called off.", "attack", "planned"),
    ("The plan to attack the port was old.", "attack", "plan"),
    ("If the rebels attack the port, ships will leave.", "attack", "If"),
    ("The truce is due to begin on Monday.", "truce", "due"),
    ("The rebels attacked the port.", "attacked", None),
    ("The rebels have attacked the port.", "attacked", None),
    ("Police used tear gas to disperse the protest.", "disperse", None),
    ("The army began to shell the town.", "shell", None),
    ("The attack on the port will cost the state millions.", "attack", None),
    ("Families were forced to flee the town.", "flee", None),
]


@pytest.mark.parametrize(("text", "trigger", "cue"), PROSPECTS, ids=[f"{t[:40]}-{w}" for t, w, _ in PROSPECTS])
def test_prospect(text, trigger, cue):
    assert prospect(text, trigger) == cue


def test_factuality_falls_from_fact_to_denial():
    texts = [
        "Rebels shelled the town.",
        "Rebels will shell the town.",
        "Rebels may shell the town.",
        "Rebels did not shell the town.",
    ]
    values = []
    for text in texts:
        parse = parser().parse(text)
        verb = next(t for t in parse.tokens if t.lemma == "shell")
        values.append(factuality(parse, verb))
    assert values == sorted(values, reverse=True)
    assert values[0] > 2.5
    assert values[-1] < -1
    assert all(-3 <= v <= 3 for v in values)


@pytest.mark.parametrize("text", ["x", "If", "not not not", "may may may will", "no"])
def test_odd_texts_raise_nothing(text):
    parse = parser().parse(text)
    for token in parse.tokens:
        span = Span.of(text, token.start, token.end)
        certainty_for(parse, span)
        prospect_for(parse, span)
        assert -3 <= factuality(parse, token) <= 3


def test_a_trigger_outside_the_tokens_is_certain():
    text = "Rebels fled. "
    assert certainty_for(parser().parse(text), Span.of(text, 12, 13)) == ("certain", None)
