"""The weights of named features, as trained by `scripts/train_when.py`: what dates a happening, and what is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sayso.vocab.tables import rows


@cache
def weights(stage: str) -> Mapping[str, float]:
    """The weights of a stage's features in nats: `own` of a time in a happening's own sentence, `lent` of times that
    stand elsewhere, `same` of earlier mentions of one happening."""
    return {r["feature"]: float(r["weight"]) for r in rows("when_weights.tsv") if r["stage"] == stage}


def weigh(stage: str, features: Iterable[str]) -> float:
    """The sum of the features' weights; a feature that was never seen weighs nothing."""
    known = weights(stage)
    return sum(known.get(feature, 0.0) for feature in features)
