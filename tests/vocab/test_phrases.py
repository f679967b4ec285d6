"""Words, phrases and their capitals."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.vocab.phrases import Phrase, Phrases, capitals_fit, mood_of, words


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    for word in words(text):
        assert text[word.start : word.end].replace(".", "") == word.raw


def test_initials_are_one_word():
    assert [w.raw for w in words("the U.S.-led force. A man left.")] == [
        "the",
        "US",
        "led",
        "force",
        "A",
        "man",
        "left",
    ]


@pytest.mark.parametrize("text", ["Al-Qa'ida", "al Qa'ida", "AL-QA’IDA", "al-Qa‘ida"])
def test_accents_case_and_hyphens_dont_count(text):
    tree = Phrases([(Phrase.marked("Al-Qa'ida"), "it")])
    assert len(tree.at(words(text), 0, text)) == (1 if "‘" not in text else 0)


def test_a_phrase_doesnt_reach_over_a_paragraph_or_a_sentence():
    tree = Phrases([(Phrase.marked("Red Brigades"), "it")])
    text = "The Red,  however: Brigades"
    assert tree.at(words(text), 1, text) == []


@pytest.mark.parametrize(
    ("form", "text", "mood", "fits"),
    [
        ("=IS", "IS", "mixed", True),
        ("=IS", "is", "mixed", False),
        ("=IS", "IS", "upper", False),
        ("NATO", "Nato", "mixed", True),
        ("PKK", "Pkk", "mixed", False),
        ("PKK", "pkk", "lower", True),
        ("=IS", "is", "lower", False),
        ("Army of God", "Army of god", "mixed", True),
        ("Shining Path", "shining path", "mixed", False),
        ("Shining Path", "shining path", "lower", True),
        ("Taliban", "taliban", "mixed", False),
        ("gunmen", "GUNMEN", "upper", True),
        ("gunmen", "Gunmen", "mixed", True),
    ],
)
def test_capitals(form, text, mood, fits):
    assert capitals_fit(Phrase.marked(form), words(text), mood) is fits


def test_mood():
    assert mood_of("ARMY SAYS IT IS IN CONTROL OF TOWN") == "upper"
    assert mood_of("the army says it is in control of the town") == "lower"
    assert mood_of("UN") == "mixed"


def test_hostile_text_takes_linear_time():
    began = time.process_time()
    for text in ("a." * 50_000, "a.b" * 30_000, "x" * 200_000, "U.S." * 30_000, "(" * 100_000):
        words(text)
    assert time.process_time() - began < 15
