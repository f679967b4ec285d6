"""The weights of the outcomes of each key, in bits, as fitted: see `scripts/train_linking.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sayso.vocab.tables import rows


@cache
def weights(key: str) -> Mapping[str, float]:
    """The weight of each outcome of a key; one that is not listed weighs nothing.

    >>> weights("time")["one day"] > 0 > weights("place")["far, neither named"]
    True
    """
    return {row["outcome"]: float(row["bits"]) for row in rows("link_weights.tsv") if row["key"] == key}


def weight(key: str, outcome: str) -> float:
    """The weight of one outcome of a key; 0 for none."""
    return weights(key).get(outcome, 0.0) if outcome else 0.0
