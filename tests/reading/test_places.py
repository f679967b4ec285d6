"""Places: what is found, what it is resolved to, what stays unknown."""

from __future__ import annotations

import time

import pytest

from sayso.reading.places import describe_regions, find_places
from sayso.records import Article, Place
from sayso.vocab.gazetteer import packaged


@pytest.fixture(scope="module")
def places(parser):
    def find(text: str, **extra) -> dict[str, Place]:
        return {p.span.text: p for p in find_places(parser.parse(text), Article("a", text, **extra), packaged())}

    return find


@pytest.fixture(scope="module")
def regions(parser):
    def find(text: str) -> dict[str, Place]:
        parse = parser.parse(text)
        found = find_places(parse, Article("a", text), packaged())
        return {p.span.text: p for p in describe_regions(parse, found, packaged())}

    return find


def test_finds_and_resolves_a_report(places):
    found = places(
        "Rebels shelled Kharkiv on Monday, the Ukrainian army said. Two people died in Chuhuiv, east of the city, and a"
        " hospital in Izium was hit. Russia denied it."
    )
    assert {"Kharkiv", "Ukrainian", "Izium", "Russia"} <= found.keys()
    assert found["Kharkiv"].country == found["Izium"].country == "UA"
    assert found["Kharkiv"].precision == "settlement"
    assert found["Russia"].precision == "country"
    assert found["Ukrainian"].adjective
    assert found["Ukrainian"].country == "UA"


def test_the_town_in_the_sentence_of_its_border(places):
    found = places("Kobane, the Syrian town on the Turkish border, was retaken by Kurdish forces, a commander said.")
    assert found["Kobane"].geonames_id is not None
    assert found["Kobane"].country == "SY"
    assert abs(found["Kobane"].lat - 36.89) < 0.1


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A man was shot in Paris, Texas, on Friday, police said.", "Paris", "US", "Texas"),
        ("A man was shot in Paris, France, on Friday, police said.", "Paris", "FR", None),
        ("Fighting went on in Tripoli, Lebanon, where Lebanese soldiers were deployed.", "Tripoli", "LB", None),
        ("Fighting went on in Tripoli, Libya, where Libyan militias clashed.", "Tripoli", "LY", None),
    ],
)
def test_what_stands_beside_a_name_decides(places, text, name, country, admin1):
    place = places(text)[name]
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1
    assert place.why


def test_the_company_decides(places):
    text = "Clashes in Georgia spread from Gori to Zugdidi and Tbilisi, and Georgian troops were sent to Batumi."
    found = places(text)
    assert found["Georgia"].country == "GE"
    assert found["Georgia"].precision == "country"


def test_one_string_may_be_two_places(parser):
    text = "He flew from Paris, Texas, to Paris, France, on Monday."
    found = [p for p in find_places(parser.parse(text), Article("a", text), packaged()) if p.span.text == "Paris"]
    assert [p.country for p in found] == ["US", "FR"]


def test_persons_and_plain_words_are_no_places(places):
    found = places("Mr Jordan Washington, a spokesman, told Reading Club members that Nice weather would return.")
    assert not {"Jordan", "Jordan Washington", "Nice"} & found.keys()


def test_unknown_names_stay_without_a_point(parser):
    text = "Men came to Qwxyzzat."
    article = Article("a", text, place_spans=((12, 20),))
    (place,) = find_places(parser.parse(text), article, packaged())
    assert place.lat is None
    assert place.precision == "unknown"
    assert place.confidence == 0.0
    assert place.why


def test_given_spans_are_the_mentions_in_their_order(parser):
    text = "From Goma to Bukavu and Nowherexyz in Congo."
    spans = tuple((text.index(w), text.index(w) + len(w)) for w in ("Congo", "Goma", "Nowherexyz", "Bukavu"))
    found = find_places(parser.parse(text), Article("a", text, place_spans=spans), packaged())
    assert [p.span.text for p in found] == ["Congo", "Goma", "Nowherexyz", "Bukavu"]
    assert [p.country for p in found if p.span.text in ("Goma", "Bukavu")] == ["CD", "CD"]


def test_no_given_spans_means_no_places(parser):
    text = "Rebels took Goma."
    assert find_places(parser.parse(text), Article("a", text, place_spans=()), packaged()) == ()


def test_a_street_lies_in_the_town_that_is_named(places):
    found = places(
        "Two policemen were shot dead in Mogwell Street in Maiduguri on Sunday, residents of Maiduguri said."
    )
    street = found.get("Mogwell Street")
    assert street is not None
    assert street.geonames_id is None
    assert street.country == "NG"
    assert street.radius_km == 25.0
    assert "not in the gazetteer" in street.why


def test_offsets_hold_and_records_are_in_order(parser):
    text = (
        "«Épreuve» — Kyiv, Odesa’s port and São Tomé; then Maʿarrat al-Numan.\n\nBAGHDAD (AP) - Iraq's army left Mosul."
    )
    parse = parser.parse(text)
    found = find_places(parse, Article("a", text), packaged())
    for p in (*found, *describe_regions(parse, found, packaged())):
        assert text[p.span.start : p.span.end] == p.span.text
    assert [p.span.start for p in found] == sorted(p.span.start for p in found)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "....", "A" * 5000, "Paris " * 3000, "((((" * 500, "New York, " * 800, "of the " * 2000]
)
def test_hostile_text_is_read_in_bounded_time(parser, text):
    parse = parser.parse(text)
    began = time.process_time()
    found = find_places(parse, Article("a", text), packaged())
    describe_regions(parse, found, packaged())
    assert time.process_time() - began < 9


# ------------------------------------------------------------------------------------------------------ described areas


@pytest.mark.parametrize(
    ("text", "span", "inside", "outside"),
    [
        ("Air strikes went on in northern Iraq on Monday.", "northern Iraq", (36.5, 43), (30.5, 47)),
        ("Air strikes hit the south of Iraq on Monday.", "south of Iraq", (30.5, 46), (36.5, 43)),
        ("Troops moved into south-west Syria on Monday.", "south-west Syria", (32.8, 36.3), (36.5, 40)),
        ("Villages in north-eastern Nigeria were burnt.", "north-eastern Nigeria", (11.8, 13.1), (6.5, 3.4)),
    ],
)
def test_sides_of_a_place(regions, text, span, inside, outside):
    area = regions(text)[span]
    south, west, north, east = area.box
    assert area.precision == "region"
    assert south <= inside[0] <= north
    assert west <= inside[1] <= east
    assert not (south <= outside[0] <= north and west <= outside[1] <= east)


def test_a_distance_and_a_bearing(regions):
    area = regions("Troops gathered 45 km south of Mosul on Monday.")["45 km south of Mosul"]
    assert area.lat == pytest.approx(36.335 - 45 / 111.2, abs=0.05)
    assert area.lon == pytest.approx(43.119, abs=0.05)
    assert area.radius_km < 30


def test_near_a_town_is_a_district(regions):
    area = regions("A bomb exploded near Tikrit on Monday.")["near Tikrit"]
    assert area.precision == "district"
    assert area.radius_km == 20.0


def test_borders(regions):
    area = regions("Shells fell along the Syria-Turkey border on Monday.")["Syria-Turkey border"]
    assert 35.5 < area.lat < 37.5
    area = regions("Aleppo was quiet, but in Idlib, near the Turkish border, Syria sent troops.")["Turkish border"]
    assert 35.5 < area.lat < 37.5


def test_the_border_of_nobody_knows_whom(regions):
    found = regions("Talks about the Mexican border failed.")
    assert all(p.lat is None or p.precision == "region" for p in found.values())


def test_a_region_of_that_name_is_taken(regions):
    area = regions("Shells fell on eastern Ghouta on Monday.")["eastern Ghouta"]
    assert area.name == "Eastern Ghouta"
    assert area.country == "SY"


def test_an_owner_hands_the_wording_on(regions):
    found = regions("They hold the western part of Iraq's Anbar province.")
    (span,) = [s for s in found if "Anbar" in s]
    assert found[span].box[3] < 42.5


def test_plain_mentions_make_no_area(regions):
    assert regions("Rebels took Goma on Monday, and Iraq said nothing.") == {}


def test_a_division_named_for_its_town_is_the_town_unless_the_report_says_so(places):
    assert places("A bomb went off in Murzuq, Libya.")["Murzuq"].precision == "settlement"
    assert (
        places("A bomb went off in Murzuq district, Libya, and in Murzuq region.")["Murzuq"].precision != "settlement"
    )


def test_wording_that_leaves_no_doubt_rules_out_the_rest(parser):
    text = (
        "Four people were killed in a quarter of Tripoli in northern Lebanon, officials in Beirut said. On the same "
        "day four were killed in Tripoli, the capital of Libya, in the suburb of Ain Zara, the Libyan ministry said."
    )
    found = find_places(parser.parse(text), Article("a", text), packaged())
    assert [p.country for p in found if p.span.text == "Tripoli"] == ["LB", "LY"]


def test_a_datelines_town_in_capitals_is_the_town_of_the_text(places):
    told = places("TRIPOLI, Lebanon, March 15 - Soldiers and gunmen fought in Tripoli on Tuesday.")
    assert (told["TRIPOLI"].country, told["Tripoli"].country) == ("LB", "LB")
