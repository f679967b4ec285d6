"""Who did it and to whom, in sentences written for these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.reading.reader import Reader
from sayso.reading.weights import weights
from sayso.records import Article, Claim
from sayso.settings import ReadingSettings


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ReadingSettings())


def told(reader: Reader, text: str, event: str) -> Claim:
    claims = [c for c in reader.read(Article("a", text)).claims if c.event == event]
    assert claims, f"no {event} in {text!r}"
    return claims[-1]


def texts(claim: Claim, part: str) -> set[str]:
    return {a.span.text for a in getattr(claim, f"{part}s")}


@pytest.mark.parametrize(
    ("text", "event", "actors"),
    [
        ("Fighting between the Northern Front and government troops left 20 dead.", "clash",
         {"Northern Front", "government troops"}),
        ("Fighting erupted between militiamen and the army on Sunday.", "clash", {"militiamen", "army"}),
        ("Police and soldiers arrested 12 men.", "arrest", {"Police", "soldiers"}),
        ("Nine people were arrested by police on Sunday.", "arrest", {"police"}),
        ("Officials accused the army of the air strike on the hospital.", "air-strike", {"army"}),
        ("The rebels accused the army of shelling the market.", "shelling", {"army"}),
        ("The Red Brigade claimed responsibility for the bombing of the police station.", "bombing", {"Red Brigade"}),
        ("Militants of the Desert Front attacked a convoy near Zarafa.", "clash", {"Militants of the Desert Front"}),
    ],
)  # fmt: skip
def test_who_did_it(reader: Reader, text: str, event: str, actors: set[str]) -> None:
    assert texts(told(reader, text, event), "actor") == actors


@pytest.mark.parametrize(
    ("text", "event", "target"),
    [
        ("Troops killed three farmers in the village.", "attack", "farmers"),
        ("Government warplanes bombed the hospital on Monday.", "air-strike", "hospital"),
        ("Rebels captured the town of Zarafa on Monday.", "territory-taken", "Zarafa"),
    ],
)
def test_to_whom(reader: Reader, text: str, event: str, target: str) -> None:
    assert any(target in t for t in texts(told(reader, text, event), "target"))


def test_a_dateline_did_nothing(reader: Reader) -> None:
    text = "QALAT — A car bomb exploded near a market on Thursday, killing nine people, police said."
    assert not told(reader, text, "bombing").actors


def test_the_article_lends_who_did_it(reader: Reader) -> None:
    text = "Gunmen stormed the village of Zarafa on Sunday. They killed three farmers and wounded a teacher."
    claim = told(reader, text, "attack")
    assert claim.evidence.text.startswith("They")
    assert texts(claim, "actor") == {"Gunmen"}


def test_nobody_is_invented(reader: Reader) -> None:
    text = "Two bombs exploded in the city on Friday. Forty people were hurt."
    assert all(not c.actors for c in reader.read(Article("a", text)).claims)


@pytest.mark.parametrize("stage", ["actor", "actor-more", "actor-lent", "target", "target-more", "target-lent"])
def test_each_stage_has_weights(stage: str) -> None:
    assert "none" in weights(stage)


def sentences() -> Iterator[str]:
    for n in range(100):
        yield f"Gunmen of group {n} attacked the village and {n} soldiers, police and farmers fled."


def test_long_articles_and_long_lists_stay_bounded(reader: Reader) -> None:
    names = " and ".join(f"the Front of Zarafa {n}" for n in range(120))
    made = reader.read(Article("a", " ".join(sentences()) + f" {names} attacked the town."))
    assert made.claims
    assert max(len(c.actors) for c in made.claims) <= 12
