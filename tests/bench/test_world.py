"""The made world: what its reports say is what its perfect claims and its tellings say."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Reading


def test_the_same_seed_makes_the_same_world(world):
    from known_world import make_world

    again = make_world(seed=3, incidents=60, reports=240)
    assert [r.text for r in again.reports] == [r.text for r in world.reports]
    assert [r.claims for r in again.reports] == [r.claims for r in world.reports]
    other = make_world(seed=4, incidents=60, reports=240)
    assert [r.text for r in other.reports] != [r.text for r in world.reports]


def test_it_has_as_many_incidents_and_reports_as_asked(world):
    assert len(world.happenings) == 60
    assert len(world.reports) == 240
    assert {t.happening for r in world.reports for t in r.tellings} == set(range(60))


def test_perfect_claims_are_readings_with_true_spans(world):
    for report in world.reports:
        assert isinstance(report.reading(), Reading)


def test_every_incident_claim_stands_in_a_telling_and_every_total_in_none(world):
    scopes = Counter()
    for report in world.reports:
        for claim in report.claims:
            scopes[claim.scope] += 1
            told = report.incident_at(claim.evidence.start, claim.evidence.end)
            assert (told is not None) == (claim.scope == "incident")
            if claim.scope == "total":
                assert (claim.evidence.start, claim.evidence.end) in report.totals
    assert scopes["total"] > 10
    assert scopes["incident"] > 240


def test_reports_come_after_what_they_tell_of(world):
    for report in world.reports:
        for telling in report.tellings:
            assert world.happenings[telling.happening].day <= report.published


def test_no_slot_is_left_open(world):
    for report in world.reports:
        assert not set("{}|") & set(report.text)
        assert "  " not in report.text


def test_outlets_round_err_copy_and_disagree(world):
    killed = {}
    for report in world.reports:
        for account in report.accounts:
            killed.setdefault(account.happening.number, set()).add(account.killed)
    assert sum(len(told) > 1 for told in killed.values()) > 10
    wordings = Counter(a.wording for r in world.reports for a in r.accounts)
    assert max(wordings.values()) > 1
    assert any(f.approximate for r in world.reports for c in r.claims for f in c.figures)


@given(st.integers(1, 5000), st.sampled_from(("exact", "at least", "more than", "about", "nearly", "dozens")))
def test_a_number_said_leaves_room_for_the_number_meant(n, style):
    from known_world.phrases import number

    said = number(n, style)
    assert said.low is None or said.low <= n
    assert said.high is None or said.high >= n
    assert said.text


@pytest.mark.parametrize(
    ("n", "style", "expected"),
    [
        (7, "exact", ("seven", 7, 7, 7)),
        (43, "at least", ("at least 43", 43, None, 43)),
        (47, "more than", ("more than 40", 41, None, 40)),
        (48, "about", ("about 50", None, None, 50)),
        (48, "nearly", ("nearly 50", None, 50, 50)),
        (90, "dozens", ("dozens of", 24, None, None)),
        (4, "about", ("four", 4, 4, 4)),
    ],
)
def test_numbers_by_style(n, style, expected):
    from known_world.phrases import number

    said = number(n, style)
    assert (said.text, said.low, said.high, said.best) == expected


@given(st.integers(0, 200), st.integers(0, 400), st.integers())
def test_a_day_as_said_may_be_the_day_meant(ago, since, seed):
    from known_world.phrases import day

    published = date(2023, 2, 1) + timedelta(days=since)
    told = published - timedelta(days=ago)
    said = day(told, published, Random(seed))
    assert said.start <= told <= said.end
