"""Mentions of actors: found, resolved where certain, left unknown where not."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.reading.actors import find_actors, metonym, resolve_actor
from sayso.reading.parse import Parser
from sayso.records import Article, Place, Span

CORPORA = Path(os.environ.get("SAYSO_CORPORA", Path(__file__).parents[2].parent / "shared" / "corpora"))


@pytest.fixture(scope="module")
def parser():
    return Parser()


@pytest.fixture(scope="module")
def seen(parser):
    def find(text: str, *places: Place) -> list[tuple[str, str | None]]:
        actors = find_actors(parser.parse(text), Article("a", text), places)
        assert all(text[a.span.start : a.span.end] == a.span.text for a in actors)
        assert all(a.span.end <= b.span.start for a, b in pairwise(actors))
        return [(a.span.text, a.id) for a in actors]

    return find


def place(text: str, name: str, country: str, precision: str = "settlement") -> Place:
    at = text.index(name)
    return Place(Span(at, at + len(name), name), name=name, country=country, precision=precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("IS fighters", "islamic-state"),
        ("Islamic State militants", "islamic-state"),
        ("ISIL", "islamic-state"),
        ("Isis", "islamic-state"),
        ("Da'esh", "islamic-state"),
        ("members of Islamic State (ISIS)", "islamic-state"),
        ("Al-Shabab fighters", "al-shabaab"),
        ("al Shabaab gunmen", "al-shabaab"),
        ("Houthi rebels", "houthis"),
        ("Iraqi army", "iq-army"),
        ("Iraq's army", "iq-army"),
        ("Iraqi soldiers", "iq-military"),
        ("Syrian government forces", "sy-military"),
        ("Turkish warplanes", "tr-air-force"),
        ("British police", "gb-police"),
        ("Turkish police chief", "tr-police"),
        ("Russian officials", "ru-government"),
        ("Tatmadaw", "mm-military"),
        ("the Pentagon", "us-defence"),
        ("the U.S.", "us-government"),
        ("U.S. forces", "us-military"),
        ("eln guerrillas", None),
        ("farc guerrillas", "revolutionary-armed-forces-of-colombia"),
        ("Turkish-backed rebels", None),
        ("Iran-backed militias", None),
        ("anti-Taliban fighters", None),
        ("former Taliban fighters", None),
        ("al-Qaeda-linked militants", None),
        ("the army", None),
        ("Kenyan rebels", None),
        ("gunmen", None),
        ("", None),
        ("is", None),
        ("a village in Iraq", None),
    ],
)
def test_resolve(text, id):
    found = resolve_actor(text)
    assert (found.id if found else None) == id


def test_guarded_acronyms_need_a_country():
    assert resolve_actor("RSF fighters") is None
    assert resolve_actor("RSF fighters", {"SD"}).id == "rapid-support-forces"
    assert resolve_actor("eln guerrillas", {"CO"}).id == "national-liberation-army-colombia"


def test_shared_names_go_by_country():
    assert resolve_actor("National Liberation Army") is None
    assert resolve_actor("National Liberation Army", {"CO"}).id == "national-liberation-army-colombia"
    assert resolve_actor("National Liberation Army", {"MK"}).id == "national-liberation-army-macedonia"


def test_noun_phrases_and_names(seen):
    found = seen("Taliban fighters killed six Afghan soldiers, the United Nations said, and gunmen fled.")
    assert found == [
        ("Taliban fighters", "taliban"), ("Afghan soldiers", "af-military"), ("United Nations", "united-nations"),
        ("gunmen", None),
    ]  # fmt: skip


def test_coordinated_nationalities_are_two_actors(seen):
    found = seen("Iraqi and Kurdish forces entered the town on Monday.")
    assert found == [("Iraqi", "iq-military"), ("Kurdish forces", "kurdish-forces")]


def test_of_phrases(seen):
    assert ("members of Boko Haram", "boko-haram") in seen("Two members of Boko Haram were shot on Friday.")
    assert ("army of Chad", "td-army") in seen("The army of Chad crossed the border.")


def test_shouting_headline(seen):
    found = dict(seen("SYRIAN ARMY IS SAID TO SHELL TOWN AS ISIS FIGHTERS LEAVE, MONITOR SAYS"))
    assert found["SYRIAN ARMY"] == "sy-army"
    assert found["ISIS FIGHTERS"] == "islamic-state"
    assert "IS" not in found


def test_lower_case_wire(seen):
    found = dict(seen("guerrillas of the fmln attacked san salvador, the salvadoran army said. the fmln denied it."))
    assert found["fmln"] == "farabundo-marti-national-liberation-front"
    assert found["salvadoran army"] == "sv-army"


def test_acronym_that_the_article_defines(seen):
    assert ("QXB", "boko-haram") in seen("Boko Haram (QXB) struck again. A camp of QXB was burnt on Sunday.")


def test_countries_act(seen):
    text = "Turkey shelled the town. Russian air strikes hit the market. Talks with Iran failed. Ankara denied it."
    ids = [id for _, id in seen(text)]
    assert ids == ["tr-government", "ru-government", "ir-government", "tr-government"]


def test_countries_that_only_lie_there_dont_act(seen):
    assert seen("The village lies in Turkey, near Iraq.") == []


def test_places_are_no_actors(seen):
    text = "Fighting reached Kobane on Monday."
    assert seen(text, place(text, "Kobane", "SY")) == []


def test_georgia_of_the_states_is_not_the_country(seen):
    text = "Georgia executed a man on Tuesday."
    assert all(id != "ge-government" for _, id in seen(text, place(text, "Georgia", "US", "region")))


def test_the_army_of_an_article_about_one_country(seen):
    text = "The army entered Nairobi on Monday. Police in Mombasa arrested ten men."
    where = (place(text, "Nairobi", "KE"), place(text, "Mombasa", "KE"))
    assert [id for _, id in seen(text, *where)] == ["ke-army", "ke-police"]


def test_the_army_stays_unknown_where_two_countries_are_told_of(seen):
    text = "The army shelled Goma and Gisenyi."
    assert seen(text, place(text, "Goma", "CD"), place(text, "Gisenyi", "RW")) == [("army", None)]


def test_the_police_of_a_town_are_its_countrys(seen):
    text = "Police in Nairobi met envoys from Paris, Berlin and Rome."
    where = [place(text, n, c) for n, c in (("Nairobi", "KE"), ("Paris", "FR"), ("Berlin", "DE"), ("Rome", "IT"))]
    assert seen(text, *where)[0] == ("Police", "ke-police")


def test_the_militants_take_up_the_only_ones_named(seen):
    found = seen("Abu Sayyaf militants burnt a village. The militants then fled. Some militants stayed.")
    assert found == [("Abu Sayyaf militants", "abu-sayyaf"), ("militants", "abu-sayyaf"), ("militants", None)]


def test_the_militants_stay_unknown_after_two(seen):
    found = seen("Hamas and Boko Haram denied it. The militants then fled.")
    assert found[-1] == ("militants", None)


def test_the_coalition_takes_up_the_only_one_named(seen):
    found = seen("The Saudi-led coalition struck Sanaa. A coalition jet was seen. The coalition denied it.")
    assert found[0][1] == found[-1][1] == "saudi-led-coalition"


def test_a_shared_noun_of_no_state_says_nothing_of_the_other(seen):
    found = dict(seen("U.S. and coalition air strikes killed ten fighters."))
    assert found["U.S."] in (None, "us-government")
    assert found["coalition"] is None


def test_kind_without_id(parser):
    text = "The rebels attacked the police."
    found = find_actors(parser.parse(text), Article("a", text))
    assert [(a.id, a.kind) for a in found] == [(None, "rebel-group"), (None, "police")]


def test_a_title_and_a_name_are_one_person(seen):
    assert seen("Kenyan President William Ruto spoke.") == [("Kenyan President William Ruto", None)]


def test_metonym():
    moscow = Place(Span(0, 6, "Moscow"), country="RU", precision="settlement")
    assert metonym(moscow).id == "ru-government"
    assert metonym(Place(Span(0, 4, "Iraq"), country="IQ", precision="country")).id == "iq-government"
    assert metonym(Place(Span(0, 6, "Tikrit"), country="IQ", precision="settlement")) is None
    assert metonym(Place(Span(0, 5, "Iraqi"), country="IQ", precision="country", adjective=True)) is None
    assert metonym(Place(Span(0, 4, "Xyzz"))) is None


def test_parse_of_another_text_is_refused(parser):
    with pytest.raises(UsageError):
        find_actors(parser.parse("One."), Article("a", "Two."))


def test_nothing_in_nothing(seen):
    assert seen("") == []
    assert seen("...") == []


def test_hostile_text_is_read_in_time(seen):
    seen("and Iraqi " * 800)
    seen("army of the " * 800)
    seen("(IS) " * 800)


@pytest.mark.corpora
def test_most_actors_of_the_coded_sentences_are_mentions(parser):
    path = CORPORA / "claims-dev.jsonl"
    if not path.exists():
        pytest.skip(f"no corpora at {CORPORA}")
    total = found = 0
    with path.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines][:6]
    for document in documents:
        text = document["text"]
        mentions = [a.span.text.lower() for a in find_actors(parser.parse(text), Article("a", text))]
        for claim in document["claims"]:
            for actor in claim["actor"]:
                total += 1
                found += any(m in actor.lower() or actor.lower() in m for m in mentions)
    assert total > 10
    assert found / total > 0.75
