"""The gate of merging: the bench's made world, small, whose incidents are known; floors never go down alone."""

from pathlib import Path

import pytest

from sayso.merging import merge

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.mark.parametrize(("seed", "precision", "recall"), [(11, 0.97, 0.97), (12, 0.97, 0.97)])
def test_perfect_claims_give_the_incidents_as_they_were(monkeypatch, seed, precision, recall):
    monkeypatch.syspath_prepend(str(BENCH))
    from known_world import make_world
    from known_world.score import score

    world = make_world(seed, 120, 600)
    readings = [r.reading() for r in world.reports]
    found = score(world, readings, merge(readings))
    assert found.precision >= precision
    assert found.recall >= recall
    assert found.totals_counted == 0
    assert found.within / found.months >= 0.95


def test_every_weight_is_of_an_outcome_that_its_key_gives():
    from sayso.merging.weights import weights

    assert weights("time")["one day"] > weights("time")["apart to 2, fresh"]
    assert weights("place")["one town"] > 0 > weights("place")["far, neither named"]
    assert set(weights("wording")) == {"compared", "words", "words, closely", "names", "numbers"}
