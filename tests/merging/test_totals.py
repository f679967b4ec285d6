"""Cumulative counts: records of their own, nested, and accounted for by the incidents inside them."""

from datetime import date

from sayso.merging import merge
from sayso.merging.totals import in_words

SINCE, UNTIL = date(2023, 4, 1), date(2023, 5, 31)


def total(page, **said):
    return page.say(scope="total", precision="country", day=SINCE, until=UNTIL, **said)


def test_a_total_never_enters_an_incident(paper):
    page = total(paper("a").say(killed=13), event="bombing", killed=500)
    merged = merge([page.reading()])
    (incident,) = merged.incidents
    assert incident.figure("killed").high == 13
    assert len(merged.totals) == 1


def test_a_total_shows_how_far_incidents_account_for_it(paper):
    pages = [
        paper("a").say(killed=13).reading(),
        paper("b").say(place="Coro", day=date(2023, 5, 9), killed=7).reading(),
        paper("late").say(place="Coro", day=date(2023, 6, 9), killed=90).reading(),
        paper("other").say("arrest", place="Coro", day=date(2023, 5, 20), arrested=4).reading(),
        total(paper("sum"), event="bombing", killed=1500, box=(1501, None, 1500)).reading(),
    ]
    (found,) = merge(pages).totals
    assert len(found.incidents) == 2
    assert [a.said for a in found.accounted] == ["20 of more than 1,500"]
    assert (found.accounted[0].known, found.accounted[0].low) == (20, 1501)


def test_only_the_actors_own_incidents_count(paper):
    pages = [
        paper("a").say("air-strike", killed=3, actor="Joint Mission").reading(),
        paper("b").say("air-strike", place="Coro", killed=5, actor="Hill Guard").reading(),
        total(paper("sum"), event="air-strike", strikes=900, actor="Joint Mission").reading(),
    ]
    (found,) = merge(pages).totals
    assert [a.said for a in found.accounted] == ["1 of 900"]


def test_a_part_is_nested_in_its_whole(paper):
    page = total(paper("a"), event="air-strike", strikes=1500)
    total(page, event="air-strike", strikes=230, part_of="c1", actor="Joint Mission")
    whole, part = sorted(merge([page.reading()]).totals, key=lambda t: t.part_of is not None)
    assert part.part_of == whole.id
    assert whole.parts == (part.id,)


def test_one_total_printed_twice_is_one(paper):
    pages = [total(paper(x, x), event="killing", killed=8500).reading() for x in ("Courier", "Beacon")]
    (found,) = merge(pages).totals
    assert len(found.claims) == 2


def test_figures_in_words():
    assert in_words(20, 30, None) == "20 to 30"
    assert in_words(24, None, None) == "at least 24"
    assert in_words(None, None, None) == "an unknown number"


def test_a_described_region_takes_in_what_lies_in_its_box(paper):
    from dataclasses import replace

    page = total(paper("sum"), event="bombing", killed=100)
    claim = page.claims[0]
    south = replace(claim.place, precision="region", box=(18.0, 10.0, 22.0, 20.0))
    page.claims = [replace(claim, place=south)]
    pages = [
        paper("a").say(killed=13).reading(),
        paper("b").say(place="Coro", day=date(2023, 5, 9), killed=7).reading(),
        page.reading(),
    ]
    (found,) = merge(pages).totals
    assert [a.said for a in found.accounted] == ["13 of 100"]


def test_a_total_by_drones_takes_in_no_strike_by_warplanes(paper):
    from dataclasses import replace

    from sayso.records import Span

    def by(page, means):
        at = page.text.index(means)
        return replace(page.claims[0], means=(Span(at, at + len(means), means),))

    page = total(paper("sum"), event="air-strike", strikes=140, words="by drones")
    page.claims = [by(page, "drones")]
    strikes = []
    for number, (name, town, means) in enumerate(
        (("a", "Arda", "warplanes"), ("b", "Coro", "armed drones"), ("c", "Dunas", ""))
    ):
        day = date(2023, 5, 1 + 9 * number)
        told = paper(name).say(event="air-strike", place=town, day=day, killed=3 + number, words=f"by {means}")
        told.claims = [by(told, means)] if means else told.claims
        strikes.append(told.reading())
    (found,) = merge([*strikes, page.reading()]).totals
    assert [a.said for a in found.accounted] == ["2 of 140"]


def test_a_total_of_civilians_is_weighed_against_civilians(paper):
    page = paper("a").say(killed=13, who="fighters").say(killed=8, who="civilians", same_as="c1")
    sum_ = total(paper("sum"), killed=84, who="civilians")
    (found,) = merge([page.reading(), sum_.reading()]).totals
    assert [a.said for a in found.accounted] == ["8 of 84"]
