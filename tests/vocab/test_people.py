"""Nouns for people."""

from __future__ import annotations

import pytest

from sayso.vocab import people


def test_there_are_enough_and_none_stands_twice():
    lemmas = [noun.lemma for noun in people.nouns()]
    assert len(lemmas) >= 300
    assert len(lemmas) == len(set(lemmas))
    assert {noun.kind for noun in people.nouns()} == set(people.PEOPLE_KINDS)


@pytest.mark.parametrize(
    ("word", "kind", "lemma"),
    [
        ("civilians", "civilian", "civilian"),
        ("children", "civilian", "child"),
        ("Gunmen", "combatant", "gunman"),
        ("militiamen", "combatant", "militiaman"),
        ("suicide bombers", "combatant", "suicide bomber"),
        ("policewomen", "police", "policewoman"),
        ("protesters", "protester", "protester"),
        ("hostages", "custody", "hostage"),
        ("deserters", "custody", "deserter"),
        ("dead", "body", "dead"),
        ("bodies", "body", "body"),
        ("wives", "kin", "wife"),
        ("people", "collective", "people"),
        ("passers-by", "civilian", "passer-by"),
        ("governor", "official", "governor"),
    ],
)
def test_lookup(word, kind, lemma):
    found = people.lookup(word)
    assert found is not None
    assert (found.kind, found.lemma) == (kind, lemma)


@pytest.mark.parametrize("word", ["table", "", "peoples'", "attack", "Tikrit"])
def test_other_words_are_no_people(word):
    assert people.lookup(word) is None


def test_match_takes_the_longest():
    found = people.match(["three", "aid", "workers", "died"], 1)
    assert found is not None
    assert (found[0].lemma, found[1]) == ("aid worker", 2)
    assert people.match(["three"], 0) is None


def test_soldiers_are_their_states_military():
    assert [people.lookup(w).part for w in ("soldiers", "policemen", "ministers", "rebels")] == [
        "military", "police", "government", "",
    ]  # fmt: skip
