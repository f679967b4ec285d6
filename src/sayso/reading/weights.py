"""The weights of named features, as trained by `scripts/train_when.py` (what dates a happening, and what is one),
`scripts/train_cast.py` (who did it, and to whom) and `scripts/train_where.py` (where it happened)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat

from sayso.vocab.tables import rows

_TABLES = ("when_weights.tsv", "cast_weights.tsv", "where_weights.tsv")


@cache
def weights(stage: str) -> Mapping[str, float]:
    """The weights of a stage's features in nats: `own` of a time in a happening's own sentence, `lent` of times that
    stand elsewhere, `same` of earlier mentions of one happening; `actor` and `target` of who plays a part, with `-more`
    of who else does, with `-lent` of who does that is named elsewhere; `where` of a place of the own sentence,
    `where-lent` of the whole article's."""
    return {r["feature"]: float(r["weight"]) for table in _TABLES for r in rows(table) if r["stage"] == stage}


def weigh(stage: str, features: Iterable[str], start: float = 0.0) -> float:
    """The sum of the features' weights, from `start` on; a feature that was never seen weighs nothing."""
    return sum(map(weights(stage).get, features, repeat(0.0)), start)
