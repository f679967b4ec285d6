"""Which figures a claim holds: whom and what a happening counts, by rule 8."""

from __future__ import annotations

import pytest

from sayso.records import Article

# (sentence, code of the claim, its figures: measure, low, best, high)
COUNTED = [
    ("Two soldiers were killed and six others injured when rebels attacked a post.", "clash",
     {("killed", 2, 2, 2), ("injured", 6, 6, 6)}),
    ("Three civilians were killed and dozens wounded in air strikes on the town.", "air-strike",
     {("killed", 3, 3, 3), ("injured", 24, None, None)}),
    ("A guard was killed and another injured when a car bomb exploded.", "bombing",
     {("killed", 1, 1, 1), ("injured", 1, 1, 1)}),
    ("The blasts killed more than 250 people and injured over 5,000.", "bombing",
     {("killed", 251, 250, None), ("injured", 5001, 5000, None)}),
    ("The death toll from the car bomb has risen to 31.", "bombing", {("killed", 31, 31, 31)}),
    ("The explosion hit a bus, and the number injured topped 2,200.", "bombing", {("injured", 2201, 2200, None)}),
    ("Scores of rebels were killed and wounded in clashes with the army.", "clash", {("other", 40, None, None)}),
    ("No one was killed or injured in the bombing.", "bombing", {("killed", 0, 0, 0), ("injured", 0, 0, 0)}),
    ("The missile strike set a hangar on fire but there were no casualties.", "shelling", {("killed", 0, 0, 0)}),
    ("At least 150 villagers are being treated after the gas attack.", "chemical-attack",
     {("injured", 150, 150, None)}),
    ("Militants abducted and killed 11 villagers.", "abduction", {("abducted", 11, 11, 11)}),
    ("Gunmen kidnapped 13 out of 19 sailors.", "abduction", {("abducted", 13, 13, 13)}),
    ("Marines captured a rebel commander near the border.", "arrest", {("captured", 1, 1, 1)}),
    ("Twin bombings killed four people.", "bombing", {("attacks", 2, 2, 2), ("killed", 4, 4, 4)}),
    ("Militants hurled two grenades at the camp, wounding a guard.", "grenade",
     {("other", 2, 2, 2), ("injured", 1, 1, 1)}),
    ("Five air strikes near the rebel town engaged two tactical units and destroyed six buildings.", "air-strike",
     {("strikes", 5, 5, 5), ("other", 2, 2, 2), ("other", 6, 6, 6)}),
    ("A group of about 40 protesters rallied outside the town hall.", "protest", {("present", None, 40, None)}),
    ("Several hundred people gathered for a protest against the junta.", "protest", {("present", 200, None, None)}),
    ("A hospital received 21 bodies after the air strike.", "air-strike", {("killed", 21, 21, 21)}),
    ("On the same day four people were killed when rebels clashed with the army.", "clash", {("killed", 4, 4, 4)}),
    ("The government and the rebels agreed to exchange 60 prisoners.", "agreement", {("other", 60, 60, 60)}),
    ("Two attacks killed at least 35 more civilians and injured scores of others.", "attack",
     {("attacks", 2, 2, 2), ("killed", 35, 35, None), ("injured", 40, None, None)}),
    ("The army forced out more than 1, 000 refugees from the camp.", "displacement",
     {("displaced", 1001, 1000, None)}),
    ("Gunmen shot and killed a teacher in the town.", "attack", {("killed", 1, 1, 1)}),
    ("Two people are dead after rebels attacked the bus station.", "clash", {("killed", 2, 2, 2)}),
    ("Rebels shot five villagers, two of them fatally.", "attack", {("injured", 5, 5, 5), ("killed", 2, 2, 2)}),
    ("Gunmen opened fire on a bus, striking two farmers.", "attack", {("injured", 2, 2, 2)}),
    ("Rebels who attacked the post fatally wounded a guard.", "clash", {("killed", 1, 1, 1)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "figures"), COUNTED)
def test_a_claim_counts_what_its_sentence_counts(reader, text, code, figures):
    claim = next(c for c in reader.read(Article("a", text)).claims if c.event == code)
    assert {(f.measure, f.low, f.best, f.high) for f in claim.figures} == figures


def test_harm_is_the_happenings_on_whose_word_it_hangs(reader):
    text = "A bomb exploded at the market hours after an air strike that killed four villagers."
    figures = {c.event: [f.best for f in c.figures] for c in reader.read(Article("a", text)).claims}
    assert figures == {"bombing": [], "air-strike": [4]}


NOT_COUNTED = [
    ("Rebels plan to assassinate the mayor.", "who is only to be killed"),
    ("The protest was one of several rallies in the capital.", "one that is picked out"),
    ("No abduction took place, the army said.", "a denial"),
    ("Gunmen shot at a patrol at around 14.", "an hour"),
]


@pytest.mark.parametrize(("text", "why"), NOT_COUNTED)
def test_not_every_number_is_a_figure(reader, text, why):
    assert [f for c in reader.read(Article("a", text)).claims for f in c.figures] == [], why


def _harm(reader, text):
    """Killed and injured of an article's claims, sentence by sentence."""
    claims = reader.read(Article("a", text)).claims
    return [(f.measure, f.best) for c in claims for f in c.figures if f.measure in ("killed", "injured")]


def test_who_was_shot_and_died_of_it_is_killed(reader):
    text = "Gunmen shot a farmer in the village on Monday. The farmer later died in hospital, rebels said."
    assert _harm(reader, text) == [("killed", 1), ("killed", 1)]


def test_who_was_shot_beside_a_dead_man_is_hurt(reader):
    text = (
        "Gunmen shot a farmer and a driver in the village on Monday. The farmer died in the attack and his wife was "
        "wounded, rebels said."
    )
    assert ("injured", 1) in _harm(reader, text)


def test_life_threatening_injuries_take_no_life(reader):
    text = "Rebels shot a farmer in the village. The farmer was taken to hospital with life-threatening injuries."
    assert ("killed", 1) not in _harm(reader, text)


def test_no_one_else_is_no_count(reader):
    text = "Rebels shot a farmer in the village. No one else was injured in the attack."
    assert ("injured", 0) not in _harm(reader, text)
