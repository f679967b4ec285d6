"""Weapons and methods."""

from __future__ import annotations

import pytest

from sayso.vocab import weapons


def test_there_are_enough_and_none_stands_twice():
    names = [w.name.lower() for w in weapons.weapons()]
    assert len(names) >= 200
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("a car bomb", "bombing"),
        ("roadside IEDs", "bombing"),
        ("barrel bombs", "air-strike"),
        ("Grad rockets", "shelling"),
        ("mortar shells", "shelling"),
        ("an explosive vest", "suicide-bombing"),
        ("a suicide car bomb", "suicide-bombing"),
        ("hand grenades", "grenade"),
        ("sarin gas", "chemical-attack"),
        ("chlorine", "chemical-attack"),
        ("machetes", "attack"),
        ("AK-47s", "attack"),
        ("a Reaper drone", "air-strike"),
        ("F-16s", "air-strike"),
        ("tear gas", "crackdown"),
        ("Molotov cocktails", "destruction"),
        ("rocket-propelled grenades", None),
        ("cluster munitions", None),
    ],
)
def test_event_that_a_weapon_suggests(text, event):
    found = weapons.lookup(text)
    assert found is not None
    assert found.event == event


def test_names_of_other_things_need_company():
    assert [m.weapon.name for m in weapons.find("RAF Tornados struck.")] == ["Tornado"]
    assert [m.weapon.name for m in weapons.find("Tornado jets struck.")] == ["Tornado", "jet"]
    assert weapons.find("A tornado tore the roof off. Tornado warnings went out.") == []


def test_longest_name_wins_and_offsets_hold():
    text = "Two vehicle-borne improvised explosive devices (VBIEDs) and a machine-gun."
    found = weapons.find(text)
    assert [text[m.start : m.end] for m in found] == [
        "vehicle-borne improvised explosive devices", "VBIEDs", "machine-gun",
    ]  # fmt: skip


def test_matches_over_words():
    assert [(a, b, w.name) for a, b, w in weapons.matches(["a", "car", "-", "bomb", "blast"])] == [(1, 3, "car bomb")]
    assert weapons.matches([]) == []
    assert weapons.lookup("the market") is None
