"""What belongs in the record: conflict is kept, other matters and figures of speech are left out."""

from __future__ import annotations

import json

import pytest

from sayso.reading.domain import in_domain
from sayso.reading.triggers import find_triggers
from sayso.records import Article
from sayso.vocab.tables import rows

OTHER_MATTERS = {
    "sport": "United routed City 5-0 on Sunday. The striker fired in two goals, the goalkeeper was injured in a clash"
    " with a defender, and the champions advanced to the semi-finals after a battle that their coach called a war.",
    "film": "The director shot the film in Jordan and it bombed at the box office. The actor, who was wounded on the"
    " set, said that the critics had attacked the movie before anybody saw it.",
    "business": "The retailer fought off a takeover bid on Monday. Its shares were hit, its rival raided the pension"
    " fund, and investors attacked the chairman. The battle for the brand may go on, analysts said.",
    "technology": "The software firm was attacked by hackers, who bombarded its servers with spam. Users are fighting"
    " back, and the web site seized control of its computers again.",
    "party politics": "The shadow chancellor attacked the manifesto, and rebel MPs defeated the bill in the Commons."
    " The revolt is a coup for the Tories, whose leader has been under fire from his own backbenchers.",
    "disaster": "An earthquake of magnitude 6.1 killed 40 people and destroyed a thousand houses. Thousands fled their"
    " homes after a landslide and torrential rain, and the toll may rise.",
    "accident": "A boiler exploded in a factory and killed four workers. Firefighters said that the blast was caused by"
    " a gas leak and that nine people were injured.",
    "crime": "Detectives arrested a suspect after a man was shot in an apartment in the county. The homicide followed a"
    " robbery, a prosecutor said; his girlfriend was also injured.",
}
CONFLICT = (
    "Rebels attacked the village of Kora and killed nine people.",
    "A shell hit the market in Aleppo, killing 12 people.",
    "Gunmen attacked the offices of a media company and shot two journalists.",
    "Police fired on workers who were on strike, killing three.",
    "Police arrested 20 opposition activists.",
    "Shops were looted and burned in Pretoria on Monday.",
    "Soldiers raided the market and arrested ten men.",
    "Two bombs exploded near the football stadium, killing six supporters.",
    "The actor was shot dead by militants as he left the theatre.",
    "Security forces found a cache of weapons.",
    "Hundreds of thousands marched in the capital against the coup.",
)
FIGURES_OF_SPEECH = (
    "There is an explosion of colour in the garden.",
    "The paper bombarded readers with questions.",
    "The government announced a crackdown on truancy.",
    "The two are locked in a war of words.",
    "The minister clashed with the chancellor over spending.",
    "The hiring is a coup for the party.",
    "She is fighting cancer.",
    "A cold blast came from the north.",
    "The report demonstrates that prices have risen.",
    "they will meet in march.",
    "the letter of 7 march 2003 was read out.",
)
NO_FIGURES_OF_SPEECH = {
    "An explosion tore through the garden.": "explosion",
    "The army bombarded Kora with rockets.": "bombarded",
    "The government announced a crackdown on protesters.": "crackdown",
    "Rebels clashed with the army over the border post.": "clashed",
    "Officers led a coup against the president.": "coup",
    "They are fighting the army.": "fighting",
    "Workers demonstrated against the plan.": "demonstrated",
    "Hundreds joined a march of 7 km.": "march",
    "A rocket hit the market.": "hit",
}


@pytest.mark.parametrize("matter", OTHER_MATTERS)
def test_another_matter_makes_no_claim_of_conflict(reader, matter):
    claims = reader.read(Article("a", OTHER_MATTERS[matter])).claims
    assert [(c.event, c.trigger.text) for c in claims] == []


@pytest.mark.parametrize("matter", [m for m in OTHER_MATTERS if m != "crime"])
def test_only_crime_is_violence_too(violence_reader, matter):
    claims = violence_reader.read(Article("a", OTHER_MATTERS[matter])).claims
    assert [(c.event, c.trigger.text) for c in claims] == []


def test_crime_is_kept_by_the_violence_domain(violence_reader):
    events = [c.event for c in violence_reader.read(Article("a", OTHER_MATTERS["crime"])).claims]
    assert {"attack", "arrest"} <= set(events)


@pytest.mark.parametrize("text", CONFLICT)
def test_conflict_is_kept(reader, text):
    assert reader.read(Article("a", text)).claims


def test_a_word_of_another_matter_does_not_outweigh_a_war(reader):
    text = (
        "Insurgents shelled the town on Friday and killed ten soldiers. Militants then took the football stadium. The"
        " army said that its troops had retaken it. A film festival was postponed."
    )
    events = [c.event for c in reader.read(Article("a", text)).claims]
    assert {"shelling", "territory-taken"} <= set(events)


def test_a_long_article_weighs_no_more_than_its_share(reader):
    war = "Rebels attacked the village of Kora and killed nine people. "
    once, often = reader.read(Article("a", war)), reader.read(Article("a", war * 8))
    assert len(often.claims) == 8 * len(once.claims)


@pytest.mark.parametrize("text", FIGURES_OF_SPEECH)
def test_a_figure_of_speech_is_no_trigger(parser, text):
    assert [t.lemma for t in find_triggers(parser.parse(text))] == []


@pytest.mark.parametrize(("text", "word"), NO_FIGURES_OF_SPEECH.items())
def test_the_same_words_in_earnest_are_triggers(parser, text, word):
    parse = parser.parse(text)
    assert word in [parse.tokens[t.head].lower for t in find_triggers(parse)]


def test_no_claims_give_no_claims(parser):
    assert in_domain(parser.parse("Nothing happened."), (), "conflict") == ()


def test_the_words_are_single_lower_case_tokens_named_once():
    table = rows("conflict_words.tsv")
    words = [row["lemma"] for row in table]
    assert len(set(words)) == len(words)
    assert all(w == w.lower() and " " not in w for w in words)
    for row in table:
        assert (float(row["weight"]) > 0) == (row["field"] == "conflict"), row
        assert 0 < abs(float(row["weight"])) <= 1, row


def test_each_barred_word_has_one_row_that_bars_something():
    table = rows("trigger_bars.tsv")
    assert len({row["word"] for row in table}) == len(table)
    assert all(row["not_with"] or row["not_of"] for row in table)


@pytest.mark.corpora
def test_news_of_other_matters_yields_little(corpora, reader):
    """The first 60 of a set on sport, the arts, business, technology and politics; 8 claims in 100 are the most."""
    path = corpora / "events" / "cb_bbc_politics_dev.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()[:60]
    articles = [Article(r["id"], r["text"]) for r in map(json.loads, lines)]
    claims = sum(len(reading.claims) for reading in reader.read_all(articles))
    assert claims / len(articles) < 0.08
