"""The Atom feeds: well-formed whatever reports say, with the filters of the pages, cheap to ask for again."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from sayso.desk.setup import book, line

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer) -> list[dict[str, str]]:
    """A feed's entries, each with its elements' texts."""
    assert answer.status_code == 200, answer.status_code
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    assert feed.find(f"{ATOM}updated").text
    found = []
    for entry in feed.findall(f"{ATOM}entry"):
        row = {child.tag.removeprefix(ATOM): (child.text or "") for child in entry}
        found.append(row | {"link": entry.find(f"{ATOM}link").get("href")})
    return found


@pytest.mark.parametrize("path", ["/feeds/incidents.atom", "/feeds/changes.atom"])
def test_a_feed_of_an_empty_ledger_is_a_feed(site, path):
    assert entries(site.client().get(path)) == []


def test_incidents_those_altered_last_first(stocked, made):
    browser = stocked.client()
    stocked.add(made.brak_otherwise("late", killed="30"))
    found = entries(browser.get("/feeds/incidents.atom"))
    assert [one["title"] for one in found] == ["Bombing, Brak, 10 March 2023", "Clash, Tbilisi, 10 March 2023"]
    assert "killed: 23 to 30" in found[0]["summary"]
    assert found[0]["link"].endswith(f"/incidents/{found[0]['id'].removeprefix('urn:sayso:')}/")
    assert found[0]["updated"] > found[1]["updated"]


@pytest.mark.parametrize(("query", "count"), [("event=clash", 1), ("country=LY&status=disputed", 1), ("q=nothing", 0)])
def test_the_filters_are_in_the_address(browser, query, count):
    assert len(entries(browser.get(f"/feeds/incidents.atom?{query}"))) == count


def test_a_filter_that_cant_be_understood_is_an_error(browser):
    assert browser.get("/feeds/incidents.atom?event=nope").status_code == 400


def test_changes_with_their_reasons(stocked):
    first, second = (i.claims[0] for i in book().incidents())
    line().rule("link", "Ann", "one attack\x0b, two papers", [first, second])
    found = entries(stocked.client().get("/feeds/changes.atom"))
    assert "one attack\ufffd, two papers" in found[0]["summary"]
    assert found[0]["id"].startswith("urn:sayso:change:")
    assert "Ann" in stocked.client().get("/feeds/changes.atom").content.decode()


def test_hostile_text_makes_no_broken_feed(site, made):
    site.add(made.brak("x", publisher="<b>A</b> & \x01 ]]> \ufffe"))
    found = entries(site.client().get("/feeds/incidents.atom"))
    assert len(found) == 1
    line().rule("strike", "\x00<script>", "\x08 & </summary>", book().incidents()[0].claims)
    assert "</summary>" in entries(site.client().get("/feeds/changes.atom"))[0]["summary"]


@pytest.mark.parametrize("path", ["/feeds/incidents.atom", "/feeds/incidents.atom?event=clash", "/feeds/changes.atom"])
def test_what_the_reader_has_is_not_made_again(stocked, made, queries, path):
    browser = stocked.client()
    known = {"if-none-match": browser.get(path).headers["ETag"]}
    assert queries(lambda: browser.get(path, headers=known)) == 1
    assert browser.get(path, headers=known).status_code == 304
    stocked.add(made.tbilisi("later"))
    assert browser.get(path, headers=known).status_code == 200


def test_pages_say_where_their_feeds_are(browser):
    page = browser.get("/?event=clash&page=1").content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert 'href="/feeds/incidents.atom?event=clash"' in page
    assert 'href="/feeds/incidents.atom"' in browser.get("/totals/").content.decode()


def test_more_entries_dont_mean_more_queries(site, made, queries):
    browser = site.client()
    site.add(made.brak("a0"), made.tbilisi("t0"))
    paths = ("/feeds/incidents.atom", "/feeds/changes.atom")
    line().rule("grade", "Ann", "seen", book().incidents()[0].claims, value="weak")
    few = [queries(lambda path=path: browser.get(path)) for path in paths]
    for n in range(1, 5):
        site.add(made.brak(f"a{n}", killed=str(n + 4)), made.tbilisi(f"t{n}"))
        line().rule("grade", "Ann", f"seen {n}", book().incidents()[0].claims, value="fair")
    assert [queries(lambda path=path: browser.get(path)) for path in paths] == few
    assert max(few) <= 9
