"""PLOVER's event of a claim where it hangs on words: threats, promises, withdrawals, releases, truces."""

from __future__ import annotations

import pytest

from sayso.records import Claim, Span
from sayso.vocab.codes import plover_of


def claim(text, word, event, scope):
    start = text.index(word)
    return Claim(
        id="c",
        article="a",
        event=event,
        scope=scope,
        trigger=Span(start, start + len(word), word),
        evidence=Span(0, len(text), text),
        certainty="certain",
    )


@pytest.mark.parametrize(
    ("text", "word", "event", "scope", "plover"),
    [
        ("The army threatened to shell the town.", "shell", "shelling", "prospect", "THREATEN"),
        ("The rebels will blockade the port unless he resigns.", "blockade", "siege", "prospect", "THREATEN"),
        ("The junta agreed to withdraw its troops.", "withdraw", "deployment", "prospect", "AGREE"),
        ("The army prepared to resume shelling the town.", "shelling", "shelling", "prospect", "MOBILIZE"),
        ("The army withdrew its troops.", "withdrew", "deployment", "incident", "RETREAT"),
        ("The army sent troops.", "sent", "deployment", "incident", "MOBILIZE"),
        ("The rebels released ten captives.", "released", "other", "incident", "RETREAT"),
        ("The group declared a ceasefire.", "declared", "agreement", "incident", "RETREAT"),
        ("Both sides signed a ceasefire.", "signed a ceasefire", "agreement", "incident", "AGREE"),
        ("Bulldozers demolished homes.", "demolished", "destruction", "incident", "COERCE"),
        ("The army shelled the town.", "shelled", "shelling", "incident", "ASSAULT"),
    ],
)
def test_event_by_words(text, word, event, scope, plover):
    assert plover_of(claim(text, word, event, scope))["event"] == plover
