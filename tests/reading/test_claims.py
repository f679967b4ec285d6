"""What the reader makes of plain sentences, and what it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.records import EVENT_CODES, Article

PLAIN = [
    ("Coalition warplanes carried out 12 air strikes near the town on Monday.", "air-strike"),
    ("Government artillery shelled the village overnight, killing four civilians.", "shelling"),
    ("A car bomb killed 20 people in the market.", "bombing"),
    ("A suicide bomber blew himself up at the gate, killing three guards.", "suicide-bombing"),
    ("Gunmen hurled a grenade at the police post, wounding two officers.", "grenade"),
    ("Government forces used chlorine gas against the rebel town.", "chemical-attack"),
    ("Soldiers clashed with rebels near the border, the army said.", "clash"),
    ("Rebels captured the town of Goma on Monday.", "territory-taken"),
    ("Government troops have besieged the rebel town for three months.", "siege"),
    ("Gunmen opened fire on worshippers, killing six people.", "attack"),
    ("The militants executed three prisoners in the square.", "execution"),
    ("Prisoners were tortured by soldiers in the camp.", "torture"),
    ("Soldiers raped at least five women in the village.", "sexual-violence"),
    ("Armed men kidnapped four aid workers in the north.", "abduction"),
    ("Police arrested 30 opposition activists on Friday.", "arrest"),
    ("Thousands of people protested in the capital against the government.", "protest"),
    ("Police fired tear gas to disperse the protesters.", "crackdown"),
    ("Protesters threw stones at the police during the rally.", "riot"),
    ("Militiamen looted shops and torched houses in the town.", "destruction"),
    ("Soldiers seized a cache of rifles from the rebels.", "weapons-seized"),
    ("The rebels set up a military base near the river.", "base-established"),
    ("Forty rebels surrendered to the army.", "defection"),
    ("The army deployed 2,000 troops to the border.", "deployment"),
    ("Thousands of villagers fled the fighting.", "displacement"),
    ("The government and the rebels signed a ceasefire.", "agreement"),
    ("The junta imposed a curfew after the rebel attacks.", "other"),
]

QUIET = [
    "The director shot a film about the war in 2004.",
    "The senator attacked the policy in a speech.",
    "The fire department was called to the house.",
    "He died of a heart attack at the age of 80.",
    "The striker fired a shot over the bar in the final minute.",
    "The film bombed at the box office.",
    "The company fired its chief executive.",
    "Shares fell to a record low on Monday.",
]


@pytest.mark.parametrize(("text", "code"), PLAIN)
def test_plain_sentences_get_their_code(reader, text, code):
    assert code in {c.event for c in reader.read(Article("a", text)).claims}


def test_the_plain_sentences_show_almost_every_code():
    assert set(EVENT_CODES) - {code for _, code in PLAIN} == {"killing", "territory-ceded"}


@pytest.mark.parametrize("text", QUIET)
def test_other_uses_of_the_words_make_no_claim(reader, text):
    assert [c.event for c in reader.read(Article("a", text)).claims] == []


def only(reader, text, event, **article):
    found = [c for c in reader.read(Article("a", text, **article)).claims if c.event == event]
    assert len(found) == 1, [c.event for c in found]
    return found[0]


def test_every_field_of_a_full_claim(reader):
    text = (
        "Islamic State fighters reportedly captured the town of Tikrit on Monday after killing at least 12 soldiers "
        "with mortars, the Syrian Observatory for Human Rights said."
    )
    claim = only(reader, text, "territory-taken", published=date(2015, 4, 22))
    assert claim.scope == "incident"
    assert claim.actors[0].id == "islamic-state"
    assert claim.place is not None
    assert (claim.place.span.text, claim.place.country, claim.place.precision) == ("Tikrit", "IQ", "settlement")
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (date(2015, 4, 20), date(2015, 4, 20))
    assert claim.voices[0].kind == "monitor"
    assert claim.certainty == "probable"
    assert claim.evidence.text == text


def test_two_kinds_of_casualties_are_one_claim(reader):
    claim = only(reader, "A car bomb killed 20 people and wounded 35 in Baghdad.", "bombing")
    assert [(f.measure, f.best) for f in claim.figures] == [("killed", 20), ("injured", 35)]


def test_a_part_is_counted_inside_its_whole(reader):
    text = (
        "The coalition has carried out more than 1,500 air strikes since last summer, including about 230 by the RAF."
    )
    whole, part = [
        c for c in reader.read(Article("a", text, published=date(2015, 4, 22))).claims if c.event == "air-strike"
    ]
    assert (whole.scope, part.scope, part.part_of) == ("total", "total", whole.id)
    assert (whole.figures[0].low, part.figures[0].best) == (1501, 230)


def test_a_count_of_those_inside_a_count(reader):
    claim = only(reader, "The strike killed 20 people, including five children, in an air raid on Raqqa.", "air-strike")
    assert [f.best for f in claim.figures if f.measure == "killed"] == [20, 5]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Rebels may have killed two soldiers in the town.", "possible"),
        ("Rebels are thought to have killed two soldiers.", "probable"),
        ("The army denied that it had shelled the town.", "denied"),
        ("The paper withdraws its report of March 20 that 30 students were abducted in the town.", "denied"),
        ("Rebels killed two soldiers in the town.", "certain"),
    ],
)
def test_certainty_follows_the_words(reader, text, certainty):
    assert {c.certainty for c in reader.read(Article("a", text)).claims} == {certainty}


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The army plans to attack the rebel town next week.", "prospect"),
        ("More than 300 people have been killed in clashes since January.", "total"),
        ("Rebels are still shelling the town.", "pattern"),
        ("Warplanes have been bombing targets in the valley.", "pattern"),
        ("Reports of deserters being executed are coming out of the valley.", "pattern"),
        ("Rebels shelled the town on Monday.", "incident"),
        ("About 2,500 people have fled the town since rockets hit it on Friday.", "incident"),
        ("A crowd marched to the ministry on Saturday to protest against the war.", "incident"),
    ],
)
def test_scope_follows_the_words(reader, text, scope):
    assert scope in {c.scope for c in reader.read(Article("a", text, published=date(2015, 4, 22))).claims}


def test_to_shoot_captives_is_to_execute_them(reader):
    assert only(reader, "Fighters shot dead eleven captured soldiers in the town.", "execution")


def test_no_date_is_invented(reader):
    found = reader.read(Article("a", "Rebels captured Goma on Monday. Soldiers were killed.")).claims
    assert all(c.when is None or (c.when.start, c.when.end) == (None, None) for c in found)


def test_later_mentions_are_tied_to_the_first(reader):
    text = "A car bomb killed 20 people in Baghdad on Monday.\n\nThe bombing, which killed 20 people, hit a market."
    first, second = [c for c in reader.read(Article("a", text)).claims if c.event == "bombing"]
    assert (first.same_as, second.same_as) == (None, first.id)


def test_ids_are_stable_and_distinct(reader):
    article = Article(
        "a", "Rebels took Goma. Rebels took Bukavu. Police arrested two men and four women of the rebels."
    )
    one, two = reader.read(article).claims, reader.read(article).claims
    assert [c.id for c in one] == [c.id for c in two]
    assert len({c.id for c in one}) == len(one)


def test_the_violence_domain_takes_crime_and_the_conflict_domain_leaves_it(reader, violence_reader):
    article = Article("a", "A man was shot dead by his neighbour in a burglary, police in Ohio said.")
    assert reader.read(article).claims == ()
    assert [c.event for c in violence_reader.read(article).claims] == ["attack"]


def test_the_means_of_a_part_are_not_the_means_of_the_whole(reader):
    text = "More than 900 air strikes have been flown in southern Libya since October, including about 140 by drones."
    whole, part = reader.read(Article("a", text)).claims
    assert (part.part_of, [m.text for m in part.means], whole.means) == (whole.id, ["drones"], ())
