"""Source, cue and content of what a text attributes; every sentence here is our own."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.attribution import find_attributions, inner_attributions
from sayso.reading.attribution_quotes import find_quotations, quoted_tokens
from sayso.reading.parse import Parser
from sayso.records import Actor, Span


@functools.cache
def parser() -> Parser:
    return Parser()


def found(text):
    """The attributions as (source, cue, content), pieces joined by " ... "."""
    parse = parser().parse(text)
    return [
        tuple(" ... ".join(s.text for s in part) for part in (a.source, a.cue, a.content))
        for a in find_attributions(parse)
    ]


CASES = [
    (
        "The army said that rebels had shelled the market.",
        ("The army", "said", "that rebels had shelled the market"),
    ),
    ("Ten people were killed, police said on Monday.", ("police", "said", "Ten people were killed")),
    (
        "According to a local doctor, eleven people died in the blast.",
        ("a local doctor", "According to", "eleven people died in the blast"),
    ),
    (
        "Eleven people died in the blast, according to a local doctor.",
        ("a local doctor", "according to", "Eleven people died in the blast"),
    ),
    ("“We lost everything in the raid,” a farmer said.", ("a farmer", "said", "“We lost everything in the raid,”")),
    ('"The bridge is gone," said Mayor Ana Roe.', ("Mayor Ana Roe", "said", '"The bridge is gone,"')),
    (
        "The shells, the mayor said, fell on a school.",
        ("the mayor", "said", "The shells ... fell on a school"),
    ),
    (
        "A spokesman told reporters that the convoy had been attacked.",
        ("A spokesman", "told", "that the convoy had been attacked"),
    ),
    (
        "The ministry accused the rebels of burning two villages.",
        ("The ministry", "accused", "the rebels of burning two villages"),
    ),
    (
        "The governor denied that troops had fired on the crowd.",
        ("The governor", "denied", "that troops had fired on the crowd"),
    ),
    (
        "Northern Front: We hold the town and the road to it",
        ("Northern Front", ":", "We hold the town and the road to it"),
    ),
    (
        "Six soldiers were killed in the ambush, reports Daily Lantern.",
        ("Daily Lantern", "reports", "Six soldiers were killed in the ambush"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[t[:40] for t, _ in CASES])
def test_source_cue_and_content(text, expected):
    assert expected in found(text)


def test_a_quotation_goes_on_over_its_speaker_to_the_next_sentence():
    (one,) = found("“They came at night,” a witness said. “They took the men away.”")
    assert one == ("a witness", "said", "“They came at night,” ... “They took the men away.”")


def test_an_unclosed_quotation_goes_on_in_the_next_paragraph():
    text = "The envoy said: “The truce has failed.\n\n“Both sides fired first.”\n\nThe talks were put off."
    contents = [content for source, _, content in found(text) if source == "The envoy"]
    assert contents == ["“The truce has failed ... “Both sides fired first.”"]


def test_a_speaker_may_introduce_whole_paragraphs():
    text = "Minister Joan Roe said:\n\nThe town was retaken at dawn.\n\nNobody was hurt."
    assert ("Minister Joan Roe", "said", "The town was retaken at dawn. ... Nobody was hurt.") in found(text)


def test_adding_that_goes_on_with_the_same_speaker():
    text = "Police said the car exploded near a mosque, adding that two officers were hurt."
    assert ("Police", "adding", "that two officers were hurt") in found(text)


def test_what_is_said_within_anothers_words_is_left_to_inner_attributions():
    text = "“The army claims that the town fell,” a resident said."
    parse = parser().parse(text)
    assert [a.source[0].text for a in find_attributions(parse)] == ["a resident"]
    inner = inner_attributions(parse, 0, len(parse.tokens))
    assert "The army" in [a.source[0].text for a in inner if a.source]


def test_a_source_that_is_not_named_is_empty():
    parse = parser().parse("There were reports of heavy shelling in the valley.")
    (one,) = find_attributions(parse)
    assert (one.source, one.kind) == ((), "anonymous")


def test_an_actors_kind_tells_the_sources():
    text = "The Harrow Column said it had left the town."
    actor = Actor(Span.of(text, 4, 17), "harrow-column", "Harrow Column", "rebel-group")
    parse = parser().parse(text)
    assert [a.kind for a in find_attributions(parse)] == ["other"]
    assert [a.kind for a in find_attributions(parse, [actor])] == ["party"]


KINDS = [
    ("Police", "official"),
    ("A hospital doctor", "official"),
    ("The army", "party"),
    ("The defence ministry", "party"),
    ("Rebels", "party"),
    ("The United Nations", "monitor"),
    ("A war monitor", "monitor"),
    ("State television", "media"),
    ("A news agency", "media"),
    ("Local sources", "anonymous"),
    ("Residents", "witness"),
    ("A survivor", "witness"),
    ("An aid worker", "other"),
    ("His cousin", "witness"),
]


@pytest.mark.parametrize(("source", "kind"), KINDS, ids=[s for s, _ in KINDS])
def test_kinds_of_sources(source, kind):
    parse = parser().parse(f"{source} said that four houses had burned down.")
    assert [a.kind for a in find_attributions(parse)] == [kind]


def test_an_official_who_may_not_be_named_is_anonymous():
    parse = parser().parse("An official, speaking on condition of anonymity, said the pilot had been captured.")
    assert [a.kind for a in find_attributions(parse) if a.cue[0].text == "said"] == ["anonymous"]


def test_a_bare_name_takes_the_kind_of_its_first_mention():
    text = "Police chief Joan Harrow visited the town. Harrow said that two bombs had been found."
    parse = parser().parse(text)
    assert [a.kind for a in find_attributions(parse)] == ["official"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", '"', "““”", "''", "said", "According to", ": :", "he said he said he said"]
)
def test_odd_texts_raise_nothing(text):
    find_attributions(parser().parse(text))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "said",
                "the",
                "army",
                '"',
                "“",
                "”",
                "''",
                "that",
                "fell",
                ",",
                ".",
                ":",
                "\n\n",
                "he",
                "according",
                "to",
                "reports",
                "of",
            ]
        ),
        max_size=30,
    )
)
def test_every_span_is_what_stands_there(words):
    text = " ".join(words)
    parse = parser().parse(text)
    for a in find_attributions(parse):
        assert a.cue
        assert a.content
        for span in (*a.source, *a.cue, *a.content):
            assert text[span.start : span.end] == span.text


def test_a_giant_sentence_costs_no_more_than_its_length():
    text = "he said that they said " * 600
    parse = parser().parse(text)
    assert isinstance(find_attributions(parse), tuple)


def test_quotations_are_paired_by_paragraph():
    text = "He said “one” and \"two\".\n\n``Three'' came later; ''four'' too."
    quotations = find_quotations(parser().parse(text))
    assert [q.pieces[0].text for q in quotations] == ["“one”", '"two"', "``Three''", "''four''"]


def test_tokens_know_their_quotation():
    parse = parser().parse("He said “it fell” today.")
    inside = quoted_tokens(parse, find_quotations(parse))
    assert [t.text for t in parse.tokens if inside[t.i] == 0] == ["“", "it", "fell", "”"]
