"""Looking: every page answers, says what the ledger says, and costs no more queries when there is more to show."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.conf import settings

from sayso.desk.setup import book, line
from sayso.records import Incident


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def bomb(stocked) -> Incident:
    """The incident that two reports tell of, with different numbers of dead."""
    return next(i for i in book().incidents() if i.event == "bombing")


PAGES = ("/", "/map.json", "/totals/", "/actors/", "/places/", "/sources/", "/changes/", "/changes/?all=1", "/method/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("full", ["site", "stocked"])
def test_each_page_answers_on_an_empty_ledger_and_on_a_full_one(request, path, full):
    assert request.getfixturevalue(full).client().get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_lookers_takes_a_form(browser, path):
    assert browser.post(path).status_code == 405


# ---------------------------------------------------------------------------------------------------------- front page


def test_the_front_page_lists_incidents_latest_first_and_counts_the_disputed(browser):
    said = text(browser.get("/"))
    assert "2 incidents put together from 3 claims in 3 reports" in said
    assert "On 1 of them the accounts contradict each other" in said
    assert "Bombing, Brak" in said
    assert "Clash, Tbilisi" in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("event=bombing", {"Brak"}),
        ("event=siege", set()),
        ("place=tbil", {"Tbilisi"}),
        ("country=GE", {"Tbilisi"}),
        ("from=2023-03-11", set()),
        ("from=2023-03-10&to=2023-03-10", {"Brak", "Tbilisi"}),
        ("to=2023-03-09", set()),
        ("status=disputed", {"Brak"}),
        ("status=ruled", set()),
        ("status=unruled", {"Brak", "Tbilisi"}),
        ("q=gunmen", {"Tbilisi"}),
        ("q=BÜRIED+van", {"Brak"}),
        ("q=buried+VAN", {"Brak"}),
        ("q=van+gunmen", set()),
        ("q=%25", set()),
        ("grade=weak&event=clash", {"Tbilisi"}),
    ],
)
def test_filters_are_in_the_address(browser, query, found):
    said = text(browser.get(f"/?{query}")).partition("Latest incidents")[2]
    assert {place for place in ("Brak", "Tbilisi") if f", {place} " in said} == found


def test_a_filter_that_cant_be_understood_is_said(browser):
    said = text(browser.get("/?event=nope&from=yesterday"))
    assert "“nope” is not one of the choices" in said
    assert "“yesterday” is not a date" in said


def test_a_filter_can_be_taken_away_and_the_others_stay(browser):
    page = browser.get("/?event=bombing&country=LY&page=1").content.decode()
    assert 'href="?country=LY"' in page
    assert 'href="?event=bombing"' in page


def test_the_map_has_each_place_with_its_bars(browser):
    places = {p["name"]: p for p in json.loads(browser.get("/map.json").content)["places"]}
    assert set(places) == {"Brak", "Tbilisi"}
    assert places["Brak"]["shape"] == "point"
    assert (places["Brak"]["lat"], places["Brak"]["lon"]) == (27.55, 14.27)
    assert places["Brak"]["bars"] == {"9": 1}  # 10 March, of bars that begin on the 1st
    assert browser.get(places["Brak"]["url"]).status_code == 200


def test_what_is_known_by_country_only_is_no_pin(site, made):
    from dataclasses import replace

    page, reading = made.brak("a")
    claim = reading.claims[0]
    place = replace(claim.place, name="Libya", precision="country")
    site.add((page, replace(reading, claims=(replace(claim, place=place),), places=(place,))))
    browser = site.client()
    assert json.loads(browser.get("/map.json").content) == {"places": []}
    assert "Libya no closer place told 1" in text(browser.get("/"))


@pytest.mark.parametrize(
    ("precision", "shape"), [("exact", "point"), ("settlement", "point"), ("district", "disc"), ("region", "area")]
)
def test_a_place_is_drawn_as_precisely_as_it_is_known(precision, shape):
    from sayso.desk.spots import shape_of
    from sayso.records import Site

    kind, radius, box = shape_of(Site("X", lat=1.0, lon=2.0, precision=precision))
    assert kind == shape
    assert (radius is None and box is None) == (shape == "point")


def test_the_names_on_the_map_are_in_the_language_of_the_page(browser):
    assert json.loads(browser.get("/map/names.en.json").content)["434"] == "Libya"
    assert browser.get("/map/names.xx.json").status_code == 404


def test_a_tile_server_is_asked_only_when_it_is_set(stocked):
    assert "data-tiles" not in stocked.client().get("/").content.decode()
    stocked.dials(tiles="https://tiles.example/{z}/{x}/{y}.png", tiles_credit="Made by <b>them</b>")
    page = stocked.client().get("/").content.decode()
    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png"' in page
    assert "<b>them" not in page


# ----------------------------------------------------------------------------------------------------------- incident


def test_the_incident_says_who_says_what(browser, bomb):
    page = browser.get(f"/incidents/{bomb.id}/")
    said = text(page)
    assert "What is disputed" in said
    assert "23" in said
    assert "25" in said
    assert "A car bomb at the market of Brak killed 23 people on Friday" in said
    assert said.count("≠") >= 2
    table = page.content.decode().partition('<table class="sheet">')[2].partition("</table>")[0]
    assert len(re.findall(r'<th scope="row">', table)) == len(bomb.voices)


def test_numbers_are_drawn_on_one_scale(browser, bomb):
    from sayso.desk.incident.strips import strips

    strip = strips(bomb)[0]
    at = {n.text: float(n.dot[:-1]) for n in strip.lines}
    assert set(at) == {"23", "25"}
    assert float(strip.low[:-1]) == at["23"] < at["25"]
    assert float(strip.low[:-1]) + float(strip.width[:-1]) == pytest.approx(at["25"], abs=0.02)


def test_more_than_is_not_taken_for_a_word_that_was_replaced():
    from sayso.desk.incident.strips import strips
    from sayso.records import Range, Ref, Stated, Total

    stated = Stated(Ref("a", "c"), "the mission", 951, None, 950)
    total = Total("t-1", "air-strike", (), ranges=(Range("strikes", "", 951, 951, 950, "median", stated=(stated,)),))
    strip = strips(total)[0]
    assert strip.said == "more than 950"
    assert [(n.former, n.open) for n in strip.lines] == [(False, True)]


def test_a_struck_claim_is_shown_struck_and_counts_for_nothing(stocked, bomb):
    ref = next(r for r in bomb.claims if r.article == "b")
    line().rule("strike", "Ann", "it is about another town", [ref])
    now = next(i for i in book().incidents() if i.event == "bombing")
    said = text(stocked.client().get(f"/incidents/{now.id}/"))
    assert "Struck out, and left out of every figure" in said
    assert "it is about another town" in said
    assert "What is disputed" not in said
    assert "Struck out by a person." in text(stocked.client().get("/reports/b/"))
    assert "it is about another town" in text(stocked.client().get("/changes/"))


def test_the_id_of_an_incident_that_was_taken_in_leads_on(stocked, made):
    from sayso.ledger import models

    one, _other = book().incidents()
    db = book().db
    models.Tombstone.objects.using(db).create(name="i-former", forward=one.id, why="merged", lap_from=1)
    models.Incident.objects.using(db).create(
        name="i-former", lap_from=1, lap_to=1, event="clash", grade="weak", data=b""
    )
    answer = stocked.client().get("/incidents/i-former/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/incidents/{one.id}/")


def test_a_withdrawn_incident_is_gone_and_says_why(stocked, bomb):
    line().rule("strike", "Ann", "an exercise", list(bomb.claims))
    answer = stocked.client().get(f"/incidents/{bomb.id}/")
    assert answer.status_code == 410
    assert b"withdrawn" in answer.content


@pytest.mark.parametrize("path", ["/incidents/i-nothing/", "/reports/nothing/", "/actors/nobody/", "/places/1,x/",
                                  "/places/1.0,2.0/", "/places/nan,inf/", "/sources/of/none/"])  # fmt: skip
def test_what_isnt_there_is_404(browser, path):
    assert browser.get(path).status_code == 404


def test_a_long_story_is_cut_and_says_so(stocked, bomb, monkeypatch):
    from sayso.desk.incident import queries

    monkeypatch.setattr(queries, "MOST_CLAIMS", 0)
    monkeypatch.setattr(queries, "MOST_CHANGES", 0)
    browser = stocked.client()
    said = text(browser.get(f"/incidents/{bomb.id}/"))
    assert "2 more claims have no room here" in said
    assert "What is disputed" in said
    assert "made of 1 claim" in text(browser.get(f"/incidents/{bomb.id}/history/"))


# ------------------------------------------------------------------------------------------------------------- reports


def test_the_report_marks_its_claims_and_lists_them(browser, bomb):
    page = browser.get("/reports/a/").content.decode()
    assert '<mark class="m-figure">23</mark>' in page
    assert '<mark class="m-place">Brak</mark>' in page
    assert f'href="/incidents/{bomb.id}/"' in page
    assert "They tell of the same incidents" in page
    assert page.index("Report b") > page.index("They tell of the same incidents")


def test_the_text_of_a_report_is_whole(stocked, made):
    from sayso.desk.article.text import paragraphs

    two = (
        made.Says("A bomb in Brak killed 3 people. ", killed="3"),
        made.Says("Shells hit a road.", "shelling", "Shells"),
    )
    stocked.add(made.report("d", *two, extra="Nothing else is known.\nIt rained."))
    reading = book().reading("d")
    shown = ["".join(p.text for s in para.stretches for p in s.pieces) for para in paragraphs(reading)]
    assert "\n\n".join(shown) == reading.article.text


def test_markup_in_a_report_is_text(site, made):
    evil = "<script>alert(1)</script> A bomb in <img src=x onerror=alert(2)> killed 3 people."
    page, reading = made.report("e", made.Says(evil, killed="3"), publisher="<b>Bold</b>", extra="<iframe src=//x>")
    from dataclasses import replace

    article = replace(reading.article, url="javascript:alert(3)", title="<svg onload=alert(4)>")
    site.add((page, replace(reading, article=article)))
    browser = site.client()
    one = book().incidents()[0]
    for path in (
        "/",
        "/reports/e/",
        f"/incidents/{one.id}/",
        "/sources/",
        "/sources/of/<b>Bold</b>/",
        "/changes/?all=1",
    ):
        shown = browser.get(path).content.decode()
        for banned in ("<script>alert", "<img src=x", "<b>Bold", "<iframe", "<svg onload", 'href="javascript'):
            assert banned not in shown, (path, banned)


def test_an_actors_page_is_found_by_its_whole_name_only(site, made):
    from datetime import date as day

    says = made.Says("The Dawn Brigade bombed Brak on Friday; a bomb killed 3 people.", killed="3", place=made.BRAK,
                     when=("on Friday", day(2023, 3, 10), day(2023, 3, 10)), actor=("Dawn Brigade", None))  # fmt: skip
    site.add(made.report("f", says))
    browser = site.client()
    assert "Bombing, Brak" in text(browser.get("/actors/Dawn Brigade/"))
    assert "Dawn Brigade" in text(browser.get("/actors/"))
    assert browser.get("/actors/dawn/").status_code == 404
    page = browser.get("/actors/Dawn Brigade/").content.decode()
    assert 'href="/?actor=Dawn+Brigade&amp;from=2023-03-10&amp;to=2023-03-10"' in page
    assert "Bombing, Brak" in text(browser.get("/?actor=Dawn+Brigade&from=2023-03-10&to=2023-03-10"))


def test_a_source_lists_its_reports(browser):
    assert "Report a" in text(browser.get("/sources/of/The a Post/"))
    assert "The b Post" in text(browser.get("/sources/"))


def test_the_method_is_what_runs(stocked):
    stocked.dials()
    said = text(stocked.client().get("/method/"))
    assert "fair_voices" in said
    assert str(settings.SAYSO.dials.merging.prior).replace("-", "-") in said
    assert "made 1" in said  # the reader of these reports
    for grade in ("confirmed", "fair", "weak", "contested", "discounted"):
        assert grade in said


def test_changes_tell_no_paths_of_files(stocked):
    page = stocked.client().get("/changes/?all=1").content.decode()
    assert "Report a" in page
    assert ".txt" not in page


# ------------------------------------------------------------------------------------------------------------ timeline


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        (date(2023, 3, 4), date(2023, 3, 16), "day"),
        (date(2023, 1, 1), date(2024, 3, 1), "week"),
        (date(2015, 1, 1), date(2023, 3, 1), "month"),
        (date(1990, 1, 1), date(2023, 3, 1), "year"),
        (date(1, 1, 1), date(9999, 12, 31), "day"),
        (date(9998, 11, 1), date(9998, 12, 9), "day"),
    ],
)
def test_every_incident_is_in_one_bar(first, last, unit):
    from sayso.desk.timeline.bars import of_days

    line_ = of_days({first: 2, last: 3}, undated=4)
    assert line_.unit == unit
    assert sum(b.count for b in line_.bars) + line_.undrawn == 5
    assert len(line_.bars) <= 140
    assert all(b.first <= b.last for b in line_.bars)
    assert len(line_.ticks) <= 10


# ------------------------------------------------------------------------------------------------------------- queries

LISTS = ("/", "/?q=bomb", "/map.json", "/totals/", "/actors/", "/places/", "/sources/", "/changes/", "/changes/?all=1")


def test_more_rows_dont_mean_more_queries(site, made, queries):
    from django.core.cache import cache

    browser = site.client()

    def cold(path: str) -> None:
        cache.clear()
        assert browser.get(path).status_code == 200

    for n in range(2):
        site.add(made.brak(f"a{n}"), made.tbilisi(f"t{n}"))
    few = {path: queries(lambda path=path: cold(path)) for path in LISTS}
    for n in range(2, 8):
        site.add(made.brak(f"a{n}", killed=str(n + 4)), made.tbilisi(f"t{n}"))
    many = {path: queries(lambda path=path: cold(path)) for path in LISTS}
    assert {path: n for path, n in many.items() if n > few[path]} == {}
    assert max(many.values()) <= 20


def test_more_claims_dont_mean_more_queries(site, made, queries):
    browser = site.client()

    def counts() -> list[int]:
        paths = (f"/incidents/{book().incidents()[0].id}/", "/reports/a0/")
        return [queries(lambda path=path: browser.get(path)) for path in paths]

    for n in range(2):
        site.add(made.brak_otherwise(f"a{n}"))
    few = counts()
    for n in range(2, 7):
        site.add(made.brak_otherwise(f"a{n}", killed=str(n + 20)))
    assert [many - before for many, before in zip(counts(), few, strict=True)] <= [1, 1]
    assert max(few) <= 30
