"""The parse keeps every offset in the article's own text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.reading.parse import dateline_end, paragraphs, recased


@given(st.text(st.sampled_from("ab .\n\t\u00a0É—"), max_size=200))
def test_paragraphs_are_in_order_and_cover_all_words(text):
    found = paragraphs(text)
    assert all(a < b for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    assert "".join(text[a:b] for a, b in found).split() == "".join(found and text).split() or len(found) > 1


def test_a_hard_wrapped_wire_is_one_paragraph():
    wire = (
        "the army of the province said on monday that its men had\n"
        "come under fire near the northern bridge and that two\n"
    ) * 3
    assert len(paragraphs(wire)) == 1
    assert (
        len(paragraphs("A headline\nA sentence that ends here.\nAnother one that ends here.\nA third.\nA fourth.")) == 5
    )


@given(st.text(max_size=80))
def test_recasing_keeps_the_length(text):
    assert len(recased(text)) == len(text)
    assert len(recased(text.upper())) == len(text.upper())


def test_capitals_become_ordinary_words():
    assert recased("REBELS TOOK THE TOWN. TWO DIED.") == "Rebels took the town. Two died."
    assert recased("NATO said so in Brussels.") == "NATO said so in Brussels."


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("Rebels took Goma.\n\n“”’—\u200b\U0001f600 12,5"), max_size=120))
def test_tokens_stand_where_they_say(parser, text):
    parse = parser.parse(text)
    for n, token in enumerate(parse.tokens):
        assert token.i == n
        assert text[token.start : token.end] == token.text
        assert parse.sentences[token.sentence].first <= n < parse.sentences[token.sentence].last


@pytest.mark.parametrize("offset", [0, 3, 7, 16])
def test_lookups_by_offset(parser, offset):
    parse = parser.parse("Rebels took Goma. Soldiers fled.")
    token, sentence = parse.token_at(offset), parse.sentence_at(offset)
    assert token.start <= offset < token.end
    assert sentence.start <= offset < sentence.end


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("BEIRUT (AP) - Soldiers fired.", "Soldiers"),
        ("UBARI, Libya, March 13, 2023 (Harbour Wire) -- The Front said so.", "The"),
        ("GOMA — “We fled,” he said.", "“We"),
        ("SABHA, LIBYA, MARCH 8, 2023 (HARBOUR WIRE) -- A BOMB EXPLODED.", "A"),
        ("TROOPS TOOK GOMA - ARMY", "TROOPS"),
        ("JTF-OIR has five sites.", "JTF-OIR"),
        ("Soldiers - all of them - fled.", "Soldiers"),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(parser, text, first):
    cut = dateline_end(text)
    assert text[cut:].startswith(first)
    starts = [s.start for s in parser.parse(text).sentences]
    assert cut in starts
