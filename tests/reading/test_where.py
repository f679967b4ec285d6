"""Where a happening took place: coding rule 9."""

from __future__ import annotations

import pytest

from sayso.reading.where_phrases import holds
from sayso.records import Article, Place, Span


def claims(reader, text, event=None):
    return [c for c in reader.read(Article("a", text)).claims if event in (None, c.event)]


def place(reader, text, event):
    (claim,) = claims(reader, text, event)
    return claim.place


@pytest.mark.parametrize(
    ("text", "event", "name", "precision"),
    [
        ("Rebels captured the town of Goma on Monday.", "territory-taken", "Goma", "settlement"),
        ("Gunmen killed six people in Mosul, Iraq, on Monday.", "attack", "Mosul", "settlement"),
        ("A car bomb exploded in northern Iraq, killing three soldiers.", "bombing", "northern Iraq", "region"),
        ("Militants attacked soldiers near Maiduguri in Nigeria.", "clash", "Maiduguri", None),
        ("Gunmen opened fire in the Shah Khani area, killing six.", "attack", "Shah Khani", "unknown"),
    ],
)
def test_the_place_of_the_happenings_own_words(reader, text, event, name, precision):
    found = place(reader, text, event)
    assert found is not None
    assert name in found.span.text or found.span.text in name
    assert precision in (None, found.precision)


def test_an_unknown_site_gets_no_point(reader):
    found = place(reader, "Gunmen opened fire in the Shah Khani area, killing six.", "attack")
    assert (found.lat, found.lon, found.geonames_id) == (None, None, None)


def test_who_acts_is_not_where(reader):
    found = place(reader, "Turkish soldiers shelled the town of Kobane.", "shelling")
    assert found is not None
    assert found.span.text == "Kobane"


def test_a_later_mention_takes_the_happenings_place(reader):
    text = "A car bomb killed 20 people in Baghdad on Monday.\n\nThe bombing, which killed 20 people, hit a market."
    assert [c.place.span.text for c in claims(reader, text, "bombing")] == ["Baghdad", "Baghdad"]


def test_no_place_named_is_none(reader):
    assert [c.place for c in claims(reader, "Rebels killed three soldiers in an ambush.", "clash")] == [None]


def test_a_country_gives_way_to_a_nearer_place_of_the_sentence(reader):
    for text in (
        "In Iraq, a car bomb killed 20 people in Baghdad on Monday.",
        "A car bomb killed 20 people in Baghdad, the capital of Iraq.",
        "Syria said that its army had shelled rebels in Aleppo.",
    ):
        for claim in claims(reader, text):
            assert claim.place is not None
            assert claim.place.precision != "country"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed six people in the Shah Khani area of Mosul in Iraq on Monday.", "Shah Khani"),
        ("A bomb exploded in Iraq's Karbala on Monday, killing two people.", "Karbala"),
        ("Rebels attacked soldiers in the southeastern Turkish city of Diyarbakir on Friday.", "Diyarbakir"),
        ("Gunmen killed six people in Baghdad, Mosul and Tikrit on Monday.", "Baghdad"),
    ],
)
def test_a_phrase_of_places_stands_for_its_finest(reader, text, name):
    found = [c.place for c in claims(reader, text) if c.place]
    assert found
    assert all(name in p.span.text for p in found)


def test_a_site_lies_where_its_phrase_says(reader):
    text = "Gunmen opened fire in the Shah Khani area of Mosul on Monday, killing six."
    found = place(reader, text, "attack")
    assert found.country == "IQ"
    assert found.lat == pytest.approx(36.3, abs=0.3)
    assert found.radius_km
    assert "Mosul" in found.why
    assert found.geonames_id is None


def test_the_finest_place_may_stand_in_another_sentence(reader):
    text = (
        "A car bomb killed 20 people in Baghdad on Monday, police said. "
        "The bombing hit the Karrada district of Baghdad, police said."
    )
    places = [c.place for c in claims(reader, text, "bombing")]
    assert "Karrada" in places[-1].span.text


def test_an_armed_group_is_not_a_place(reader):
    found = place(reader, "Soldiers attacked Al-Shabaab fighters near Kismayo on Monday.", "clash")
    assert found is not None
    assert "Kismayo" in found.span.text


def test_holding_is_told_by_country_and_distance():
    there = Span(0, 3, "Foo")
    wide = Place(there, lat=33.0, lon=44.0, country="IQ", precision="region", radius_km=100.0)
    assert holds(wide, Place(there, lat=33.3, lon=44.3, country="IQ", precision="settlement")) == 1
    assert holds(wide, Place(there, lat=37.0, lon=44.3, country="IQ", precision="settlement")) == -1
    assert holds(wide, Place(there, lat=33.3, lon=44.3, country="SY", precision="settlement")) == -1
    assert holds(wide, Place(there)) == 0


def test_a_quarter_that_no_gazetteer_has_lies_where_the_report_says(reader):
    text = "The army fought gunmen in Bab al-Tabbaneh, a poor quarter of Tripoli in northern Lebanon, officials said."
    (place,) = {c.place for c in reader.read(Article("a", text)).claims}
    assert (place.span.text, place.country) == ("Bab al-Tabbaneh", "LB")
    assert abs(place.lat - 34.4) < 0.2
