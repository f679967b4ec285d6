"""What is one incident and what is not, from claims made by hand."""

from datetime import date, timedelta

import pytest

from sayso.merging import block_keys, merge
from sayso.records import Ref

DAY = date(2023, 5, 1)


def clusters(merged):
    return sorted(sorted(r.article for r in (*i.claims, *i.denials)) for i in merged.incidents)


def test_same_event_place_and_day_are_one_incident(paper):
    merged = merge([paper("a").say(killed=13).reading(), paper("b", "Meridian").say(killed=13).reading()])
    assert clusters(merged) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        {"place": "Coro"},
        {"day": DAY - timedelta(days=40)},
        {"event": "agreement"},
        {"event": "arrest"},
    ],
)
def test_another_place_day_or_event_is_another_incident(paper, other):
    two = paper("b", "Meridian").say(**({"killed": 4} | other)).reading()
    assert clusters(merge([paper("a").say(killed=13).reading(), two])) == [["a"], ["b"]]


def test_the_vaguer_code_joins_and_the_form_names_the_incident(paper):
    merged = merge([paper("a").say("killing", killed=13).reading(), paper("b").say("bombing", killed=13).reading()])
    (incident,) = merged.incidents
    assert incident.event == "bombing"
    assert incident.events == ("bombing", "killing")


@pytest.mark.parametrize(
    ("here", "there", "count"),
    [
        ({"who": "fighters"}, {"who": "civilians"}, 1),  # the sides of a strike dispute who was hit
        ({"killed": 2, "injured": 3}, {"killed": 42, "injured": 60}, 2),
        ({"place": "Arda"}, {"place": "Dunas"}, 2),
        ({}, {"day": DAY - timedelta(days=3)}, 2),
    ],
)
def test_what_differs_counts_beside_what_agrees(paper, here, there, count):
    one = paper("a").say(**({"killed": 14} | here)).reading()
    two = paper("b", "Meridian").say(**({"killed": 14} | there)).reading()
    assert len(merge([one, two]).incidents) == count


def test_days_that_differ_part_an_articles_claims_where_tolls_differ_too(paper):
    page = paper("a").say("attack", killed=7).say("attack", day=DAY - timedelta(days=2), killed=10)
    assert len(merge([page.reading()]).incidents) == 2


def test_a_coarse_place_takes_in_a_town_when_day_and_figure_agree(paper):
    coarse = paper("b", "Meridian").say(killed=137, precision="region", place="Dunas")
    merged = merge([paper("a").say(killed=137).reading(), coarse.reading()])
    (incident,) = merged.incidents
    assert incident.site.name == "Arda"
    assert incident.site.precision == "settlement"


def test_claims_of_one_article_follow_the_reader(paper):
    page = paper("a").say("clash", killed=3).say("clash", place=None, day=None, same_as="c1", injured=9)
    page.say("arrest", place=None, day=None, arrested=2)
    merged = merge([page.reading()])
    assert sorted(len(i.claims) for i in merged.incidents) == [1, 2]


def test_the_explanation_of_a_link_says_what_agrees_and_what_does_not(paper):
    merged = merge(
        [
            paper("a").say(killed=13, injured=9).reading(),
            paper("b", "Meridian").say(place="Beki", killed=13, injured=14).reading(),
        ]
    )
    link = next(x for x in merged.links if x.a.article != x.b.article)
    assert "same event" in link.why
    assert "km apart" in link.why or "same place" in link.why
    assert "same day" in link.why
    assert "13 killed in both" in link.why
    assert "9 injured against 14" in link.why
    assert merged.explain(Ref("a", "c1"), Ref("b", "c1")).why == link.why


def test_a_near_miss_is_kept_and_explained(paper):
    one = paper("a").say("attack", killed=13).reading()
    two = paper("b", "Meridian", date(2023, 5, 3)).say("attack", day=date(2023, 5, 2), killed=22).reading()
    merged = merge([one, two])
    assert len(merged.incidents) == 2
    (near,) = merged.near_misses
    assert near.verdict == "near-miss"
    assert near.score < 0
    assert "a day apart" in near.why
    assert "13 killed against 22" in near.why


def test_patterns_and_prospects_are_kept_beside_the_incidents(paper):
    page = paper("a").say(killed=2).say("clash", scope="prospect", day=None).say("execution", scope="pattern")
    merged = merge([page.reading()])
    assert len(merged.incidents) == 1
    assert [(a.scope, a.event) for a in merged.asides] == [("prospect", "clash"), ("pattern", "execution")]


def test_nothing_from_nothing():
    merged = merge([])
    assert merged.incidents == ()
    assert list(merged.links) == []
    with pytest.raises(KeyError):
        merged.explain(Ref("a", "c1"), Ref("b", "c1"))


def test_an_unknown_day_stays_unknown(paper):
    (incident,) = merge([paper("a").say(day=None).reading()]).incidents
    assert incident.start is None
    assert incident.end is None


def test_two_readings_meet_in_the_index(paper):
    (here,) = block_keys(paper("a").say(killed=13).reading())
    (there,) = block_keys(paper("b", "Meridian").say(place="Beki", day=DAY + timedelta(days=1), killed=13).reading())
    (far,) = block_keys(paper("c").say("arrest", place="Coro", arrested=2).reading())
    assert set(here.sought) & set(there.kept)
    assert here.first <= there.last
    assert there.first <= here.last
    assert not set(here.sought) & set(far.kept)


def test_merging_again_with_what_a_report_touches_gives_what_merging_all_gives(paper):
    """The incremental lap: the new report, the reports of the incidents it may meet, and those incidents' ids."""
    from sayso.records import KnownIncident

    old = [
        paper("a").say(killed=13).reading(),
        paper("b", "Meridian").say(killed=13, injured=4).reading(),
        paper("c").say("shelling", place="Coro", killed=2).reading(),
    ]
    new = paper("d", "Beacon").say(killed=14, injured=4).reading()
    before = merge(old)
    after = merge([*old, new])
    touched = [i for i in before.incidents if {r.article for r in i.claims} & {"a", "b"}]
    lap = merge([old[0], old[1], new], known=[KnownIncident.of(i) for i in touched])
    (joined,) = lap.incidents
    assert joined.id == touched[0].id
    assert set(joined.claims) == next(set(i.claims) for i in after.incidents if Ref("d", "c1") in i.claims)


def test_one_voice_that_counts_the_same_sort_of_people_far_apart_tells_of_two_happenings(paper):
    page = paper("a").say("execution", killed=100, who="foreign fighters")
    page.say("execution", killed=3, who="militants", day=None).say("execution", killed=100, who="fighters", day=None)
    found = merge([page.reading()]).incidents
    assert sorted((i.figure("killed").best, len(i.claims)) for i in found) == [(3, 1), (100, 2)]
