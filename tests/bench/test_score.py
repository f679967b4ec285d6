"""The scores of the made world, on merges whose right figures are known."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sayso.merging import merge
from sayso.records import Incident, Range, Ref, Site


def clusters(world, name):
    """A clustering of the perfect incident claims by a function of report, claim and true number."""
    found = {}
    for report in world.reports:
        for claim in report.claims:
            if claim.scope == "incident":
                number = report.incident_at(claim.evidence.start, claim.evidence.end)
                found[Ref(report.id, claim.id)] = name(report, claim, number)
    return found


def scored(world, found):
    """Pairwise precision and recall of a clustering of the perfect claims."""
    from known_world.score import pairs, units

    return pairs(units(world, [r.reading() for r in world.reports], found))


def test_the_true_clusters_score_one(world):
    assert scored(world, clusters(world, lambda report, claim, number: f"i{number}")) == (1.0, 1.0)


def test_all_in_one_is_all_recall_and_no_precision(world):
    precision, recall = scored(world, clusters(world, lambda report, claim, number: "one"))
    assert recall == 1.0
    assert precision < 0.1


def test_each_alone_is_all_precision_and_no_recall(world):
    _, recall = scored(world, clusters(world, lambda report, claim, number: f"{report.id}{number}"))
    assert recall == 0.0


def test_a_telling_without_a_claim_costs_recall(world):
    from known_world.score import units

    readings = [r.reading() for r in world.reports]
    found = clusters(world, lambda report, claim, number: f"i{number}")
    some = {ref: name for ref, name in found.items() if ref.article != readings[0].article.id}
    made = units(world, readings, some)
    assert made.ghosts == len({t.happening for t in world.reports[0].tellings})
    precision, recall = scored(world, some)
    assert precision == 1.0
    assert recall < 1.0


def test_a_total_put_into_an_incident_is_counted(world):
    from known_world.score import totals_counted

    readings = [r.reading() for r in world.reports]
    found = clusters(world, lambda report, claim, number: f"i{number}")
    assert totals_counted(world, readings, found) == 0
    total = next((r.id, c.id) for r in world.reports for c in r.claims if c.scope == "total")
    assert totals_counted(world, readings, {**found, Ref(*total): "i0"}) == 1


def test_months_compare_sums_of_bounds_with_the_true_toll(world):
    from known_world.score import months

    def incident(h, low, high):
        site = Site(h.town.name, country=h.town.theatre.code, admin1=h.town.province)
        killed = Range("killed", "", low, high, low, "made")
        ref = Ref("a", f"c{h.number}")
        return Incident(f"i{h.number}", h.event, (h.event,), (ref,), site, h.day, h.day, ranges=(killed,))

    exact = [incident(h, h.deaths, h.deaths) for h in world.happenings]
    within, every = months(world, exact)
    assert within == every > 20
    short, _ = months(world, [incident(h, h.deaths + 1, h.deaths + 1) for h in world.happenings])
    assert short < every
    assert months(world, [])[0] == 0


def test_perfect_claims_merged_hold_the_floor(world):
    """The floor is what was measured less a little, and only ever goes up; the goal is .99 and .97."""
    from known_world.score import score

    readings = [r.reading() for r in world.reports]
    found = score(world, readings, merge(readings))
    assert found.precision >= 0.8
    assert found.recall >= 0.97
    assert found.totals_counted == 0
    assert found.ghosts == 0


def test_perfect_claims_differ_in_nothing_from_themselves(world):
    from known_world.fields import differences, shares

    readings = [r.reading() for r in world.reports]
    assert list(differences(world, readings)) == []
    assert set(shares(world, readings).values()) == {1.0}


def test_misses_name_a_wrong_join(world):
    from known_world.misses import misses

    readings = [r.reading() for r in world.reports]
    merged = merge(readings)
    everything = tuple(ref for i in merged.incidents for ref in i.claims)
    one = SimpleNamespace(incidents=[Incident("i", "attack", ("attack",), everything)], explain=merged.explain)
    lines = list(misses("perfect", world, readings, one))
    assert sum(" JOIN " in line for line in lines) == len(world.happenings) - 1
    assert not any(" SPLIT " in line for line in lines)


@pytest.mark.parametrize(("value", "bounds", "said"), [(1.2, {"most": 1.5}, "met"), (0.9, {"least": 0.95}, "MISSED")])
def test_a_goal_is_met_or_missed(value, bounds, said):
    from show import goal

    assert goal(value, **bounds).endswith(said)
